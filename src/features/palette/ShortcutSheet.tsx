import type { JSX } from 'solid-js';
import { Dialog } from '../../ui/Dialog';
import css from './palette.module.css';
import { type ShortcutGroup, ShortcutList } from './ShortcutList';

export interface ShortcutSheetProps {
  groups: readonly ShortcutGroup[];
  onClose: () => void;
}

/** All keys that do something here. */
export function ShortcutSheet(props: ShortcutSheetProps): JSX.Element {
  return (
    <Dialog open size="large" title="Keyboard shortcuts" onClose={() => props.onClose()}>
      {/* It may be longer than the screen, and has nothing else that the keys could scroll it by. */}
      <div
        class={css['sheet']}
        role="group"
        aria-label="Keyboard shortcuts"
        tabindex="0"
        ref={(sheet) => queueMicrotask(() => sheet.focus())}
      >
        <ShortcutList groups={props.groups} />
      </div>
    </Dialog>
  );
}
