import { expect, test } from 'vitest';
import { recognisedWords } from './server-names';

test.each([
  [{ kind: 'lm-studio', version: '0.4 or newer', at: 0 }, 'Recognised: LM Studio 0.4 or newer'],
  [{ kind: 'fastchat', at: 0 }, 'Recognised: FastChat'],
  [{ kind: 'unknown', at: 0 }, 'OpenAI-compatible server'],
] as const)('%j', (server, words) => {
  expect(recognisedWords(server)).toBe(words);
});
