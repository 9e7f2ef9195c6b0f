import { expect, test } from 'vitest';
import { createRecall } from './create-recall';

/** A box and the prompts of its chat; a key answers with what the box says then. */
function box(prompts: string[], text = '') {
  const state = { text, caret: 0 };
  const recall = createRecall({
    text: () => state.text,
    write: (next) => Object.assign(state, { text: next, caret: 0 }),
    prompts: () => prompts,
  });
  const none = {
    isComposing: false,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
  };
  const press = (key: string, fields = {}) => {
    const isUsed = recall({ key, ...none, ...fields }, () => state.caret === 0);
    return isUsed ? state.text : undefined;
  };
  return { state, press };
}

test('↑ goes back to the first prompt, ↓ forward again and out at the end', () => {
  const { press } = box(['one', 'two', 'three']);
  expect([press('ArrowUp'), press('ArrowUp'), press('ArrowUp'), press('ArrowUp')]).toEqual([
    'three',
    'two',
    'one',
    'one',
  ]);
  expect([press('ArrowDown'), press('ArrowDown'), press('ArrowDown')]).toEqual([
    'two',
    'three',
    '',
  ]);
  expect(press('ArrowDown')).toBeUndefined();
});

test('a text that was written is never replaced', () => {
  const { state, press } = box(['one'], 'mine');
  expect(press('ArrowUp')).toBeUndefined();
  state.text = '';
  expect(press('ArrowUp')).toBe('one');
  state.text = 'one more';
  expect([press('ArrowUp'), press('ArrowDown'), press('Escape')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('away from the start the arrows move the caret', () => {
  const { state, press } = box(['one', 'two']);
  press('ArrowUp');
  state.caret = 2;
  expect([press('ArrowUp'), press('ArrowDown')]).toEqual([undefined, undefined]);
});

test('Esc takes the recalled prompt away, and is nothing to an empty box', () => {
  const { press } = box(['one']);
  expect(press('Escape')).toBeUndefined();
  press('ArrowUp');
  expect(press('Escape')).toBe('');
  expect(press('ArrowUp')).toBe('one');
});

test('an input method and held keys have theirs', () => {
  const { press } = box(['one']);
  expect(press('ArrowUp', { isComposing: true })).toBeUndefined();
  expect(press('ArrowUp', { shiftKey: true })).toBeUndefined();
  expect(press('ArrowUp', { altKey: true })).toBeUndefined();
  expect(box([]).press('ArrowUp')).toBeUndefined();
});

test('a key that is none of these reads no prompts', () => {
  const recall = createRecall({
    text: () => '',
    write: () => {},
    prompts: () => {
      throw new Error('read');
    },
  });
  const held = {
    isComposing: false,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
  };
  expect(recall({ key: 'a', ...held }, () => true)).toBe(false);
  expect(() => recall({ key: 'ArrowUp', ...held }, () => true)).toThrow('read');
});
