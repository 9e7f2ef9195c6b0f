import { describe, expect, test } from 'vitest';
import { guideIds } from './guide-id';
import { raiseWindow, wantedWindow } from './raise-window';

test.each([
  [9200, undefined, 16_384],
  [9200, 131_072, 16_384],
  [9200, 8192, 8192],
  [1000, undefined, 2048],
  [0, undefined, 2],
])('%d tokens want a window that has room for more', (tokens, trained, wanted) =>
  expect(wantedWindow(tokens, trained)).toBe(wanted),
);

describe('every command', () => {
  const wanted = { tokens: 16_384, modelId: 'org/model' };
  const commands = guideIds.flatMap((id) => raiseWindow(id, wanted).map(({ command }) => command));

  test('asks for the wanted window', () => {
    const told = commands.filter((command) => command !== undefined);
    expect(told.length).toBeGreaterThan(5);
    for (const command of told) expect(command).toContain('16384');
  });

  test('of an unknown server is none', () => expect(raiseWindow(undefined, wanted)).toEqual([]));
});
