import type { ServerKind } from '../servers/types';
import { isFromFile, nameOfOrigin } from './page-origin';
import type { PresetId } from './preset-id';

/** One thing to do on the server, in words, and the line to type where there is one. */
export interface RecipeStep {
  text: string;
  command?: string;
  /** For this system only; a step without one is for all. */
  os?: 'macos' | 'windows' | 'linux';
}

type Recipe = (origin: string) => RecipeStep[];

/** What it means to let “null” in, behind each line that does. */
export function ifFromFile(origin: string): RecipeStep[] {
  if (!isFromFile(origin)) return [];
  return [
    {
      text: 'That lets in every page opened from a file, and any website, by a sandboxed frame. Patchbay at an address, such as http://localhost:7282, can be let in alone.',
    },
  ];
}

/** vLLM 0.32 closed its list of origins (older ones had `*`); FastChat and Aphrodite share the flag. */
function allowedOrigins(start: string, byDefault: string): Recipe {
  return (origin) => [
    {
      text: `${byDefault} Start it with ${nameOfOrigin(origin)} on the list.`,
      command: `${start} --allowed-origins '["${origin}"]'`,
    },
    ...ifFromFile(origin),
  ];
}

/** How each program allows a page of another origin (protocol.md §7.3, servers.md, CORS). */
export const recipes = {
  lmStudio: () => [
    {
      text: 'LM Studio allows no page until it is told to. Developer tab → Server Settings → Enable CORS. From a terminal:',
      command: 'lms server start --cors',
    },
    { text: 'To reach it from another device, turn on Serve on Local Network too.' },
  ],
  ollama: (origin) => [
    {
      text: isFromFile(origin)
        ? 'Ollama allows pages on localhost, but none from a file: it does not start with “null” on its list. Open Patchbay at http://localhost:7282, or quit Ollama and start it for every page.'
        : 'Ollama allows pages on localhost only. Quit it and start it with this page’s address.',
      command: `OLLAMA_ORIGINS=${forShell(origin)} ollama serve`,
    },
    {
      os: 'macos',
      text: 'As the macOS app: set this, then restart Ollama.',
      command: `launchctl setenv OLLAMA_ORIGINS ${forShell(origin)}`,
    },
    {
      os: 'linux',
      text: 'As a Linux service: run sudo systemctl edit ollama, add this, restart it.',
      command: `[Service]\nEnvironment="OLLAMA_ORIGINS=${forOllama(origin)}"`,
    },
    {
      os: 'windows',
      text: 'On Windows: set this for your account, then restart Ollama.',
      command: `setx OLLAMA_ORIGINS ${forOllama(origin)}`,
    },
    ...ifFromFile(origin),
    { text: 'To reach it from another device, set OLLAMA_HOST=0.0.0.0 too.' },
  ],
  llamaCpp: (origin) => [
    isFromFile(origin)
      ? {
          text: 'llama.cpp allows every page, from a file too, except with --tools, --agent or MCP servers: then only localhost. Open Patchbay at http://localhost:7282, or start it without them.',
        }
      : {
          text: 'llama.cpp allows every page, except with --tools, --agent or MCP servers: then only localhost. Add this page’s address to its command line.',
          command: `llama-server --cors-origins ${origin}`,
        },
    { text: 'To reach it from another device, add --host 0.0.0.0.' },
  ],
  vllm: (origin) => [
    ...allowedOrigins(
      'vllm serve MODEL',
      'vLLM allows no page by default since 0.32; older ones allow every page.',
    )(origin),
    { text: 'vLLM hides a refused key from pages. If the address is right, check the key.' },
  ],
  localAi: (origin) => [
    isFromFile(origin)
      ? {
          text: 'LocalAI lets a page chat only when its address is on the list, and “null” is no address. Start it without that guard.',
          command: 'LOCALAI_DISABLE_CSRF=true local-ai run',
        }
      : {
          text: 'LocalAI lets a page chat only when its address is on the list. Start it with both.',
          command: `LOCALAI_CORS=true LOCALAI_CORS_ALLOW_ORIGINS=${origin} local-ai run`,
        },
    ...ifFromFile(origin),
    {
      text: 'With LOCALAI_API_KEY set, LocalAI refuses the browser’s preflight. Take the key out, or put a proxy in front that answers OPTIONS.',
    },
  ],
  textGenerationWebui: () => [
    {
      text: 'text-generation-webui allows every page, but under another name than localhost only with --listen.',
      command: 'python server.py --api --listen',
    },
  ],
  tgi: (origin) => [
    {
      text: 'TGI allows every page, unless it was started with a list. Then add this page to it.',
      command: `text-generation-launcher --cors-allow-origin ${origin}`,
    },
    ...ifFromFile(origin),
    {
      text: 'With --api-key, TGI cannot be reached from any page: it does not allow the Authorization header. Take the key out, or put a proxy in front.',
    },
  ],
  fastChat: allowedOrigins(
    'python -m fastchat.serve.openai_api_server',
    'FastChat allows every page, unless it was started with a list.',
  ),
  aphrodite: (origin) => [
    ...allowedOrigins(
      'aphrodite run MODEL',
      'Aphrodite allows every page, unless it was started with a list.',
    )(origin),
    { text: 'Aphrodite hides a refused key from pages. If the address is right, check the key.' },
  ],
  liteLlm: (origin) => [
    {
      text: 'LiteLLM allows every page, unless it was started with a list. Then add this page to it.',
      command: `LITELLM_CORS_ORIGINS=${origin} litellm --config config.yaml`,
    },
    ...ifFromFile(origin),
  ],
  // It echoes every origin once it is told to; there is no list.
  transformers: () => [
    {
      text: 'transformers serve allows no page by default. Start it with CORS on.',
      command: 'transformers serve MODEL --enable-cors',
    },
  ],
} satisfies Record<string, Recipe>;

