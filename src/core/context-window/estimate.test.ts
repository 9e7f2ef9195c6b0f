import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainTokens } from './estimate';

// Counted with the public tokenizers o200k_base and cl100k_base.
const counted: [what: string, text: string, least: number, most: number][] = [
  [
    'English',
    'The old lighthouse keeper had lived on the rocky island for nearly forty years, and in all that time he had seldom spoken to anyone but the gulls.',
    31,
    32,
  ],
  [
    'German',
    'Der alte Leuchtturmwärter hatte fast vierzig Jahre lang auf der felsigen Insel gelebt, und in all dieser Zeit hatte er selten mit jemand anderem als den Möwen gesprochen.',
    39,
    46,
  ],
  [
    'Chinese',
    '老灯塔守护人在岩石岛上生活了将近四十年，在这段时间里，除了海鸥以外，他很少和别人说话。',
    37,
    51,
  ],
  [
    'Russian',
    'Старый смотритель маяка прожил на скалистом острове почти сорок лет, и за всё это время он редко разговаривал с кем-либо, кроме чаек.',
    39,
    62,
  ],
  [
    'code',
    '  const connection = { ...connectionOf(unwrap(provider)), fetch, signal };\n  const events = tools.streamChat(request, connection, termsOf(unwrap(provider), tools));\n',
    35,
    35,
  ],
  [
    'JSON',
    '{"id":"chatcmpl-174","object":"chat.completion","created":1795721832,"usage":{"prompt_tokens":56}}',
    29,
    29,
  ],
];

describe('an estimate', () => {
  test.each(counted)('of %s lies near what tokenizers count', (_, text, least, most) => {
    const tokens = plainTokens(text);
    expect(tokens).toBeGreaterThan(least * 0.75);
    expect(tokens).toBeLessThan(most * 1.25);
  });

  test('of nothing is nothing', () => expect(plainTokens('')).toBe(0));

  test('never shrinks with a longer text, and is always a number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, more) => {
        const [short, long] = [plainTokens(text), plainTokens(text + more)];
        expect(short).toBeGreaterThanOrEqual(0);
        expect(long).toBeGreaterThanOrEqual(short);
      }),
    );
  });

  test('of two texts in one is that of both, but for the seam', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (text, more) => {
          const [apart, together] = [
            plainTokens(text) + plainTokens(more),
            plainTokens(text + more),
          ];
          // A long run that goes on across the seam is cut more often than two short ones.
          expect(together).toBeLessThanOrEqual(apart + 1);
          expect(together).toBeGreaterThanOrEqual(apart - 1);
        },
      ),
    );
  });

  test('looks at each character once', () => {
    const text = 'words and words '.repeat(1000);
    let looks = 0;
    const watched = {
      length: text.length,
      charCodeAt(at: number) {
        looks += 1;
        return text.charCodeAt(at);
      },
    };
    expect(plainTokens(watched as unknown as string)).toBe(plainTokens(text));
    expect(looks).toBe(text.length);
  });
});
