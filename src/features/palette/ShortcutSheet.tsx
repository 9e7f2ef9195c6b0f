import { For, type JSX } from 'solid-js';
import { Dialog } from '../../ui/Dialog';
import { Keys } from './Keys';
import css from './palette.module.css';

/** Some keys, and what they do. */
export interface Shortcut {
  /** Each of them does it, as in `Mod+K`. */
  keys: readonly string[];
  label: string;
}

export interface ShortcutGroup {
  label: string;
  shortcuts: readonly Shortcut[];
}

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
        <For each={props.groups}>
          {(group) => (
            <section class={css['group']}>
              <h3>{group.label}</h3>
              <dl>
                <For each={group.shortcuts}>
                  {(shortcut) => (
                    <div class={css['shortcut']}>
                      <dt>{shortcut.label}</dt>
                      <dd>
                        <For each={shortcut.keys}>{(keys) => <Keys keys={keys} />}</For>
                      </dd>
                    </div>
                  )}
                </For>
              </dl>
            </section>
          )}
        </For>
      </div>
    </Dialog>
  );
}
