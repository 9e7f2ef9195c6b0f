import { expect, test } from 'vitest';
import { parseChangelog } from './changelog';

test('versions, words before the list, and items with strong words and code', () => {
  const [next, first] = parseChangelog(
    '# Changelog\n\n## Unreleased\n\n- **Storage** shows `x`.\n- Plain\n\n## 0.1.0\n\nThe first.\n\n- A\n',
  );
  expect(next).toMatchObject({ version: 'Unreleased', lead: '' });
  expect(next?.items.map(({ pieces }) => pieces)).toEqual([
    [
      { kind: 'strong', text: 'Storage' },
      { kind: 'plain', text: ' shows ' },
      { kind: 'code', text: 'x' },
      { kind: 'plain', text: '.' },
    ],
    [{ kind: 'plain', text: 'Plain' }],
  ]);
  expect(first).toMatchObject({ version: '0.1.0', lead: 'The first.' });
});

test('an item is known again by its words alone', () => {
  const [one] = parseChangelog('## 1\n- A\n- B\n');
  const [two] = parseChangelog('## 2\n- new\n- B\n');
  expect(one?.items[1]?.id).toBe(two?.items[1]?.id);
  expect(two?.items[0]?.id).not.toBe(one?.items[0]?.id);
});
