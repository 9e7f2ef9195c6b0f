import { expect, test } from 'vitest';
import { listModels } from '../../protocol/openai/models';
import { createDemoFetch } from './demo-fetch';
import { demoBaseUrl, demoProvider } from './demo-provider';

test('the models known beforehand are those that the demo lists', async () => {
  const clock = { now: () => 0, after: () => () => undefined };
  const fetch = createDemoFetch({ clock });
  const { models } = await listModels({ baseUrl: demoBaseUrl, apiKey: '', fetch });
  expect(demoProvider().listed?.models).toEqual(models);
});
