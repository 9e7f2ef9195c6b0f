import { expect, test } from 'vitest';
import { currentTime } from './current-time';

const now = Date.UTC(2026, 10, 26, 23, 5, 58);
const tool = currentTime({ now: () => now });
const run = (timezone?: string) =>
  tool.run(timezone === undefined ? {} : { timezone }, new AbortController().signal);

test.each([
  ['UTC', '2026-11-26T23:05:58+00:00 (Thursday, UTC)'],
  ['Europe/Berlin', '2026-11-27T00:05:58+01:00 (Friday, Europe/Berlin)'],
  ['Asia/Kolkata', '2026-11-27T04:35:58+05:30 (Friday, '],
  ['America/New_York', '2026-11-26T18:05:58-05:00 (Thursday, America/New_York)'],
])('in %s', async (zone, text) => {
  expect((await run(zone)).text).toContain(text);
});

test('without a zone it is the time here', async () => {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(await run()).toEqual(await run(here));
});

test('a zone that does not exist is told', async () => {
  expect(await run('Mars/Olympus')).toEqual({
    text: 'There is no time zone named "Mars/Olympus". Use an IANA name such as Europe/Berlin.',
    isError: true,
  });
});
