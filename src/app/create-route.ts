import { createMemo, createSignal, onCleanup, type Accessor } from 'solid-js';
import { parseRoute, type Route } from '../lib/route';

/** The current hash route; owned. */
export function createRoute(): Accessor<Route> {
  const [hash, setHash] = createSignal(location.hash);
  const follow = () => setHash(location.hash);
  addEventListener('hashchange', follow);
  onCleanup(() => removeEventListener('hashchange', follow));
  return createMemo(() => parseRoute(hash()));
}
