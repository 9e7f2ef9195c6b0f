import { expect, test } from 'vitest';
import { cleanMath } from './clean-math';

const attributesOf = (attributes: Record<string, string>) => {
  const clean = cleanMath({ name: 'mi', attributes, children: [] });
  return typeof clean === 'object' ? clean.attributes : undefined;
};
const stylesOf = (style: Record<string, string>) => {
  const clean = cleanMath({ name: 'mi', style, children: [] });
  return typeof clean === 'object' ? clean.style : undefined;
};

test('an element that is no MathML is a group of what it holds', () => {
  for (const name of ['script', 'a', 'img', 'maction', 'annotation-xml', 'iframe', 'style']) {
    expect(cleanMath({ name, children: ['x'] })).toMatchObject({ name: 'mrow', children: ['x'] });
  }
});

test('attributes that lead somewhere, or run something, are left out', () => {
  const bad = { href: 'https://example.org', onclick: 'x()', id: 'root', style: 'color: red' };
  expect(attributesOf({ ...bad, 'xlink:href': 'x', src: 'x', xmlns: 'x' })).toEqual({});
  expect(attributesOf({ mathvariant: 'normal', width: '0.5em' })).toEqual({
    mathvariant: 'normal',
    width: '0.5em',
  });
});

test('of classes only those of the library stay', () => {
  expect(attributesOf({ class: 'tml-sml-pad wbk-acc' })).toEqual({ class: 'tml-sml-pad wbk-acc' });
  expect(attributesOf({ class: 'visually-hidden' })).toEqual({});
  expect(attributesOf({ class: 'tml-right visually-hidden' })).toEqual({});
});

test('styles keep a formula in its place', () => {
  expect(stylesOf({ 'border-right': '0.06em solid', 'padding-left': '0.4em' })).toEqual({
    'border-right': '0.06em solid',
    'padding-left': '0.4em',
  });
  expect(stylesOf({ color: '#ff0000', width: '100%', transform: 'scaleX(-1)' })).toEqual({
    color: '#ff0000',
    width: '100%',
    transform: 'scaleX(-1)',
  });
  expect(stylesOf({ 'margin-left': '-1000em', position: 'fixed', inset: '0' })).toEqual({});
  expect(stylesOf({ color: 'url(https://example.org)', 'background-image': 'none' })).toEqual({});
});
