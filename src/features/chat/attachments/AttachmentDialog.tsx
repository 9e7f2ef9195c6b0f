import { type JSX, Match, Show, Switch } from 'solid-js';
import { attachmentFacts } from '../../../core/attachments/words';
import type { Attachment } from '../../../core/chat/types';
import { safeFileName } from '../../../lib/file-name';
import { formatNumber } from '../../../lib/format';
import { ServicesContext } from '../../../state/services';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import css from './attachments.module.css';
import { createStored } from './create-stored';

export interface AttachmentDialogProps {
  attachment: Attachment;
  onClose: () => void;
}

/** More would only be slow to draw; all of it can be saved. */
const MOST_SHOWN = 100_000;

/** An image in full, or the text that is sent of a file. */
export default function AttachmentDialog(props: AttachmentDialogProps): JSX.Element {
  const services = ServicesContext.use();
  const stored = createStored(() => props.attachment.id);
  const here = () => {
    const found = stored();
    return found.kind === 'here' ? found : undefined;
  };
  const text = (): string | undefined => here()?.stored.text;
  const cut = (): boolean => (text()?.length ?? 0) > MOST_SHOWN;
  const textName = (): string =>
    props.attachment.type === 'application/pdf'
      ? `${props.attachment.name}.txt`
      : props.attachment.name;
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={props.attachment.name}
      size="large"
      footer={
        <Show when={text()}>
          {(words) => (
            <Button
              icon="download"
              onClick={() =>
                services.files.saveText(safeFileName(textName()), words(), 'text/plain')
              }
            >
              Save the text
            </Button>
          )}
        </Show>
      }
    >
      <p class={css['facts']}>
        {attachmentFacts(props.attachment)}
        <Show when={cut()}> · the first {formatNumber(MOST_SHOWN)} characters are shown</Show>
      </p>
      <Switch>
        <Match when={stored().kind === 'gone'}>
          <p role="status">It is not stored any more.</p>
        </Match>
        <Match when={text()}>
          {(words) => (
            // In the order of Tab, so that the keyboard can scroll it.
            <pre class={css['text']} tabindex="0" aria-label="What is sent">
              {words().slice(0, MOST_SHOWN)}
            </pre>
          )}
        </Match>
        <Match when={here()}>
          {(found) => <img class={css['large']} src={found().url} alt={props.attachment.name} />}
        </Match>
      </Switch>
    </Dialog>
  );
}
