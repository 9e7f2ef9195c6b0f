import { createRoot, createSignal } from 'solid-js';
import { expect, test } from 'vitest';
import type { Setup } from '../../../core/library/setup';
import { fakeClock, settle } from '../../../state/testing/fakes';
import type { Chat } from '../create-chat';
import { createSettingFields } from './create-setting-fields';

/** A chat whose changes reach the disk when the test says so. */
function setUp(first: Setup) {
  const [setup, setSetup] = createSignal<Setup>(first);
  const clock = fakeClock();
  const waiting: (() => void)[] = [];
  const written: Setup[] = [];
  const chat: Pick<Chat, 'setup' | 'change'> = {
    setup,
    change(change) {
      written.push(change);
      return new Promise((resolve) => {
        waiting.push(() => {
          setSetup({ ...setup(), ...change });
          resolve();
        });
      });
    },
  };
  return createRoot((dispose) => {
    const fields = createSettingFields(chat, clock);
    const store = async () => {
      for (const run of waiting.splice(0)) run();
      await settle();
    };
    return { fields, clock, setup, written, store, dispose };
  });
}

test('what is typed takes effect a moment later, in one write, and nothing else is changed', async () => {
  const { fields, clock, setup, written, store } = setUp({ settings: { seed: 1 }, stream: false });
  fields.type('temperature', '0');
  fields.type('temperature', '0.');
  fields.type('temperature', '0.5');
  fields.type('topP', '1');
  expect(written).toEqual([]);
  clock.advance(1000);
  await store();
  expect(written).toHaveLength(1);
  expect(setup()).toEqual({ settings: { seed: 1, temperature: 0.5, topP: 1 }, stream: false });
});

test('a change does not undo one that is still on its way to the disk', async () => {
  const { fields, clock, setup, store } = setUp({});
  fields.type('temperature', '0.5');
  clock.advance(1000);
  fields.type('seed', '7');
  clock.advance(1000);
  await store();
  expect(setup().settings).toEqual({ temperature: 0.5, seed: 7 });
});

test('what cannot be a value stands in its field, is told, and changes nothing', async () => {
  const { fields, clock, setup, written, store } = setUp({ settings: { temperature: 0.5 } });
  fields.type('temperature', '5');
  fields.leave('temperature');
  clock.advance(1000);
  await store();
  expect(written).toEqual([]);
  expect(fields.text('temperature')).toBe('5');
  expect(fields.problem('temperature')).toBe('A number from 0 to 2.');
  fields.reset('temperature');
  await store();
  expect(fields.text('temperature')).toBe('');
  expect(fields.problem('temperature')).toBeUndefined();
  expect(setup().settings).toBeUndefined();
});

test('a field that was left shows its value as it was understood', async () => {
  const { fields, store } = setUp({});
  fields.type('maxTokens', '4 096');
  fields.leave('maxTokens');
  await store();
  expect(fields.text('maxTokens')).toBe('4096');
});

test('what was typed last is written when the dialog closes', () => {
  const { fields, written, dispose } = setUp({});
  fields.type('systemPrompt', 'Be brief.');
  dispose();
  expect(written).toEqual([{ settings: { systemPrompt: 'Be brief.' } }]);
});
