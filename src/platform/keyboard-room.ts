/** Less is a bar of the browser, which the page's own units know. */
const LEAST_PX = 80;

type View = Pick<Window, 'innerHeight' | 'visualViewport'>;

/**
 * Safari lays its keyboard over the page and scrolls the page away below it: the page is told how much is covered, and
 * where it is looked at. Others shrink the page by themselves (`interactive-widget` in index.html).
 */
export function followKeyboard(view: View, root: Pick<HTMLElement, 'style'>): void {
  const visual = view.visualViewport;
  if (!visual) return;
  const follow = (): void => {
    // Somebody who zooms sees a part of the page, too.
    const covered = Math.abs(visual.scale - 1) < 0.01 ? view.innerHeight - visual.height : 0;
    if (covered < LEAST_PX) {
      root.style.removeProperty('--keyboard');
      root.style.removeProperty('--keyboard-top');
      return;
    }
    root.style.setProperty('--keyboard', `${covered}px`);
    root.style.setProperty('--keyboard-top', `${visual.offsetTop}px`);
  };
  visual.addEventListener('resize', follow);
  visual.addEventListener('scroll', follow);
}
