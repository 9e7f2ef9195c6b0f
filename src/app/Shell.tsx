import { createEffect, createSignal, on, onCleanup, onMount, Show, type JSX } from 'solid-js';
import type { Route } from '../lib/route';
import { CommandsContext, createOffer } from '../state/commands';
import { ServicesContext } from '../state/services';
import { IconButton } from '../ui/IconButton';
import { createMedia } from '../ui/create-media';
import css from './Shell.module.css';
import { Sidebar } from './Sidebar';

export interface ShellProps {
  route: Route;
  children: JSX.Element;
  /** Below every page. */
  foot?: JSX.Element;
}

/** The frame: a sidebar beside the page, or a drawer over it on a narrow screen. */
export function Shell(props: ShellProps) {
  const narrow = createMedia('(width <= 800px)');
  // The page is what a person waits for; what stands beside it, in a place that is kept, comes a moment later.
  const [pageStands, setPageStands] = createSignal(false);
  const { idle, navigate } = ServicesContext.use();
  void idle().then(() => setPageStands(true));
  const [open, setOpen] = createSignal(false);
  const commands = CommandsContext.use();
  let opener: HTMLButtonElement | undefined;

  let main: HTMLElement | undefined;

  createEffect(
    on(
      () => props.route,
      () => {
        setOpen(false);
        // The old page, and the drawer with the link that was pressed, are gone a moment later.
        queueMicrotask(() => arrive(main));
      },
      { defer: true },
    ),
  );

  const close = () => {
    setOpen(false);
    opener?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open() || !narrow() || event.defaultPrevented) return;
    // One press takes one thing away: first what is in front of the drawer.
    if (document.querySelector('dialog[open], [popover]:popover-open')) return;
    event.preventDefault();
    close();
  };
  createOffer(() => ({
    composer() {
      setOpen(false);
      const box = main?.querySelector<HTMLElement>('textarea[aria-label=Message]');
      // A new chat takes the focus by itself.
      if (box) box.focus();
      else navigate('#/');
    },
    search: narrow() && !open() ? searchInDrawer : undefined,
  }));
  /** The field offers itself as soon as it is there. */
  const searchInDrawer = () => {
    setOpen(true);
    queueMicrotask(() => commands.action('search')?.());
  };
  onMount(() => addEventListener('keydown', onKeyDown));
  onCleanup(() => removeEventListener('keydown', onKeyDown));

  return (
    <div class={css['shell']} data-narrow={narrow()}>
      <a class={css['skip']} href="#main" onClick={(event) => skip(event)}>
        Skip to the page
      </a>
      <Show when={narrow()}>
        <div class={css['opener']}>
          <IconButton
            ref={(element: HTMLButtonElement) => (opener = element)}
            label="Menu"
            icon="menu"
            aria-expanded={open()}
            aria-controls="sidebar"
            onClick={() => setOpen(true)}
          />
        </div>
      </Show>
      <Show when={!narrow() || open()}>
        <Show when={narrow()}>
          <div class={css['backdrop']} onClick={close} />
        </Show>
        <div id="sidebar" class={css['sidebar']}>
          <Show when={pageStands()}>
            <Sidebar route={props.route} onClose={narrow() ? close : undefined} />
          </Show>
        </div>
      </Show>
      <main ref={main} id="main" class={css['main']} tabindex="-1" inert={narrow() && open()}>
        {props.children}
      </main>
      <div class={css['foot']}>{props.foot}</div>
    </div>
  );
}

/** Another page begins at its top; where the old one took the focus along, the new one has it. */
function arrive(main: HTMLElement | undefined): void {
  main?.scrollTo(0, 0);
  if (document.activeElement === document.body) main?.focus({ preventScroll: true });
}

/** A hash link would change the route, so the jump is done by hand. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
