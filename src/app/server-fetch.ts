import type { PageFacts } from '../core/doctor/types';
import type { Clock, LocalNetwork } from '../core/ports';
import type { OpenHeaders } from '../core/sealing/locked';
import type { Fetch } from '../lib/fetch';
import { once } from '../lib/once';
import type { ProvidersState } from '../state/providers';
import type { RecordTools } from './record-failures';

const loadNetwork = () => import('../platform/local-network');
const loadRecording = () => import('../core/log/recorded-fetch');

export interface ServerFetch {
  /** In no log: whoever takes it records. */
  fetch: Fetch;
  localNetwork: LocalNetwork;
  /** What a provider is asked with, recorded under its label; the demo answers within the page. */
  fetchFor: (record: RecordTools) => ProvidersState['fetchFor'];
  /** Loads what the first request would wait for. */
  warmUp(): Promise<unknown>;
}

/** What is asked of servers goes this way, told of where it leads; all of it loads late, for the first screen asks none. */
export function createServerFetch(
  page: PageFacts,
  clock: Clock,
  openHeaders: OpenHeaders,
): ServerFetch {
  let network: Fetch | undefined;
  let recording: Awaited<ReturnType<typeof loadRecording>> | undefined;
  // What is locked in headers is opened below the log, and below all else.
  const openNetwork = once(async (): Promise<Fetch> => {
    const { createBrowserFetch, createOpenedFetch } = await loadNetwork();
    return createBrowserFetch(
      page,
      createOpenedFetch((url, init) => fetch(url, init), openHeaders),
    );
  });
  const browserFetch: Fetch = async (url, init) => {
    // Once it is open without waiting: the request has left when this returns.
    return (network ??= await openNetwork())(url, init);
  };
  // The demo is a page of text: it loads when it is first asked.
  const demoFetch: Fetch = async (url, init) => {
    const { createDemoFetch } = await import('../core/demo/demo-fetch');
    return createDemoFetch({ clock })(url, init);
  };
  return {
    fetch: browserFetch,
    localNetwork: {
      state: async (space) => (await loadNetwork()).createLocalNetwork().state(space),
    },
    fetchFor:
      (record) =>
      ({ label, demo }) =>
      async (url, init) => {
        const tools = { ...record, inPage: demo === true };
        // Once it is there without waiting, as above.
        const { recordFetch } = (recording ??= await loadRecording());
        return recordFetch(demo ? demoFetch : browserFetch, tools, label)(url, init);
      },
    warmUp: () =>
      Promise.all([
        loadRecording().then((loaded) => (recording = loaded)),
        openNetwork().then((opened) => (network ??= opened)),
      ]),
  };
}
