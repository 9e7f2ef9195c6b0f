import { expect, test } from 'vitest';
import { safeHref, shownAddress } from './links';

test.each([
  ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['HTTP://EXAMPLE.org', 'http://example.org/'],
  ['http://localhost:1234/v1', 'http://localhost:1234/v1'],
  ['mailto:someone@example.org', 'mailto:someone@example.org'],
  ['https://exämple.org/日本', 'https://xn--exmple-cua.org/%E6%97%A5%E6%9C%AC'],
])('%s may be followed', (address, href) => {
  expect(safeHref(address)).toBe(href);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  '\u0000javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  'javascript&colon;alert(1)',
  'javascript://https://example.org/%0aalert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'DATA:text/html;base64,PHNjcmlwdD4=',
  'blob:https://example.org/1',
  'file:///etc/passwd',
  'filesystem:https://example.org/x',
  'view-source:https://example.org',
  'ftp://example.org',
  '//example.org/x',
  '/settings',
  '#/settings',
  'settings',
  '',
  ' https://example.org',
  'https:example.org',
  'https://',
  'http://[',
])('%j may not be followed', (address) => {
  expect(safeHref(address)).toBeUndefined();
});

test('a long address is cut where it is shown', () => {
  expect(shownAddress(`data:${'x'.repeat(1000)}`)).toHaveLength(201);
  expect(shownAddress('javascript:x')).toBe('javascript:x');
});
