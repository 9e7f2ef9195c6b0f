import { describe, expect, test } from 'vitest';
import type { CompletionEvent } from './events';
import { chunk, eventsOf, frames } from './testing/collect';
import { finish, usage, wireUsage } from './testing/stream-events';

describe('usage and timings', () => {
  const last = chunk({}, 'stop');
  test.each<[string, string, CompletionEvent[]]>([
    [
      'in a chunk of its own',
      frames(last, { choices: [], ...wireUsage(5, 2) }),
      [finish('stop'), usage(5, 2)],
    ],
    [
      'in the finish chunk',
      frames(chunk({}, 'stop', wireUsage(5, 2))),
      [usage(5, 2), finish('stop')],
    ],
    [
      'in every chunk',
      frames(chunk({}, null, wireUsage(5, 1)), chunk({}, null, wireUsage(5, 2)), last, {
        choices: [],
        ...wireUsage(5, 2),
      }),
      [usage(5, 2), finish('stop')],
    ],
    [
      'growing after the end',
      frames(chunk({}, 'stop', wireUsage(5, 1)), { choices: [], ...wireUsage(5, 2) }),
      [usage(5, 1), finish('stop'), usage(5, 2)],
    ],
    [
      'in x_groq',
      frames(chunk({}, 'stop', { x_groq: { id: 'x', ...wireUsage(5, 2) } })),
      [usage(5, 2), finish('stop')],
    ],
    [
      'in the choice',
      frames({ choices: [{ index: 0, delta: {}, finish_reason: 'stop', ...wireUsage(5, 2) }] }),
      [usage(5, 2), finish('stop')],
    ],
    [
      'beside a choice that is not empty',
      frames(last, chunk({}, null, wireUsage(5, 2))),
      [finish('stop'), usage(5, 2)],
    ],
    [
      'null or odd',
      frames(
        chunk({}, null, { usage: null }),
        chunk({}, null, { usage: { prompt_tokens: 'x' } }),
        last,
      ),
      [finish('stop')],
    ],
    ['before a stream just ends', frames(chunk({}, null, wireUsage(5, 2))), [usage(5, 2)]],
  ])('%s', async (_, body, expected) => {
    expect(await eventsOf(body)).toEqual(expected);
  });

  test('llama.cpp timings', async () => {
    const timings = {
      cache_n: 3,
      prompt_n: 5,
      prompt_per_second: 9.5,
      predicted_n: 2,
      predicted_per_second: null,
    };
    const progress = chunk({}, null, { timings: { prompt_n: 1 } });
    expect(await eventsOf(frames(progress, chunk({}, 'stop', { timings })))).toEqual([
      { type: 'timings', timings: { promptTokens: 5, promptPerSecond: 9.5, completionTokens: 2 } },
      finish('stop'),
    ]);
  });
});
