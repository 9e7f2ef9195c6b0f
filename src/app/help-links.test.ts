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

const ERROR = /role="alert"|could not be (?:loaded|read|shown)\. |cannot be attached now/g;

test('whatever shows an error has a link to the help beside it', () => {
  const told = files
    .filter(({ path }) => /^(?:app|features)\/.*\.tsx$/.test(path))
    .flatMap(({ path, text }) =>
      Array.from(text.matchAll(ERROR), ({ index }) => ({
        path,
        around: text.slice(Math.max(0, index - 300), index + 1500),
      })),
    );
  expect(told.length).toBeGreaterThan(35);
  const without = told.filter(({ around }) => !/helpOn\(|#\/help/.test(around));
  expect(without.map(({ path }) => path)).toEqual([]);
});

test('each address of the help that the code names is a page', () => {
  const named = files.flatMap(({ path, text }) =>
    Array.from(text.matchAll(/#\/help\/([\w/-]+)(?=['"])/g), ([, topic = '']) => ({ path, topic })),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ topic }) => !isPage(topic))).toEqual([]);
});
