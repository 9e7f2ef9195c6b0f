import { createSignal, type JSX, Show } from 'solid-js';
import { MOST_ROUNDS } from '../../../core/settings/types';
import { readRounds, withRounds } from '../../../core/tools/chat-choices';
import { SettingsContext } from '../../../state/settings';
import { Button } from '../../../ui/Button';
import { Field } from '../../../ui/Field';
import type { ToolChoices } from './create-tool-choices';
import css from './dialog.module.css';

/** How often the model may call tools and go on in this chat; empty, as in every chat. */
export function RoundsField(props: { choices: ToolChoices }): JSX.Element {
  const settings = SettingsContext.use();
  const [typed, setTyped] = createSignal<string>();
  const own = (): number | undefined => props.choices.tools()?.rounds;
  const text = (): string => typed() ?? String(own() ?? '');
  const isWrong = (): boolean => text().trim() !== '' && readRounds(text()) === undefined;
  const write = (value: string): void => {
    setTyped(value);
    const rounds = readRounds(value);
    if (rounds === undefined && value.trim() !== '') return;
    props.choices.change(withRounds(props.choices.tools(), rounds));
  };
  let input: HTMLElement | undefined;
  return (
    <div class={css['rounds']} data-set={own() === undefined ? undefined : ''}>
      <Field
        label="Limit of rounds"
        value={text()}
        onInput={write}
        onBlur={() => !isWrong() && setTyped()}
        ref={(element) => (input = element)}
        inputmode="numeric"
        placeholder={`${settings.values.toolRounds}, as in every chat`}
        hint="How often the model may call tools and go on before you are asked."
        error={isWrong() ? `A whole number from 1 to ${MOST_ROUNDS}.` : undefined}
        end={
          <Show when={own() !== undefined}>
            <Button
              variant="quiet"
              size="small"
              aria-label="Reset Limit of rounds"
              onClick={() => {
                write('');
                setTyped();
                input?.focus();
              }}
            >
              Reset
            </Button>
          </Show>
        }
      />
    </div>
  );
}
