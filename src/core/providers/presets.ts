export type PresetId =
  | 'lm-studio' | 'ollama' | 'llama-cpp' | 'llama-cpp-9931' | 'vllm' | 'localai' | 'text-generation-webui'
  | 'tgi' | 'fastchat' | 'aphrodite' | 'litellm' | 'other';
