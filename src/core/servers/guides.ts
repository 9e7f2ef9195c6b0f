import { otherRecipe, recipes, type RecipeStep } from '../providers/recipes';
import { presets } from '../providers/presets';
import { guideFacts, type GuideFacts } from './guide-facts';
import { type GuideId, guideIdOf, guideIds } from './guide-id';
import { serverName } from './server-names';

/** What the help says of one server program. */
export interface Guide extends GuideFacts {
  id: GuideId;
  name: string;
  /** Where it serves unless it is told otherwise; the hosts' own for `other`. */
  addresses: readonly GuideAddress[];
  /** How to allow a page of this origin to read its answers. */
  allow: (origin: string) => RecipeStep[];
}

export interface GuideAddress {
  baseUrl: string;
  /** Whose it is, or when it holds, where there are several. */
  name?: string;
}

// protocol.md §1.11, §1.12.
const hosts: readonly GuideAddress[] = [
  { name: 'OpenRouter', baseUrl: 'https://openrouter.ai/api/v1' },
  { name: 'OpenAI', baseUrl: 'https://api.openai.com/v1' },
  { name: 'Groq', baseUrl: 'https://api.groq.com/openai/v1' },
  { name: 'Mistral', baseUrl: 'https://api.mistral.ai/v1' },
  { name: 'Together', baseUrl: 'https://api.together.ai/v1' },
  { name: 'DeepSeek', baseUrl: 'https://api.deepseek.com/v1' },
  { name: 'Fireworks', baseUrl: 'https://api.fireworks.ai/inference/v1' },
];

/** Every page of the help, in its order. */
export const guides: readonly Guide[] = guideIds.map((id) => ({
  ...guideFacts[id],
  id,
  name: id === 'other' ? 'Cloud or any other' : serverName(id),
  ...reach(id),
}));

/** The page of that id; undefined for an address that nobody wrote. */
export function findGuide(id: string): Guide | undefined {
  return guides.find((guide) => guide.id === id);
}

function reach(id: GuideId): Pick<Guide, 'addresses' | 'allow'> {
  if (id === 'other') return { addresses: hosts, allow: otherRecipe };
  // It is no preset: it lists no model, so that its default address alone makes no provider that works.
  if (id === 'transformers') {
    return { addresses: [{ baseUrl: 'http://localhost:8000/v1' }], allow: recipes.transformers };
  }
  const rows = presets.filter((preset) => guideIdOf({ preset: preset.id }) === id);
  const [first] = rows;
  return {
    addresses: rows.map(({ baseUrl }) => ({ baseUrl })),
    allow: first?.recipe ?? otherRecipe,
  };
}
