import { createSignal, For, type JSX } from 'solid-js';
import { Badge } from '../Badge';
import { Button, type ButtonVariant } from '../Button';
import { Coming } from '../Coming';
import { CopyLine } from '../CopyLine';
import { Disclosure } from '../Disclosure';
import { Hint } from '../Hint';
import { Icon } from '../Icon';
import { IconButton } from '../IconButton';
import { iconPaths, type IconName } from '../icon-paths';
import { LinkButton } from '../LinkButton';
import { Menu } from '../Menu';
import { Meter } from '../Meter';
import { Spinner } from '../Spinner';
import css from './Gallery.module.css';

const VARIANTS: ButtonVariant[] = ['plain', 'primary', 'quiet', 'danger'];
const TONES = ['neutral', 'accent', 'amber', 'red', 'green'] as const;
const ICONS = Object.keys(iconPaths) as IconName[];
const nothing = (): void => {};

/** What is pressed, and what is said in a word. */
export function Controls(): JSX.Element {
  const [pressed, setPressed] = createSignal(true);
  const menu = [
    { label: 'With an icon', icon: 'edit' as const, onSelect: nothing },
    { label: 'Not now', disabled: true, onSelect: nothing },
    'separator' as const,
    { label: 'Dangerous', icon: 'trash' as const, danger: true, onSelect: nothing },
  ];
  return (
    <section class={css['section']} aria-label="Controls">
      <h2>Controls</h2>
      <For each={VARIANTS}>
        {(variant) => (
          <div class={css['row']}>
            <Button variant={variant}>{variant}</Button>
            <Button variant={variant} size="small">
              {variant}, small
            </Button>
            <Button variant={variant} icon="plus">
              {variant}, icon
            </Button>
            <Button variant={variant} busy>
              {variant}, busy
            </Button>
            <Button variant={variant} disabled>
              {variant}, disabled
            </Button>
            <LinkButton variant={variant} href="#/ui" icon="external">
              {variant}, link
            </LinkButton>
          </div>
        )}
      </For>
      <Button wide>As wide as there is room</Button>
      <div class={css['row']}>
        <IconButton label="Plain" icon="copy" />
        <IconButton label="Small" icon="copy" size="small" />
        <IconButton label="Busy" icon="copy" busy />
        <IconButton label="Disabled" icon="copy" disabled />
        <IconButton
          label="Pressed or not"
          icon="pin"
          pressed={pressed()}
          onClick={() => setPressed(!pressed())}
        />
        <Menu label="Menu of an icon" items={menu} />
        <Menu label="Menu of a word" items={menu} align="start">
          Menu of a word
        </Menu>
      </div>
      <div class={css['row']}>
        <For each={TONES}>{(tone) => <Badge tone={tone}>{tone}</Badge>}</For>
        <For each={TONES}>
          {(tone) => (
            <Badge tone={tone} dot>
              {tone}, dot
            </Badge>
          )}
        </For>
        <Spinner label="Waiting" />
        <Hint note="A sentence that explains it.">A hint</Hint>
      </div>
      <Coming words="Opening the page." />
      <Meter label="A third" value={1} max={3} text="a third" />
      <Meter label="Nearly all" value={95} max={100} text="nearly all" tone="amber" />
      <CopyLine text="server --allow-origin '*'" copy={() => Promise.resolve(true)} />
      <Disclosure summary="Closed">What is inside.</Disclosure>
      <Disclosure summary="Open" startOpen>
        What is inside.
      </Disclosure>
      <Disclosure summary="Quiet" quiet startOpen>
        What is inside.
      </Disclosure>
      <div class={css['row']}>
        <For each={ICONS}>{(name) => <Icon name={name} label={name} />}</For>
      </div>
    </section>
  );
}
