import type { JSX } from 'solid-js';
import type { Message } from '../../core/chat/types';
import { CompletionContext } from '../../state/completion';
import { ConversationsContext } from '../../state/conversations';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { createNow } from './create-now';
import css from './Message.module.css';
import { phaseWords } from './phase-words';

export interface WaitingLineProps {
  /** An answer before its first token. */
  message: Message;
}

/** What is going on before the first token, however long it takes. */
export default function WaitingLine(props: WaitingLineProps): JSX.Element {
  const { clock } = ServicesContext.use();
  const completion = CompletionContext.use();
  const conversations = ConversationsContext.use();
  const providers = ProvidersContext.use();
  const now = createNow(() => true, clock);
  /** Unless it has answered here since: then it was loaded for that answer. */
  const isUnloaded = (): boolean => {
    const { conversationId, model } = props.message;
    const listed = providers.get(model?.providerId ?? '')?.listed;
    const entry = listed?.models.find(({ id }) => id === model?.modelId);
    if (!listed || entry?.loaded !== false) return false;
    const path = conversations.path(conversationId);
    return !path.some(
      (message) =>
        message.status === 'done' &&
        message.model?.providerId === model?.providerId &&
        message.model?.modelId === entry.id &&
        message.createdAt > listed.at,
    );
  };
  const words = (): string => {
    const { conversationId, createdAt, model, timing } = props.message;
    // Another tab asked, and knows more.
    const unknown = { kind: 'opened' as const, since: timing?.startedAt ?? createdAt };
    const where = model?.providerLabel ?? 'The server';
    const facts = { where, isUnloaded: isUnloaded() };
    return phaseWords(completion.phase(conversationId) ?? unknown, facts, now());
  };
  return <p class={css['waiting']}>{words()}</p>;
}
