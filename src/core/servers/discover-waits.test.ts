import { expect, test } from 'vitest';
import { parseModelList } from '../../protocol/openai/models';
import { discover } from './discover';
import { near, owned } from './testing/look';
import { handClock, nativeServer } from './testing/native-server';

const never = (init: RequestInit) =>
  new Promise<Response>((_, reject) => {
    init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
  });

test('an abort ends the request that is under way, and rejects', async () => {
  const server = nativeServer({ '/api/v1/models': never });
  const controller = new AbortController();
  const target = {
    baseUrl: near,
    apiKey: '',
    models: parseModelList(owned('organization_owner')) ?? [],
    fetch: server.fetch,
    signal: controller.signal,
  };
  const running = discover(target, handClock());
  await expect.poll(() => server.asked).toHaveLength(1);
  controller.abort();
  await expect(running).rejects.toThrow(/abort/i);
  expect(server.asked).toHaveLength(1);
});

test('an endpoint that stays silent is given up, and the server is still named', async () => {
  const server = nativeServer({ '/props': never });
  const clock = handClock();
  const { signal } = new AbortController();
  const models = parseModelList(owned('llamacpp')) ?? [];
  const target = { baseUrl: near, apiKey: '', models, fetch: server.fetch, signal };
  const running = discover(target, clock);
  await expect.poll(() => server.asked).toHaveLength(1);
  clock.fire();
  expect(await running).toEqual({ server: { kind: 'llama-cpp', at: 1_000 }, models });
});
