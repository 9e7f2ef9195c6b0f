import { helpOn } from '../../../../core/help/symptom-id';
import { showModal } from '../../../../ui/modal';
import { made, tool } from './made';
import { hasScripts, previewKind, type PreviewKind } from './preview-kind';
import './preview.css';

export interface PreviewRequest {
  kind: PreviewKind;
  source: string;
  /** Whether scripts of an HTML page run. */
  scripts: boolean;
  theme: 'light' | 'dark';
}

export interface PreviewEvents {
  onShown(): void;
  onHeight(pixels: number): void;
  /** Esc was pressed inside. */
  onEscape(): void;
  /** Why it is not shown, or not any more. */
  onProblem(words: string): void;
}

/** Draws in a frame that it puts into `place`; answers with how to close it. */
export type OpenPreview = (
  place: Element,
  request: PreviewRequest,
  events: PreviewEvents,
) => () => void;

export interface PreviewTools {
  page: Document;
  /** Loads what opens previews; rejects without a network. */
  previews: () => Promise<OpenPreview>;
}

const LOWEST = 64;
const HIGHEST = 480;

/** Puts a button beside the others of a block of code, if that can be drawn. */
export function addPreview(figure: Element): void {
  if (!previewKind(figure.getAttribute('data-code') ?? '')) return;
  const button = tool(figure.ownerDocument, 'preview', 'Preview', { 'aria-expanded': 'false' });
  figure.querySelector('[data-copy]')?.before(button);
}

/** What the buttons of a preview do. */
export function createPreviews(tools: PreviewTools) {
  const { page } = tools;
  const closers = new WeakMap<Element, () => void>();

  const show = (box: Element, request: PreviewRequest, more: Partial<PreviewEvents> = {}): void => {
    closers.get(box)?.();
    closers.set(box, drawIn(box, request, tools, more));
  };
  const close = (figure: Element): void => {
    const box = figure.querySelector('[data-preview]');
    if (box) closers.get(box)?.();
    box?.remove();
    figure.querySelector('[data-tool="preview"]')?.setAttribute('aria-expanded', 'false');
  };
  const open = (figure: Element, kind: PreviewKind): void => {
    const box = made(page, 'div', { 'data-preview': '', role: 'group', 'aria-label': 'Preview' });
    const bar = made(page, 'div', { 'data-bar': '' });
    const source = sourceOf(figure);
    if (kind === 'html' && hasScripts(source)) {
      const id = `run-note-${(notes += 1)}`;
      const attributes = { 'aria-pressed': 'false', 'aria-describedby': id };
      bar.append(made(page, 'p', { id }, RUN_NOTE), tool(page, 'run-scripts', RUN, attributes));
    }
    bar.append(tool(page, 'enlarge-preview', 'Larger'));
    box.append(made(page, 'div', { 'data-view': '' }), bar);
    figure.append(box);
    figure.querySelector('[data-tool="preview"]')?.setAttribute('aria-expanded', 'true');
    showSmall(figure, kind, box, false);
  };
  const showSmall = (figure: Element, kind: PreviewKind, box: Element, scripts: boolean): void => {
    // The chat may have taken the message out of the page: then nobody sees it any more.
    const onProblem = (): void => {
      if (!box.isConnected) close(figure);
    };
    show(box, { kind, source: sourceOf(figure), scripts, theme: themeOf(page) }, { onProblem });
  };
  const enlarge = (request: PreviewRequest): void => {
    const dialog = made(page, 'dialog', { 'data-large-preview': '', 'aria-label': 'Preview' });
    const shut = tool(page, 'close-preview', 'Close');
    shut.addEventListener('click', () => dialog.close());
    dialog.append(made(page, 'div', { 'data-view': '' }), shut);
    dialog.addEventListener('close', () => {
      closers.get(dialog)?.();
      dialog.remove();
    });
    page.body.append(dialog);
    showModal(dialog);
    show(dialog, request, { onHeight: () => {}, onEscape: () => dialog.close() });
  };

  return (button: Element): void => {
    const figure = button.closest('figure');
    const kind = previewKind(figure?.getAttribute('data-code') ?? '');
    if (!figure || !kind) return;
    const box = figure.querySelector('[data-preview]');
    const scripts = figure.querySelector('[data-tool="run-scripts"]');
    const isRunning = scripts?.getAttribute('aria-pressed') === 'true';
    if (button.matches('[data-tool="preview"]')) {
      if (box) close(figure);
      else open(figure, kind);
    } else if (button === scripts && box) {
      scripts.setAttribute('aria-pressed', String(!isRunning));
      showSmall(figure, kind, box, !isRunning);
    } else if (box) {
      enlarge({ kind, source: sourceOf(figure), scripts: isRunning, theme: themeOf(page) });
    }
  };
}

const RUN = 'Run its scripts';
const RUN_NOTE =
  'Its scripts get no network. In Chrome, Edge and others of that family one thing is left: they can make the browser look up and connect to a server that they name. It learns the name, and gets nothing else.';
let notes = 0;

/** Draws in the view of a box, and says there what becomes of it. */
function drawIn(
  box: Element,
  request: PreviewRequest,
  { page, previews }: PreviewTools,
  more: Partial<PreviewEvents>,
): () => void {
  const view = made(page, 'div', { 'data-view': '' });
  const words = made(page, 'p', { role: 'status' });
  const place = made(page, 'div', { 'data-place': '' });
  view.append(words, place);
  box.querySelector('[data-view]')?.replaceWith(view);
  words.textContent = 'Drawing …';
  let isOpen = true;
  let shut = (): void => {};

  const setHeight = (pixels: number): void => {
    const height = Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(pixels)));
    place.style.height = `${height}px`;
  };
  const events: PreviewEvents = {
    onShown: () => words.remove(),
    onHeight: setHeight,
    onEscape: () => {},
    ...more,
    onProblem: (problem) => {
      isOpen = false;
      const help = made(page, 'a', { href: helpOn('preview') });
      help.textContent = 'Help';
      words.replaceChildren(`${problem} `, help);
      words.setAttribute('data-problem', '');
      place.replaceWith(words);
      more.onProblem?.(problem);
    },
  };
  previews().then(
    (open) => {
      if (isOpen) shut = open(place, request, events);
      place.querySelector('iframe')?.setAttribute('title', TITLES[request.kind]);
    },
    () =>
      events.onProblem(
        'The preview could not be loaded. It needs a connection to where Patchbay comes from.',
      ),
  );
  return () => {
    isOpen = false;
    shut();
  };
}

const TITLES: Readonly<Record<PreviewKind, string>> = {
  html: 'The page',
  svg: 'The drawing',
  mermaid: 'The diagram',
};

function sourceOf(figure: Element): string {
  return figure.querySelector('pre')?.textContent ?? '';
}

function themeOf(page: Document): 'light' | 'dark' {
  const chosen = page.documentElement.dataset['theme'];
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return page.defaultView?.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
