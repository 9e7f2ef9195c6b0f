import { expect, test } from '../fixtures';
import type { RealServer } from './process.mjs';
import { addProvider, answers, ask, savedUrl } from './steps';
import { target } from './target';

// Tools with a real server: its template, its parser of calls and its idea of a history are the real ones.

let server: RealServer;
test.beforeAll(async () => {
  server = await target.start({ model: 'parrot-tools', ctx: 16_384 });
});
test.afterAll(() => server.stop());

interface SentMessage {
  role: string;
  content: string;
  tool_calls?: { id: string; type: string; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
}

interface Sent {
  tools?: { function: { name: string } }[];
  messages: SentMessage[];
}

test('two tools called at once are run, and their results answered', async ({
  page,
  app,
  watch,
}) => {
  watch.allowOrigins(server.origin);
  watch.expectProblems(/status of 40[0-9]/);
  const sent: Sent[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'POST' || !request.url().endsWith('/chat/completions')) return;
    const body = request.postDataJSON() as Sent;
    // The title of the chat is asked for without tools.
    if (body.tools) sent.push(body);
  });
  await addProvider(page, app.url, server.url);
  await expect(page).toHaveURL(savedUrl);
  await ask(page, app.url, 'What is 17 times 23, and what time is it?', 'parrot-tools');

  const told = page.locator('strong').filter({ hasText: '391' });
  // vLLM's parser takes the whole answer for reasoning, since no </think> ever comes.
  const thought = answers(page)
    .last()
    .getByRole('button', { name: /^Reasoning/ });
  const answered = target.name === 'vllm' ? thought : told;
  await expect(answered).toBeVisible();
  for (const name of ['current_time', 'calculator']) {
    const card = page.getByRole('region', { name: `Tool call ${name}` });
    await expect(card).toHaveAttribute('data-phase', 'done');
  }
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');

  expect(sent).toHaveLength(2);
  expect(sent[0]?.tools?.map((tool) => tool.function.name)).toEqual(
    expect.arrayContaining(['current_time', 'calculator']),
  );
  const [question, called, time, sum] = sent[1]?.messages ?? [];
  expect(question?.role).toBe('user');
  const calls = called?.tool_calls ?? [];
  expect(calls.map((call) => call.function.name)).toEqual(['current_time', 'calculator']);
  expect(calls.map((call) => JSON.parse(call.function.arguments) as unknown)).toEqual([
    {},
    { expression: '17 * 23' },
  ]);
  expect([time, sum].map((message) => [message?.role, message?.tool_call_id])).toEqual(
    calls.map(({ id }) => ['tool', id]),
  );
  expect(time?.content).toMatch(/\d{4}/);
  expect(sum?.content).toContain('391');

  await page.reload();
  await expect(answered).toBeVisible();
  await expect(page.getByRole('region', { name: /^Tool call/ })).toHaveCount(2);
});
