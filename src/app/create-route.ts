import { createSignal, onCleanup, type Accessor } from 'solid-js';
import { parseRoute, type Route } from '../lib/route';

/** The current hash route; owned. */
export function createRoute(): Accessor<Route> {
  const [route, setRoute] = createSignal(readRoute());
  const follow = () => setRoute(readRoute());
  addEventListener('hashchange', follow);
  onCleanup(() => removeEventListener('hashchange', follow));
  return route;
}

/** What another device sent leaves the address and the tab's history before anything is done with it: it may hold keys. */
function readRoute(): Route {
  const route = parseRoute(location.hash);
  if (route.page === 'hand-over' && route.payload) history.replaceState(null, '', '#/hand-over');
  return route;
}
