import { expect, test } from 'vitest';
import { follows, isByPerson, type ScrollView } from './stick-to-bottom';

const at = (top: number, height = 2_000, view = 500): ScrollView => ({ top, height, view });

test('an answer that grows below the view is followed', () => {
  expect(follows(true, at(1_500), at(1_500, 2_080))).toBe(true);
});

test('a large jump of the content is followed too: it is not a person', () => {
  expect(follows(true, at(1_500), at(1_500, 9_000))).toBe(true);
});

test('the smallest move up releases the view, also while the answer grows', () => {
  expect(follows(true, at(1_500), at(1_498.5))).toBe(false);
  expect(follows(true, at(1_500), at(1_499, 2_080))).toBe(false);
});

test('a released view stays where it is while the answer grows', () => {
  expect(follows(false, at(1_000), at(1_000, 2_600))).toBe(false);
  expect(follows(false, at(1_498), at(1_498))).toBe(false);
});

test('moving down without reaching the bottom does not attach it', () => {
  expect(follows(false, at(1_000), at(1_400))).toBe(false);
});

test('returning to the bottom attaches it, a fraction of a pixel is enough', () => {
  expect(follows(false, at(1_400), at(1_500))).toBe(true);
  expect(follows(false, at(1_400), at(1_496.6))).toBe(true);
});

test('a view that the shrinking content pulled up goes on following', () => {
  expect(follows(true, at(1_500), at(1_200, 1_700))).toBe(true);
});

test('content that shrinks and grows again a little before anybody looks is followed', () => {
  expect(follows(true, at(1_500), at(1_200, 1_900))).toBe(true);
});

test('only a person releases the view: what shrinks and grows in one go is followed', () => {
  const [before, now] = [at(1_500), at(1_200, 2_400)];
  expect(follows(true, before, now, isByPerson(before, now, false, false))).toBe(true);
  expect(follows(true, before, now, isByPerson(before, now, true, false))).toBe(false);
});

test('where nothing else has changed, it was a person, whatever they moved it with', () => {
  expect(isByPerson(at(1_500), at(1_200), false, false)).toBe(true);
  expect(isByPerson(at(1_500), at(1_200, 2_001), false, false)).toBe(false);
  expect(isByPerson(at(1_500), at(1_200, 2_000, 400), false, false)).toBe(false);
});

test('a fraction of a pixel is rounding, not a person', () => {
  expect(follows(true, at(1_500), at(1_499.4, 2_100))).toBe(true);
});

test('a smaller viewport, as with an on-screen keyboard, changes nothing', () => {
  expect(follows(true, at(1_500), at(1_500, 2_000, 300))).toBe(true);
  expect(follows(false, at(900), at(900, 2_000, 300))).toBe(false);
});

test('a view in which everything fits follows', () => {
  expect(follows(false, at(40), at(0, 400))).toBe(true);
});

test('while the text grows, a move up that nobody reached for is no person, also where the height is the same', () => {
  const view = { top: 900, height: 1000, view: 100 };
  const pulled = { ...view, top: 700 };
  expect(isByPerson(view, pulled, false, true)).toBe(false);
  expect(isByPerson(view, pulled, true, true)).toBe(true);
  expect(isByPerson(view, pulled, false, false)).toBe(true);
});
