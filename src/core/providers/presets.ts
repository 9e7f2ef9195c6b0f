import { hostKind } from './host-kind';
import { defaultLabel, type PresetId } from './preset-id';
import { knownServer, otherRecipe, recipes, type RecipeStep, type ServerHint } from './recipes';

/** A server program with the address that it serves on by default. */
export interface Preset {
  id: PresetId;
  /** Tells the rows of the menu apart. */
  name: string;
  /** What a provider made from it is called. */
  label: string;
  /** Empty for `other`. */
  baseUrl: string;
  /** How to allow a page of this origin to read the server's answers, first step first. */
  recipe: (origin: string) => RecipeStep[];
}

/** Every preset in the order of the menu; the ports are the programs' own defaults (protocol.md §1). */
export const presets: readonly Preset[] = [
  preset('lm-studio', 'LM Studio', 1234, recipes.lmStudio),
  preset('ollama', 'Ollama', 11434, recipes.ollama),
  preset('llama-cpp', 'llama.cpp', 8080, recipes.llamaCpp),
  // The default port moved from 8080 to 9931 in August 2026; both are in use.
  { ...preset('llama-cpp-9931', 'llama.cpp', 9931, recipes.llamaCpp), name: 'llama.cpp (9931)' },
  preset('vllm', 'vLLM', 8000, recipes.vllm),
  preset('localai', 'LocalAI', 8080, recipes.localAi),
  preset('text-generation-webui', 'text-generation-webui', 5000, recipes.textGenerationWebui),
  preset('tgi', 'TGI', 3000, recipes.tgi),
  preset('fastchat', 'FastChat', 8000, recipes.fastChat),
  preset('aphrodite', 'Aphrodite', 2242, recipes.aphrodite),
  preset('litellm', 'LiteLLM', 4000, recipes.liteLlm),
  { id: 'other', name: 'Other', label: defaultLabel, baseUrl: '', recipe: otherRecipe },
];

function preset(id: PresetId, label: string, port: number, recipe: Preset['recipe']): Preset {
  return { id, name: label, label, baseUrl: `http://localhost:${port}/v1`, recipe };
}

/** The label that a preset gives to a provider. */
export function presetLabel(id: PresetId): string {
  return presets.find((row) => row.id === id)?.label ?? defaultLabel;
}

/** How to allow a page of this origin: the program's steps, or those for any server. */
export function corsRecipe(hint: ServerHint | undefined, origin: string): RecipeStep[] {
  return (knownServer(hint)?.recipe ?? otherRecipe)(origin);
}

/** The first preset with the port of a loopback or private base URL: a guess, since programs share ports. */
export function presetForUrl(baseUrl: string): PresetId | undefined {
  if (!URL.canParse(baseUrl)) return undefined;
  const url = new URL(baseUrl);
  if (hostKind(url.hostname) === 'public') return undefined;
  return presets.find((row) => row.baseUrl !== '' && new URL(row.baseUrl).port === url.port)?.id;
}
