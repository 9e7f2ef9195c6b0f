import { createSignal, type JSX, Show, untrack } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { headerLines } from '../../core/providers/headers';
import type { ToolServer } from '../../core/tool-servers/types';
import { reasonOf } from '../../lib/reason';
import type { ToolServerDraft } from '../../state/tool-servers';
import { Button } from '../../ui/Button';
import { Disclosure } from '../../ui/Disclosure';
import { Field } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { createWork } from '../../ui/create-work';
import { type ReadDraft, readDraft, type Typed } from './read-draft';
import css from './tools.module.css';

export interface ServerFormProps {
  /** Absent: a new one. */
  server?: ToolServer;
  submitLabel: string;
  /** Rejects where it cannot be stored. */
  onSave: (draft: ToolServerDraft) => Promise<void>;
  onCancel: () => void;
}

/** The address of a tool server, and what it wants to be told. */
export function ServerForm(props: ServerFormProps): JSX.Element {
  const before = untrack(() => props.server);
  const [typed, setTyped] = createSignal<Typed>({
    url: before?.url ?? '',
    label: before?.label ?? '',
    headers: headerLines(before?.headers),
    clientId: before?.clientId ?? '',
  });
  const [problem, setProblem] = createSignal<Extract<ReadDraft, { kind: 'problem' }>>();
  const [failure, setFailure] = createSignal('');
  const work = createWork<'save'>();
  const set = (name: keyof Typed, value: string): void => {
    setTyped({ ...typed(), [name]: value });
    setProblem();
  };
  const problemOf = (field: 'url' | 'headers') => {
    const current = problem();
    return current?.field === field ? current.message : undefined;
  };
  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const read = readDraft(typed());
    if (read.kind === 'problem') return void setProblem(read);
    try {
      const store = () => props.onSave(read.draft);
      await work.run('save', store);
    } catch (error) {
      setFailure(`This was not saved. ${reasonOf(error)}`);
    }
  }
  return (
    <form class={css['form']} novalidate onSubmit={(event) => void save(event)}>
      <Field
        label="Address"
        value={typed().url}
        onInput={(value) => set('url', value)}
        placeholder="https://example.com/mcp"
        inputmode="url"
        autocomplete="off"
        hint="Where the server speaks MCP over Streamable HTTP. Most addresses end in /mcp."
        error={problemOf('url')}
        ref={(input) => queueMicrotask(() => input.focus())}
      />
      <Field
        label="Name"
        value={typed().label}
        onInput={(value) => set('label', value)}
        autocomplete="off"
        hint="Shown with its tools. Empty: its host."
      />
      <Disclosure
        summary="Headers and sign-in"
        startOpen={Boolean(before?.clientId || typed().headers)}
        quiet
      >
        <div class={css['fields']}>
          <Field
            label="Headers"
            value={typed().headers}
            onInput={(value) => set('headers', value)}
            multiline
            mono
            rows={2}
            autocomplete="off"
            placeholder="Authorization: Bearer …"
            hint="One a line, sent with every request to this address and to no other."
            error={problemOf('headers')}
          />
          <Field
            label="Client ID"
            value={typed().clientId}
            onInput={(value) => set('clientId', value)}
            mono
            autocomplete="off"
            hint="Only for a sign-in where Patchbay cannot register itself. The redirect address to register is oauth.html beside this page."
          />
        </div>
      </Disclosure>
      <Show when={failure()}>
        {(words) => (
          <Notice tone="red" role="alert" help={helpOn('tool-server')}>
            {words()}
          </Notice>
        )}
      </Show>
      <div class={css['buttons']}>
        <Button type="submit" variant="primary" busy={work.is('save')}>
          {props.submitLabel}
        </Button>
        <Button variant="quiet" onClick={() => props.onCancel()}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
