interface Policy {
  createScriptURL(url: string): unknown;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

/** Named in the page's Content-Security-Policy (`trusted-types`). */
const POLICY = 'patchbay-worker-url';

// A policy's name is taken once it was made.
const policies = new WeakMap<TrustedTypes, Policy>();

/**
 * Makes the address of one of our workers acceptable to `require-trusted-types-for 'script'`. Throws for any address but
 * one of a script beside this page.
 */
export function trustWorkerUrl(
  url: string,
  base: string,
  trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes,
): string {
  const createScriptURL = (candidate: string) => ownScript(candidate, base);
  if (!trustedTypes) return createScriptURL(url);
  const policy =
    policies.get(trustedTypes) ?? trustedTypes.createPolicy(POLICY, { createScriptURL });
  policies.set(trustedTypes, policy);
  // The DOM's types know only strings here; the browser wants the TrustedScriptURL object itself.
  return policy.createScriptURL(url) as string;
}

// Vite's development server hands out the sources.
const SCRIPT = import.meta.env.DEV ? /\.[jt]s$/ : /\.js$/;

function ownScript(candidate: string, base: string): string {
  const url = new URL(candidate, base);
  const isBeside = url.href.startsWith(new URL('.', base).href);
  if (isBeside && SCRIPT.test(url.pathname)) return url.href;
  throw new TypeError(`Not a script of this page: ${candidate}`);
}
