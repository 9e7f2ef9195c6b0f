import { expect, test, vi } from 'vitest';
import type { TabEvent } from '../core/ports';
import { createTabs } from './tabs';

/** Waits until the other tab has heard everything that was said before. */
function heard(listener: (event: TabEvent) => void, last: TabEvent): Promise<void> {
  const tabs = createTabs(BroadcastChannel);
  return new Promise((resolve) => {
    const unsubscribe = tabs.subscribe((event) => {
      listener(event);
      if (event.type !== last.type) return;
      unsubscribe();
      resolve();
    });
  });
}

test('another tab hears what changed, the own tab does not, and nonsense is dropped', async () => {
  const own = createTabs(BroadcastChannel);
  const ownListener = vi.fn();
  const unsubscribe = own.subscribe(ownListener);
  const other = vi.fn();
  const done = heard(other, { type: 'settings-changed' });
  own.publish({ type: 'conversation-changed', id: 'c1' });
  own.publish({ type: 'message-changed', id: 'c1', messageId: 'm1' });
  for (const nonsense of [
    null,
    { type: 'message-changed', id: 'c1' },
    'x',
    { type: 'new-thing' },
    { type: 'conversation-removed', id: 7 },
    { type: 'conversations-changed', ids: ['c1', 7] },
  ]) {
    own.publish(nonsense as unknown as TabEvent);
  }
  own.publish({ type: 'conversations-changed', ids: ['c1', 'c2'] });
  own.publish({ type: 'library-changed' });
  own.publish({ type: 'settings-changed' });
  await done;
  expect(other.mock.calls).toEqual([
    [{ type: 'conversation-changed', id: 'c1' }],
    [{ type: 'message-changed', id: 'c1', messageId: 'm1' }],
    [{ type: 'conversations-changed', ids: ['c1', 'c2'] }],
    [{ type: 'library-changed' }],
    [{ type: 'settings-changed' }],
  ]);
  expect(ownListener).not.toHaveBeenCalled();
  unsubscribe();
});

test('without BroadcastChannel it is silent', () => {
  const tabs = createTabs(undefined);
  tabs.subscribe(() => {})();
  tabs.publish({ type: 'providers-changed' });
});
