import type { JSX } from 'solid-js';
import { createListActions } from '../../state/list-actions';
import { InlineField } from '../../ui/InlineField';
import { folderGroup } from './history-groups';

export interface FolderNameProps {
  name: string;
  /** The group that the folder is now. */
  onRenamed: (group: string, byKey: boolean) => void;
}

/** The name of a folder, to be changed for all its chats. */
export function FolderName(props: FolderNameProps): JSX.Element {
  const actions = createListActions();
  async function rename(text: string, byKey: boolean): Promise<void> {
    const next = text.trim() || props.name;
    if (next !== props.name) await actions.renameFolder(props.name, next);
    props.onRenamed(folderGroup(next), byKey);
  }
  return (
    <InlineField
      label="Folder name"
      value={props.name}
      onDone={(text, byKey) => void rename(text, byKey)}
      onCancel={() => props.onRenamed(folderGroup(props.name), true)}
    />
  );
}
