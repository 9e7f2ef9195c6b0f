import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { ask, button, composer, expect, test as base } from './chat-pages';
import { type Everything, startEverything } from './servers/everything';
import { freePort } from './servers/process.mjs';
import { callTool, done, finish, reply, say, type RecordedRequest } from './servers/scripted';

const test = base.extend<{ everything: Everything & { port: number } }>({
  everything: async ({ watch }, use) => {
    const port = await freePort();
    const server = await startEverything(port);
    watch.allowOrigins(server.url);
    await use({ ...server, port });
    await server.stop();
  },
});

// The client of MCP is large: on a busy machine it takes its time to load.
const CONNECTED = { timeout: 45_000 };

const server = (page: Page, name: string): Locator => page.getByRole('region', { name });

const answer = (page: Page): Locator =>
  page.getByRole('log', { name: 'Conversation' }).getByText('It came back.', { exact: true });

async function addServer(page: Page, home: string, url: string, name: string): Promise<void> {
  await page.goto(`${home}#/tools`);
  await button(page, 'Add tool server').click();
  await page.getByLabel('Address', { exact: true }).fill(url);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await button(page, 'Connect').click();
}

function lastOf({ body }: { body: Record<string, unknown> }): { role: string; content: string } {
  const messages = body['messages'] as { role: string; content: string }[];
  return messages.at(-1) ?? { role: '', content: '' };
}

/** A prompt with an argument by a slash, one that fails, and a resource that goes along with a question. */
async function writeWithServer(page: Page): Promise<void> {
  const box = composer(page);
  const list = page.getByRole('listbox', { name: 'Prompts and presets' });
  const choose = async (command: string, option: RegExp): Promise<void> => {
    await box.fill(command);
    await expect(list.getByRole('option')).toHaveCount(1);
    await expect(list.getByRole('option', { name: option })).toBeVisible();
    await box.press('Enter');
  };
  await choose('/args', /^Arguments Prompt.*Everything/);
  await page.getByLabel('city', { exact: true }).press('Enter');
  await expect(page.getByText('This is needed.')).toBeVisible();
  await page.getByLabel('city', { exact: true }).fill('Oslo');
  await page.getByLabel('city', { exact: true }).press('Enter');
  await expect(box).toHaveValue("What's weather in Oslo?");

  await choose('/resource-prompt', /^Resource Prompt/);
  await page.getByLabel('resourceType', { exact: true }).fill('none of these');
  await page.getByLabel('resourceId', { exact: true }).fill('1');
  await page.getByLabel('resourceId', { exact: true }).press('Enter');
  await expect(page.getByText(/“Resource Prompt” did not come from Everything/)).toBeVisible();
  await expect(box).toHaveValue('/resource-prompt');

  await choose('/attach startup', /^Attach startup\.md.*Everything/);
  const files = page.getByRole('list', { name: 'Attached files' });
  await expect(files.getByRole('button', { name: 'Remove startup.md' })).toBeVisible();
  await expect(box).toHaveValue('');
  await ask(page, 'Read it.');
  const log = page.getByRole('log', { name: 'Conversation' });
  await expect(log.getByText('It was read.', { exact: true })).toBeVisible();
}

