interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

/** Named in the page's Content-Security-Policy (`trusted-types`). */
const POLICY = 'patchbay-worker-url';

/**
 * Makes the address of our worker acceptable to `require-trusted-types-for 'script'`; call it once, a policy's
 * name is taken after that. Throws for any address but one of a script beside this page.
 */
export function trustWorkerUrl(
  url: string,
  base: string,
  trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes,
): string {
  const createScriptURL = (candidate: string) => ownScript(candidate, base);
  if (!trustedTypes) return createScriptURL(url);
  const policy = trustedTypes.createPolicy(POLICY, { createScriptURL });
  // The DOM's types know only strings here; the browser wants the TrustedScriptURL object itself.
  return policy.createScriptURL(url) as string;
}

function ownScript(candidate: string, base: string): string {
  const url = new URL(candidate, base);
  const isBeside = url.href.startsWith(new URL('.', base).href);
  if (isBeside && url.pathname.endsWith('.js')) return url.href;
  throw new TypeError(`Not a script of this page: ${candidate}`);
}
