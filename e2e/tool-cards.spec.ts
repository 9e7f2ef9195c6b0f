import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, composer, expect, test } from './chat-pages';
import { callTool, done, finish, type RecordedRequest, say, type Step } from './servers/scripted';

const answers = (page: Page): Locator => page.getByRole('article', { name: 'Assistant' });
const card = (page: Page, name: string, nth = 0): Locator =>
  page.getByRole('region', { name: `Tool call ${name}` }).nth(nth);
const toolsButton = (page: Page): Locator => page.getByRole('button', { name: /^Tools/ });
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Tools in this chat' });

interface SentMessage {
  role: string;
  content: string;
}

/** What was said last to the server. */
function lastOf({ body }: RecordedRequest): SentMessage | undefined {
  return (body['messages'] as SentMessage[]).at(-1);
}

const call = (...calls: [name: string, args: object][]): Step[] => [
  ...calls.map(([name, args], index) => callTool(name, JSON.stringify(args), index)),
  finish('tool_calls'),
  done(),
];
const tell = (text: string): Step[] => [say(text), finish('stop'), done()];

/** Moves the focus back from the composer until it is on this button. */
async function goBackTo(page: Page, target: Locator): Promise<void> {
  await composer(page).focus();
  await expect(async () => {
    await page.keyboard.press('Shift+Tab');
    await expect(target).toBeFocused({ timeout: 50 });
  }).toPass({ intervals: [0] });
}
