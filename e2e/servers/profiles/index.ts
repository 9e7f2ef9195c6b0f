/*
 * The systems that Patchbay talks to, as servers of a test: how each really answers, pages of other origins included.
 *
 *   const server = await serveProfile(profiles.vllm, { key: 'sk-1', origins: ['*'] });
 *   server.url                       // the base URL that a person would type, on a free port
 *   serveProfile(profiles.ollama)    // as installed: closed to a page on another address
 *
 * Where a system was recorded or runs here, contract.ts holds its profile to it.
 */
import { aphrodite } from './aphrodite';
import * as clouds from './clouds';
import { fastchat } from './fastchat';
import { litellm } from './litellm';
import { llamacpp, llamacppRouter, llamacppWithTools } from './llamacpp';
import { lmstudio } from './lmstudio';
import { localai } from './localai';
import { ollama } from './ollama';
import { textGenerationWebui, tgi } from './text-generation';
import { transformers } from './transformers';
import { vllm } from './vllm';

export const profiles = {
  lmstudio,
  ollama,
  llamacpp,
  llamacppRouter,
  llamacppWithTools,
  vllm,
  localai,
  textGenerationWebui,
  tgi,
  fastchat,
  aphrodite,
  litellm,
  transformers,
  ...clouds,
};

export type SystemName = keyof typeof profiles;

export { serveProfile, type ProfileOptions } from './serve-profile';
