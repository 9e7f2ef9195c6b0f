import { createSignal, type JSX, onCleanup } from 'solid-js';
import { copyText } from '../../state/copy-text';
import { NoticesContext } from '../../state/notices';
import { ServicesContext } from '../../state/services';
import { IconButton } from '../../ui/IconButton';

export interface CopyButtonProps {
  text: string;
}

const SHOWN_MS = 1_500;

/** Copies a message as it was written, Markdown and all; a check mark says that it worked. */
export function CopyButton(props: CopyButtonProps): JSX.Element {
  const services = ServicesContext.use();
  const notices = NoticesContext.use();
  const [copied, setCopied] = createSignal(false);
  let cancel = (): void => undefined;
  onCleanup(() => cancel());

  const copy = async (): Promise<void> => {
    if (!(await copyText({ clipboard: services.clipboard, notices }, props.text))) return;
    cancel();
    setCopied(true);
    cancel = services.clock.after(SHOWN_MS, () => setCopied(false));
  };
  return (
    <IconButton
      size="small"
      label={copied() ? 'Copied' : 'Copy'}
      icon={copied() ? 'check' : 'copy'}
      onClick={() => void copy()}
    />
  );
}