/** With “null” on its list Ollama ends with `bad origin: origins must contain '*' or include http://…` (gin-contrib/cors). */
function forOllama(origin: string): string {
  return isFromFile(origin) ? '*' : origin;
}

/** A shell would put file names in place of a bare `*`. */
function forShell(origin: string): string {
  return isFromFile(origin) ? `'${forOllama(origin)}'` : origin;
}

/** What any server or proxy must answer so that a page of this origin can read it. */
export function otherRecipe(origin: string): RecipeStep[] {
  return [
    {
      text: `The server must allow this page. Look for an option called CORS or allowed origins and add ${nameOfOrigin(origin)}.`,
      command: origin,
    },
    {
      text: 'Behind a proxy, answer OPTIONS with 204 and send these headers with every answer, errors too.',
      command: [
        `Access-Control-Allow-Origin: ${origin}`,
        'Access-Control-Allow-Headers: Authorization, Content-Type',
        'Access-Control-Allow-Methods: GET, POST, OPTIONS',
      ].join('\n'),
    },
    ...ifFromFile(origin),
  ];
}

/** Which program is meant: recognised by its answers, chosen from the presets, or guessed by its port. */
export type ServerHint = PresetId | ServerKind;

interface Known {
  name: string;
  recipe: Recipe;
  /** How to start it, and where it listens. */
  start: string;
  /** How to make it listen beyond its own computer. */
  share?: string;
}

const llamaCpp: Known = {
  name: 'llama.cpp',
  recipe: recipes.llamaCpp,
  start: 'Start llama-server. It listens on port 8080, newer ones on 9931.',
  share: 'llama-server --host 0.0.0.0',
};

const known: Partial<Record<ServerHint, Known>> = {
  'lm-studio': {
    name: 'LM Studio',
    recipe: recipes.lmStudio,
    start: 'Is LM Studio’s server started? Developer tab → Start server. Its usual port is 1234.',
    share: 'Developer tab → Server Settings → Serve on Local Network',
  },
  ollama: {
    name: 'Ollama',
    recipe: recipes.ollama,
    start: 'Start the Ollama app, or run ollama serve. Its usual port is 11434.',
    share: 'OLLAMA_HOST=0.0.0.0 ollama serve',
  },
  'llama-cpp': llamaCpp,
  'llama-cpp-9931': llamaCpp,
  'llama-cpp-router': llamaCpp,
  vllm: {
    name: 'vLLM',
    recipe: recipes.vllm,
    start: 'Start it with vllm serve. It needs a while to load; its usual port is 8000.',
    share: 'vllm serve MODEL --host 0.0.0.0',
  },
  localai: {
    name: 'LocalAI',
    recipe: recipes.localAi,
    start: 'Start it with local-ai run. Its usual port is 8080.',
  },
  'text-generation-webui': {
    name: 'text-generation-webui',
    recipe: recipes.textGenerationWebui,
    start:
      'Start it with --api. Its API listens on port 5000; when that is taken, on another one that it prints.',
    share: 'python server.py --api --listen',
  },
  tgi: { name: 'TGI', recipe: recipes.tgi, start: 'Start TGI. Its usual port is 3000.' },
  fastchat: {
    name: 'FastChat',
    recipe: recipes.fastChat,
    start: 'Start its controller, a worker and openai_api_server. Its usual port is 8000.',
    share: 'python -m fastchat.serve.openai_api_server --host 0.0.0.0',
  },
  aphrodite: {
    name: 'Aphrodite',
    recipe: recipes.aphrodite,
    start: 'Start it with aphrodite run. Its usual port is 2242.',
  },
  litellm: {
    name: 'LiteLLM',
    recipe: recipes.liteLlm,
    start: 'Start it with litellm. Its usual port is 4000.',
  },
  transformers: {
    name: 'transformers serve',
    recipe: recipes.transformers,
    start: 'Start it with transformers serve.',
  },
};

/** What is known of a program for the doctor's advice; undefined for hosts on the internet and unknown ones. */
export function knownServer(hint: ServerHint | undefined): Known | undefined {
  return hint && known[hint];
}
