import type { Page } from '@playwright/test';
import { ask, button, composer, expect, test } from './chat-pages';
import { callTool, done, finish, say, type Step } from './servers/scripted';

const answers = (page: Page) => page.getByRole('article', { name: 'Assistant' });
const calling = (...calls: Step[]): Step[] => [...calls, finish('tool_calls'), done()];

const telling = (text: string): Step[] => [say(text), finish('stop'), done()];

interface Sent {
  role: string;
  content: string;
  tool_calls?: { id: string; function: { name: string } }[];
  tool_call_id?: string;
}

test('tools run and the model goes on; Stop ends a question; all of it survives a reload', async ({
  page,
  begin,
}) => {
  const server = await begin({
    chat({ body }) {
      const said = (body['messages'] as Sent[]).at(-1);
      if (said?.role === 'tool') return telling('It is 42.');
      switch (said?.content) {
        case 'What is it?':
          return calling(
            callTool('calculator', '{"expression":"6*7"}'),
            callTool('current_time', '{"timezone":"UTC"}', 1),
          );
        case 'And there?':
          return calling(callTool('read_url', '{"url":"http://127.0.0.1:9/"}'));
        default:
          return telling('As you like.');
      }
    },
  });
  await ask(page, 'What is it?');
  const first = await server.next('POST /v1/chat/completions');
  const told = first.body['tools'] as { type: string; function: { name: string } }[];
  expect(told.map((tool) => tool.function.name)).toEqual(
    expect.arrayContaining(['current_time', 'calculator', 'read_url']),
  );
  const second = await server.next('POST /v1/chat/completions');
  const [, called, sum, time] = second.body['messages'] as Sent[];
  expect(called?.tool_calls?.map((call) => call.function.name)).toEqual([
    'calculator',
    'current_time',
  ]);
  expect(sum).toMatchObject({ role: 'tool', tool_call_id: 'call_0' });
  expect(sum?.content).toContain('42');
  expect(time).toMatchObject({ role: 'tool', tool_call_id: 'call_1' });
  expect(time?.content).toMatch(/UTC/);
  await expect(answers(page)).toHaveCount(2);
  await expect(answers(page).last()).toContainText('It is 42.');
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');

  // Reading an address is asked about each time: Stop answers the question too.
  await ask(page, 'And there?');
  await server.next('POST /v1/chat/completions');
  await expect(answers(page)).toHaveCount(3);
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
  await button(page, 'Stop').click();
  await expect(button(page, 'Stop')).toHaveCount(0);
  const asked = server.requests.filter(({ method }) => method === 'POST').length;

  await page.reload();
  await expect(answers(page)).toHaveCount(3);
  await expect(answers(page).nth(1)).toContainText('It is 42.');
  await expect(composer(page)).toBeVisible();
  await ask(page, 'Never mind.');
  await expect(answers(page).last()).toContainText('As you like.');
  expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(asked + 1);
  const messages = server.lastChat()['messages'] as Sent[];
  expect(messages.map(({ role }) => role)).toEqual([
    ...['user', 'assistant', 'tool', 'tool', 'assistant'],
    ...['user', 'assistant', 'tool', 'user'],
  ]);
  // Each call has an id of its own, although the script repeats them.
  const ids = messages.flatMap(({ tool_call_id }) => tool_call_id ?? []);
  expect(new Set(ids).size).toBe(3);
  expect(messages[7]?.content).toContain('stopped');
});
