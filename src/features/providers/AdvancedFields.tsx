import { Disclosure } from '../../ui/Disclosure';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';
import type { Advanced } from './advanced';
import css from './providers.module.css';

export interface AdvancedFieldsProps {
  advanced: Advanced;
  onChange: (advanced: Advanced) => void;
  problem?: string | undefined;
}

/** How the key is sent, and further headers; folded, for few servers need either. */
export function AdvancedFields(props: AdvancedFieldsProps) {
  return (
    <Disclosure summary="Advanced" quiet>
      <div class={css['advanced']}>
        <Select
          label="Send the key as"
          value={props.advanced.keyHeader}
          onChange={(value) =>
            props.onChange({
              ...props.advanced,
              keyHeader: value === 'x-api-key' ? 'x-api-key' : 'authorization',
            })
          }
          options={[
            { value: 'authorization', label: 'Authorization: Bearer' },
            { value: 'x-api-key', label: 'X-Api-Key' },
          ]}
        />
        <Field
          label="Extra headers"
          value={props.advanced.lines}
          onInput={(lines) => props.onChange({ ...props.advanced, lines })}
          multiline
          rows={3}
          mono
          placeholder="X-Team: blue"
          hint="One a line, sent with every request to this address and kept like the key. The server must allow each by name (CORS), or the browser sends nothing; Ollama allows only its own list."
          error={props.problem}
        />
      </div>
    </Disclosure>
  );
}
