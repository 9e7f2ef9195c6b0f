import type { ListedModel } from '../../protocol/openai/models';
import type { Provider } from '../providers/types';

/** The demo's base URL. `.invalid` never resolves (RFC 2606), so a leak could reach no one. */
export const demoBaseUrl = 'https://demo.patchbay.invalid/v1';

/** Whether an address belongs to the demo: its base URL or anything below it. */
export function isDemoUrl(url: string): boolean {
  return url === demoBaseUrl || url.startsWith(`${demoBaseUrl}/`);
}

/** What the demo's own list says, known beforehand: the demo answers without being asked for it. */
function demoModels(): ListedModel[] {
  const model = (id: string, name: string): ListedModel => ({
    id,
    name,
    ownedBy: 'patchbay',
    runtimeContext: 8192,
    chat: true,
    tools: true,
  });
  return [
    model('patchbay-demo', 'Patchbay demo'),
    { ...model('patchbay-demo-thinker', 'Patchbay demo, thinking'), reasoning: true },
  ];
}

/** The provider record of the demo; `now` in epoch ms, by default before every other one. */
export function demoProvider(now = 0): Provider {
  return {
    id: 'demo',
    key: 'demo',
    label: 'Demo',
    baseUrl: demoBaseUrl,
    apiKey: '',
    listed: { models: demoModels(), at: now },
    fileModels: [],
    addedModels: [],
    overrides: {},
    demo: true,
    createdAt: now,
  };
}
