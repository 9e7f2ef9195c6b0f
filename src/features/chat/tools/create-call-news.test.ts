import { createRoot, createSignal } from 'solid-js';
import { createStore } from 'solid-js/store';
import { expect, test } from 'vitest';
import { newAnswer } from '../../../core/chat/new-message';
import type { Message, ToolCall, ToolResult } from '../../../core/chat/types';
import type { CallState } from '../../../state/tools';
import { fakeClock } from '../../../state/testing/fakes';
import { createCallNews } from './create-call-news';

const model = { providerId: 'p', modelId: 'm', providerLabel: 'P', modelName: 'M' };
const result: ToolResult = { status: 'done', text: '12:00', startedAt: 0, finishedAt: 9 };
const calls = (...names: string[]): ToolCall[] =>
  names.map((name) => ({ id: name, name, arguments: '{}' }));

function setUp(toolCalls: ToolCall[]) {
  const begun = { id: 'a', conversationId: 'c', parentId: 'q', now: 0 };
  const [message, setMessage] = createStore<Message>({
    ...newAnswer(begun, model),
    status: 'done',
    toolCalls,
  });
  const [state, setState] = createSignal<CallState>();
  const clock = fakeClock();
  const news = createRoot(() =>
    createCallNews(
      () => [message],
      { call: ({ index }) => (index === 0 ? state() : undefined) },
      clock,
    ),
  );
  const end = (index: number) => setMessage('toolCalls', index, 'result', result);
  return { news, clock, setState, end };
}

const tool = {
  id: 'clock',
  name: 'clock',
  title: 'Clock',
  origin: 'Patchbay',
  description: '',
  parameters: {},
  onByDefault: true,
  asks: 'once' as const,
  run: async () => ({ text: '' }),
};

test('a question and each end are said once, for a moment', () => {
  const { news, clock, setState, end } = setUp(calls('clock', 'search'));
  expect(news()).toBe('');
  setState({ kind: 'asks', tool, args: {} });
  expect(news()).toBe('The model asks to run clock.');
  clock.advance(500);
  expect(news()).toBe('');
  setState({ kind: 'runs', since: 0 });
  expect(news()).toBe('');
  end(1);
  expect(news()).toBe('search is done.');
  setState(undefined);
  end(0);
  expect(news()).toBe('clock is done.');
});

test('nothing is said of what had ended before', () => {
  const { news, end } = setUp([{ ...calls('clock')[0]!, result }, ...calls('search')]);
  expect(news()).toBe('');
  end(1);
  expect(news()).toBe('search is done.');
});
