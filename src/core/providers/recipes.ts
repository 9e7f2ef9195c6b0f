/** One thing to do on the server, in words, and the line to type where there is one. */
export interface RecipeStep {
  text: string;
  command?: string;
}

type Recipe = (origin: string) => RecipeStep[];

/** vLLM 0.32 closed its list of origins (older ones had `*`); FastChat and Aphrodite share the flag. */
function allowedOrigins(start: string, byDefault: string): Recipe {
  return (origin) => [
    {
      text: `${byDefault} Start it with this page's address on the list.`,
      command: `${start} --allowed-origins '["${origin}"]'`,
    },
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
      text: 'Ollama allows pages on localhost only. Quit it and start it with this page’s address.',
      command: `OLLAMA_ORIGINS=${origin} ollama serve`,
    },
    {
      text: 'As the macOS app: set the address, then restart Ollama.',
      command: `launchctl setenv OLLAMA_ORIGINS ${origin}`,
    },
    {
      text: 'As a Linux service: run sudo systemctl edit ollama, add this, restart it.',
      command: `[Service]\nEnvironment="OLLAMA_ORIGINS=${origin}"`,
    },
    {
      text: 'On Windows: set the address for your account, then restart Ollama.',
      command: `setx OLLAMA_ORIGINS ${origin}`,
    },
    { text: 'To reach it from another device, set OLLAMA_HOST=0.0.0.0 too.' },
  ],
  llamaCpp: (origin) => [
    {
      text: 'llama.cpp allows every page, except with --tools, --agent or MCP servers: then only localhost. Add this page’s address to its command line.',
      command: `llama-server --cors-origins ${origin}`,
    },
    { text: 'To reach it from another device, add --host 0.0.0.0.' },
  ],
  vllm: (origin) => [
    ...allowedOrigins('vllm serve MODEL', 'vLLM allows no page by default.')(origin),
    { text: 'vLLM hides a refused key from pages. If the address is right, check the key.' },
  ],
  localAi: (origin) => [
    {
      text: 'LocalAI lets a page chat only when its address is on the list. Start it with both.',
      command: `LOCALAI_CORS=true LOCALAI_CORS_ALLOW_ORIGINS=${origin} local-ai run`,
    },
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
  ],
  // It echoes every origin once it is told to; there is no list.
  transformers: () => [
    {
      text: 'transformers serve allows no page by default. Start it with CORS on.',
      command: 'transformers serve MODEL --enable-cors',
    },
  ],
} satisfies Record<string, Recipe>;

/** What any server or proxy must answer so that a page of this origin can read it. */
export function otherRecipe(origin: string): RecipeStep[] {
  return [
    {
      text: 'The server must allow this page. Look for an option called CORS or allowed origins and add this address.',
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
  ];
}
