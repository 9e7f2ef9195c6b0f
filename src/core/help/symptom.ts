import type { RecipeStep } from '../providers/recipes';

/** Where else to read, or to do something about it. */
export interface HelpLink {
  href: string;
  label: string;
}

/** One way in which something does not work: how it shows, why, and what to do. */
export interface Symptom {
  /** How it shows, in a person's words. */
  title: string;
  /** Why that is. */
  why: string;
  /** What to do, the likeliest first. */
  steps: readonly RecipeStep[];
  links?: readonly HelpLink[];
  /** Other words that it is looked for by. */
  also?: string;
}

export const toServers: HelpLink = { href: '#/help', label: 'Your server under Help' };
export const toProviders: HelpLink = { href: '#/providers', label: 'Providers' };
export const toStorage: HelpLink = { href: '#/storage', label: 'Storage' };
