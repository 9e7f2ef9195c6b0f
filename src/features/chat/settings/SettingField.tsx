import type { JSX } from 'solid-js';
import { settingLabels, type SettingName } from '../../../core/chat/setting-texts';
import { Field, type FieldProps } from '../../../ui/Field';
import type { SettingFields } from './create-setting-fields';
import { SettingFrame } from './SettingFrame';

export interface SettingFieldProps extends Pick<
  FieldProps,
  'multiline' | 'rows' | 'mono' | 'hint' | 'placeholder' | 'inputmode'
> {
  name: SettingName;
  fields: SettingFields;
}

/** A setting that is typed. */
export function SettingField(props: SettingFieldProps): JSX.Element {
  const isSet = (): boolean => props.fields.settings()[props.name] !== undefined;
  const problem = (): string | undefined => {
    const words = props.fields.problem(props.name);
    if (words === undefined) return undefined;
    return `${words} Until then ${isSet() ? 'the value before it is sent' : 'nothing of it is sent'}.`;
  };
  return (
    <SettingFrame
      label={settingLabels[props.name]}
      isSet={isSet() || props.fields.problem(props.name) !== undefined}
      wide={props.multiline === true}
      onReset={() => props.fields.reset(props.name)}
    >
      <Field
        {...props}
        label={settingLabels[props.name]}
        value={props.fields.text(props.name)}
        onInput={(text) => props.fields.type(props.name, text)}
        onBlur={() => props.fields.leave(props.name)}
        error={problem()}
      />
    </SettingFrame>
  );
}
