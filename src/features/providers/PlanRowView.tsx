import { For, Show } from 'solid-js';
import { parseBaseUrl } from '../../core/providers/base-url';
import type { PlanRow, RowChoice } from '../../core/providers/merge';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import css from './transfer.module.css';

export interface PlanRowViewProps {
  row: PlanRow;
  onChoose: (choice: RowChoice) => void;
}

/** One row of the import plan: what it is, what it changes, and the choice to leave it out. */
export function PlanRowView(props: PlanRowViewProps) {
  const isSame = () => props.row.kind === 'same';
  return (
    <li class={css['plan']} data-selected={props.row.selected}>
      <div class={css['head']}>
        <Checkbox
          label={<span class={css['title']}>{props.row.title}</span>}
          checked={props.row.selected}
          disabled={isSame()}
          onChange={(checked) => props.onChoose(checked ? 'take' : 'skip')}
        />
        <Badge tone={props.row.kind === 'changed' ? 'amber' : 'neutral'}>
          {kindWords(props.row)}
        </Badge>
      </div>
      <Show when={props.row.subject === 'provider' && props.row.kind === 'added' && props.row}>
        {(row) => <p class={css['detail']}>{row().entry.baseUrl}</p>}
      </Show>
      <Show when={exposedHost(props.row)}>
        {(host) => (
          <p class={css['detail']}>Its key or headers will travel unencrypted to {host()}.</p>
        )}
      </Show>
      <Show when={props.row.fields.length > 0}>
        <ul class={css['fields']}>
          <For each={props.row.fields}>
            {(field) => (
              <li>
                <Show when={field.name !== props.row.title}>
                  <span class="muted">{field.name}</span>{' '}
                </Show>
                <span class={css['value']}>{field.from || 'nothing'}</span>
                {' → '}
                <span class={css['value']}>{field.to || 'nothing'}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.row.subject === 'provider' && props.row.keyDropped}>
        <p class={css['detail']}>The stored key is dropped: it was entered for another address.</p>
      </Show>
      <Choices row={props.row} onChoose={(choice) => props.onChoose(choice)} />
    </li>
  );
}

function Choices(props: PlanRowViewProps) {
  const usable = () => props.row.subject === 'other' && props.row.canUse;
  const used = () => props.row.subject === 'other' && props.row.use;
  const canAdd = () => props.row.subject === 'provider' && props.row.kind === 'changed';
  return (
    <div class={css['choices']}>
      <Show when={usable()}>
        <Button
          size="small"
          aria-pressed={used()}
          onClick={() => props.onChoose(used() ? 'take' : 'use')}
        >
          Use as OpenAI-compatible
        </Button>
      </Show>
      <Show when={canAdd()}>
        <Button size="small" onClick={() => props.onChoose('add')}>
          Add as a further provider instead
        </Button>
      </Show>
    </div>
  );
}

/** The host on the internet that a row would send a new key or header to over plain http. */
function exposedHost(row: PlanRow): string {
  if (row.subject !== 'provider' || (!row.entry.apiKey && !row.entry.headers)) return '';
  const address = parseBaseUrl(row.entry.baseUrl);
  return address.kind === 'ok' && address.publicHttp ? new URL(address.origin).host : '';
}

function kindWords(row: PlanRow): string {
  if (row.subject === 'other') return row.use ? 'kept, and used' : 'kept, not used';
  if (row.subject === 'extra') return 'kept, not understood';
  return row.kind;
}
