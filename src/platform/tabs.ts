import type { TabEvent, Tabs } from '../core/ports';

const CHANNEL = 'patchbay';

/** Talks to the other tabs by BroadcastChannel; silent where the browser has none. */
export function createTabs(Channel: typeof BroadcastChannel | undefined): Tabs<TabEvent> {
  if (!Channel) return { publish: () => {}, subscribe: () => () => {} };
  const channel = new Channel(CHANNEL);
  return {
    publish: (event) => channel.postMessage(event),
    subscribe(listener) {
      const hear = ({ data }: MessageEvent) => {
        const event = parseTabEvent(data);
        if (event) listener(event);
      };
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
  };
}

// Another tab may run another version of Patchbay, which may say things that this one doesn't know.
function parseTabEvent(data: unknown): TabEvent | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined;
  switch (data.type) {
    case 'providers-changed':
    case 'settings-changed':
      return { type: data.type };
    case 'conversation-changed':
    case 'conversation-removed':
      return 'id' in data && typeof data.id === 'string'
        ? { type: data.type, id: data.id }
        : undefined;
    default:
      return undefined;
  }
}
