import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { createModels } from './models';
import { createProviders } from './providers';
import { fakeClock, fakeIds, fakeProviderRepository, fakeTabs, noVault } from './testing/fakes';

test('an override of a model that had none shows at once', async () => {
  const { providers, models } = createRoot(() => {
    const store = createProviders({
      repository: fakeProviderRepository(),
      tabs: fakeTabs().own,
      clock: fakeClock(),
      newId: fakeIds(),
      page: { origin: 'http://localhost', isSecureContext: true, isOnline: true },
      fetchFor: () => () => Promise.reject(new TypeError('offline')),
      onFailure: () => {},
      demo: async () => undefined,
      onDemoRemoved: async () => {},
      vault: noVault,
    });
    return { providers: store, models: createModels(store) };
  });
  await providers.ready;
  const id = await providers.add({ input: '', apiKey: '' }, 'http://localhost:1/v1');
  await providers.update(id, { addedModels: ['alpha'] });
  const limit = () => models.get({ providerId: id, modelId: 'alpha' })?.contextWindow;
  expect(limit()?.source).toBe('default');
  await providers.update(id, { overrides: { alpha: { contextWindow: 4096 } } });
  expect(limit()).toEqual({ tokens: 4096, source: 'user' });
  await providers.update(id, { overrides: {} });
  expect(limit()?.source).toBe('default');
});
