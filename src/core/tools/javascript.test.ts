import { expect, test } from 'vitest';
import { createJavascriptTool, toolOutput } from './javascript';
import type { Run, RunEnd, Sandbox } from './sandbox';

function sandbox(run: Run, asked: unknown[] = []): Sandbox {
  return {
    run: async (...all) => {
      asked.push(...all);
      return run;
    },
  };
}

test('the model is told what the sandbox is, and its limits', () => {
  const tool = createJavascriptTool(sandbox({ lines: [], end: { kind: 'nothing' } }));
  expect(tool).toMatchObject({
    id: 'builtin:javascript',
    name: 'javascript',
    asks: 'once',
    onByDefault: true,
  });
  expect(tool.description).toContain('without network');
  expect(tool.description).toContain('10 seconds or 20000 characters');
});

test('the code and the signal go to the sandbox', async () => {
  const asked: unknown[] = [];
  const { signal } = new AbortController();
  const tool = createJavascriptTool(
    sandbox({ lines: ['a'], end: { kind: 'value', text: '2' } }, asked),
  );
  const output = await tool.run({ code: '1 + 1' }, signal);
  expect(asked).toEqual(['1 + 1', signal]);
  expect(output).toEqual({ text: 'Logged:\na\n\nValue:\n2' });
});

test.each<[RunEnd, string]>([
  [{ kind: 'value', text: '42' }, 'Value:\n42'],
  [{ kind: 'nothing' }, 'It ended without a value.'],
])('%j is a result', (end, text) => {
  expect(toolOutput({ lines: [], end })).toEqual({ text });
});

test.each<[RunEnd, string]>([
  [{ kind: 'thrown', text: 'TypeError: no' }, 'It failed:\nTypeError: no'],
  [{ kind: 'closed' }, 'It closed its own worker before its end.'],
  [{ kind: 'timed-out' }, 'It was stopped after 10 seconds, the time limit.'],
  [
    { kind: 'too-much' },
    'It was stopped at 20000 characters of output, the limit. The rest is left out.',
  ],
])('%j is a failure that keeps what was logged', (end, words) => {
  const output = toolOutput({ lines: ['a', 'b'], end });
  expect(output).toEqual({ text: `Logged:\na\nb\n\n${words}`, isError: true });
});
