import { beforeEach, expect, test, vi } from 'vitest';
import { registerServiceWorker } from './register';
import { trustWorkerUrl } from '../worker-url';

class FakeWorker extends EventTarget {
  state = 'installing';
  postMessage = vi.fn();
}

class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  active: FakeWorker | null = null;

  /** A new version was found and has installed itself. */
  bring(worker = new FakeWorker()): FakeWorker {
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
    this.installing = null;
    this.waiting = worker;
    worker.state = 'installed';
    worker.dispatchEvent(new Event('statechange'));
    return worker;
  }
}

class FakeContainer extends EventTarget {
  controller: FakeWorker | null = null;
  registration = new FakeRegistration();
  register = vi.fn(async () => this.registration);
}

let container: FakeContainer;
const reload = vi.fn();
const onWaiting = vi.fn();
const onReplaced = vi.fn();
const onBroken = vi.fn();
const onError = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  container = new FakeContainer();
});

async function start() {
  const page = {
    navigator: { serviceWorker: container },
    document: { baseURI: 'http://localhost:7282/sub/#/chat/1' },
    location: { reload },
  } as unknown as Window;
  const handle = registerServiceWorker(
    { url: './worker.js', onWaiting, onReplaced, onBroken, onError },
    page,
  );
  await vi.waitFor(() => expect(container.register.mock.results.length).toBe(1));
  await container.register.mock.results[0]?.value.catch(() => {});
  await Promise.resolve();
  return handle;
}

function takeOver(): void {
  container.dispatchEvent(new Event('controllerchange'));
}

test('registers the worker for the folder of the page', async () => {
  await start();
  expect(container.register).toHaveBeenCalledWith('http://localhost:7282/sub/worker.js', {
    scope: 'http://localhost:7282/sub/',
  });
});

test('the first install asks nothing and reloads nothing', async () => {
  await start();
  container.registration.bring();
  takeOver();
  expect(onWaiting).not.toHaveBeenCalled();
  expect(onReplaced).not.toHaveBeenCalled();
  expect(reload).not.toHaveBeenCalled();
});

test('a new version asks, and takes over with one reload when the person agrees', async () => {
  container.controller = container.registration.active = new FakeWorker();
  const handle = await start();
  const worker = container.registration.bring();
  expect(onWaiting).toHaveBeenCalledOnce();
  expect(worker.postMessage).not.toHaveBeenCalled();
  handle.activate();
  expect(worker.postMessage).toHaveBeenCalledWith({ type: 'skip-waiting' });
  takeOver();
  takeOver();
  expect(reload).toHaveBeenCalledOnce();
});

test('a version that already waits when the page opens asks too', async () => {
  container.registration.active = new FakeWorker();
  container.registration.waiting = new FakeWorker();
  await start();
  expect(onWaiting).toHaveBeenCalledOnce();
});

test('a take-over that another tab asked for is told, and reloads nothing', async () => {
  container.controller = container.registration.active = new FakeWorker();
  await start();
  takeOver();
  expect(onReplaced).toHaveBeenCalledOnce();
  expect(reload).not.toHaveBeenCalled();
});

test('a worker that cannot be registered is reported', async () => {
  container.register.mockRejectedValue(new TypeError('bad certificate'));
  await start();
  await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
});

test('where another tab was first, agreeing is a plain reload', async () => {
  container.controller = container.registration.active = new FakeWorker();
  const handle = await start();
  takeOver();
  handle.activate();
  expect(reload).toHaveBeenCalledOnce();
});

test('a page that no worker controls reloads too once the new version is active', async () => {
  container.registration.active = new FakeWorker();
  const handle = await start();
  const worker = container.registration.bring();
  handle.activate();
  worker.state = 'activated';
  worker.dispatchEvent(new Event('statechange'));
  takeOver();
  expect(reload).toHaveBeenCalledOnce();
});

test('a version that could not be had whole asks nothing, and is told as broken', async () => {
  container.controller = container.registration.active = new FakeWorker();
  await start();
  const worker = new FakeWorker();
  container.registration.installing = worker;
  container.registration.dispatchEvent(new Event('updatefound'));
  worker.state = 'redundant';
  worker.dispatchEvent(new Event('statechange'));
  expect(onBroken).toHaveBeenCalledOnce();
  expect(onWaiting).not.toHaveBeenCalled();
});

test('a version whose place a newer one takes is not broken', async () => {
  container.controller = container.registration.active = new FakeWorker();
  await start();
  const worker = container.registration.bring();
  worker.state = 'redundant';
  worker.dispatchEvent(new Event('statechange'));
  expect(onBroken).not.toHaveBeenCalled();
});

test('looking for a new version never fails', async () => {
  const handle = await start();
  const update = vi.fn(() => Promise.reject(new TypeError('offline')));
  Object.assign(container.registration, { update });
  await handle.check();
  expect(update).toHaveBeenCalledOnce();
});

test('without service workers nothing happens', () => {
  const page = { navigator: {} } as Window;
  registerServiceWorker({ url: './worker.js', onWaiting }, page).activate();
  expect(onWaiting).not.toHaveBeenCalled();
});

test('only a script beside the page becomes a trusted address', () => {
  const base = 'http://localhost:7282/sub/';
  const policies: string[] = [];
  const trustedTypes = {
    createPolicy: (name: string, rules: { createScriptURL(url: string, base: string): string }) => {
      policies.push(name);
      return rules;
    },
  };
  expect(trustWorkerUrl('./worker.js', base, trustedTypes)).toBe(`${base}worker.js`);
  expect(trustWorkerUrl('./assets/other.js', base, trustedTypes)).toBe(`${base}assets/other.js`);
  expect(policies).toEqual(['patchbay-worker-url']);
  for (const url of [
    'https://example.org/worker.js',
    '../worker.js',
    './data.json',
    'data:,x.js',
  ]) {
    expect(() => trustWorkerUrl(url, base, trustedTypes)).toThrow(TypeError);
  }
});
