import { expect, test } from 'vitest';
import { ownText } from './own-text';
import { bytesInUse } from './testing/bytes-in-use';

test('a word of a long text is all that stays of it', () => {
  const before = bytesInUse();
  const words = Array.from({ length: 50 }, (_, at) =>
    ownText(`${String(at)}${'x'.repeat(1_000_000)}`.slice(0, 20)),
  );
  expect(bytesInUse() - before).toBeLessThan(5_000_000);
  expect(words[7]).toBe(`7${'x'.repeat(19)}`);
});

test.each(['', 'a', 'é', '\u{1F600} and more'])('the text is the same: “%s”', (text) => {
  expect(ownText(text)).toBe(text);
});
