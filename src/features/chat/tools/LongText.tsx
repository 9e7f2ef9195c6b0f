import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { formatBytes } from '../../../lib/format';
import { Button } from '../../../ui/Button';
import { beginningOf, isLong, prettyJson } from './long-text';
import css from './tools.module.css';

export interface LongTextProps {
  /** What it is, spoken. */
  label: string;
  text: string;
  /** More of it may still come. */
  growing?: boolean | undefined;
}

/** A text as it is, JSON indented; of a long one the beginning, until a person asks for all. */
export function LongText(props: LongTextProps): JSX.Element {
  const [all, setAll] = createSignal(false);
  let pre: HTMLPreElement | undefined;
  const showAll = (): void => {
    setAll(true);
    // The button that had the focus is gone.
    pre?.focus();
  };
  const beginning = createMemo((before: string) => beginningOf(props.text, before), '');
  const isCut = (): boolean => isLong(props.text) && !all();
  const shown = createMemo((): string => {
    if (isCut() || (props.growing && !all())) return beginning();
    return props.growing ? props.text : prettyJson(props.text);
  });
  return (
    <>
      <pre ref={pre} tabindex="0" role="group" aria-label={props.label} class={css['text']}>
        {shown()}
      </pre>
      <Show when={isCut()}>
        <div>
          <Show
            when={!props.growing}
            fallback={<p class={css['note']}>The beginning of what the model is writing.</p>}
          >
            <Button size="small" onClick={showAll}>
              Show all {formatBytes(props.text.length)}
            </Button>
          </Show>
        </div>
      </Show>
    </>
  );
}
