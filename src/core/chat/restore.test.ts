import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { restoreConversation, restoreMessage } from './restore';
import type { Conversation, Message } from './types';

const model = { providerId: 'p1', modelId: 'm', providerLabel: 'vLLM', modelName: 'M' };

const full: Message = {
  id: 'm1',
  conversationId: 'c1',
  parentId: 'm0',
  role: 'assistant',
  createdAt: 5,
  text: 'Hello',
  reasoning: 'Hm',
  toolCalls: [
    {
      id: 't',
      name: 'clock',
      arguments: '{}',
      result: { status: 'done', text: '12:00', cutFrom: 9, startedAt: 5, finishedAt: 6 },
    },
  ],
  status: 'failed',
  finishReason: 'tool-calls',
  error: { code: 'http', status: 401, serverMessage: 'no', serverCode: 'x', body: '{}' },
  usage: { promptTokens: 1, completionTokens: 2 },
  serverTimings: {
    promptTokens: 1,
    promptPerSecond: 2,
    completionTokens: 3,
    completionPerSecond: 4,
  },
  timing: { startedAt: 1, firstTokenAt: 2, firstTextAt: 3, finishedAt: 4 },
  model,
  promptEstimate: { tokens: 9200, by: 'calibrated', characters: 40_000, images: 1 },
  truncation: { window: 4096 },
  attachments: [
    { id: 'f1', kind: 'image', name: 'cat.png', type: 'image/png', bytes: 9, width: 4, height: 3 },
  ],
  compaction: { text: 'So far', createdAt: 6, model },
  continuedFrom: 2,
  earlierTokens: 3,
  earlierThinkingMs: 4,
};

const head: Conversation = {
  id: 'c1',
  title: 'Trip',
  createdAt: 1,
  updatedAt: 2,
  model,
  titleBy: 'user',
  stream: false,
  settings: {
    systemPrompt: 'Be brief',
    temperature: 0.5,
    topP: 0.9,
    maxTokens: 100,
    stop: ['END'],
    seed: 7,
    presencePenalty: 1,
    frequencyPenalty: -1,
    reasoningEffort: 'low',
    extra: { top_k: 40, nested: { list: [1, null] } },
  },
  presetId: 'p9',
  leafId: 'm1',
  pinned: true,
  archived: false,
  folder: 'Work',
  queue: [{ id: 'w1', text: 'And then?' }],
};

test('a whole record comes back as it was', () => {
  expect(restoreMessage(structuredClone(full))).toEqual(full);
  expect(restoreConversation(structuredClone(head))).toEqual(head);
});

test('fields that are absent stay absent', () => {
  const { id, conversationId, role, createdAt, text } = full;
  const least = { id, conversationId, role, createdAt, text };
  const more = { parentId: null, reasoning: '', toolCalls: [], status: 'interrupted' };
  expect(restoreMessage(least)).toStrictEqual({ ...least, ...more });
  expect(restoreConversation({ id: 'c1', createdAt: 1 })).toStrictEqual({
    id: 'c1',
    title: '',
    createdAt: 1,
    updatedAt: 1,
  });
});

test.each(['id', 'conversationId', 'role', 'createdAt', 'text'])(
  'a message without a sound %s is none',
  (field) => {
    expect(restoreMessage({ ...full, [field]: {} })).toBeUndefined();
  },
);

test.each(['id', 'createdAt'])('a chat without a sound %s is none', (field) => {
  expect(restoreConversation({ ...head, [field]: null })).toBeUndefined();
});

const optionalParts = [
  'error',
  'usage',
  'serverTimings',
  'timing',
  'model',
  'finishReason',
  'attachments',
  'compaction',
  'continuedFrom',
  'earlierTokens',
  'earlierThinkingMs',
] as const;

describe('a broken part costs that part only', () => {
  test.each(optionalParts)('%s', (field) => {
    const { [field as keyof Message]: _, ...rest } = full;
    expect(restoreMessage({ ...full, [field]: true })).toStrictEqual(rest);
  });

  test('a status of another version reads as interrupted, with its text', () => {
    expect(restoreMessage({ ...full, status: 'paused' })).toEqual({
      ...full,
      status: 'interrupted',
    });
  });

  test('an unknown finish reason or error code keeps its place', () => {
    const restored = restoreMessage({
      ...full,
      finishReason: 'eos',
      error: { ...full.error, code: 'new' },
    });
    expect(restored).toMatchObject({
      finishReason: 'other',
      error: { code: 'internal', status: 401 },
    });
  });

  test('a tool call without a name', () => {
    expect(restoreMessage({ ...full, toolCalls: [{ id: 'x' }, ...full.toolCalls] })).toEqual(full);
  });
});

test('whatever lies in the store, restoring answers', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (value) => {
      restoreMessage(value);
      restoreConversation(value);
    }),
  );
  const headFields = Object.keys(head) as (keyof Conversation)[];
  fc.assert(
    fc.property(fc.constantFrom(...headFields), fc.anything(), (field, value) => {
      const restored = restoreConversation({ ...head, [field]: value });
      if (restored) expect(restoreConversation(restored)).toEqual(restored);
    }),
  );
  const fields = Object.keys(full) as (keyof Message)[];
  fc.assert(
    fc.property(fc.constantFrom(...fields), fc.anything(), (field, value) => {
      const restored = restoreMessage({ ...full, [field]: value });
      if (restored) expect(restoreMessage(restored)).toEqual(restored);
    }),
  );
});
