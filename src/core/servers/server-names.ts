import type { ServerInfo, ServerKind } from './types';

const names: Record<ServerKind, string> = {
  'lm-studio': 'LM Studio',
  ollama: 'Ollama',
  'llama-cpp': 'llama.cpp',
  'llama-cpp-router': 'llama.cpp router',
  vllm: 'vLLM',
  localai: 'LocalAI',
  'text-generation-webui': 'text-generation-webui',
  tgi: 'TGI',
  fastchat: 'FastChat',
  aphrodite: 'Aphrodite',
  litellm: 'LiteLLM',
  transformers: 'transformers serve',
  openrouter: 'OpenRouter',
  together: 'Together',
  groq: 'Groq',
  mistral: 'Mistral',
  deepseek: 'DeepSeek',
  fireworks: 'Fireworks',
  openai: 'OpenAI',
  unknown: 'OpenAI-compatible',
};

/** The line of a provider's page: `Recognised: LM Studio 0.4 or newer`, or that it is none of those known. */
export function recognisedWords({ kind, version }: ServerInfo): string {
  if (kind === 'unknown') return `${names.unknown} server`;
  return ['Recognised:', names[kind], version].filter(Boolean).join(' ');
}

/** What people call a server program. */
export function serverName(kind: ServerKind): string {
  return names[kind];
}