test('a real MCP server: its tools are listed, one is called from a chat, its prompts and resources go into a message, and a restart is survived', async ({
  page,
  app,
  begin,
  everything,
  watch,
}) => {
  test.slow();
  // It is asked for the newest revision of MCP first, and knows it not.
  test.slow();
  watch.expectProblems(/status of 400/, /ERR_INCOMPLETE_CHUNKED/);
  const chat = await begin({
    chat: (request) => {
      const { role, content } = lastOf(request);
      if (content.endsWith('Read it.')) return [say('It was read.'), finish('stop'), done()];
      return role === 'tool'
        ? [say('It came back.'), finish('stop'), done()]
        : [callTool('everything_echo', '{"message":"hello"}'), finish('tool_calls'), done()];
    },
  });
  await page.goto(`${app.url}#/tools`);
  await expect(page.getByText('No tool server yet')).toBeVisible();
  await addServer(page, app.url, everything.url, 'Everything');
  const card = server(page, 'Everything');
  await expect(card).toHaveAttribute('data-state', 'connected', CONNECTED);
  await card.getByRole('button', { name: /^\d+ tools$/ }).click();
  await expect(card.getByRole('switch', { name: /^Echo Tool/ })).toBeChecked();
  await expectAccessible(page, 'a tool server with its tools');

  await page.goto(`${app.url}#/`);
  await page.getByRole('button', { name: /^Tools/ }).click();
  const tools = page.getByRole('dialog', { name: 'Tools in this chat' });
  const echo = tools.getByRole('switch', { name: /^Echo Tool/ });
  await expect(echo).not.toBeChecked();
  await echo.check();
  await page.keyboard.press('Escape');
  await ask(page, 'Say hello to the server.');
  const call = page.getByRole('region', { name: /Tool call/ });
  await call.first().getByRole('button', { name: 'Run once' }).click();
  await expect(answer(page)).toBeVisible();
  expect(lastOf({ body: chat.lastChat() })).toMatchObject({ role: 'tool', content: 'Echo: hello' });

  await writeWithServer(page);
  expect(lastOf({ body: chat.lastChat() }).content).toMatch(
    /^startup\.md:\n```+md\n[^]*Startup Process[^]*\n\nRead it\.$/,
  );

  watch.expectProblems(/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED/);
  await everything.stop();
  const again = await startEverything(everything.port);
  await ask(page, 'Once more.');
  await call.nth(1).getByRole('button', { name: 'Run once' }).click();
  await expect(answer(page)).toHaveCount(2, CONNECTED);
  await page.goto(`${app.url}#/tools`);
  await expect(server(page, 'Everything')).toHaveAttribute('data-state', 'connected', CONNECTED);
  await again.stop();
});

test('a server that wants a sign-in gets one in a window, and one without CORS is told what to send', async ({
  page,
  app,
  serve,
  watch,
}) => {
  watch.expectProblems(/status of 40\d/, /CORS/, /ERR_FAILED/);
  const mute = await serve({ cors: 'off' });
  await addServer(page, app.url, `${mute.origin}/mcp`, 'Mute');
  await expect(page.locator('[data-cause="cors"]')).toContainText(
    `Access-Control-Allow-Origin: ${app.origin}`,
    CONNECTED,
  );
  await expectAccessible(page, 'the doctor of a tool server');
  await server(page, 'Mute').getByRole('button', { name: 'More about Mute' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(page.getByText('No tool server yet')).toBeVisible();

  const asked: string[] = [];
  const guarded = await serve({ respond: (request) => signInServer(request, asked) });
  await addServer(page, app.url, `${guarded.origin}/mcp`, 'Guarded');
  const opened = page.waitForEvent('popup');
  await button(page, `Sign in at ${new URL(guarded.origin).host}`).click();
  const window = await opened;
  await window.getByRole('link', { name: 'Allow' }).click();
  await expect(server(page, 'Guarded')).toHaveAttribute('data-state', 'connected', CONNECTED);
  await expect.poll(() => window.isClosed()).toBe(true);
  expect(asked).toEqual(['POST /register', 'POST /token']);
  await page.goto(`${app.url}#/log`);
  await expect(page.getByText('Guarded').first()).toBeVisible();
  await expect(page.getByText('tool-secret')).toHaveCount(0);
});

/** Authorization server and MCP server in one, as small as they can be (RFC 8414, 7591, 9728). */
function signInServer({ method, path, headers, body }: RecordedRequest, asked: string[]) {
  const origin = `http://${headers.host}`;
  const [pathname = ''] = path.split('?');
  const json = (value: object, status = 200, more: Record<string, string> = {}) =>
    reply(status, value, {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*, authorization',
      'access-control-expose-headers': 'WWW-Authenticate',
      ...more,
    });
  if (method === 'OPTIONS') return json({});
  if (pathname.startsWith('/.well-known/oauth-protected-resource')) {
    return json({ resource: `${origin}/mcp`, authorization_servers: [origin] });
  }
  if (pathname.startsWith('/.well-known/oauth-authorization-server')) {
    return json({
      issuer: origin,
      authorization_endpoint: `${origin}/authorize`,
      token_endpoint: `${origin}/token`,
      registration_endpoint: `${origin}/register`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
    });
  }
  if (pathname === '/register') {
    asked.push('POST /register');
    return json({ ...body, client_id: 'patchbay' }, 201);
  }
  if (pathname === '/authorize') {
    const query = new URL(path, origin).searchParams;
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('code', 'one-time');
    back.searchParams.set('state', query.get('state') ?? '');
    return reply(200, `<!doctype html><a href="${back.href.replace('&', '&amp;')}">Allow</a>`, {
      'Content-Type': 'text/html',
    });
  }
  if (pathname === '/token') {
    asked.push('POST /token');
    return json({ access_token: 'tool-secret', token_type: 'Bearer', refresh_token: 'later' });
  }
  if (headers.authorization !== 'Bearer tool-secret') {
    const metadata = `${origin}/.well-known/oauth-protected-resource`;
    return json({ error: 'sign in' }, 401, {
      'www-authenticate': `Bearer resource_metadata="${metadata}"`,
    });
  }
  return mcp(method, body, json);
}

function mcp(
  method: string,
  { id, method: call }: Record<string, unknown>,
  json: (value: object, status?: number) => ReturnType<typeof reply>,
) {
  if (method !== 'POST') return json({}, 405);
  if (id === undefined) return json({}, 202);
  const results: Record<string, object> = {
    initialize: {
      protocolVersion: '2025-06-18',
      capabilities: { tools: {} },
      serverInfo: { name: 'guarded', version: '1' },
    },
    'tools/list': { tools: [{ name: 'greet', inputSchema: { type: 'object' } }] },
  };
  const result = results[String(call)];
  return json({
    jsonrpc: '2.0',
    id,
    ...(result ? { result } : { error: { code: -32601, message: 'no such method' } }),
  });
}
