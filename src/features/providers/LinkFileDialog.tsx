import { createSignal, type JSX } from 'solid-js';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { Dialog } from '../../ui/Dialog';
import css from './transfer.module.css';
import shared from './providers.module.css';

export interface LinkFileDialogProps {
  onClose: () => void;
  onLink: (way: 'open' | 'create', includeKeys: boolean) => void;
}

/** Asks which file is meant, and whether keys go into it. */
export default function LinkFileDialog(props: LinkFileDialogProps): JSX.Element {
  const [keys, setKeys] = createSignal(false);
  return (
    <Dialog
      open
      size="small"
      onClose={() => props.onClose()}
      title="Link a file"
      footer={
        <>
          <Button onClick={() => props.onLink('create', keys())}>New file</Button>
          <Button variant="primary" onClick={() => props.onLink('open', keys())}>
            Existing file
          </Button>
        </>
      }
    >
      <div class={css['body']}>
        <p class={shared['note']}>
          The browser asks which file, and whether Patchbay may write to it. What both sides have is
          joined; where they differ you choose.
        </p>
        <Checkbox
          label="Write my API keys into the file"
          hint="Whoever has the file can then use your keys. Without this, keys that the file has already stay in it, and none from here is added."
          checked={keys()}
          onChange={setKeys}
        />
      </div>
    </Dialog>
  );
}
