import { expect, type Page } from '@playwright/test';
import { connect, doctor, savedUrl } from '../provider-pages';
import { profiles, type SystemName } from '../servers/profiles';
import type { Asked, Piece } from '../servers/profiles/types';
import { test } from './fixtures';

/*
 * Tool calls in the form of each system: asked for, run, and their results sent back in a form that it takes. Every
 * profile refuses the histories that its real server refuses.
 */
const CALLS: Piece[] = [
  { call: { name: 'calculator', arguments: '{"expression":"17 * 23"}' } },
  { call: { name: 'current_time', arguments: '{}' } },
];

interface WireMessage {
  role: string;
  content: string;
  tool_calls?: { id: string; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
}

const messagesOf = (body: Record<string, unknown>): WireMessage[] =>
  body['messages'] as WireMessage[];

/** Calls until results came, whatever form they came in. */
const says = ({ body }: Asked): Piece[] => {
  const last = messagesOf(body).at(-1)?.content ?? '';
  return last.includes('times') ? CALLS : [{ text: 'All told.' }];
};

async function addSystem(page: Page, url: string): Promise<void> {
  await connect(page, url);
  // It lists no model although one is served.
  const noModels = doctor(page).and(page.locator('[data-cause=no-models]'));
  await expect(noModels.or(page.getByRole('table', { name: 'Models' }))).toBeVisible();
  if (await noModels.isVisible()) {
    await page.getByRole('button', { name: 'Save anyway' }).click();
    await page.getByLabel('Add a model by its id').fill('parrot-chat');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
  }
  await expect(page).toHaveURL(savedUrl);
}

for (const system of Object.keys(profiles) as SystemName[]) {
  test(`tools · ${system}`, async ({ openPage, serveSystem }) => {
    const server = await serveSystem(system, { origins: ['*'], context: 16_384, says });
    const page = await openPage('loopback');
    await addSystem(page, server.url);
    await page.goto(`${page.url().split('#')[0] ?? ''}#/`);
    await page.getByRole('textbox', { name: /Message/ }).fill('What is 17 times 23, and when?');
    await page.getByRole('button', { name: 'Send' }).click();

    const transcript = page.getByRole('log', { name: 'Conversation' });
    await expect(transcript.getByText('All told.')).toBeVisible();
    const cards = page.getByRole('region', { name: /^Tool call/ });
    await expect(cards).toHaveCount(2);
    for (const card of await cards.all()) await expect(card).toHaveAttribute('data-phase', 'done');
    const sent = messagesOf(server.lastChat());
    expect(sent.at(0)?.content).toContain('17 times 23');
    expect(sent.some(({ content }) => content.includes('391'))).toBe(true);
  });
}
