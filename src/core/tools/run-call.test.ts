import { expect, test } from 'vitest';
import { MOST_CHARACTERS, runCall, type CallRun } from './run-call';
import { someTool } from './testing/some-tool';

const call = (name: string, args = '{}') => ({ id: 'a', name, arguments: args });

function running(more: Partial<CallRun> = {}): CallRun {
  return {
    tools: [someTool('time'), someTool('add')],
    check: async () => [],
    approve: async () => true,
    onRun: () => {},
    signal: new AbortController().signal,
    now: () => 7,
    ...more,
  };
}

test('a call runs with its arguments', async () => {
  const result = await runCall(call('add', '{"a": [1, 2]}'), running());
  expect(result).toEqual({
    ...{ status: 'done', text: 'add {"a":[1,2]}' },
    ...{ startedAt: 7, finishedAt: 7 },
  });
});

test('no text is an empty object', async () => {
  expect(await runCall(call('add', ' '), running())).toMatchObject({ text: 'add {}' });
});

test.each(['add2', '__proto__', 'constructor', ''])('%j is no tool here', async (name) => {
  const result = await runCall(call(name), running());
  expect(result.status).toBe('failed');
  expect(result.text).toBe(`There is no tool named "${name}". The tools are: time, add.`);
});

test('a tool may have the name __proto__', async () => {
  const tools = [someTool('__proto__')];
  const result = await runCall(call('__proto__', '{"__proto__": 1}'), running({ tools }));
  expect(result).toMatchObject({ status: 'done', text: '__proto__ {"__proto__":1}' });
});

test.each(['{"a": 1', '[]', '"a"', '1', 'a = 1'])('%s are no arguments', async (args) => {
  const result = await runCall(call('add', args), running());
  expect(result.status).toBe('failed');
  expect(result.text).toContain(`not a JSON object: ${args}\n`);
});

test('of arguments that are no JSON the model sees the beginning', async () => {
  const result = await runCall(call('add', `{"a": "${'x'.repeat(10_000_000)}`), running());
  expect(result.text.length).toBeLessThan(600);
});

test('arguments that do not fit are told, and nothing runs', async () => {
  let hasRun = false;
  const run = running({
    check: async () => [{ path: '$.a', message: 'must be a number' }],
    onRun: () => (hasRun = true),
  });
  const result = await runCall(call('add', '{"a":"1"}'), run);
  expect(result.status).toBe('failed');
  expect(result.text).toContain('$.a: must be a number');
  expect(hasRun).toBe(false);
});

test('a schema that cannot be checked holds nothing up', async () => {
  const check = () => Promise.reject(new Error('no schema'));
  expect(await runCall(call('add'), running({ check }))).toMatchObject({ status: 'done' });
});

test('what a person refuses does not run', async () => {
  let hasRun = false;
  const run = running({ approve: async () => false, onRun: () => (hasRun = true) });
  expect(await runCall(call('add'), run)).toMatchObject({ status: 'denied' });
  expect(hasRun).toBe(false);
});

test('a tool that throws, and one that says that it failed', async () => {
  const tools = [
    someTool('throws', { run: () => Promise.reject(new Error('no route')) }),
    someTool('fails', { run: async () => ({ text: 'division by zero', isError: true }) }),
  ];
  const results = await Promise.all(
    tools.map(({ name }) => runCall(call(name), running({ tools }))),
  );
  expect(results).toMatchObject([
    { status: 'failed', text: 'The tool failed: no route' },
    { status: 'failed', text: 'division by zero' },
  ]);
});

test('a huge result is cut, never within a character', async () => {
  const text = `${'x'.repeat(MOST_CHARACTERS - 1)}😀${'y'.repeat(1_000_000)}`;
  const tools = [someTool('add', { run: async () => ({ text }) })];
  const result = await runCall(call('add'), running({ tools }));
  expect(result.text).toBe('x'.repeat(MOST_CHARACTERS - 1));
  expect(result.cutFrom).toBe(text.length);
});

test('Stop ends a tool that does not listen, and a question', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const never = () => new Promise<never>(() => {});
  const tools = [someTool('deaf', { run: never })];
  const asking = () =>
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  const results = Promise.all([
    runCall(call('deaf'), running({ tools, signal })),
    runCall(call('time'), running({ signal, approve: asking })),
  ]);
  controller.abort();
  expect((await results).map(({ status }) => status)).toEqual(['stopped', 'stopped']);
  expect(await runCall(call('time'), running({ signal }))).toMatchObject({ status: 'stopped' });
});
