import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findArticle } from '../core/help/articles';
import { findSymptom } from '../core/help/symptoms';
import { findGuide } from '../core/servers/guides';

// A warning, and a notice that alerts, do not compile without a page of the help; this is about the rest.
const root = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /(?<!\.test)\.tsx?$/.test(path) && !path.startsWith('ui/'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** Pages that are neither an article, a symptom nor a server. */
const OTHERS = ['moving', 'new', 'install', 'shortcuts'];

const isPage = (topic: string): boolean =>
  OTHERS.includes(topic) ||
  findArticle(topic) !== undefined ||
  findGuide(topic) !== undefined ||
  findSymptom(/^symptom\/(.+)$/.exec(topic)?.[1] ?? '') !== undefined;

test('whatever shows an error leads to the help', () => {
  const telling = files.filter(({ text }) =>
    /role="alert"|could not be (?:loaded|read|shown|drawn)\. |This page could not be/.test(
      text.replaceAll(/\/[/*].*/g, ''),
    ),
  );
  expect(telling.length).toBeGreaterThan(25);
  const without = telling.filter(({ text }) => !/helpOn\(|#\/help/.test(text));
  expect(without.map(({ path }) => path)).toEqual([]);
});

test('each address of the help that the code names is a page', () => {
  const named = files.flatMap(({ path, text }) =>
    Array.from(text.matchAll(/#\/help\/([\w/-]+)(?=['"])/g), ([, topic = '']) => ({ path, topic })),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ topic }) => !isPage(topic))).toEqual([]);
});
