import { createEffect, createSignal, type JSX, onCleanup, Show } from 'solid-js';
import { unwrap } from 'solid-js/store';
import { schemaFault } from '../../../core/tools/check-schema';
import { Notice } from '../../../ui/Notice';
import type { SettingFields } from './create-setting-fields';
import { SettingField } from './SettingField';
import css from './settings.module.css';

/** Short enough for the field on a narrow screen. */
const EXAMPLE = `{ "type": "object",
  "required": ["city"],
  "properties": {
    "city": { "type": "string" } } }`;

/** The JSON Schema that answers are to fit; what is wrong with it is said as it is typed. */
export function SchemaField(props: { fields: SettingFields }): JSX.Element {
  const [fault, setFault] = createSignal<string>();
  createEffect(() => {
    const current = props.fields.settings().responseSchema;
    let isCurrent = true;
    onCleanup(() => (isCurrent = false));
    setFault();
    if (!current) return;
    // What does not load says nothing; the server has the last word anyway.
    schemaFault(unwrap(current))
      .then((why) => isCurrent && setFault(why))
      .catch(() => {});
  });
  return (
    <>
      <SettingField
        name="responseSchema"
        fields={props.fields}
        multiline
        mono
        rows={4}
        placeholder={EXAMPLE}
        hint="Answers come as JSON that fits it, where the server can do that; else the model is asked in words. No tools are offered meanwhile."
      />
      <Show when={fault()}>
        {(why) => (
          <div class={css['wide']}>
            <Notice tone="amber" role="status">
              The answers can’t be checked by this schema: {why()}.
            </Notice>
          </div>
        )}
      </Show>
    </>
  );
}
