// The main screens: how each is reached, and what on it is measured.
import type { Locator, Page } from '@playwright/test';
import { button, composer, expect } from '../chat-pages';
import { questions } from '../fine-chat';
import { addProvider, baseUrl, connect, doctor, modelsTable } from '../provider-pages';
import { HOME, OPEN, type Pace, SHUT, stopClock } from './still';

export interface Screen {
  name: string;
  /** Goes there from the screen before. */
  open: (page: Page) => Promise<void>;
  /** What is measured, by the names that the stored files use. */
  parts: (page: Page) => Record<string, Locator>;
}

const title = (page: Page): Locator => page.getByRole('main').getByRole('heading', { level: 1 });
const section = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });

/** What each page with a title has. */
const frame = (page: Page): Record<string, Locator> => ({
  page: page.locator('html'),
  main: page.getByRole('main'),
  title: title(page),
});

async function goTo(page: Page, route: string, heading: string): Promise<void> {
  await page.goto(`${HOME}${route}`);
  await expect(title(page)).toHaveText(heading);
}

/** Asks for the answer with a table and code. It thinks for 0.8 s and speaks for 8 s, by a clock that moves only here. */
export async function askAtPace(page: Page, pace: Pace): Promise<void> {
  const answer = page.getByRole('article', { name: 'Assistant' });
  await composer(page).fill(questions.table);
  await composer(page).press('Enter');
  await pace.thinks.reached;
  await stopClock(page, 400);
  pace.thinks.open();
  await expect(answer.getByRole('button', { name: /^Reasoning/ })).toBeVisible();
  await stopClock(page, 1_200);
  pace.speaks.open();
  await expect(answer.getByRole('table')).toBeVisible();
  await stopClock(page, 9_200);
  pace.ends.open();
  await expect(answer).toHaveAttribute('data-status', 'done');
  await expect(answer).toContainText('tok/s');
  // In its colours.
  await expect(answer.locator('pre code span').first()).toBeVisible();
}

/** Adds the server that answers. */
export async function openProvider(page: Page): Promise<void> {
  await addProvider(page, HOME, OPEN);
  await expect(modelsTable(page)).toContainText('llama-3.3');
}

/** Waits for a chat that can be written in. */
export async function openNewChat(page: Page): Promise<void> {
  await page.goto(`${HOME}#/`);
  await expect(button(page, 'Model qwen2.5-14b-instruct')).toBeVisible();
  await expect(composer(page)).toBeEditable();
}

export const screens = (pace: Pace): Screen[] => [
  {
    name: 'start',
    open: async (page) => {
      await page.goto(HOME);
      await expect(page.getByRole('heading', { name: 'Connect your own server' })).toBeVisible();
      await expect(button(page, 'Try the demo')).toBeVisible();
      await expect(composer(page)).toBeEditable();
    },
    parts: (page) => ({
      page: page.locator('html'),
      heading: page.getByRole('heading', { name: 'Connect your own server' }),
      look: button(page, 'Look for servers on this computer'),
      address: page.getByLabel('Or paste its address'),
      demo: button(page, 'Try the demo'),
      composer: composer(page),
      send: button(page, 'Send'),
    }),
  },
  {
    name: 'doctor',
    open: async (page) => {
      await goTo(page, '#/providers/add', 'Add provider');
      await connect(page, SHUT);
      await expect(doctor(page)).toHaveAttribute('data-cause', 'cors');
      await expect(doctor(page)).toContainText('watching');
    },
    parts: (page) => ({
      ...frame(page),
      'base url': baseUrl(page),
      connect: button(page, 'Connect'),
      report: doctor(page),
      step: doctor(page).getByRole('listitem').first(),
      remedy: doctor(page).getByRole('list', { name: 'What to do' }).locator('code').first(),
    }),
  },
  {
    name: 'provider',
    open: openProvider,
    parts: (page) => ({
      ...frame(page),
      refresh: button(page, 'Refresh models'),
      table: modelsTable(page),
      cell: modelsTable(page).getByRole('cell').first(),
    }),
  },
  {
    name: 'providers',
    open: (page) => goTo(page, '#/providers', 'Providers'),
    parts: (page) => ({
      ...frame(page),
      entry: section(page, 'OpenAI-Compatible').first(),
      export: button(page, 'Export providers.json'),
    }),
  },
  {
    name: 'chat',
    open: async (page) => {
      await openNewChat(page);
      await askAtPace(page, pace);
    },
    parts: (page) => {
      const answer = page.getByRole('article', { name: 'Assistant' });
      return {
        page: page.locator('html'),
        main: page.getByRole('main'),
        log: page.getByRole('log'),
        paragraph: answer.locator('p').last(),
        link: answer.getByRole('link'),
        table: answer.getByRole('table'),
        'table head': answer.getByRole('columnheader').first(),
        code: answer.locator('pre').first(),
        keyword: answer.locator('pre code span').first(),
        composer: composer(page),
        model: button(page, 'Model qwen2.5-14b-instruct'),
        send: button(page, 'Send'),
      };
    },
  },
  {
    name: 'picker',
    open: async (page) => {
      await button(page, 'Model qwen2.5-14b-instruct').click();
      await expect(page.getByRole('option')).toHaveCount(5);
    },
    parts: (page) => ({
      dialog: page.getByRole('dialog'),
      heading: page.getByRole('dialog').getByRole('heading'),
      search: page.getByRole('dialog').getByRole('searchbox'),
      option: page.getByRole('option').first(),
      chosen: page.getByRole('option', { selected: true }),
    }),
  },
  {
    name: 'settings',
    open: async (page) => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await goTo(page, '#/settings', 'Settings');
      await expect(button(page, 'Lock keys with a passphrase')).toBeVisible();
    },
    parts: (page) => ({
      ...frame(page),
      theme: page.getByLabel('Theme', { exact: true }),
      section: page.getByRole('main').getByRole('heading', { level: 2 }).first(),
      switch: page.getByRole('main').getByRole('switch').first(),
    }),
  },
  {
    name: 'storage',
    open: async (page) => {
      await goTo(page, '#/storage', 'Storage');
      await expect(page.getByRole('meter', { name: 'Space used' })).toBeVisible();
      await expect(section(page, 'Biggest chats').getByRole('listitem')).toHaveCount(1);
    },
    parts: (page) => ({
      ...frame(page),
      meter: page.getByRole('meter', { name: 'Space used' }),
      section: section(page, 'Space').getByRole('heading'),
    }),
  },
  {
    name: 'help',
    open: (page) => goTo(page, '#/help', 'Help'),
    parts: (page) => ({
      ...frame(page),
      search: page.getByRole('main').getByRole('searchbox'),
      table: page.getByRole('table').first(),
      section: page.getByRole('main').getByRole('heading', { level: 2 }).first(),
    }),
  },
];
