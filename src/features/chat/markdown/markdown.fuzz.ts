import fc from 'fast-check';
import { fuzz } from '../../../lib/testing/fuzz';
import { gfmExamples } from './testing/gfm-examples';
import { render } from './testing/tree-sink';

const mark = fc.constantFrom(
  ...[
    '*',
    '**',
    '_',
    '`',
    '```',
    '~~~',
    '~',
    '#',
    '>',
    '-',
    '1.',
    '|',
    '---',
    '$',
    '$$',
    '\\(',
    '\\)',
    '\\',
    '[',
    ']',
  ],
  ...[
    '(',
    ')',
    '![',
    '<',
    '>',
    '&',
    '&amp;',
    '<br>',
    '[^1]',
    '[^1]: ',
    '- [ ] ',
    'https://a.example',
    '\n',
    '\n\n',
    ' ',
  ],
  ...['    ', '\t', 'word', 'two words', '注意', '🦜', '\r\n', '\u0000', '|-|-|\n', '| a | b |\n'],
);
const text = fc.oneof(
  { weight: 3, arbitrary: fc.array(mark, { maxLength: 30 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom(...gfmExamples) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

fuzz('Markdown: what streams is what comes at once', {
  what: 'texts',
  runs: 20_000,
  cases: fc.tuple(text, fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 })),
  check([whole, sizes]) {
    const pieces: string[] = [];
    for (let at = 0, turn = 0; at < whole.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1;
      pieces.push(whole.slice(at, at + size));
      at += size;
    }
    const [streamed, atOnce] = [render(...pieces), render(whole)];
    if (streamed !== atOnce) throw new Error(JSON.stringify({ streamed, atOnce }));
  },
});
