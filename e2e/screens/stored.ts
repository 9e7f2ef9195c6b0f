// The files that the screens are compared with. `npm run screenshots` writes them anew; look at the difference.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../build.mjs';

const isRenewed = process.env['RENEW_SCREENS'] === '1';

const pathOf = (name: string): string => join(ROOT, 'e2e/screens', `${name}.json`);

/** What was stored under this name; while it is renewed, `found` is stored and given back. */
export function storedOr<T>(name: string, found: T): T {
  const path = pathOf(name);
  if (isRenewed) writeFileSync(path, `${JSON.stringify(found, undefined, 2)}\n`);
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
