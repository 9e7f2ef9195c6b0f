import type { Locator, Page } from '@playwright/test';
import { ask, button, composer, expect, test as base } from './chat-pages';
import { type HostileMcp, type HostileOptions, startHostileMcp } from './servers/hostile-mcp';
import {
  callTool,
  done,
  finish,
  forever,
  raw,
  say,
  type RecordedRequest,
} from './servers/scripted';

// What tool servers and models do that none should: the page says what happened, and runs and fetches nothing of it.

// The two halves of a test are slow on a busy machine: what is looked at comes by the megabyte.
base.setTimeout(240_000);
const PATIENT = { timeout: 60_000 };

const test = base.extend<{ hostile: (options?: HostileOptions) => Promise<HostileMcp> }>({
  hostile: async ({ watch }, use) => {
    const servers: HostileMcp[] = [];
    await use(async (options) => {
      const server = await startHostileMcp(options);
      servers.push(server);
      watch.allowOrigins(server.origin);
      return server;
    });
    await Promise.all(servers.map((server) => server.close()));
  },
});

async function addServer(page: Page, home: string, url: string, name: string): Promise<Locator> {
  await page.goto(`${home}#/tools`);
  await button(page, 'Add tool server').click();
  await page.getByLabel('Address', { exact: true }).fill(url);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await button(page, 'Connect').click();
  return page.getByRole('region', { name, exact: true });
}

const card = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: `Tool call ${name}`, exact: true });

interface WireMessage {
  role: string;
  content: string;
}

const messagesOf = ({ body }: RecordedRequest): WireMessage[] => body['messages'] as WireMessage[];

/** What each tool of the hostile server ends with. */
const ENDS = {
  huge: /larger than 16 MB/,
  markup: /<img src=/,
  garbage: /failed/i,
  deep: /./,
  failing: /<img src=/,
  ['__proto__']: /polluted: no/,
  constructor: /constructed: no/,
};
const ENDLESS = ['endless', 'keep-alive', 'wrong-id', 'never'];

test('results of a hostile tool server end in words, and what never ends is stopped', async ({
  page,
  app,
  begin,
  hostile,
  watch,
}) => {
  watch.expectProblems(/ERR_|status of 40\d/);
  const server = await hostile();
  const names = [...Object.keys(ENDS), ...ENDLESS];
  const chat = await begin({
    chat: (request) =>
      messagesOf(request).at(-1)?.content.includes('Call them')
        ? [
            ...names.map((name, index) => callTool(`hostile_${name}`, '{}', index)),
            finish('tool_calls'),
            done(),
          ]
        : [say('Still here.'), finish('stop'), done()],
  });
  const row = await addServer(page, app.url, server.url, 'Hostile');
  await expect(row).toHaveAttribute('data-state', 'connected', PATIENT);

  await page.goto(`${app.url}#/`);
  await page.getByRole('button', { name: /^Tools/ }).click();
  await button(page, 'All on, Hostile').click();
  await page.keyboard.press('Escape');
  await ask(page, 'Call them');
  for (const name of names) {
    await card(page, `hostile_${name}`).getByRole('button', { name: 'Run once' }).click();
  }
  for (const name of Object.keys(ENDS)) {
    await expect(card(page, `hostile_${name}`)).toHaveAttribute(
      'data-phase',
      /done|failed/,
      PATIENT,
    );
  }
  for (const name of ENDLESS) {
    await expect(card(page, `hostile_${name}`)).toHaveAttribute('data-phase', 'runs');
  }
  await button(page, 'Stop').click();
  for (const name of ENDLESS) {
    await expect(card(page, `hostile_${name}`)).toHaveAttribute('data-phase', 'stopped');
  }
  await expect.poll(() => server.waiting()).toEqual([]);

  await ask(page, 'And now?');
  await expect(page.getByRole('log').getByText('Still here.')).toBeVisible();
  const sent = chat.lastChat()['messages'] as WireMessage[];
  const results = sent.filter(({ role }) => role === 'tool').map(({ content }) => content);
  for (const [at, words] of Object.values(ENDS).entries()) expect(results[at]).toMatch(words);
  expect(Math.max(...results.map(({ length }) => length))).toBeLessThan(60_000);

  // A restart of the server forgets its sessions; the next call opens another.
  server.forgetSessions();
  await ask(page, 'Call them');
  const again = card(page, 'hostile_constructor').last();
  await again.getByRole('button', { name: 'Run once' }).click();
  await expect(again).toHaveAttribute('data-phase', 'done');
  await button(page, 'Stop').click();
  expect(server.fetched()).toEqual([]);
});

test('lists of 10,000 tools, of a megabyte each, and without an end', async ({
  page,
  app,
  hostile,
  watch,
}) => {
  watch.expectProblems(/ERR_|status of 40\d/);
  const many = await hostile({ tools: ['markup'], more: 10_000, descriptionLength: 200 });
  const long = await hostile({ tools: ['markup'], more: 10, descriptionLength: 1_000_000 });
  const endless = await hostile({ tools: ['markup'], more: 100, endlessList: true });
  for (const [name, { url }] of Object.entries({ many, long })) {
    const row = await addServer(page, app.url, url, name);
    await expect(row).toHaveAttribute('data-state', 'connected', PATIENT);
    await expect(row.getByRole('button', { name: /tools/ }).first()).toBeVisible();
  }
  const row = await addServer(page, app.url, endless.url, 'endless');
  await expect(row).toHaveAttribute('data-state', 'failed', PATIENT);
  await expect(row).toContainText('pagination did not terminate');
  await page.goto(`${app.url}#/`);
  await expect(composer(page)).toBeEditable();
  for (const server of [many, long, endless]) expect(server.fetched()).toEqual([]);
});

test('a model that calls 1,000 tools at once, or never ends its arguments', async ({
  page,
  begin,
}) => {
  const names = ['__proto__', 'constructor', '<img src=x onerror=alert(1)>'];
  const chat = await begin({
    chat: (request) => {
      const last = messagesOf(request).at(-1);
      if (last?.role === 'tool') return [say('Enough.'), finish('stop'), done()];
      if (last?.content.includes('endless')) {
        const piece = { index: 0, function: { arguments: 'and so on '.repeat(1_000_000) } };
        const long = { choices: [{ index: 0, delta: { tool_calls: [piece] } }] };
        return [
          callTool('calculator', '{"expression":"'),
          raw(`data: ${JSON.stringify(long)}\n\n`),
          forever('x'),
        ];
      }
      const calls = Array.from({ length: 1_000 }, (_, at) =>
        callTool(names[at] ?? 'calculator', '{"expression":"1 + 1"}', at),
      );
      return [...calls, finish('tool_calls'), done()];
    },
  });
  await ask(page, 'Call a thousand');
  await expect(page.getByRole('log').getByText('Enough.')).toBeVisible(PATIENT);
  const results = (chat.lastChat()['messages'] as WireMessage[]).filter(
    ({ role }) => role === 'tool',
  );
  expect(results).toHaveLength(101);
  expect(results[0]?.content).toMatch(/^There is no tool named/);
  expect(results[3]?.content).toContain('2');
  expect(results[100]?.content).toMatch(/^Only the first 100 calls/);

  await ask(page, 'Now endless');
  await expect(card(page, 'calculator').last()).toHaveAttribute('data-phase', 'writing');
  await button(page, 'Stop').click();
  await expect(card(page, 'calculator').last()).toHaveAttribute('data-phase', 'not-run');
  await ask(page, 'Call a thousand again');
  await expect(page.getByRole('log').getByText('Enough.')).toHaveCount(2, PATIENT);
});
