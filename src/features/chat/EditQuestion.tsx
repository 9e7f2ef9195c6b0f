import type { JSX } from 'solid-js';
import { SettingsContext } from '../../state/settings';
import { EditBox } from './EditBox';

export interface EditQuestionProps {
  text: string;
  /** Resolves with whether it was stored; the box stays until then. */
  onSend: (text: string) => Promise<boolean>;
  onCancel: () => void;
}

/** A question in a box, in its place: sent again it becomes another version, the old one stays. */
export default function EditQuestion(props: EditQuestionProps): JSX.Element {
  const settings = SettingsContext.use();
  return (
    <EditBox
      label="Edit your question"
      text={props.text}
      rows={2}
      done="Ask again"
      enterIsDone={settings.values.enterSends}
      onDone={(text) => props.onSend(text)}
      onCancel={() => props.onCancel()}
      onFocus={(box) => box.setSelectionRange(box.value.length, box.value.length)}
    />
  );
}
