import { createMemo, createSignal, type JSX } from 'solid-js';
import { createMedia } from '../../../ui/create-media';
import { Chooser } from '../../../ui/Chooser';
import { Dialog } from '../../../ui/Dialog';
import { Icon } from '../../../ui/Icon';
import { type FolderChoice, folderChoices } from './folder-choices';
import css from './late.module.css';

export interface FolderDialogProps {
  /** How many chats are moved. */
  count: number;
  folders: readonly string[];
  /** The folder that all of them lie in, if one. */
  current: string | undefined;
  /** Without a name: out of every folder. */
  onMove: (folder: string | undefined) => void;
  onClose: () => void;
}

/** Where to move chats: into a folder, one that is named here for the first time, or out of it. */
export function FolderDialog(props: FolderDialogProps): JSX.Element {
  const isCoarse = createMedia('(pointer: coarse)');
  const [query, setQuery] = createSignal('');
  const choices = createMemo(() => folderChoices(props.folders, query(), props.current));
  const choose = ({ folder }: FolderChoice): void => {
    props.onClose();
    props.onMove(folder);
  };
  return (
    <Dialog
      open
      size="small"
      title={props.count > 1 ? `Move ${props.count} chats` : 'Move to folder'}
      onClose={() => props.onClose()}
    >
      <Chooser
        label="Folder"
        listLabel="Folders"
        placeholder="Find a folder, or name a new one"
        query={query()}
        onQuery={setQuery}
        items={choices()}
        total={props.folders.length + 2}
        rowHeight={isCoarse() ? 44 : 38}
        selected={({ kind, folder }) => kind === 'folder' && folder === props.current}
        onChoose={choose}
        empty="There is no folder yet. Type a name to make one."
      >
        {(choice) => (
          <span class={css['choice']}>
            <Icon name={choice.kind === 'new' ? 'plus' : choice.folder ? 'folder' : 'close'} />
            <span class={css['name']}>{choice.words}</span>
          </span>
        )}
      </Chooser>
    </Dialog>
  );
}
