import { createMemo, type JSX, Show } from 'solid-js';
import type { CompactionRun } from '../../core/chat/phase';
import type { Message } from '../../core/chat/types';
import { reasonOf } from '../../lib/reason';
import { tooLongWords } from '../../state/compaction';
import { CompletionContext, type WantedCompaction } from '../../state/completion';
import { ConversationsContext } from '../../state/conversations';
import { NoticesContext } from '../../state/notices';
import { planFor, type Planned } from '../../state/plan-compaction';
import { ProvidersContext } from '../../state/providers';
import { ToolsContext } from '../../state/tools';
import { Button } from '../../ui/Button';
import type { Chat } from './create-chat';
import css from './Summary.module.css';
import { SummaryProgress } from './SummaryProgress';
import { summaryFailed } from './summary-words';

/** An answer whose request was longer than the window. */
export interface OverflowProps {
  message: Message;
  chat: Chat;
  isLast: boolean;
}

/** Summarises what is older and asks again, at one press; says why not where that would not help. */
export default function OverflowWays(props: OverflowProps): JSX.Element {
  const completion = CompletionContext.use();
  const conversations = ConversationsContext.use();
  const tools = ToolsContext.use();
  const providers = ProvidersContext.use();
  const notices = NoticesContext.use();

  /** Asked again of another model, its refusal says nothing. */
  const wanted = (): WantedCompaction | undefined => {
    const model = props.chat.model();
    const { id, error, model: asked } = props.message;
    const isSame = model?.providerId === asked?.providerId && model?.modelId === asked?.modelId;
    return model && { model: { ...model }, answerId: id, refused: isSame ? error : undefined };
  };
  const planned = createMemo((): Planned['plan'] | undefined => {
    const given = wanted();
    const { conversationId, id } = props.message;
    const path = conversations.path(conversationId);
    const history = path.slice(
      0,
      path.findIndex((message) => message.id === id),
    );
    const asked = given && { ...given, conversationId, path: history };
    return asked && planFor(asked, { conversations, providers, tools })?.plan;
  });
  const run = (): CompactionRun | undefined => completion.compaction(props.message.conversationId);
  const isAtWork = (): boolean => run() !== undefined && run()?.failure === undefined;

  const failure = (): string | undefined => {
    const current = run();
    return current?.failure === undefined ? undefined : summaryFailed(current);
  };

  async function again(): Promise<void> {
    const { conversationId, id } = props.message;
    const given = wanted();
    try {
      if (given && (await completion.compact(conversationId, given))) {
        await completion.retry(conversationId, id, given.model);
      }
    } catch (error) {
      notices.warn(`The question was not asked again. ${reasonOf(error)}`, 'storage');
    }
  }

  return (
    <Show when={props.isLast}>
      <Show when={planned()?.kind === 'summarise'}>
        <div class={css['line']}>
          <Button
            size="small"
            variant="primary"
            busy={props.chat.isRunning()}
            onClick={() => void again()}
          >
            Summarise older turns and ask again
          </Button>
          <Show when={isAtWork() && run()}>{(current) => <SummaryProgress run={current()} />}</Show>
        </div>
      </Show>
      <Show when={tooLong(planned())}>{(words) => <p>{words()}</p>}</Show>
      <Show when={failure()}>
        <p>{failure()}</p>
      </Show>
    </Show>
  );
}

function tooLong(plan: Planned['plan'] | undefined): string | undefined {
  if (plan?.kind === 'last-too-long') return tooLongWords(plan);
  return plan?.kind === 'nothing-older'
    ? 'There is nothing older that could be summarised.'
    : undefined;
}
