import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { DIST } from './build.mjs';

const HASHED = /-[\w-]{8}(?=\.(?:js|css|woff2)$)/;
const TEXT = new Set(['.js', '.css', '.html']);

/**
 * Makes of dist/ what a later build would be: every file with a checksum in its name has another one, and so have all that
 * name it; `<html data-build>` says which it is. The list in worker.js fits.
 * `edit` may change any text further.
 */
export async function makeNextBuild(
  folder: string,
  letter: string,
  edit: (text: string) => string = (text) => text,
): Promise<void> {
  const paths = await readdir(DIST, { recursive: true, withFileTypes: true });
  const files = paths.filter((entry) => entry.isFile());
  const names = files.flatMap(({ name }) => (HASHED.test(name) ? name : []));
  const renamed = new Map(names.map((name) => [name, rename(name, letter)]));
  const anyName = new RegExp(names.map((name) => name.replaceAll('.', '\\.')).join('|'), 'g');
  const hashes = new Map<string, string>();
  let worker = '';
  for (const { parentPath, name } of files) {
    const from = join(parentPath, name);
    const to = join(folder, parentPath.slice(DIST.length), renamed.get(name) ?? name);
    await mkdir(dirname(to), { recursive: true });
    if (!TEXT.has(extname(name))) {
      await cp(from, to);
      continue;
    }
    const old = await readFile(from, 'utf8');
    const text = edit(
      old
        .replace(anyName, (found) => renamed.get(found) ?? found)
        .replace('<html ', `<html data-build="${letter}" `),
    );
    await writeFile(to, text);
    hashes.set(integrityOf(old), integrityOf(text));
    if (name === 'worker.js') worker = to;
  }
  const list = await readFile(worker, 'utf8');
  await writeFile(
    worker,
    list.replace(/sha256-[\w+/]+=/g, (hash) => hashes.get(hash) ?? hash),
  );
}

function rename(name: string, letter: string): string {
  return name.replace(HASHED, (hash) => hash.slice(0, -1) + (hash.endsWith(letter) ? '_' : letter));
}

function integrityOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
