import { expect, test } from 'vitest';
import { createBrowserFetch, createLocalNetwork } from './local-network';

/** A browser that knows these names, and refuses all others as browsers do. */
function permissionsOf(known: Record<string, PermissionState>): Pick<Permissions, 'query'> {
  return {
    async query({ name }) {
      const state = known[name];
      if (!state) throw new TypeError(`'${name}' is not a permission`);
      return { state } as PermissionStatus;
    },
  };
}

test('the permission is asked by the name that belongs to the address', async () => {
  const network = createLocalNetwork(
    permissionsOf({ 'loopback-network': 'granted', 'local-network': 'denied' }),
  );
  expect([await network.state('loopback'), await network.state('local')]).toEqual([
    'granted',
    'denied',
  ]);
});

test('an older Chromium has one name for both', async () => {
  const network = createLocalNetwork(permissionsOf({ 'local-network-access': 'prompt' }));
  expect([await network.state('loopback'), await network.state('local')]).toEqual([
    'prompt',
    'prompt',
  ]);
});

test('a browser without the permission, or without any, is told apart from a denial', async () => {
  expect(await createLocalNetwork(permissionsOf({})).state('loopback')).toBe('unsupported');
});

test('fetch is told of an address on this computer, and of no public one', async () => {
  const told: unknown[] = [];
  const fetch = createBrowserFetch({ origin: 'https://chat.example.org' }, async (_url, init) => {
    told.push(init);
    return new Response();
  });
  await fetch('http://localhost:1234/v1/models', { mode: 'no-cors' });
  await fetch('http://192.168.1.5/v1/models');
  await fetch('https://api.example.com/v1/models', { method: 'GET' });
  await fetch('https://api.example.com/v1/models');
  expect(told).toEqual([
    { mode: 'no-cors', targetAddressSpace: 'loopback' },
    { targetAddressSpace: 'local' },
    { method: 'GET' },
    undefined,
  ]);
});

test('a long text is handed over as a blob that holds the same, a short one as it is', async () => {
  const sent: unknown[] = [];
  const fetch = createBrowserFetch({ origin: 'https://chat.example.org' }, async (_url, init) => {
    sent.push(init?.body);
    return new Response();
  });
  const long = '{"größer":"▁ 🙂"}'.repeat(10_000);
  await fetch('https://api.example.com/v1/chat/completions', { method: 'POST', body: long });
  await fetch('https://api.example.com/v1/chat/completions', { method: 'POST', body: '{}' });
  expect(sent).toEqual([expect.any(Blob), '{}']);
  const [blob] = sent as [Blob];
  expect([blob.type, await blob.text()]).toEqual(['', long]);
});
