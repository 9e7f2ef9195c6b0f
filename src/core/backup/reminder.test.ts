import { expect, test } from 'vitest';
import { isReminderDue, type ReminderFacts } from './reminder';

const DAY = 24 * 60 * 60 * 1000;
const NOW = 1_000 * DAY;

const facts = (given: Partial<ReminderFacts>): ReminderFacts => ({
  now: NOW,
  lastBackup: undefined,
  newMessages: 0,
  oldestChange: NOW - DAY,
  remindedAt: undefined,
  isOff: false,
  clearsUnused: false,
  ...given,
});
const backup = (days: number, kind: 'download' | 'folder' | 'snapshot' = 'download') => ({
  lastBackup: { at: NOW - days * DAY, kind, bytes: 1 },
});

test.each<[string, boolean, Partial<ReminderFacts>]>([
  ['nothing written yet', false, { oldestChange: undefined }],
  ['a first message', false, { newMessages: 2, oldestChange: NOW }],
  ['199 messages in a day', false, { newMessages: 199 }],
  ['200 messages in a day', true, { newMessages: 200 }],
  [
    'a few messages that have waited two weeks',
    true,
    { newMessages: 3, oldestChange: NOW - 14 * DAY },
  ],
  ['nothing new since a backup of last year', false, { ...backup(365) }],
  ['one message since a backup 13 days ago', false, { ...backup(13), newMessages: 1 }],
  ['one message since a backup 14 days ago', true, { ...backup(14), newMessages: 1 }],
  [
    'one message since a folder was written 14 days ago',
    true,
    { ...backup(14, 'folder'), newMessages: 1 },
  ],
  ['200 messages since a backup an hour ago', true, { ...backup(1 / 24), newMessages: 200 }],
  [
    'a snapshot of today, which lies in this browser, after two weeks',
    true,
    { ...backup(0, 'snapshot'), newMessages: 3, oldestChange: NOW - 14 * DAY },
  ],
  ['in Safari: 49 messages in a day', false, { newMessages: 49, clearsUnused: true }],
  ['in Safari: 50 messages in a day', true, { newMessages: 50, clearsUnused: true }],
  [
    'in Safari: one message since a backup 2 days ago',
    false,
    { ...backup(2), newMessages: 1, clearsUnused: true },
  ],
  [
    'in Safari: one message since a backup 3 days ago',
    true,
    { ...backup(3), newMessages: 1, clearsUnused: true },
  ],
  ['reminded 6 days ago', false, { newMessages: 900, remindedAt: NOW - 6 * DAY }],
  ['reminded 7 days ago', true, { newMessages: 900, remindedAt: NOW - 7 * DAY }],
  ['reminded by a clock that was ahead', true, { newMessages: 900, remindedAt: NOW + DAY }],
  ['switched off', false, { newMessages: 900, isOff: true }],
])('%s: reminded %s', (_, isDue, given) => {
  expect(isReminderDue(facts(given))).toBe(isDue);
});
