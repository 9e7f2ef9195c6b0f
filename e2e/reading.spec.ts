import type { Page } from '@playwright/test';
import { ask, button, expect, test } from './chat-pages';
import { createGate, done, finish, say, wait } from './servers/scripted';

const answer = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const ANSWER = 'The **first** sentence is this. The second is that.\n\n```\ncode\n```\n';

/** A speech synthesis with these voices, which says nothing and ends an utterance when it is told to. */
async function fakeVoices(page: Page, voices: object[]): Promise<void> {
  await page.addInitScript((given) => {
    class Utterance extends EventTarget {
      readonly text: string;

      constructor(text: string) {
        super();
        this.text = text;
      }
    }
    const said: (Utterance & { voice?: { name: string } })[] = [];
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => given,
      speak: (utterance: Utterance) => said.push(utterance),
      cancel: () => said.push(new Utterance('cancel')),
    });
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
    Object.assign(window, {
      said: () => said.map(({ text, voice }) => (voice ? `${voice.name}: ${text}` : text)),
      finish: () => said.at(-1)?.dispatchEvent(new Event('end')),
    });
  }, voices);
}

const said = (page: Page) =>
  page.evaluate(() => (window as unknown as { said: () => string[] }).said());
const end = (page: Page) =>
  page.evaluate(() => (window as unknown as { finish: () => void }).finish());
const remote = { name: 'Cloud', lang: 'en-US', localService: false, default: true };

test('an answer is read aloud by a voice of this device, without marks and code, until it is stopped', async ({
  page,
  app,
  begin,
}) => {
  await fakeVoices(page, [remote, { name: 'Local', lang: 'en_GB', localService: true }]);
  await begin({ chat: [say(ANSWER), finish('stop'), done()] });
  await ask(page, 'Hi');
  await button(page, 'More for this answer').click();
  await page.getByRole('menuitem', { name: 'Read aloud', disabled: false }).click();
  const begun = ['cancel', 'Local: The first sentence is this.'];
  expect(await said(page)).toEqual(begun);
  await end(page);
  await end(page);
  const all = [...begun, 'Local: The second is that.', 'Local: Code block left out.'];
  expect(await said(page)).toEqual(all);
  await button(page, 'Stop reading').click();
  await expect(button(page, 'Stop reading')).toHaveCount(0);
  expect(await said(page)).toEqual([...all, 'cancel']);

  await button(page, 'More for this answer').click();
  await page.getByRole('menuitem', { name: 'Read aloud' }).click();
  await expect(button(page, 'Stop reading')).toBeVisible();
  await page.goto(`${app.url}#/settings`);
  await expect.poll(async () => (await said(page)).at(-1)).toBe('cancel');
});

test('a voice that would send the text away is never used', async ({ page, begin }) => {
  await fakeVoices(page, [remote]);
  await begin({ chat: [say(ANSWER), finish('stop'), done()] });
  await ask(page, 'Hi');
  await button(page, 'More for this answer').click();
  const item = page.getByRole('menuitem', {
    name: 'Read aloud: no English voice on this device',
  });
  await expect(item).toHaveAttribute('aria-disabled', 'true');
  await item.click({ force: true });
  expect(await said(page)).toEqual([]);
});

test('the screen stays on while an answer comes, if that is wanted', async ({
  page,
  app,
  begin,
}) => {
  await page.addInitScript(() => {
    const count = (by: number): void => {
      const { dataset } = document.documentElement;
      dataset['awake'] = String(Number(dataset['awake'] ?? 0) + by);
    };
    const request = async (): Promise<object> => {
      count(1);
      return { released: false, release: async () => count(-1) };
    };
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
  });
  const gate = createGate();
  await begin({ chat: [say('Hello'), wait(gate), finish('stop'), done()] });
  await page.goto(`${app.url}#/settings`);
  const choice = page.getByRole('switch', { name: 'Screen stays on while an answer comes' });
  await expect(choice).not.toBeChecked();
  await choice.click();
  await expect(choice).toBeChecked();
  await page.goto(`${app.url}#/`);
  const root = page.locator('html');
  await ask(page, 'Hi');
  await expect(root).toHaveAttribute('data-awake', '1');
  await expect(answer(page)).toHaveAttribute('data-status', 'streaming');
  gate.open();
  await expect(answer(page)).toHaveAttribute('data-status', 'done');
  await expect(root).toHaveAttribute('data-awake', '0');
});
