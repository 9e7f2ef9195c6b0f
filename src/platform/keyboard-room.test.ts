import { expect, test } from 'vitest';
import { followKeyboard } from './keyboard-room';

function open() {
  const visual = Object.assign(new EventTarget(), { height: 800, offsetTop: 0, scale: 1 });
  const set = new Map<string, string>();
  const style = {
    setProperty: (name: string, value: string) => void set.set(name, value),
    removeProperty: (name: string) => String(set.delete(name)),
  };
  followKeyboard(
    { innerHeight: 800, visualViewport: visual as unknown as VisualViewport },
    { style: style as unknown as CSSStyleDeclaration },
  );
  const become = (change: Partial<typeof visual>) => {
    Object.assign(visual, change);
    visual.dispatchEvent(new Event('resize'));
    return Object.fromEntries(set);
  };
  return become;
}

test('the page ends where the keyboard begins, and has all its room again when it goes', () => {
  const become = open();
  expect(become({ height: 460, offsetTop: 120 })).toEqual({
    '--keyboard': '340px',
    '--keyboard-top': '120px',
  });
  expect(become({ height: 800, offsetTop: 0 })).toEqual({});
});

test('neither a bar of the browser nor a zoom is a keyboard', () => {
  const become = open();
  expect(become({ height: 750 })).toEqual({});
  expect(become({ height: 400, scale: 2 })).toEqual({});
});
