import { expect, test } from 'vitest';
import { bytesInUse } from '../../../lib/testing/bytes-in-use';
import { followText } from './follow-text';

function recorder() {
  const log: string[] = [];
  const open = () => {
    log.push('open');
    return { write: (text: string) => void log.push(`+${text}`), end: () => void log.push('end') };
  };
  return { log, follow: followText(open) };
}

test('only what is new is written', () => {
  const { log, follow } = recorder();
  follow('', true);
  follow('one', true);
  follow('one two', true);
  follow('one two', true);
  follow('one two', false);
  expect(log).toEqual(['open', '+one', '+ two', 'end']);
});

test('a whole text is written at once', () => {
  const { log, follow } = recorder();
  follow('one two', false);
  expect(log).toEqual(['open', '+one two', 'end']);
});

test('a text that is another one starts afresh', () => {
  const { log, follow } = recorder();
  follow('one two', true);
  follow('one', true);
  follow('other', true);
  expect(log).toEqual(['open', '+one two', 'open', '+one', 'open', '+other']);
});

test('a text that goes on after its end starts afresh', () => {
  const { log, follow } = recorder();
  follow('one', false);
  follow('one', false);
  follow('one two', false);
  follow('one two', true);
  expect(log).toEqual(['open', '+one', 'end', 'open', '+one two', 'end', 'open', '+one two']);
});

test('what is kept of the pieces does not keep the texts that they came from', () => {
  const kept: string[] = [];
  const follow = followText(() => ({ write: (piece) => void kept.push(piece), end: () => {} }));
  const before = bytesInUse();
  let text = '';
  for (let at = 0; at < 400; at += 1) {
    text += 'x'.repeat(1_000);
    follow(text, true);
  }
  // All the texts together are 80 MB.
  expect(bytesInUse() - before).toBeLessThan(8_000_000);
  expect(kept).toHaveLength(400);
});
