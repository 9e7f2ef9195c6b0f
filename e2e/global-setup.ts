import { ensureBuilt } from './build.mjs';

/** The browser tests always look at the built page, and never at a stale one. */
export default async function globalSetup(): Promise<void> {
  await ensureBuilt();
}
