/*
 * What the compiler's output imports in place of `solid-js/web` (option `solid.moduleName` of the
 * Vite plugin): the same module, with templates that Trusted Types let through. The strings come
 * from our own JSX at build time; nothing from a server or a model can reach this policy.
 */
import { template as makeTemplate } from 'solid-js/web';

interface TemplatePolicy {
  createHTML: (html: string) => unknown;
}

interface PolicyFactory {
  createPolicy: (name: string, rules: { createHTML: (html: string) => string }) => TemplatePolicy;
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
const policy = factory?.createPolicy('patchbay-templates', { createHTML: (html) => html });

/** Solid's `template`, whose html goes through the policy where the browser knows Trusted Types. */
export const template: typeof makeTemplate = (html, ...kind) =>
  makeTemplate(policy ? (policy.createHTML(html) as string) : html, ...kind);

export * from 'solid-js/web';
