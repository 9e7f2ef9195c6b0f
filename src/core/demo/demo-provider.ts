import type { Provider } from '../providers/types';

/** The demo's base URL. `.invalid` never resolves (RFC 2606), so a leak could reach no one. */
export const demoBaseUrl = 'https://demo.patchbay.invalid/v1';

/** Whether an address belongs to the demo: its base URL or anything below it. */
export function isDemoUrl(url: string): boolean {
  return url === demoBaseUrl || url.startsWith(`${demoBaseUrl}/`);
}

/** The provider record of the demo; `now` in epoch ms, by default before every other one. */
export function demoProvider(now = 0): Provider {
  return {
    id: 'demo',
    key: 'demo',
    label: 'Demo',
    baseUrl: demoBaseUrl,
    apiKey: '',
    fileModels: [],
    addedModels: [],
    overrides: {},
    demo: true,
    createdAt: now,
  };
}
