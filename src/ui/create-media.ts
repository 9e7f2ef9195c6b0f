import { createSignal, onCleanup, type Accessor } from 'solid-js';

/** Whether a media query matches, followed as long as the owner lives. */
export function createMedia(query: string): Accessor<boolean> {
  const list = matchMedia(query);
  const [matches, setMatches] = createSignal(list.matches);
  const follow = (event: MediaQueryListEvent): void => void setMatches(event.matches);
  list.addEventListener('change', follow);
  onCleanup(() => list.removeEventListener('change', follow));
  return matches;
}
