import type { RecipeStep } from '../providers/recipes';
import { desktopNames, type DesktopOs, installWays } from '../servers/install';
import { guides } from '../servers/guides';
import { articles } from './articles';
import type { HelpText } from './search';
import { symptoms } from './symptoms';

/** All pages of the help as they are searched, for a page of this origin; what other rooms know comes in `more`. */
export function helpTexts(origin: string, more: readonly HelpText[]): HelpText[] {
  return [
    ...symptomTexts(),
    ...guideTexts(origin),
    ...articleTexts(),
    installText(origin),
    ...more,
  ];
}

function symptomTexts(): HelpText[] {
  return Object.entries(symptoms).map(([id, { title, why, steps, also = '' }]) => ({
    href: `#/help/symptom/${id}`,
    title,
    text: joined([why, ...stepTexts(steps)]),
    also: `${also} ${id}`,
  }));
}

function guideTexts(origin: string): HelpText[] {
  return guides.map(({ id, name, addresses, allow, window, limits, ownApi }) => ({
    href: `#/help/${id}`,
    title: name,
    text: joined([
      ...addresses.map(({ name: whose = '', baseUrl }) => `${whose} ${baseUrl}`.trim()),
      ...stepTexts(allow(origin)),
      ...stepTexts(window),
      ...limits,
      ownApi ?? '',
    ]),
    also: 'server allow this page context window limits',
  }));
}

function articleTexts(): HelpText[] {
  return articles.map(({ id, title, about, parts, also = '' }) => ({
    href: `#/help/${id}`,
    title,
    text: joined([
      about,
      ...parts.flatMap((part) => [part.title, ...part.text, part.example ?? '']),
    ]),
    also,
  }));
}

function installText(origin: string): HelpText {
  const systems = Object.keys(desktopNames) as DesktopOs[];
  const said = systems.flatMap((os) =>
    installWays(os, origin).flatMap(({ name, about, steps }) => [name, about, ...stepTexts(steps)]),
  );
  return {
    href: '#/help/install',
    title: 'Install a server',
    text: joined([...new Set(said)]),
    also: `get started download ${Object.values(desktopNames).join(' ')}`,
  };
}

function stepTexts(steps: readonly RecipeStep[]): string[] {
  return steps.flatMap(({ text, command }) => (command ? [text, command] : [text]));
}

const joined = (texts: readonly string[]): string => texts.filter(Boolean).join('\n');
