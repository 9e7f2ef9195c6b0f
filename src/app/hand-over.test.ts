import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createCompression } from '../platform/compression';
import { createSealing } from '../platform/sealing';
import {
  createHandOver,
  HOURS,
  readHome,
  type HandOverTools,
  type Received,
} from '../core/hand-over/hand-over';

const MADE = Date.UTC(2026, 10, 27, 9);

function handOver(more: Partial<HandOverTools> = {}) {
  return createHandOver({
    address: 'https://patchbay.example/',
    sealing: createSealing(crypto, 100_000),
    compression: createCompression(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    now: () => MADE,
    ...more,
  });
}

const file = (label: string, api_key = '') =>
  JSON.stringify({
    providers: { a: { name: 'openai-compatible', label, api_key, base_url: 'http://a.lan/v1' } },
  });

const payloadOf = (fragment: string) => fragment.replace('#/hand-over/', '');

function entryOf(received: Received | undefined) {
  if (received?.kind !== 'setup' || !received.decoded.ok) throw new Error(JSON.stringify(received));
  return received.decoded.file.entries[0];
}

async function sealedOf(text: string) {
  const { fragment, code } = await handOver().seal(text);
  const received = await handOver().open(payloadOf(fragment));
  if (received.kind !== 'sealed') throw new Error(received.kind);
  return { fragment, code, sealed: received.sealed };
}

it('brings any label to the other side, deflated or not, in characters that no program escapes', async () => {
  const label = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => /\w/.test(text));
  await fc.assert(
    fc.asyncProperty(label, fc.boolean(), async (text, deflates) => {
      const sender = handOver(deflates ? {} : { compression: undefined });
      const fragment = await sender.pack(file(text));
      expect(fragment).toMatch(/^#\/hand-over\/1o[du][\w-]+$/);
      const entry = entryOf(await handOver().open(payloadOf(fragment)));
      expect(entry?.label?.trim()).toBe(text.trim());
    }),
  );
});

it('opens a sealed link with its code alone', async () => {
  const { fragment, code, sealed } = await sealedOf(file('A', 'sk-secret'));
  expect(fragment).toMatch(/^#\/hand-over\/1s[\w-]+$/);
  expect(fragment).not.toContain(code.replaceAll('-', ''));
  expect(entryOf(await handOver().unseal(sealed, code))?.apiKey).toBe('sk-secret');
  const other = code.startsWith('7') ? `8${code.slice(1)}` : `7${code.slice(1)}`;
  expect(await handOver().unseal(sealed, other)).toBeUndefined();
});

it('refuses a link with keys that is older than a day, and says of when it is', async () => {
  const { code, sealed } = await sealedOf(file('A', 'sk-secret'));
  const later = (hours: number) => handOver({ now: () => MADE + hours * 3_600_000 });
  expect(await later(HOURS).unseal(sealed, code)).toMatchObject({ kind: 'setup' });
  expect(await later(HOURS + 0.1).unseal(sealed, code)).toEqual({ kind: 'expired', madeAt: MADE });
  const open = payloadOf(await handOver().pack(file('A')));
  expect(await later(10_000).open(open)).toMatchObject({ kind: 'setup' });
});

it('says what a browser lacks', async () => {
  const { fragment } = await sealedOf(file('A', 'sk-secret'));
  const insecure = handOver({ sealing: undefined });
  expect(insecure.canSeal).toBe(false);
  expect(await insecure.open(payloadOf(fragment))).toEqual({ kind: 'no-crypto' });
  await expect(insecure.seal('{}')).rejects.toThrow('encrypted');
  const open = payloadOf(await handOver().pack(file('A')));
  const old = handOver({ compression: undefined });
  expect(await old.open(open)).toEqual({ kind: 'too-old' });
});

it('notices every change and every cut of a link', async () => {
  const whole = payloadOf(await handOver().pack(file('A server with a name')));
  for (let at = 2; at < whole.length; at++) {
    expect((await handOver().open(whole.slice(0, at))).kind, `cut at ${at}`).not.toBe('setup');
    // The bits of the last letter beyond its byte say nothing.
    if (at === whole.length - 1) continue;
    const changed = `${whole.slice(0, at)}${whole[at] === 'A' ? 'B' : 'A'}${whole.slice(at + 1)}`;
    expect((await handOver().open(changed)).kind, `changed at ${at}`).not.toBe('setup');
  }
});

it.each([
  ['', 'damaged'],
  ['nonsense', 'damaged'],
  ['1', 'damaged'],
  ['1x', 'damaged'],
  ['1oq', 'damaged'],
  ['1od', 'damaged'],
  ['1ou', 'damaged'],
  ['1od____', 'damaged'],
  ['1od.', 'damaged'],
  ['1s', 'damaged'],
  [`1s${'A'.repeat(60)}`, 'damaged'],
  // It asks for 21 times 100,000 rounds.
  [`1sFQ${'A'.repeat(58)}`, 'damaged'],
  [`1ou${'A'.repeat(200_000)}`, 'damaged'],
  ['2zanything', 'newer'],
  ['17o', 'newer'],
  ['99999o', 'damaged'],
])('reads %j as %s', async (payload, kind) => {
  expect(await handOver().open(payload)).toEqual({ kind });
});

it('takes any text without throwing', async () => {
  const text = fc.oneof(
    fc.string(),
    fc.stringMatching(/^1[os][du]?[\w-]*$/),
    fc.uint8Array().map((bytes) => `1ou${Buffer.from(bytes).toString('base64url')}`),
  );
  await fc.assert(
    fc.asyncProperty(text, async (payload) => {
      const { kind } = await handOver().open(payload);
      expect(['damaged', 'newer', 'sealed', 'setup']).toContain(kind);
    }),
  );
});

it('inflates no more than a setup can have', async () => {
  const compression = createCompression();
  if (!compression) throw new Error('Node has streams');
  const bomb = new Uint8Array(await compression.deflate(new Uint8Array(40_000_000)));
  const payload = `1od${Buffer.from(bomb).toString('base64url')}`;
  expect(payload.length).toBeLessThan(100_000);
  expect(await handOver().open(payload)).toEqual({ kind: 'damaged' });
  expect((await compression.inflate(bomb, 100_000))?.length).toBeUndefined();
});

it.each([
  ['https://patchbay.example/sub/#/chat/1', 'https://patchbay.example/sub/'],
  [' http://192.168.1.5:7282 ', 'http://192.168.1.5:7282/'],
  ['https://patchbay.example/?x=1', 'https://patchbay.example/'],
  ['file:///home/me/patchbay.html', undefined],
  ['javascript:alert(1)', undefined],
  ['https://me:secret@host/', undefined],
  ['patchbay', undefined],
])('a link leads from %j to %j', (typed, home) => {
  expect(readHome(typed)).toBe(home);
});
