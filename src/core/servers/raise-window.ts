import type { RecipeStep } from '../providers/recipes';
import type { GuideId } from './guide-id';

/** What the commands are made for. */
export interface WantedWindow {
  /** Tokens. */
  tokens: number;
  modelId: string;
}

/** How to give a model more room on each server program; sources as in `guide-facts.ts`, whose pages say more. */
const steps: Record<GuideId, (wanted: WantedWindow) => RecipeStep[]> = {
  'lm-studio': () => [
    { text: 'Choose a larger context length when you load the model in LM Studio.' },
  ],
  ollama: ({ tokens }) => [
    {
      text: 'Start Ollama with more, for all models:',
      command: `OLLAMA_CONTEXT_LENGTH=${tokens} ollama serve`,
    },
    { text: 'Or for one model, in its Modelfile:', command: `PARAMETER num_ctx ${tokens}` },
  ],
  'llama-cpp': ({ tokens }) => [
    {
      text: 'Start the server with more:',
      command: `llama-server -m MODEL.gguf --ctx-size ${tokens}`,
    },
  ],
  vllm: ({ tokens, modelId }) => [
    {
      text: 'Start the server with more:',
      command: `vllm serve ${modelId} --max-model-len ${tokens}`,
    },
  ],
  localai: ({ tokens }) => [
    { text: 'In the model’s YAML file:', command: `context_size: ${tokens}` },
  ],
  'text-generation-webui': () => [{ text: 'Load the model with a larger context (ctx-size).' }],
  tgi: ({ tokens, modelId }) => [
    {
      text: 'Start the server with more:',
      command: `text-generation-launcher --model-id ${modelId} --max-total-tokens ${tokens}`,
    },
  ],
  fastchat: () => [],
  aphrodite: ({ tokens, modelId }) => [
    {
      text: 'Start the server with more:',
      command: `aphrodite run ${modelId} --max-model-len ${tokens}`,
    },
  ],
  litellm: () => [{ text: 'Raise it on the server behind LiteLLM.' }],
  transformers: () => [],
  other: () => [],
};

/** The steps that give a model so much room on this server; empty where nobody but the host can. */
export function raiseWindow(guide: GuideId | undefined, wanted: WantedWindow): RecipeStep[] {
  return guide ? steps[guide](wanted) : [];
}

/** A window for so many tokens of prompt, with room for more turns: a power of two, no more than the model was trained for. */
export function wantedWindow(promptTokens: number, trained: number | undefined): number {
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(promptTokens, 1) * 1.25));
  return trained === undefined ? wanted : Math.min(wanted, trained);
}
