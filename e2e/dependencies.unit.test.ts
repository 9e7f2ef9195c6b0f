import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './build.mjs';
import { lockProblems, readAudit, readmeProblems } from './dependencies.mjs';

const file = (name: string) => readFileSync(join(ROOT, name), 'utf8');
const manifest = JSON.parse(file('package.json')) as Record<string, Record<string, string>>;

test('the README lists every dependency with its licence and a reason, and no other', () => {
  expect(readmeProblems(file('README.md'), manifest)).toEqual([]);
});

test('the lock file pins every package by its bytes, from the registry alone', () => {
  const lock = JSON.parse(file('package-lock.json')) as Parameters<typeof lockProblems>[0];
  expect(lockProblems(lock)).toEqual([]);
});

const table = (kind: string, ...rows: string[]) =>
  `<!-- ${kind} dependencies -->\n| Package | Licence | Size | Why |\n${rows.join('\n')}\n<!-- ${kind} dependencies -->`;

test('a name too few or too many in the README, and a row without a reason, are told', () => {
  const readme = [
    table('runtime', '| `kept` | MIT | 1 kB | it is needed |', '| `gone` | MIT | | it was |'),
    table('development', '| `bare` | | |'),
  ].join('\n');
  const found = { dependencies: { kept: '1', fresh: '1' }, devDependencies: { bare: '1' } };
  expect(readmeProblems(readme, found)).toEqual([
    'fresh is not listed',
    'gone is no dependency',
    'bare has no licence',
    'bare has no reason',
  ]);
  expect(readmeProblems('', found)).toHaveLength(2);
});

test.each([
  [{}, 'pins nothing'],
  [{ 'node_modules/a': {} }, 'a has no SHA-512'],
  [{ 'node_modules/a': { integrity: 'sha1-x' } }, 'a has no SHA-512'],
  [
    { 'node_modules/a': { integrity: 'sha512-x', resolved: 'git+ssh://git@host/a.git' } },
    'a comes from git+ssh',
  ],
  [
    { 'node_modules/a': { integrity: 'sha512-x', resolved: 'https://registry.npmjs.org.evil/a' } },
    'a comes from https',
  ],
  [{ 'node_modules/a': { integrity: 'sha512-x', link: true } }, 'a comes from'],
])('a lock file like %j is refused', (packages, words) => {
  expect(lockProblems({ packages: { '': {}, ...packages } }).join()).toContain(words);
});

test('only what is high or critical is grave', () => {
  const vulnerabilities = {
    a: { severity: 'moderate' },
    b: { severity: 'high' },
    c: { severity: 'critical' },
    d: { severity: 'low' },
  };
  expect(readAudit(JSON.stringify({ auditReportVersion: 2, vulnerabilities }))).toEqual({
    kind: 'known',
    grave: ['b (high)', 'c (critical)'],
    slight: ['a (moderate)', 'd (low)'],
  });
});

test.each([
  ['', 'npm gave no answer'],
  ['null', 'npm gave no answer'],
  [
    // As npm 10 writes it without a network.
    '{"message":"request to https://registry.npmjs.org/-/npm/v1/security/audits/quick failed","error":{"summary":"","detail":""}}',
    'failed',
  ],
])('without an answer it is not known: %s', (text, why) => {
  expect(readAudit(text)).toMatchObject({ kind: 'unknown', why: expect.stringContaining(why) });
});
