import { RUN_LIMITS } from '../../core/tools/sandbox';
import { expect, test } from 'vitest';
import {
  problemText,
  readFrameReport,
  readFrameRequest,
  readHeight,
  readWorkerReport,
  SOURCE_LIMIT,
} from './messages';

const show = {
  type: 'show',
  kind: 'svg',
  source: '<svg/>',
  scripts: false,
  theme: 'dark',
  library: '',
};

test.each([
  [{ type: 'ping' }],
  [{ type: 'run', code: '1', worker: 'x' }],
  [show],
  [{ ...show, kind: 'mermaid', scripts: true }],
])('a frame takes %j', (request) => {
  expect(readFrameRequest(request)).toEqual(request);
});

test.each([
  [undefined],
  ['ping'],
  [{}],
  [{ type: 'eval', code: '1' }],
  [{ type: 'run', code: 1, worker: 'x' }],
  [{ type: 'run', code: '1' }],
  [{ type: 'run', code: 'x'.repeat(SOURCE_LIMIT + 1), worker: 'x' }],
  [{ ...show, kind: 'pdf' }],
  [{ ...show, source: 'x'.repeat(SOURCE_LIMIT + 1) }],
  [{ ...show, scripts: 'yes' }],
  [{ ...show, theme: 'sepia' }],
  [{ ...show, library: undefined }],
])('a frame takes nothing else (%#)', (request) => {
  expect(readFrameRequest(request)).toBeUndefined();
});

test.each([
  [{ type: 'ready' }],
  [{ type: 'pong' }],
  [{ type: 'shown' }],
  [{ type: 'escape' }],
  [{ type: 'problem', text: 'No diagram type detected' }],
  [{ type: 'height', pixels: 120.5 }],
  [{ type: 'log', text: '' }],
  [{ type: 'end', how: 'value', text: '42' }],
])('the page takes %j', (report) => {
  expect(readFrameReport(report)).toEqual(report);
});

test('members that no message has are not handed on', () => {
  expect(readFrameReport({ type: 'log', text: 'x', html: '<b>' })).toEqual({
    type: 'log',
    text: 'x',
  });
  expect(readFrameReport({ type: 'ready', port: 1 })).toEqual({ type: 'ready' });
});

test.each([
  [null],
  ['ready'],
  [{ type: 'open', url: 'https://example.org' }],
  [{ type: 'problem', text: 'x'.repeat(2001) }],
  [{ type: 'problem', text: { toString: 'x' } }],
  [{ type: 'height', pixels: Number.NaN }],
  [{ type: 'height', pixels: -1 }],
  [{ type: 'height', pixels: Infinity }],
  [{ type: 'height', pixels: '100' }],
  [{ type: 'log', text: 'x'.repeat(RUN_LIMITS.characters + 1) }],
  [{ type: 'log' }],
  [{ type: 'end', how: 'well', text: '' }],
  [{ type: 'end', how: 'value', text: 42 }],
])('the page takes nothing else (%#)', (report) => {
  expect(readFrameReport(report)).toBeUndefined();
});

test('of a worker only lines and ends are taken', () => {
  expect(readWorkerReport({ type: 'ready' })).toBeUndefined();
  expect(readWorkerReport({ type: 'end', how: 'nothing', text: '' })).toBeDefined();
});

test('of a page with scripts only a height is taken', () => {
  expect(readHeight({ height: 40 })).toBe(40);
  expect(readHeight({ height: 1e9 })).toBeUndefined();
  expect(readHeight('40')).toBeUndefined();
});

test('a problem is cut to what the page takes', () => {
  const text = problemText('x'.repeat(5000));
  expect(readFrameReport({ type: 'problem', text })).toBeDefined();
});
