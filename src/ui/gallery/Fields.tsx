import { createSignal, type JSX } from 'solid-js';
import { Checkbox } from '../Checkbox';
import { Field } from '../Field';
import { IconButton } from '../IconButton';
import { InlineField } from '../InlineField';
import { SearchField } from '../SearchField';
import { Select } from '../Select';
import { Switch } from '../Switch';
import css from './Gallery.module.css';

const OPTIONS = [
  { value: 'one', label: 'One' },
  { value: 'two', label: 'Two' },
  { value: 'three', label: 'Not now', disabled: true },
];
const nothing = (): void => {};

/** What is filled in. */
export function Fields(): JSX.Element {
  const [text, setText] = createSignal('');
  const [choice, setChoice] = createSignal('one');
  const [on, setOn] = createSignal(true);
  const bound = {
    get value() {
      return text();
    },
    onInput: setText,
  };
  return (
    <section class={css['section']} aria-label="Fields">
      <h2>Fields</h2>
      <Field {...bound} label="Plain" placeholder="Something" hint="What it is for." />
      <Field {...bound} label="Wrong" error="This is no address." />
      <Field
        {...bound}
        label="With a control"
        type="password"
        end={<IconButton label="Show" icon="eye" />}
      />
      <Field {...bound} label="Several lines" multiline rows={3} mono />
      <Field label="Disabled" value="As it is" onInput={nothing} disabled />
      <Field label="To read" value="As it is" onInput={nothing} readonly />
      <SearchField {...bound} label="Search" placeholder="Search" />
      <InlineField label="In its place" value="A title" onDone={nothing} onCancel={nothing} />
      <Select
        label="Choice"
        value={choice()}
        onChange={setChoice}
        options={OPTIONS}
        hint="One of them."
      />
      <Select
        label="Wrong choice"
        value="two"
        onChange={nothing}
        options={OPTIONS}
        error="Not this one."
      />
      <Select label="Disabled choice" value="two" onChange={nothing} options={OPTIONS} disabled />
      <Checkbox label="Checkbox" checked={on()} onChange={setOn} hint="What it does." />
      <Checkbox label="Checkbox, disabled" checked onChange={nothing} disabled />
      <Switch label="Switch" checked={on()} onChange={setOn} hint="What it does." />
      <Switch label="Switch, off and disabled" checked={false} onChange={nothing} disabled />
    </section>
  );
}
