import type { Say } from './program';

/** Tells how high the page is, now and whenever that changes. */
export function followHeight(say: Say): void {
  const tell = (): void => say({ type: 'height', pixels: contentHeight() });
  const observer = new ResizeObserver(tell);
  observer.observe(document.documentElement);
  if (document.body) observer.observe(document.body);
  tell();
}

function contentHeight(): number {
  const { documentElement: root, body } = document;
  return Math.min(100_000, Math.max(root.offsetHeight, body?.scrollHeight ?? 0));
}
