/** The server programs and hosts that discovery tells apart by what they answer; `unknown` is any other. */
export const serverKinds = [
  'lm-studio',
  'ollama',
  'llama-cpp',
  'llama-cpp-router',
  'vllm',
  'localai',
  'text-generation-webui',
  'tgi',
  'fastchat',
  'aphrodite',
  'litellm',
  'transformers',
  'openrouter',
  'together',
  'groq',
  'mistral',
  'deepseek',
  'fireworks',
  'openai',
  'unknown',
] as const;

export type ServerKind = (typeof serverKinds)[number];

/** What answered behind a base URL when it was last recognised. */
export interface ServerInfo {
  kind: ServerKind;
  /** As the server words it where it tells one, or as far as its endpoints show it. */
  version?: string;
  /** Epoch ms. */
  at: number;
}
