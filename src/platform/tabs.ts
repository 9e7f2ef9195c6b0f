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
  if (typeof data !== 'object' || data === null) return undefined;
  const { type, id, ids, messageId }: Partial<Record<string, unknown>> = { ...data };
  switch (type) {
    case 'providers-changed':
    case 'settings-changed':
    case 'library-changed':
    case 'tool-servers-changed':
      return { type };
    case 'conversation-changed':
    case 'conversation-removed':
      return typeof id === 'string' ? { type, id } : undefined;
    case 'conversations-changed':
      return Array.isArray(ids) && ids.every((entry) => typeof entry === 'string')
        ? { type, ids }
        : undefined;
    case 'message-changed':
      return typeof id === 'string' && typeof messageId === 'string'
        ? { type, id, messageId }
        : undefined;
    default:
      return undefined;
  }
}
