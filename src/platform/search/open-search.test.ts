import { expect, test, vi } from 'vitest';
import type { FromWorker } from './messages';
import { openSearch } from './open-search';

const base = 'http://localhost:7282/';

class FakeWorker extends EventTarget {
  static made: FakeWorker[] = [];
  postMessage = vi.fn();
  terminate = vi.fn();
  url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeWorker.made.push(this);
  }
  say(data: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

function open() {
  const events = { onAnswer: vi.fn(), onReady: vi.fn(), onFailed: vi.fn() };
  const port = openSearch(events, base, FakeWorker as unknown as typeof Worker);
  return { events, port, worker: FakeWorker.made.at(-1)! };
}

test('what the page asks goes to a worker of its own address, and answers come back', () => {
  const { events, port, worker } = open();
  expect(worker.url.startsWith(base)).toBe(true);
  port.ask('zebra');
  expect(worker.postMessage).toHaveBeenCalledWith({ query: 'zebra' });
  const answer = { query: 'zebra', hits: [], chats: 0, messages: 0, read: 1 };
  worker.say({ type: 'answer', answer });
  worker.say({ type: 'ready' });
  expect(events.onAnswer).toHaveBeenCalledExactlyOnceWith(answer);
  expect(events.onReady).toHaveBeenCalledOnce();
});

test('a worker that cannot go on is told, and ended', () => {
  const first = open();
  first.worker.say({ type: 'failed', reason: 'unavailable' });
  expect(first.events.onFailed).toHaveBeenCalledExactlyOnceWith('unavailable');
  expect(first.worker.terminate).toHaveBeenCalled();
  const second = open();
  second.worker.dispatchEvent(new Event('error'));
  expect(second.events.onFailed).toHaveBeenCalledOnce();
});
