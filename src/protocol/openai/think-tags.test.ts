import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompletionEvent } from './events';
import { merged } from './testing/collect';
import { ThinkTags } from './think-tags';

function split(...pieces: string[]): CompletionEvent[] {
  const tags = new ThinkTags();
  return merged([...pieces.flatMap((piece) => tags.push(piece)), ...tags.end()]);
}

const text = (value: string): CompletionEvent => ({ type: 'text-delta', text: value });
const reasoning = (value: string): CompletionEvent => ({ type: 'reasoning-delta', text: value });
const wasReasoning: CompletionEvent = { type: 'text-was-reasoning' };

describe('reasoning in think tags', () => {
  test('is told from the answer', () => {
    expect(split('<think>plan</think>\n\nHi')).toEqual([reasoning('plan'), text('\n\nHi')]);
  });

  test('may come again after text', () => {
    expect(split('<think>a</think>b<think>c</think>d')).toEqual([
      reasoning('a'),
      text('b'),
      reasoning('c'),
      text('d'),
    ]);
  });

  test('need not end', () => {
    expect(split('<think>cut by max_tok')).toEqual([reasoning('cut by max_tok')]);
  });

  test('an empty pair says nothing', () => {
    expect(split('<think></think>Hi')).toEqual([text('Hi')]);
  });

  test('a closing tag alone turns all text so far into reasoning', () => {
    expect(split('plan\n</think>\n\nHi')).toEqual([text('plan\n'), wasReasoning, text('\n\nHi')]);
  });

  test('a closing tag at the very beginning is dropped', () => {
    expect(split('\n</think>\n\nHi')).toEqual([text('\n\n\nHi')]);
  });

  test('a second closing tag is text', () => {
    expect(split('a</think>b</think>c')).toEqual([text('a'), wasReasoning, text('b</think>c')]);
  });

  test('a closing tag is text where the server gave reasoning by itself', () => {
    const tags = new ThinkTags();
    tags.settle();
    expect(merged(tags.push('the tag </think> ends it'))).toEqual([
      text('the tag </think> ends it'),
    ]);
  });

  test('what looks like a tag at first comes as text', () => {
    expect(split('1 < 2, <thing>, <')).toEqual([text('1 < 2, <thing>, <')]);
    expect(split('<thi', 'ng>')).toEqual([text('<thing>')]);
    expect(split('<<think>a</think>')).toEqual([text('<'), reasoning('a')]);
  });

  test.each(['Write `<think>` and `</think>` so.', 'So:\n```\n<think>\n</think>\n```\nDone.'])(
    'tags in code stay text: %j',
    (answer) => expect(split(answer)).toEqual([text(answer)]),
  );

  test('after a code block tags count again', () => {
    expect(split('```\nx\n```\n</think>Hi')).toEqual([
      text('```\nx\n```\n'),
      wasReasoning,
      text('Hi'),
    ]);
  });

  test('nothing is held back that cannot become a tag', () => {
    const tags = new ThinkTags();
    expect(tags.push('Hello <b')).toEqual([text('Hello <b')]);
  });

  test('any cut gives the same', () => {
    const piece = fc.constantFrom(
      '<think>',
      '</think>',
      '<',
      '</',
      'th',
      'ink>',
      '`',
      '```',
      '\n',
      ' ',
      'a',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.infiniteStream(fc.nat(5)),
        (pieces, sizes) => {
          const whole = pieces.join('');
          const cut: string[] = [];
          for (let at = 0; at < whole.length;) {
            const size = 1 + (sizes.next().value ?? 0);
            cut.push(whole.slice(at, at + size));
            at += size;
          }
          expect(split(...cut)).toEqual(split(whole));
        },
      ),
    );
  });
});
