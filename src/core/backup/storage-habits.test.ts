import { expect, test } from 'vitest';
import { storageHabits } from './storage-habits';

const webKit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const mac = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)`;
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)';

test.each([
  ['Safari', `${mac} ${webKit} Version/18.5 Safari/605.1.15`, false, true],
  [
    'Safari on an iPhone',
    `${phone} ${webKit} Version/18.5 Mobile/15E148 Safari/604.1`,
    false,
    true,
  ],
  ['Chrome on an iPhone', `${phone} ${webKit} CriOS/138.0 Mobile/15E148 Safari/604.1`, false, true],
  [
    'Firefox on an iPhone',
    `${phone} ${webKit} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`,
    false,
    true,
  ],
  [
    'Chrome',
    `${mac} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36`,
    false,
    false,
  ],
  [
    'Firefox',
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    true,
    false,
  ],
  ['a browser that says nothing', '', false, false],
])('%s', (_, userAgent, asksPerson, clearsUnused) => {
  const habits = storageHabits({ userAgent, isInstalled: false });
  expect(habits).toEqual({ asksPerson, clearsUnused });
});

test('an app from Safari has a counter of its own', () => {
  const userAgent = `${phone} ${webKit} Mobile/15E148`;
  expect(storageHabits({ userAgent, isInstalled: true }).clearsUnused).toBe(false);
});
