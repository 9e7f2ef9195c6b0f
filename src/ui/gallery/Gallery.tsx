import { For, type JSX } from 'solid-js';
import { Page } from '../Page';
import { Controls } from './Controls';
import { Fields } from './Fields';
import css from './Gallery.module.css';
import { Lists } from './Lists';
import { Surfaces } from './Surfaces';

const COLOURS = [
  'page surface sunken hover pressed',
  'text text-muted text-faint edge edge-control',
  'accent accent-hover on-accent accent-text accent-soft',
  'amber-text amber-soft amber-edge green-text green-soft',
  'red on-red red-text red-soft red-edge',
].flatMap((row) => row.split(' '));

const SIZES = ['26', '20', '16', '14', '13'];

/** Every component of this room in every state, to look at while it is worked on; the built page has none of it. */
export default function Gallery(): JSX.Element {
  return (
    <Page title="Components" lead="Every component in every state.">
      <section class={css['section']} aria-label="Tokens">
        <h2>Tokens</h2>
        <ul class={css['colours']}>
          <For each={COLOURS}>
            {(name) => (
              <li>
                <span class={css['colour']} style={{ background: `var(--${name})` }} />
                {name}
              </li>
            )}
          </For>
        </ul>
        <For each={SIZES}>
          {(size) => <p style={{ 'font-size': `var(--text-${size})` }}>Text of {size} px</p>}
        </For>
      </section>
      <Controls />
      <Fields />
      <Surfaces />
      <Lists />
    </Page>
  );
}
