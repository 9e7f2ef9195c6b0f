import { expect, test } from 'vitest';
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
