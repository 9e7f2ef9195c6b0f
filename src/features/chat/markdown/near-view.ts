/** Calls back once, as soon as an element is in the view of the reader or about to be. */
export type NearView = (element: Element, onNear: () => void) => void;

/**
 * Watches any number of elements; one that is gone is forgotten. By default one height of the view above and below is near:
 * what is scrolled to is ready.
 */
export function createNearView(rootMargin = '100% 0px'): NearView {
  const reactions = new WeakMap<Element, () => void>();
  const observers = new WeakMap<Node, IntersectionObserver>();

  const onChange: IntersectionObserverCallback = (entries, observer) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      reactions.get(target)?.();
      reactions.delete(target);
    }
  };
  return (element, onNear) => {
    // The margin goes around the box that scrolls: seen from the page, what lies outside of it is cut off.
    const scroller = element.closest('[role="log"]');
    const root = scroller ?? element.ownerDocument;
    const observer =
      observers.get(root) ?? new IntersectionObserver(onChange, { root: scroller, rootMargin });
    observers.set(root, observer);
    reactions.set(element, onNear);
    observer.observe(element);
  };
}
