import { readFileSync } from 'node:fs';
import type { Fetch } from '../../../lib/fetch';
import type { Clock } from '../../ports';

/** An answer: a body as JSON, text as it is, or a function of the request that takes its time. */
export type Route =
  | Record<string, unknown>
  | readonly unknown[]
  | string
  | ((init: RequestInit) => Promise<Response>);

/** A server that answers these paths, and any other with FastAPI's 404; it keeps what it was asked. */
export function nativeServer(routes: Record<string, Route>) {
  const asked: string[] = [];
  const bodies: unknown[] = [];
  const fetch: Fetch = async (url, init = {}) => {
    const { pathname, search } = new URL(url);
    const path = pathname + search;
    asked.push(`${init.method ?? 'GET'} ${path}`);
    bodies.push(typeof init.body === 'string' ? JSON.parse(init.body) : undefined);
    init.signal?.throwIfAborted();
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (typeof route === 'function') return route(init);
    if (route === undefined) return Response.json({ detail: 'Not Found' }, { status: 404 });
    return typeof route === 'string' ? new Response(route) : Response.json(route);
  };
  return { fetch, asked, bodies, routes };
}

/** A clock whose timers fire when the test says so. */
export function handClock(): Clock & { fire: () => void } {
  const timers = new Set<() => void>();
  return {
    now: () => 1_000,
    after(_ms, run) {
      timers.add(run);
      return () => void timers.delete(run);
    },
    fire() {
      const due = [...timers];
      timers.clear();
      for (const run of due) run();
    },
  };
}

/** The body of a recorded answer (`curl -i`). */
export function recordedBody(path: string): string {
  const url = new URL(`../../../protocol/${path}`, import.meta.url);
  return readFileSync(url, 'utf8').split('\r\n\r\n').slice(1).join('\r\n\r\n');
}
