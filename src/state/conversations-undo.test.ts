import { expect, test } from 'vitest';
import { browser, first, message, more, onScreen, turn } from './testing/browser';

test('Undo of a deleted chat brings back what was not yet on disk', async () => {
  const { open, messages } = browser();
  const one = await open();
  await one.addTurn(turn(message('q1', null), message('a1', 'q1', { status: 'streaming' })));
  one.mutate('c', 'a1', (a1) => void (a1.text = 'not on disk yet'));
  const undo = await one.remove('c');
  await undo();
  expect(messages.get('a1')).toMatchObject({ text: 'not on disk yet', status: 'interrupted' });
});

test('Undo of a deleted message keeps the title that was given since', async () => {
  const { open, heads } = browser();
  const one = await open();
  await one.addTurn(first());
  const undo = await one.removeMessage('c', 'a1');
  await one.rename('c', 'Given since');
  await undo();
  expect(heads.get('c')?.title).toBe('Given since');
});

test('Undo of a deleted answer shows it again, before the question that was asked since', async () => {
  const { open } = browser();
  const one = await open();
  await one.addTurn(first());
  const undo = await one.removeMessage('c', 'a1');
  await one.addTurn(more(message('q2', 'q1'), message('a2', 'q2')));
  await undo();
  expect(onScreen(one)).toBe('q1 a1 q2 a2');
  const two = await open();
  await two.open('c');
  expect(onScreen(two)).toBe('q1 a1 q2 a2');
});

test('Undo brings no message back that was deleted afterwards', async () => {
  const { open, messages } = browser();
  const one = await open();
  await one.addTurn(first());
  const undo = await one.removeMessage('c', 'q1');
  await one.removeMessage('c', 'a1');
  await undo();
  expect([...messages.keys()]).toEqual(['q1']);
});

test('Undo of a message in a chat that is gone says so and leaves no trace', async () => {
  const { open, heads, messages } = browser();
  const one = await open();
  await one.addTurn(first());
  const undo = await one.removeMessage('c', 'a1');
  await one.remove('c');
  await expect(undo()).rejects.toThrow('deleted');
  expect([heads.size, messages.size]).toEqual([0, 0]);
});
