/*
 * The real server that `npm run test:servers` runs against: llama.cpp, or the one named, as in `-- vllm`.
 *
 *   const server = await target.start({ model: 'parrot-chat', key: 'sk-1', ctx: 1024 });
 *   server.url, server.log(), await server.stop(), await server.kill()
 *   await target.isBusy(server)
 */
import { startFastChat } from './fastchat.mjs';
import { startLiteLlm } from './litellm.mjs';
import { isLlamaServerBusy, startLlamaServer } from './llamacpp.mjs';
import type { RealServer } from './process.mjs';
import { modelFolder } from './python.mjs';
import { startTransformers } from './transformers.mjs';
import { isVllmServerBusy, startVllmServer } from './vllm.mjs';

/** What a test may ask of either server. */
export interface StartOptions {
  model: 'parrot-chat' | 'parrot-tool' | 'parrot-tools' | 'parrot-long';
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

const chosen = process.env['PATCHBAY_SERVER'] ?? 'llamacpp';

/** Of the whole journey; see `program` for the short one. */
export const target = chosen === 'vllm' ? targets.vllm : targets.llamacpp;

interface ShortStart {
  model: 'parrot-chat' | 'parrot-long';
  key?: string;
  /** Pages that may read it; absent: its own default, or every page where that is none. */
  origins?: string[];
}

/** What the short journey expects of a server program, as it was seen. */
export interface Program {
  start(options: ShortStart): Promise<RealServer>;
  /** A key that it accepts as its own; absent: it knows no keys. */
  key?: string;
  /** What the server calls a model; absent: by its name. */
  idOf?(model: string): string;
  /** What the models table says of the model; absent: the server lists none, and its id is typed. */
  row?: RegExp;
  /** Pages that it lets in, none of them ours. */
  shut: string[];
  /** Its button in the form, where it has one. */
  preset?: string;
  /** What the doctor says to type, so that it lets this page in. */
  letIn(origin: string): string;
  /** What it says to a wrong key, as far as a page may read it; absent: it knows no keys. */
  wrongKey?: { words?: RegExp };
  /** The server's words for a model that it does not have. */
  unknownModel: RegExp;
}

const elsewhere = ['https://elsewhere.example'];

const programs: Record<string, Program> = {
  vllm: {
    start: startVllmServer,
    key: 'sk-right',
    row: /1.?024/,
    shut: [],
    preset: 'vLLM',
    letIn: (origin) => `--allowed-origins '["${origin}"]'`,
    // It answers 401 outside its CORS layer: no page can read it.
    wrongKey: {},
    unknownModel: /nobody.*does not exist/,
  },
  litellm: {
    start: startLiteLlm,
    // A master key has to be a strong one.
    key: 'sk-5f0e7a91c3d84b62a7e1f4093b6d28ce',
    row: /1.?024/,
    shut: elsewhere,
    preset: 'LiteLLM',
    letIn: (origin) => `LITELLM_CORS_ORIGINS=${origin}`,
    // It looks a key that is not the master's up in a database, and has none.
    wrongKey: { words: /No connected db/ },
    unknownModel: /Invalid model name/,
  },
  fastchat: {
    start: startFastChat,
    key: 'sk-right',
    row: /parrot-chat/,
    shut: elsewhere,
    preset: 'FastChat',
    letIn: (origin) => `--allowed-origins '["${origin}"]'`,
    // Its message is empty; the code stands in.
    wrongKey: { words: /invalid_api_key/ },
    unknownModel: /Only parrot-chat allowed/,
  },
  transformers: {
    start: startTransformers,
    idOf: modelFolder,
    shut: [],
    // No preset: nothing tells the doctor which program it is.
    letIn: (origin) => origin,
    unknownModel: /Server is pinned to/,
  },
};

/** Of the short journey. */
export const program = programs[chosen];
