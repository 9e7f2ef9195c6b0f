import { createRoot, createSignal } from 'solid-js';
import { expect, test } from 'vitest';
import { createCommands } from './commands';

test('the last offer of a command wins, and goes with its owner', () => {
  const commands = createCommands(false);
  const done: string[] = [];
  const offer = (name: string) =>
    createRoot((dispose) => {
      commands.offer(() => ({ search: () => done.push(name) }));
      return dispose;
    });
  offer('page');
  const close = offer('drawer');
  commands.action('search')?.();
  close();
  commands.action('search')?.();
  expect(done).toEqual(['drawer', 'page']);
  expect(commands.action('stop')).toBeUndefined();
});

test('what is not possible now is not offered, and an earlier offer stands in', () => {
  createRoot((dispose) => {
    const commands = createCommands(false);
    const [isRunning, setIsRunning] = createSignal(false);
    const stop = () => {};
    commands.offer(() => ({ search: stop }));
    commands.offer(() => ({ stop: isRunning() ? stop : undefined, search: undefined }));
    expect(commands.action('stop')).toBeUndefined();
    expect(commands.action('search')).toBe(stop);
    setIsRunning(true);
    expect(commands.action('stop')).toBe(stop);
    dispose();
  });
});
