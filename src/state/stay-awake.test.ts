import { createStore } from 'solid-js/store';
import { expect, test } from 'vitest';
import { createStayAwake } from './stay-awake';

function setUp(stayAwake: boolean) {
  const [settings, set] = createStore({ stayAwake });
  const log: string[] = [];
  const hold = () => {
    log.push('held');
    return () => void log.push('let go');
  };
  const tell = createStayAwake({ wakeLock: { hold }, settings });
  return { log, tell, set };
}

test('the screen stays on from the first answer to the end of the last', () => {
  const { log, tell } = setUp(true);
  tell({ kind: 'started' });
  tell({ kind: 'started' });
  tell({ kind: 'ended' });
  expect(log).toEqual(['held']);
  tell({ kind: 'ended' });
  expect(log).toEqual(['held', 'let go']);
});

test('who does not want it is left alone, and may change their mind while an answer runs', () => {
  const { log, tell, set } = setUp(false);
  tell({ kind: 'started' });
  expect(log).toEqual([]);
  set('stayAwake', true);
  expect(log).toEqual(['held']);
  set('stayAwake', false);
  expect(log).toEqual(['held', 'let go']);
});
