import { createSignal, type Accessor } from 'solid-js';
import type { ChatTools } from '../../../core/chat/types';
import type { Chat } from '../create-chat';

/** What a chat says of its tools, as it is being changed. */
export interface ToolChoices {
  /** Ahead of the disk: a change does not undo one that is still on its way there. */
  tools: Accessor<ChatTools | undefined>;
  change(next: ChatTools | undefined): void;
}

export function createToolChoices(chat: Pick<Chat, 'setup' | 'change'>): ToolChoices {
  const [ahead, setAhead] = createSignal<{ tools: ChatTools | undefined }>();
  return {
    tools: () => (ahead() ?? chat.setup()).tools,
    change(next) {
      const own = { tools: next };
      setAhead(own);
      void chat.change(own).then(() => setAhead((last) => (last === own ? undefined : last)));
    },
  };
}
