import { ownScriptUrl } from './own-scripts';

interface Policy {
  createScriptURL(url: string, base: string): unknown;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string, base: string): string }): Policy;
}

/** Named in the page's Content-Security-Policy (`trusted-types`). */
const POLICY = 'patchbay-worker-url';

/** A policy's name is taken after the first time. */
const policies = new WeakMap<TrustedTypes, Policy>();

/** A page from a file loads no module from a `blob:` address (Chromium 156): what stands in the page is no module. */
export const WORKER_TYPE: WorkerType = import.meta.env.MODE === 'single' ? 'classic' : 'module';

/**
 * Makes the address of a worker of ours acceptable to `require-trusted-types-for 'script'`. Throws for any address
 * but one of a script beside this page, or within it in the single-file build.
 */
export function trustWorkerUrl(
  url: string,
  base: string,
  trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes,
): string {
  if (!trustedTypes) return ownScript(url, base);
  const policy =
    policies.get(trustedTypes) ?? trustedTypes.createPolicy(POLICY, { createScriptURL: ownScript });
  policies.set(trustedTypes, policy);
  // The DOM's types know only strings here; the browser wants the TrustedScriptURL object itself.
  return policy.createScriptURL(url, base) as string;
}

function ownScript(candidate: string, base: string): string {
  const within = import.meta.env.MODE === 'single' ? ownScriptUrl(candidate) : undefined;
  if (within) return within;
  const url = new URL(candidate, base);
  const isBeside = url.href.startsWith(new URL('.', base).href);
  // While developing, Vite serves our modules as they are written.
  const isScript = import.meta.env.DEV ? /\.[jt]s$/ : /\.js$/;
  if (isBeside && isScript.test(url.pathname)) return url.href;
  throw new TypeError(`Not a script of this page: ${candidate}`);
}
