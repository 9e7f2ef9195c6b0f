import { expect, test } from 'vitest';
import type { CompactionRun } from '../../core/chat/phase';
import { summarising, summaryFailed, summaryTitle, writtenBy } from './summary-words';

const run: CompactionRun = {
  messageId: 'm',
  count: 24,
  modelName: 'Qwen',
  since: 1_000,
  step: 1,
  steps: 1,
  text: '',
};

test('what is summarised is said with its clock, and with its steps where there are several', () => {
  expect(summarising(run, 1_500)).toBe('Summarising 24 older messages with Qwen');
  expect(summarising({ ...run, step: 2, steps: 3 }, 6_000)).toBe(
    'Summarising 24 older messages with Qwen, step 2 of 3, 5\u202fs',
  );
});

test('a failure says that nothing was lost', () =>
  expect(summaryFailed({ ...run, failure: 'No answer.' })).toBe(
    'The 24 older messages were not summarised. No answer. They are as they were.',
  ));

test('a summary says whether it is sent, and who wrote it', () => {
  expect(summaryTitle(24, true)).toBe('24 messages above are sent as this summary');
  expect(summaryTitle(4, false)).toMatch(/^An earlier summary of 4 messages/);
  const model = { providerId: 'p', modelId: 'm', providerLabel: 'P', modelName: 'Qwen' };
  expect(writtenBy({ text: '', createdAt: 0, model })).toBe('Written by Qwen');
  expect(writtenBy({ text: '', createdAt: 0 })).toBe('Edited by you');
});
