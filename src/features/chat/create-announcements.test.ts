import { createRoot } from 'solid-js';
import { createStore } from 'solid-js/store';
import { expect, test } from 'vitest';
import { newAnswer } from '../../core/chat/new-message';
import type { Message } from '../../core/chat/types';
import { fakeClock } from '../../state/testing/fakes';
import { createAnnouncements } from './create-announcements';

const model = { providerId: 'p', modelId: 'm', providerLabel: 'P', modelName: 'M' };

function setUp(given: Partial<Message>, isNew?: boolean) {
  const begun = { id: 'a', conversationId: 'c', parentId: 'q', now: 0 };
  const [message, setMessage] = createStore<Message>({ ...newAnswer(begun, model), ...given });
  const clock = fakeClock();
  const words = createRoot(() => createAnnouncements(() => message, clock, isNew));
  return { words, clock, setMessage };
}

test('what comes in is said by sentences, each for a moment', () => {
  const { words, clock, setMessage } = setUp({ status: 'streaming' });
  setMessage('text', 'One. And t');
  expect(words()).toBe('One.');
  clock.advance(500);
  expect(words()).toBe('');
  setMessage({ text: 'One. And two.', status: 'done' });
  expect(words()).toBe('And two.');
});

test('an answer that was there before is not read out', () => {
  const { words, setMessage } = setUp({ status: 'done', text: 'One.' });
  expect(words()).toBe('');
  setMessage('text', 'One. Two. ');
  expect(words()).toBe('');
});

test('an answer that was done before its page was there is read out, another version of it is not', () => {
  const { words, clock, setMessage } = setUp({ status: 'done', text: 'One. Two.' }, true);
  expect(words()).toBe('One.');
  clock.advance(500);
  expect(words()).toBe('Two.');
  clock.advance(1_000);
  setMessage({ id: 'b', text: 'Three.' });
  expect(words()).toBe('');
});
