import { expect, test } from 'vitest';
import { hasScripts, previewKind } from './preview-kind';

test.each([
  ['html', 'html'],
  ['HTML', 'html'],
  ['svg', 'svg'],
  ['mermaid', 'mermaid'],
  ['js', undefined],
  ['', undefined],
  ['constructor', undefined],
])('code in %j is drawn as %s', (language, kind) => {
  expect(previewKind(language)).toBe(kind);
});

test.each([
  ['<p>plain</p>', false],
  ['<p>script</p>', false],
  ['<script>1</script>', true],
  ['<SCRIPT src="a.js">', true],
  ['<button onclick="go()">', true],
  ['<a href="javascript:go()">', true],
])('%j has scripts: %s', (html, expected) => {
  expect(hasScripts(html)).toBe(expected);
});
