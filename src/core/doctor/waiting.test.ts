import { expect, test } from 'vitest';
import type { LocalPermission, PageFacts } from './types';
import { waitingCause } from './waiting';

const hosted: PageFacts = {
  origin: 'https://chat.example.org',
  isSecureContext: true,
  isOnline: true,
};
const local: PageFacts = { ...hosted, origin: 'http://localhost:7282' };
const baseUrl = 'http://localhost:1234/v1';

test.each<[string, number, LocalPermission | undefined, PageFacts, string | undefined]>([
  ['too early', 400, 'prompt', hosted, undefined],
  ['the question is open', 2_000, 'prompt', hosted, 'local-network-prompt'],
  ['the question stays open', 60_000, 'prompt', hosted, 'local-network-prompt'],
  ['allowed, and slow', 5_000, 'granted', hosted, 'slow'],
  ['no such question in this browser', 5_000, 'unsupported', hosted, 'slow'],
  ['not asked from this computer', 2_000, 'prompt', local, undefined],
  ['slow from this computer', 5_000, 'prompt', local, 'slow'],
  ['nearly slow', 4_999, undefined, local, undefined],
])('%s', (_name, silentMs, permission, page, cause) => {
  expect(waitingCause({ silentMs, baseUrl, permission }, page)).toBe(cause);
});
