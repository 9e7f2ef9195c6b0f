import { describe, expect, test } from 'vitest';
import type { ApiError } from './errors';
import { listModels } from './models';
import { errorFields, merged, outcomeOf } from './testing/collect';
import { naiveEvents, naiveModels, naiveWords } from './testing/naive-reader';
import { recordings } from './testing/recordings';
import type { Recording } from './testing/recordings';
import { replay } from './testing/replay';

const all = recordings();
const chats = all.filter((recording) => recording.kind === 'chat');
const lists = all.filter((recording) => recording.kind === 'models');
const cuttings = [
  { cut: 'whole', cuts: [Infinity] },
  { cut: 'in pieces of 1', cuts: [1] },
  { cut: 'in pieces of 7', cuts: [7] },
  { cut: 'in pieces of 64', cuts: [64] },
];

test('every recorded answer is here', () => {
  expect(chats).toHaveLength(232);
  expect(lists).toHaveLength(55);
  expect(chats.filter(isError)).toHaveLength(69);
  expect(lists.filter(isError)).toHaveLength(27);
  expect(
    all.filter((recording) => recording.body.some((byte) => byte > 127)).length,
  ).toBeGreaterThan(0);
});

test('the recordings hold signs of life to compare: comments, and progress to the end of the prompt', () => {
  const said = chats.filter((recording) => !isError(recording)).flatMap(naiveEvents);
  const progress = said.filter((event) => event.type === 'prompt-progress');
  expect(said.filter((event) => event.type === 'keep-alive').length).toBeGreaterThan(40);
  expect(progress.map(({ processed }) => processed)).toEqual([0, 1, 2049, 2905, 3417, 3421]);
  expect(progress.every(({ total }) => total === 3421)).toBe(true);
});

describe.each(cuttings)('recorded chats, $cut', ({ cuts }) => {
  test.each(chats.filter((recording) => !isError(recording)))('$name', async (recording) => {
    const { all: events, error } = await outcomeOf({ ...recording, cuts });
    expect(error).toBeUndefined();
    expect(merged(events)).toEqual(naiveEvents(recording));
  });

  test.each(chats.filter(isError))('$name fails in the server’s words', async (recording) => {
    const { all: events, error } = await outcomeOf({ ...recording, cuts });
    expect(events).toEqual([]);
    expectServerWords(error, recording);
  });
});

describe.each(cuttings)('recorded model lists, $cut', ({ cuts }) => {
  test.each(lists.filter((recording) => !isError(recording)))('$name', async (recording) => {
    await expect(list(recording, cuts)).resolves.toEqual({ models: naiveModels(recording) });
  });

  test.each(lists.filter(isError))('$name fails in the server’s words', async (recording) => {
    const error: unknown = await list(recording, cuts).catch((reason: unknown) => reason);
    expectServerWords(error, recording);
  });
});

function isError(recording: Recording): boolean {
  return recording.status !== 200;
}

function list(recording: Recording, cuts: readonly number[]) {
  const { fetch } = replay({ ...recording, cuts });
  return listModels({ baseUrl: 'http://localhost/v1', apiKey: '', fetch });
}

function expectServerWords(error: unknown, recording: Recording): void {
  expect(errorFields(error)).toMatchObject({
    name: 'ApiError',
    code: 'http',
    status: recording.status,
    serverMessage: naiveWords(recording),
    body: Buffer.from(recording.body).toString('utf8'),
  } satisfies Partial<ApiError>);
}
