import { type JSX, Show } from 'solid-js';
import { settingLabels } from '../../../core/chat/setting-texts';
import type { Model } from '../../../core/models/types';
import { Notice } from '../../../ui/Notice';
import { Select } from '../../../ui/Select';
import type { Chat } from '../create-chat';
import type { SettingFields } from './create-setting-fields';
import { effortHint, effortsWith, extraWarning, maxTokensHint, SERVERS_OWN } from './setting-hints';
import { SchemaField } from './SchemaField';
import { SettingField } from './SettingField';
import { SettingFrame } from './SettingFrame';
import css from './settings.module.css';
import { StreamingField } from './StreamingField';

export interface ParameterFieldsProps {
  chat: Chat;
  fields: SettingFields;
  /** What is known of the chat's model. */
  model: Model | undefined;
}

/** Everything of a request but its messages; an empty field is not sent. */
export function ParameterFields(props: ParameterFieldsProps): JSX.Element {
  const effort = (): string | undefined => props.fields.settings().reasoningEffort;
  const warning = (): string | undefined => extraWarning(props.fields.settings().extra);
  const number = { inputmode: 'decimal', placeholder: SERVERS_OWN } as const;
  return (
    <>
      <SettingField name="temperature" fields={props.fields} {...number} />
      <SettingField name="topP" fields={props.fields} {...number} />
      <SettingField
        name="maxTokens"
        fields={props.fields}
        inputmode="numeric"
        placeholder={maxTokensHint(props.model)}
      />
      <SettingFrame
        label={settingLabels.reasoningEffort}
        isSet={effort() !== undefined}
        onReset={() => props.fields.reset('reasoningEffort')}
      >
        <Select
          label={settingLabels.reasoningEffort}
          value={effort() ?? ''}
          options={[
            { value: '', label: effortHint(props.model) },
            ...effortsWith(effort()).map((value) => ({ value, label: value })),
          ]}
          onChange={(value) => {
            props.fields.type('reasoningEffort', value);
            props.fields.leave('reasoningEffort');
          }}
        />
      </SettingFrame>
      <SettingField name="presencePenalty" fields={props.fields} {...number} />
      <SettingField name="frequencyPenalty" fields={props.fields} {...number} />
      <SettingField name="seed" fields={props.fields} {...number} />
      <StreamingField chat={props.chat} />
      <SettingField
        name="stop"
        fields={props.fields}
        multiline
        mono
        rows={2}
        hint="One in each line. \n stands for a line break."
      />
      <SchemaField fields={props.fields} />
      <SettingField
        name="extra"
        fields={props.fields}
        multiline
        mono
        rows={3}
        placeholder={'{ "top_k": 40 }'}
        hint="A JSON object; its members go into the request as they are."
      />
      <Show when={warning()}>
        {(words) => (
          <div class={css['wide']}>
            <Notice tone="amber" role="status">
              {words()}
            </Notice>
          </div>
        )}
      </Show>
    </>
  );
}
