import { expect, test } from 'vitest';
import { createLeaving } from './leaving';

function setUp() {
  const page = new EventTarget();
  let later = (): void => {};
  const clock = {
    after: (_ms: number, callback: () => void) => {
      later = callback;
      return () => (later = () => {});
    },
  };
  return { page, isLeaving: createLeaving(page, clock), passTime: () => later() };
}

test.each(['beforeunload', 'pagehide'])('after %s the page is being left', (name) => {
  const { page, isLeaving } = setUp();
  expect(isLeaving()).toBe(false);
  page.dispatchEvent(new Event(name));
  expect(isLeaving()).toBe(true);
});

test('a page that is still there a while later was not left', () => {
  const { page, isLeaving, passTime } = setUp();
  page.dispatchEvent(new Event('beforeunload'));
  passTime();
  expect(isLeaving()).toBe(false);
});

test('a page that comes back out of the history is not being left', () => {
  const { page, isLeaving } = setUp();
  page.dispatchEvent(new Event('pagehide'));
  page.dispatchEvent(new Event('pageshow'));
  expect(isLeaving()).toBe(false);
});
