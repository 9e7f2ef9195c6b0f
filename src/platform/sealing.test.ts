import { expect, it } from 'vitest';
import { createSealing } from './sealing';

function sealing() {
  const created = createSealing(crypto, 1000);
  if (!created) throw new Error('Node has Web Crypto');
  return created;
}

it('opens with the same passphrase, also one spelled with other code points', async () => {
  const sealed = await (await sealing().newKey('caf\u00e9')).seal('sk-secret');
  expect(JSON.stringify(sealed)).not.toContain('sk-secret');
  const key = await sealing().keyOf('cafe\u0301', sealed);
  expect(await key.open(sealed)).toBe('sk-secret');
});

it('says that another passphrase, or a changed text, opens nothing', async () => {
  const sealed = await (await sealing().newKey('right')).seal('sk-secret');
  expect(await (await sealing().keyOf('wrong', sealed)).open(sealed)).toBeUndefined();
  const key = await sealing().keyOf('right', sealed);
  expect(await key.open({ ...sealed, data: `AAAA${sealed.data.slice(4)}` })).toBeUndefined();
});

it('uses each iv once and each salt for one key', async () => {
  const key = await sealing().newKey('same');
  const [one, two] = [await key.seal('text'), await key.seal('text')];
  const other = await (await sealing().newKey('same')).seal('text');
  expect(one.iv).not.toBe(two.iv);
  expect(one.salt).toBe(two.salt);
  expect(other.salt).not.toBe(one.salt);
});

it('is missing where the browser has no Web Crypto', () => {
  expect(createSealing({} as Crypto)).toBeUndefined();
});
