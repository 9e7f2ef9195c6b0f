import { describe, test } from 'vitest';
import { type Case, data, expectRecognised, owned } from './testing/look';

describe('a cloud is recognised by its host and its list, and what is unknown by neither', () => {
  test.each<[string, Case]>([
    [
      'OpenRouter',
      {
        baseUrl: 'https://openrouter.ai/api/v1',
        list: data({ id: 'org/m', context_length: 131072, supported_parameters: ['tools'] }),
        kind: 'openrouter',
        asked: [],
      },
    ],
    [
      'Together, whose list is a bare array',
      {
        baseUrl: 'https://api.together.xyz/v1',
        list: [{ id: 'org/m', type: 'chat', context_length: 131072 }],
        kind: 'together',
        asked: [],
      },
    ],
    [
      'Groq',
      {
        baseUrl: 'https://api.groq.com/openai/v1',
        list: data({ id: 'm', owned_by: 'Meta', context_window: 131072 }),
        kind: 'groq',
        asked: [],
      },
    ],
    [
      'Mistral',
      {
        baseUrl: 'https://api.mistral.ai/v1',
        list: data({ id: 'm', owned_by: 'mistralai', capabilities: { completion_chat: true } }),
        kind: 'mistral',
        asked: [],
      },
    ],
    [
      'DeepSeek',
      {
        baseUrl: 'https://api.deepseek.com',
        list: owned('deepseek', 'deepseek-chat'),
        kind: 'deepseek',
        asked: [],
      },
    ],
    [
      'Fireworks',
      {
        baseUrl: 'https://api.fireworks.ai/inference/v1',
        list: owned('fireworks', 'accounts/fireworks/models/m'),
        kind: 'fireworks',
        asked: [],
      },
    ],
    [
      'OpenAI',
      {
        baseUrl: 'https://api.openai.com/v1',
        list: owned('system'),
        kind: 'openai',
        asked: [],
      },
    ],
    ['a server that nobody knows', { list: owned('scripted'), kind: 'unknown', asked: [] }],
    [
      'the host of a cloud with the list of another program',
      { baseUrl: 'https://api.groq.com/openai/v1', list: owned('x'), kind: 'unknown' },
    ],
    [
      'a known owner whose own endpoints are closed',
      { list: owned('library'), kind: 'ollama', asked: ['GET /api/version'] },
    ],
    [
      'an owner that is a member of every object',
      { list: owned('constructor'), kind: 'unknown', asked: [] },
    ],
  ])('%s', async (_, given) => expectRecognised(given));
});
