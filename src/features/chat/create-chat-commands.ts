import type { Accessor } from 'solid-js';
import type { Message } from '../../core/chat/types';
import { createOffer } from '../../state/commands';
import { copyText } from '../../state/copy-text';
import { NoticesContext } from '../../state/notices';
import { ServicesContext } from '../../state/services';
import type { Chat } from './create-chat';

/** Offers what can be done with an open chat and its last answer to the command palette; owned. */
export function createChatCommands(
  chat: Chat,
  lastAnswer: Accessor<Message | undefined>,
  find: () => void,
): void {
  const notices = NoticesContext.use();
  const { clipboard } = ServicesContext.use();

  async function copy(text: string): Promise<void> {
    if (await copyText({ clipboard, notices }, text)) notices.show('The answer was copied.');
  }
  createOffer(() => {
    const answer = lastAnswer();
    const isRunning = chat.isRunning();
    return {
      find,
      stop: isRunning ? () => chat.stop() : undefined,
      retry: answer && !isRunning ? () => chat.retry(answer.id) : undefined,
      'copy-answer': answer?.text ? () => void copy(answer.text) : undefined,
    };
  });
}
