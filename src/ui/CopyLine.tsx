import { createSignal, createUniqueId, type JSX } from 'solid-js';
import css from './CopyLine.module.css';
import { IconButton } from './IconButton';

export interface CopyLineProps {
  /** One line or several, shown and copied as they are. */
  text: string;
  /** Copies it; false when that did not work. */
  copy: (text: string) => Promise<boolean>;
}

/** A line to type elsewhere, with a button that copies it; a check mark says that it worked. */
export function CopyLine(props: CopyLineProps): JSX.Element {
  const id = createUniqueId();
  const [copied, setCopied] = createSignal(false);
  const copy = async (): Promise<void> => void setCopied(await props.copy(props.text));
  return (
    <div class={css['line']}>
      <code id={id}>{props.text}</code>
      <IconButton
        label={copied() ? 'Copied' : 'Copy'}
        icon={copied() ? 'check' : 'copy'}
        size="small"
        aria-describedby={id}
        onClick={() => void copy()}
      />
    </div>
  );
}
