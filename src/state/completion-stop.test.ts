import { expect, test } from 'vitest';
import { handScheduler, microtaskScheduler, settle } from './testing/fakes';
import { encoder, lastOf, setUp } from './testing/running-completion';

/** An answer of so many pieces, which counts how many of them were read. */
function countedAnswer(pieces: number, content: string) {
  const counted = { reads: 0, response: () => new Response(body) };
  const piece = encoder.encode(
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`,
  );
  const last = encoder.encode('data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n');
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        counted.reads += 1;
        if (counted.reads <= pieces) return controller.enqueue(piece);
        controller.enqueue(last);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return counted;
}

test('a hidden tab reads no further than it can apply, and loses nothing', async () => {
  const { completion, conversations, server, scheduler, model } = await setUp(handScheduler());
  const block = 'x'.repeat(100_000);
  const answer = countedAnswer(35, block);
  server.answer = answer.response;
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  // Until its first flush a tab is taken for one that is seen, which holds up reading sooner.
  for (const reads of [2, 12, 22]) {
    await settle();
    expect(answer.reads).toBe(reads);
    scheduler.run();
    expect(lastOf(conversations.path(id))?.text).toHaveLength(reads * block.length);
  }
  await settle();
  scheduler.run();
  await settle();
  expect(lastOf(conversations.path(id))).toMatchObject({ status: 'done' });
  expect(lastOf(conversations.path(id))?.text).toBe(block.repeat(35));
});

test('Stop reaches the server although the tab applies nothing', async () => {
  const { completion, conversations, server, scheduler, model } = await setUp(handScheduler());
  server.answer = countedAnswer(35, 'x'.repeat(100_000)).response;
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  scheduler.run();
  await settle();
  completion.stop(id);
  expect(server.requests[0]?.signal.aborted).toBe(true);
  await settle();
  // All that had been read is there at once, without waiting for a frame.
  const message = lastOf(conversations.path(id));
  expect(message).toMatchObject({ status: 'interrupted', interruption: 'stopped' });
  expect(message?.text).toHaveLength(1_200_000);
});

test('an answer that breaks because the page is left is interrupted, not failed', async () => {
  const { completion, conversations, server, stored, model, failures, page } =
    await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  server.say('Half an ans');
  await settle();
  page.isLeaving = true;
  server.cut();
  await settle();
  const answer = conversations.path(id).at(-1);
  expect(answer).toMatchObject({
    text: 'Half an ans',
    status: 'interrupted',
    interruption: 'closed',
  });
  expect(stored.saves.at(-1)).toMatchObject({ length: 11, status: 'interrupted' });
  expect(failures).toEqual([]);
});

test('Stop aborts the request itself and keeps what had arrived', async () => {
  const { completion, conversations, server, model, locks } = await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  // The answer and its chat.
  expect(locks.held.size).toBe(2);
  server.say('Half an ans');
  await settle();
  completion.stop(id);
  await settle();
  expect(server.requests[0]?.signal.aborted).toBe(true);
  expect(lastOf(conversations.path(id))).toMatchObject({
    text: 'Half an ans',
    status: 'interrupted',
  });
  expect(locks.held.size).toBe(0);
});

test('Stop works while the server still reads the prompt', async () => {
  const { completion, conversations, server, model } = await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  completion.stop(id);
  await settle();
  expect(server.requests.every((request) => request.signal.aborted)).toBe(true);
  expect(lastOf(conversations.path(id))?.status).toBe('interrupted');
});

test('a stream that just ends is interrupted, not done', async () => {
  const { completion, conversations, server, model } = await setUp(microtaskScheduler());
  const id = await completion.send(undefined, { text: 'Hi' }, model);
  await settle();
  server.say('and then');
  server.close();
  await settle();
  expect(lastOf(conversations.path(id))).toMatchObject({ text: 'and then', status: 'interrupted' });
});
