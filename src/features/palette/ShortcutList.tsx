import { For, type JSX } from 'solid-js';
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

/** All keys that do something, by where they do. */
export function ShortcutList(props: { groups: readonly ShortcutGroup[] }): JSX.Element {
  return (
    <div class={css['list']}>
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
  );
}
