import { describe, expect, test } from 'vitest';
import type { CompletionChange } from './completion';
import { createRest } from './rest';
import { model } from './testing/browser';
import { alwaysIdle, fakeClock, settle } from './testing/fakes';

function open() {
  const clock = fakeClock();
  let listen: (change: CompletionChange) => void = () => {};
  const rest = createRest({
    completion: { subscribe: (listener) => void (listen = listener) },
    clock,
    idle: alwaysIdle,
  });
  const done: string[] = [];
  return {
    clock,
    done,
    tell: (kind: CompletionChange['kind'], answerId = 'a') =>
      listen({ kind, conversationId: 'c', answerId, model }),
    async wait(name: string) {
      void rest().then(() => done.push(name));
      await settle();
    },
    async after(ms: number) {
      clock.advance(ms);
      await settle();
    },
  };
}

describe('what nobody waits for', () => {
  test('is done in the next idle moment while no answer runs', async () => {
    const { done, wait } = open();
    await wait('look');
    expect(done).toEqual(['look']);
  });

  test('waits for the last answer to end, and for a quiet second after it', async () => {
    const { done, tell, wait, after } = open();
    tell('started', 'a');
    tell('started', 'b');
    await wait('look');
    tell('ended', 'a');
    await after(5_000);
    expect(done).toEqual([]);
    tell('ended', 'b');
    await after(999);
    expect(done).toEqual([]);
    await after(1);
    expect(done).toEqual(['look']);
  });

  test('waits on where another answer follows at once', async () => {
    const { done, tell, wait, after } = open();
    tell('started', 'a');
    tell('ended', 'a');
    await wait('look');
    await after(500);
    tell('started', 'b');
    await after(2_000);
    expect(done).toEqual([]);
    tell('ended', 'b');
    await after(1_000);
    expect(done).toEqual(['look']);
  });

  test('waits a minute, however long an answer is', async () => {
    const { done, tell, wait, after } = open();
    tell('started');
    await wait('look');
    await after(59_999);
    expect(done).toEqual([]);
    await after(1);
    expect(done).toEqual(['look']);
    tell('ended');
    await after(1_000);
    expect(done).toEqual(['look']);
  });
});
