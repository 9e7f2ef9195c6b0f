/*
 * What nobody should have to fear: texts, names and files from models, servers, tools, links and disks.
 *
 * Each file in this folder holds items, one below the other with a line `%%%%` between two. In an item stand for
 *   {run}      JavaScript without quotes or spaces that tells that it ran
 *   {url}      an address of the item's own that nobody may ever ask for; {host} is its host and port
 *   {server}   a server that may be asked, where a file names one; {serverhost} is its host and port
 *   {U+202E}   the character itself
 *   {marks}    200 combining marks, {joiners} 200 characters of no width
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../build.mjs';

const FOLDER = join(ROOT, 'e2e/hostile');

export interface Item {
  /** `links-12`: the file and its place there. */
  id: string;
  text: string;
}

/** `console` shows it, the window keeps it; a page that has no such global is told by the console alone. */
const runOf = (id: string): string => `console.debug(/canary-${id}/.source)`;

/** The items of one file, with `spy` as the address that must not be asked, and `server` as one that may be. */
export function itemsOf(name: string, spy: string, server = spy): Item[] {
  const file = name.split('/').at(-1) ?? name;
  const parts = readFileSync(join(FOLDER, `${name}.txt`), 'utf8').split('\n%%%%\n');
  return parts.map((part, at) => {
    const id = `${file}-${String(at + 1)}`;
    return { id, text: filled(part.replace(/\n$/, ''), id, { spy, server }) };
  });
}

/** The names of the files of a folder, without their ends. */
export function namesIn(folder: string): string[] {
  const files = readdirSync(join(FOLDER, folder)).filter((file) => file.endsWith('.txt'));
  return files.sort().map((file) => `${folder}/${file.slice(0, -4)}`);
}

/** The same in JSON: what stands for something becomes a part of a string there. */
export function jsonOf({ text }: Item): unknown {
  return JSON.parse(text);
}

function filled(
  text: string,
  id: string,
  { spy, server }: { spy: string; server: string },
): string {
  return text
    .replaceAll('{run}', runOf(id))
    .replaceAll('{url}', `${spy}${id}`)
    .replaceAll('{server}', server)
    .replaceAll('{serverhost}', new URL(server).host)
    .replaceAll('{host}', new URL(spy).host)
    .replaceAll('{marks}', '\u0335\u0310\u0321\u035C'.repeat(50))
    .replaceAll('{joiners}', '\u200D\u200B\u2060\uFE0F'.repeat(50))
    .replace(/\{U\+([\dA-F]+)\}/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
}
