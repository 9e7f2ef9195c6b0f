import { expect, test } from 'vitest';
import type { Attachment } from '../chat/types';
import { contentWith, type AttachedContent } from './contents';

const file = (name: string, kind: Attachment['kind'] = 'text'): Attachment => {
  return { id: name, kind, name, type: '', bytes: 1 };
};
const content = (text: string, ...attached: [Attachment, AttachedContent][]) => {
  const found = new Map(attached);
  const attachments = attached.map(([attachment]) => attachment);
  return contentWith(
    { text, attachments },
    (attachment) => found.get(attachment) ?? { kind: 'gone' },
  );
};

test('files stand before the words, each under its name', () => {
  expect(
    content(
      'Compare.',
      [file('a.py'), { kind: 'text', text: 'x = 1\n' }],
      [file('LICENSE'), { kind: 'text', text: 'MIT' }],
    ),
  ).toBe('a.py:\n```py\nx = 1\n```\n\nLICENSE:\n```\nMIT\n```\n\nCompare.');
});

test('no fence within a file ends its fence', () => {
  expect(content('', [file('a.md'), { kind: 'text', text: '````\ncode\n````' }])).toBe(
    'a.md:\n`````md\n````\ncode\n````\n`````',
  );
});

test('only images make parts, and only where there are words stands a part of text', () => {
  const image: [Attachment, AttachedContent] = [
    file('b.png', 'image'),
    { kind: 'image', url: 'data:b' },
  ];
  expect(content('', image)).toEqual([{ type: 'image', url: 'data:b' }]);
  expect(content('See?', image, [file('a.txt'), { kind: 'text', text: 'A' }])).toEqual([
    { type: 'text', text: 'a.txt:\n```txt\nA\n```\n\nSee?' },
    { type: 'image', url: 'data:b' },
  ]);
});

test('what is left out or gone is said', () => {
  const said = content(
    'So?',
    [file('b.png', 'image'), { kind: 'left-out' }],
    [file('c.txt'), { kind: 'gone' }],
  );
  expect(said).toMatch(/^\[The image b\.png is left out .*\]\n\n\[The file c\.txt .*\]\n\nSo\?$/);
});
