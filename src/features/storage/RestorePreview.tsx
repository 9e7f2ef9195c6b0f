import { For, Show } from 'solid-js';
import { type Choice, type Choices, type Kind, kindOf, kinds } from '../../core/backup/choose';
import { type BackupHeader, backupStores } from '../../core/backup/format';
import { countNews, type RestorePlan } from '../../core/backup/plan';
import { formatNumber } from '../../lib/format';
import { Notice } from '../../ui/Notice';
import { Select } from '../../ui/Select';
import css from './backup.module.css';
import { choicesOf, hasConflict, kindTitles, planLines } from './restore-words';

export interface RestorePreviewProps {
  plan: RestorePlan;
  header: BackupHeader | undefined;
  /** Its keys were not opened. */
  isLocked: boolean;
  choices: Choices;
  onChoose: (kind: Kind, choice: Choice) => void;
}

/** What a restore would do; nothing that is here goes. */
export function RestorePreview(props: RestorePreviewProps) {
  const conflicts = () =>
    kinds.filter((kind) =>
      backupStores.some((store) => kindOf(store) === kind && hasConflict(props.plan.counts[store])),
    );
  const isWithoutKeys = () => props.isLocked || props.header?.keys === 'left-out';
  return (
    <>
      <p class={css['line']}>
        {props.header?.at && `Written on ${new Date(props.header.at).toLocaleString()}. `}
        {countNews(props.plan) === 0
          ? 'The file brings nothing that is not here.'
          : 'It is added to what is here, and nothing here is deleted.'}
      </p>
      <Show when={props.plan.problemCount > 0}>
        <Notice tone="amber" role="status">
          <p>
            {problemWords(props.plan.problemCount)} All that could be read is offered all the same.
          </p>
          <ul class={css['problems']}>
            <For each={props.plan.problems}>{(problem) => <li>{problem}</li>}</For>
          </ul>
        </Notice>
      </Show>
      <ul class={css['rows']} aria-label="In the file">
        <For each={planLines(props.plan)}>
          {(line) => (
            <li class={css['row']}>
              <span class={css['title']}>{line.title}</span>
              <span class={css['words']}>{line.words}</span>
            </li>
          )}
        </For>
      </ul>
      <For each={conflicts()}>
        {(kind) => (
          <Select
            label={kindTitles[kind]}
            value={props.choices[kind]}
            options={choicesOf(kind)}
            onChange={(choice) => props.onChoose(kind, choice as Choice)}
          />
        )}
      </For>
      <Show when={props.plan.origins.length > 0}>
        <p class={css['line']}>Addresses that are new here: {props.plan.origins.join(', ')}</p>
      </Show>
      <Show when={props.plan.moved.length > 0}>
        <Notice tone="amber">
          {props.plan.moved.join(', ')}: another address in the file. The key that is stored here
          does not go there, and is asked for again if you take what is in the file.
        </Notice>
      </Show>
      <Show when={isWithoutKeys()}>
        <p class={css['line']}>Keys are not restored: those that are here stay.</p>
      </Show>
    </>
  );
}

function problemWords(count: number): string {
  return count === 1 ? 'One problem was found.' : `${formatNumber(count)} problems were found.`;
}
