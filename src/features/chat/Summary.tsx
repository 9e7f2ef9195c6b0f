import { createSignal, type JSX, Match, Show, Switch, untrack } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import type { CompactionRun } from '../../core/chat/phase';
import type { Compaction, Message } from '../../core/chat/types';
import { formatAgo } from '../../lib/format';
import { reasonOf } from '../../lib/reason';
import { CompletionContext } from '../../state/completion';
import { ConversationsContext } from '../../state/conversations';
import { NoticesContext } from '../../state/notices';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Disclosure } from '../../ui/Disclosure';
import { Notice } from '../../ui/Notice';
import type { Chat } from './create-chat';
import { EditBox } from './EditBox';
import css from './Summary.module.css';
import { SummaryProgress } from './SummaryProgress';
import { summaryFailed, summaryTitle, writtenBy } from './summary-words';

export interface SummaryProps {
  /** The last message that the summary stands for. */
  message: Message;
  /** Its place in the chat, from 1. */
  position: number;
  chat: Chat;
  /** What is open, so that it still is when its row comes back into view. */
  unfolded: Set<string>;
  /** What had the focus is gone. */
  onFocusLost: () => void;
}

/** Between what is sent as a summary and what is sent as it is: the summary while it is written, and from then on. */
export default function Summary(props: SummaryProps): JSX.Element {
  const completion = CompletionContext.use();
  const run = (): CompactionRun | undefined => {
    const current = completion.compaction(props.message.conversationId);
    return current?.messageId === props.message.id ? current : undefined;
  };
  const failure = (): string | undefined => {
    const current = run();
    return current?.failure === undefined ? undefined : summaryFailed(current);
  };
  return (
    <section class={css['summary']} aria-label="Summary">
      <Switch>
        <Match when={failure()}>
          <Failed {...props} words={failure() ?? ''} />
        </Match>
        <Match when={run()}>{(current) => <Running run={current()} chat={props.chat} />}</Match>
        <Match when={props.message.compaction}>
          {(compaction) => <Written compaction={compaction()} {...props} />}
        </Match>
      </Switch>
    </section>
  );
}

function Running(props: { run: CompactionRun; chat: Chat }): JSX.Element {
  return (
    <>
      <div class={css['line']}>
        <SummaryProgress run={props.run} />
        <Button size="small" icon="stop" onClick={() => props.chat.stop()}>
          Stop
        </Button>
      </div>
      <Show when={props.run.text}>
        <p class={css['text']} dir="auto">
          {props.run.text}
        </p>
      </Show>
    </>
  );
}

function Failed(props: SummaryProps & { words: string }): JSX.Element {
  const completion = CompletionContext.use();
  return (
    <Notice
      tone="amber"
      role="note"
      help={helpOn('overflow')}
      actions={
        <Button
          size="small"
          onClick={() => {
            completion.dismissCompaction(props.message.conversationId);
            props.onFocusLost();
          }}
        >
          Dismiss
        </Button>
      }
    >
      {props.words}
    </Notice>
  );
}

function Written(props: SummaryProps & { compaction: Compaction }): JSX.Element {
  const conversations = ConversationsContext.use();
  const notices = NoticesContext.use();
  const { clock } = ServicesContext.use();
  const [editing, setEditing] = createSignal(false);
  const key = (): string => `summary of ${props.message.id}`;
  const [isOpen, setIsOpen] = createSignal(untrack(() => props.unfolded.has(key())));
  const toggle = (open: boolean): void => {
    if (open) props.unfolded.add(key());
    else props.unfolded.delete(key());
    setIsOpen(open);
  };
  let edit: HTMLButtonElement | undefined;

  /** The last one on the path is sent; those before have gone into it. */
  const isSent = (): boolean => {
    const path = conversations.path(props.message.conversationId);
    return path.findLast(({ compaction }) => compaction !== undefined)?.id === props.message.id;
  };
  const change = async (compaction: Compaction | undefined, failure: string): Promise<boolean> => {
    const { conversationId, id } = props.message;
    try {
      await conversations.changeMessage(conversationId, id, (message) => {
        if (compaction) message.compaction = compaction;
        else delete message.compaction;
      });
      return true;
    } catch (error) {
      notices.warn(`${failure} ${reasonOf(error)}`, 'storage');
      return false;
    }
  };
  const save = async (text: string): Promise<void> => {
    const edited = { text: text.trim(), createdAt: clock.now() };
    if (await change(edited, 'The summary was not changed.')) finish();
  };
  const finish = (): void => {
    setEditing(false);
    edit?.focus();
  };
  const remove = async (): Promise<void> => {
    const { text, createdAt, model } = props.compaction;
    const before = { text, createdAt, ...(model && { model: { ...model } }) };
    props.onFocusLost();
    if (!(await change(undefined, 'The summary was not removed.'))) return;
    const run = (): void => void change(before, 'The summary did not come back.');
    notices.show('The messages are sent as they are again.', { label: 'Undo', run });
  };

  return (
    <div class={css['divider']}>
      <Disclosure
        quiet
        summary={summaryTitle(props.position, isSent())}
        open={isOpen()}
        onToggle={toggle}
      >
        <Show
          when={!editing()}
          fallback={
            <EditBox
              label="Edit the summary"
              text={props.compaction.text}
              rows={3}
              done="Save"
              enterIsDone={false}
              onDone={save}
              onCancel={finish}
            />
          }
        >
          <p class={css['text']} dir="auto">
            {props.compaction.text}
          </p>
          <div class={css['line']}>
            <span class={css['by']}>
              {writtenBy(props.compaction)}, {formatAgo(clock.now() - props.compaction.createdAt)}
            </span>
            <Show when={isSent()}>
              <Button
                ref={(button: HTMLButtonElement) => (edit = button)}
                size="small"
                icon="edit"
                onClick={() => setEditing(true)}
              >
                Edit
              </Button>
              <Button size="small" icon="trash" onClick={() => void remove()}>
                Remove
              </Button>
            </Show>
          </div>
        </Show>
      </Disclosure>
    </div>
  );
}
