import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// Read as text: an import.meta.glob over all of src would make every file look used to the search for dead code.
const root = fileURLToPath(new URL('.', import.meta.url));
const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => `./${path.replaceAll('\\', '/')}`)
  .filter((path) => /(?<!\.d)\.tsx?$/.test(path));

// What each room may import from, besides itself. The composition root (main.tsx) knows every room.
const MAY_IMPORT: Record<string, readonly string[]> = {
  // What is new comes from the changelog of the build.
  app: ['CHANGELOG', 'features', 'ui', 'state', 'platform', 'core', 'protocol', 'lib'],
  features: ['ui', 'state', 'core', 'protocol', 'lib'],
  ui: ['lib'],
  state: ['core', 'protocol', 'lib'],
  platform: ['core', 'protocol', 'lib'],
  core: ['protocol', 'lib'],
  protocol: ['lib'],
  lib: [],
};

// Which rooms may use an npm package; one that is not listed may be used nowhere.
const PACKAGES: Record<string, readonly string[]> = {
  'solid-js': ['main', 'app', 'features', 'ui', 'state'],
  'idb-keyval': ['platform'],
  zod: ['core', 'protocol', 'platform'],
  '@cfworker/json-schema': ['core'],
  '@modelcontextprotocol/client': ['protocol'],
  'workbox-window': ['platform'],
  'highlight.js': ['platform'],
  temml: ['platform', 'features'],
  'pdfjs-dist': ['platform'],
  mermaid: ['platform'],
  'lean-qr': ['features'],
  // Tests alone.
  'eventsource-parser': ['test'],
  vitest: ['test'],
  'fast-check': ['test'],
  'fake-indexeddb': ['test'],
  'commonmark-spec': ['test'],
};

interface Import {
  from: string;
  specifier: string;
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g;
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

function importsOf(from: string, text: string): Import[] {
  const code = text.replace(COMMENT, '');
  return [...code.matchAll(IMPORT)].map(([, , specifier = '']) => ({ from, specifier }));
}

/** 'features/chat' for src/features/chat/Composer.tsx, 'core' for src/core/chat/turn.ts, 'main' for src/main.tsx. */
function roomOf(path: string): string {
  const [room = '', feature = '', ...rest] = path.replace(/^\.\//, '').split('/');
  if (feature === '') return room.replace(/\.\w+$/, '');
  return room === 'features' && rest.length > 0 ? `features/${feature}` : room;
}

function resolve({ from, specifier }: Import): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

function isTest(path: string): boolean {
  return /\.(?:test|fuzz)\.tsx?$/.test(path) || path.includes('/testing/');
}

/** Why an import is not allowed, or undefined if it is. */
function problem(found: Import): string | undefined {
  const room = roomOf(found.from);
  if (found.specifier.startsWith('.')) return roomProblem(room, roomOf(`./${resolve(found)}`));
  return packageProblem(room, found);
}

function roomProblem(room: string, target: string): string | undefined {
  if (room === target || room === 'main') return undefined;
  const [base = '', feature] = room.split('/');
  const [targetBase = ''] = target.split('/');
  if (feature && targetBase === 'features') return `${room} imports ${target}`;
  return MAY_IMPORT[base]?.includes(targetBase) || base === targetBase
    ? undefined
    : `${room} imports ${target}`;
}

function packageProblem(room: string, { from, specifier }: Import): string | undefined {
  // The worker runs apart from the page, and is built from these by the PWA plugin.
  if (specifier.startsWith('virtual:') && room === 'platform') return undefined;
  if (specifier.startsWith('node:'))
    return isTest(from) ? undefined : `${room} imports ${specifier}`;
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const rooms = PACKAGES[name] ?? [];
  const base = room.split('/')[0] ?? '';
  if (rooms.includes(room) || rooms.includes(base)) return undefined;
  return rooms.includes('test') && isTest(from) ? undefined : `${room} imports ${name}`;
}

// This test stands outside of the rooms.
const files = paths.filter((path) => path !== './architecture.test.ts');
const imports = files.flatMap((path) => importsOf(path, readFileSync(join(root, path), 'utf8')));

test('the test sees the rooms it guards', () => {
  const count = (room: string): number =>
    files.filter((path) => path.startsWith(`./${room}/`)).length;
  const empty = Object.keys(MAY_IMPORT).filter((room) => count(room) < (room === 'lib' ? 4 : 5));
  expect(empty, 'rooms with hardly a file in sight').toEqual([]);
  expect(imports.length).toBeGreaterThan(200);
  expect(imports.some(({ specifier }) => specifier === 'solid-js')).toBe(true);
});

test('every file stands in a room', () => {
  const known = new Set([...Object.keys(MAY_IMPORT), 'main', 'globals']);
  const homeless = files.filter((path) => !known.has(roomOf(path).split('/')[0] ?? ''));
  expect(homeless).toEqual([]);
});

test('imports go in the directions of the house', () => {
  const wrong = imports
    .map((found) => ({ ...found, problem: problem(found) }))
    .filter((found) => found.problem !== undefined);
  expect(
    wrong.map(({ from, specifier, problem: why }) => `${from}: ${why} (${specifier})`),
  ).toEqual([]);
});

test.each([
  [
    './features/chat/Composer.tsx',
    '../models/ModelPicker',
    'features/chat imports features/models',
  ],
  ['./core/chat/run-turn.ts', 'solid-js/store', 'core imports solid-js'],
  ['./protocol/openai/stream.ts', '../../core/ports', 'protocol imports core'],
  ['./state/completion.ts', '../platform/clock', 'state imports platform'],
  ['./ui/Button.tsx', '../core/ports', 'ui imports core'],
  ['./features/log/Log.tsx', 'zod/mini', 'features/log imports zod'],
  ['./core/models/name.ts', 'lodash', 'core imports lodash'],
  ['./core/models/name.ts', 'node:fs', 'core imports node:fs'],
])('%s may not import %s', (from, specifier, expected) => {
  expect(problem({ from, specifier })).toBe(expected);
});
