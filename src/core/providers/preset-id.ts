/** The server programs whose usual address is known; stored with a provider. */
export const presetIds = [
  'lm-studio',
  'ollama',
  'llama-cpp',
  'llama-cpp-9931',
  'vllm',
  'localai',
  'text-generation-webui',
  'tgi',
  'fastchat',
  'aphrodite',
  'litellm',
  'other',
] as const;

export type PresetId = (typeof presetIds)[number];

/** The label of a provider that has neither a preset nor a name of its own. */
export const defaultLabel = 'OpenAI-Compatible';
