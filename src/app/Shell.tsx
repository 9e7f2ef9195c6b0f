import { createEffect, createSignal, on, onCleanup, onMount, Show, type JSX } from 'solid-js';
import { loadChatList } from '../features/history/HistoryList';
import type { Route } from '../lib/route';
import { inNextTask } from '../platform/next-task';
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
  const small = createMedia('(width <= 800px)');
  // On a large screen the page has all the room then; `theme.js` knows of it before the first paint.
  const { dataset } = document.documentElement;
  const [hidden, setHidden] = createSignal(dataset['sidebar'] === 'hidden');
  const narrow = () => small() || hidden();
  // The page is what a person waits for; what stands beside it, in a place that is kept, comes a moment later.
  const [pageStands, setPageStands] = createSignal(false);
  const { idle, navigate } = ServicesContext.use();
  void idle().then(() => {
    void loadChatList();
    // To ask for the list is as long a task as to draw what is around it.
    inNextTask(() => setPageStands(true));
  });
  const [opened, setOpen] = createSignal(false);
  const open = () => small() && opened();
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

  const show = () => {
    if (small()) setOpen(true);
    else keep(false);
    // The button that was pressed is gone then.
    if (isFocusLost()) document.querySelector<HTMLElement>('#sidebar button')?.focus();
  };
  const close = () => {
    if (small()) setOpen(false);
    else keep(true);
    if (isFocusLost()) opener?.focus();
  };
  const keep = (isHidden: boolean) => {
    setHidden(isHidden);
    void import('../platform/sidebar').then(({ keepSidebar }) => keepSidebar(isHidden));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open() || event.defaultPrevented) return;
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
    sidebar: narrow() && !open() ? show : close,
    search: narrow() && !open() ? searchInDrawer : undefined,
  }));
  /** The field offers itself as soon as it is there. */
  const searchInDrawer = () => {
    show();
    queueMicrotask(() => commands.action('search')?.());
  };
  onMount(() => addEventListener('keydown', onKeyDown));
  onCleanup(() => removeEventListener('keydown', onKeyDown));

  return (
    <div class={css['shell']} data-narrow={narrow()} data-small={small()}>
      <a class={css['skip']} href="#main" onClick={(event) => skip(event)}>
        Skip to the page
      </a>
      <Show when={narrow()}>
        <div class={css['opener']}>
          <IconButton
            ref={(element: HTMLButtonElement) => (opener = element)}
            label="Menu"
            icon={small() ? 'menu' : 'sidebar'}
            aria-expanded={open()}
            aria-controls="sidebar"
            onClick={show}
          />
        </div>
      </Show>
      <Show when={!narrow() || open()}>
        <Show when={small()}>
          <div class={css['backdrop']} onClick={close} />
        </Show>
        <div id="sidebar" class={css['sidebar']}>
          <Show when={pageStands()}>
            <Sidebar route={props.route} onClose={close} />
          </Show>
        </div>
      </Show>
      <main ref={main} id="main" class={css['main']} tabindex="-1" inert={open()}>
        {props.children}
      </main>
      <div class={css['foot']}>{props.foot}</div>
    </div>
  );
}

/** Another page begins at its top; where the old one took the focus along, the new one has it. */
function arrive(main: HTMLElement | undefined): void {
  main?.scrollTo(0, 0);
  if (isFocusLost()) main?.focus({ preventScroll: true });
}

const isFocusLost = () => document.activeElement === document.body;

/** A hash link would change the route, so the jump is done by hand. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
