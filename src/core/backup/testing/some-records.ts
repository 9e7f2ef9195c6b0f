import type { Contents } from './memory-stores';

/** A bit of everything. */
export function someContents(): Contents {
  return {
    providers: { p1: someProvider('p1') },
    'tool-servers': {
      t1: {
        id: 't1',
        v: 1,
        label: 'Files',
        slug: 'files',
        url: 'https://tools.example/mcp',
        headers: { Authorization: 'Bearer toolsecret' },
        isEnabled: true,
        clientId: '',
        hidden: [],
        signIn: { tokens: { access_token: 'tokensecret' } },
        createdAt: 1,
      },
    },
    library: {
      l1: { id: 'l1', v: 1, kind: 'prompt', title: 'Translate', text: '{{text}}', createdAt: 1 },
    },
    settings: {
      settings: { theme: 'dark', imageOrigins: ['https://images.example'], toolsAlways: ['t'] },
      setup: {
        orchestrationModel: 'm',
        summarizeModel: '',
        remainder: {
          entries: { other: { base_url: 'https://other.example', api_key: 'othersecret' } },
          extra: {},
        },
      },
    },
    conversations: { c1: { id: 'c1', v: 1, title: 'A trip', createdAt: 1, updatedAt: 5 } },
    messages: { m1: someMessage('m1', 'c1', 'Where to?'), m2: someMessage('m2', 'c1', 'To Rome.') },
  };
}

export function someProvider(id: string, more: object = {}): object {
  return {
    id,
    v: 1,
    key: 'openai-compatible',
    label: 'LM Studio',
    baseUrl: 'http://localhost:1234/v1',
    apiKey: 'keysecret',
    headers: { 'X-Team': 'headersecret' },
    fileModels: [],
    addedModels: [],
    overrides: {},
    createdAt: 1,
    ...more,
  };
}

export function someMessage(id: string, conversationId: string, text: string, more = {}): object {
  const role = 'user';
  const base = { v: 1, parentId: null, role, createdAt: 1, reasoning: '', toolCalls: [] };
  return { id, conversationId, text, status: 'done', ...base, ...more };
}
