/*
 * The real server that `npm run test:servers` runs against: llama.cpp, or vLLM with `-- vllm`.
 *
 *   const server = await target.start({ model: 'parrot-chat', key: 'sk-1', ctx: 1024 });
 *   server.url, server.log(), await server.stop(), await server.kill()
 *   await target.isBusy(server)
 */
import { isLlamaServerBusy, startLlamaServer } from './llamacpp.mjs';
import type { RealServer } from './process.mjs';
import { isVllmServerBusy, startVllmServer } from './vllm.mjs';

/** What a test may ask of either server. */
export interface StartOptions {
  model: 'parrot-chat' | 'parrot-tool' | 'parrot-long';
  key?: string;
  ctx?: number;
  port?: number;
}

interface Target {
  name: 'llamacpp' | 'vllm';
  start(options: StartOptions): Promise<RealServer>;
  /** Whether it works on a request, by its own word. */
  isBusy(server: RealServer): Promise<boolean>;
  /** Where an entry of GET models tells the context that is loaded. */
  contextOf(model: { meta?: { n_ctx?: number }; max_model_len?: number }): number | undefined;
}

const targets: Record<Target['name'], Target> = {
  llamacpp: {
    name: 'llamacpp',
    start: startLlamaServer,
    isBusy: isLlamaServerBusy,
    contextOf: (model) => model.meta?.n_ctx,
  },
  vllm: {
    name: 'vllm',
    start: startVllmServer,
    isBusy: isVllmServerBusy,
    contextOf: (model) => model.max_model_len,
  },
};

export const target = process.env['PATCHBAY_SERVER'] === 'vllm' ? targets.vllm : targets.llamacpp;
