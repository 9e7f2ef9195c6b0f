import {
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  Match,
  onCleanup,
  Show,
  Switch,
} from 'solid-js';
import { unwrap } from 'solid-js/store';
import { helpOn } from '../../../core/help/symptom-id';
import { judgeBySchema, type SchemaVerdict } from '../../../core/tools/check-schema';
import type { JsonObject } from '../../../lib/json';
import { copyText } from '../../../state/copy-text';
import { NoticesContext } from '../../../state/notices';
import { ServicesContext } from '../../../state/services';
import { Badge } from '../../../ui/Badge';
import { Button } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { JsonTree } from './JsonTree';
import { readAnswer } from './read-answer';
import css from './structured.module.css';

export interface StructuredAnswerProps {
  text: string;
  /** What it was asked to fit. */
  schema: JsonObject;
  /** The text as it came. */
  raw: () => JSX.Element;
}

const SHOWN_MS = 1_500;

/** A finished answer that was asked to fit a schema: whether it does, and its value as a tree. */
export default function StructuredAnswer(props: StructuredAnswerProps): JSX.Element {
  const services = ServicesContext.use();
  const notices = NoticesContext.use();
  const [isRaw, setRaw] = createSignal(false);
  const [copied, setCopied] = createSignal(false);
  let cancel = (): void => undefined;
  onCleanup(() => cancel());
  const [verdict, setVerdict] = createSignal<SchemaVerdict>();
  const read = createMemo(() => readAnswer(props.text));
  const json = createMemo(() => {
    const current = read();
    return current.kind === 'json' ? current : undefined;
  });

  createEffect(() => {
    const current = json();
    const schema = unwrap(props.schema);
    let isCurrent = true;
    onCleanup(() => (isCurrent = false));
    setVerdict();
    if (!current) return;
    const unchecked = { kind: 'unchecked', why: 'the check did not load' } as const;
    void judgeBySchema(schema, current.value)
      .catch(() => unchecked)
      .then((found) => isCurrent && setVerdict(found));
  });

  const copy = async (): Promise<void> => {
    const text = JSON.stringify(json()?.value, undefined, 2);
    if (!(await copyText({ clipboard: services.clipboard, notices }, text, 'the raw text'))) return;
    cancel();
    setCopied(true);
    cancel = services.clock.after(SHOWN_MS, () => setCopied(false));
  };

  return (
    <section class={css['structured']} aria-label="Structured answer">
      <Switch>
        <Match when={read().kind === 'no-json'}>
          <Notice tone="amber" help={helpOn('schema')}>
            The answer is no JSON, so it does not fit the schema.
          </Notice>
        </Match>
        <Match when={read().kind === 'too-large'}>
          <Notice>The answer is too large to be checked and shown as a tree.</Notice>
        </Match>
        <Match when={json()}>
          <div class={css['bar']}>
            <VerdictWords verdict={verdict()} />
            <div class={css['buttons']}>
              <Button size="small" variant="quiet" onClick={() => setRaw(!isRaw())}>
                {isRaw() ? 'Tree' : 'Raw text'}
              </Button>
              <Button
                size="small"
                variant="quiet"
                icon={copied() ? 'check' : 'copy'}
                onClick={() => void copy()}
              >
                {copied() ? 'Copied' : 'Copy JSON'}
              </Button>
            </div>
          </div>
          <Problems verdict={verdict()} />
        </Match>
      </Switch>
      <Show when={!isRaw() && json()} fallback={props.raw()}>
        {(current) => <JsonTree value={current().value} label="Answer as a tree" />}
      </Show>
    </section>
  );
}

function VerdictWords(props: { verdict: SchemaVerdict | undefined }): JSX.Element {
  const unchecked = (): string | undefined =>
    props.verdict?.kind === 'unchecked' ? props.verdict.why : undefined;
  return (
    <span class={css['verdict']}>
      <Switch fallback="Checking it by the schema">
        <Match when={props.verdict?.kind === 'fits'}>
          <Badge tone="green">Fits the schema</Badge>
        </Match>
        <Match when={props.verdict?.kind === 'differs'}>
          <Badge tone="amber">Does not fit the schema</Badge>
        </Match>
        <Match when={unchecked()}>{(why) => <>Not checked: {why()}.</>}</Match>
      </Switch>
    </span>
  );
}

function Problems(props: { verdict: SchemaVerdict | undefined }): JSX.Element {
  return (
    <Show when={props.verdict?.kind === 'differs' && props.verdict.problems}>
      {(problems) => (
        <Notice tone="amber" help={helpOn('schema')}>
          <ul class={css['problems']} aria-label="Where it does not fit">
            <For each={problems()}>
              {({ path, message }) => (
                <li>
                  <code>{path}</code> {message}
                </li>
              )}
            </For>
          </ul>
        </Notice>
      )}
    </Show>
  );
}
