import type { ListedModel } from '../../protocol/openai/models';
import { hostKind } from '../providers/host-kind';
import type { PresetId } from '../providers/preset-id';
import { presetForUrl } from '../providers/presets';
import type { ServerKind } from './types';

/** What is known of a server before it is asked for more. */
export interface Evidence {
  baseUrl: string;
  preset?: PresetId | undefined;
  /** As its list told them. */
  models: readonly ListedModel[];
}

/** Which program the list shows for sure, and whose endpoints are worth asking, most likely first. */
export interface Suspicion {
  sure?: ServerKind;
  ask: ServerKind[];
}

/** `owned_by` of programs that nobody else writes (protocol.md §3). */
const owners = new Map<string, ServerKind>([
  ['llamacpp', 'llama-cpp'],
  ['vllm', 'vllm'],
  ['fastchat', 'fastchat'],
  ['pygmalionai', 'aphrodite'],
  ['organization_owner', 'lm-studio'],
  ['organization-owner', 'lm-studio'],
  ['library', 'ollama'],
]);

/** Whose port or preset says little, and whose endpoints are asked on the strength of it. */
const presetKinds: Partial<Record<PresetId, ServerKind>> = {
  'lm-studio': 'lm-studio',
  ollama: 'ollama',
  localai: 'localai',
  'text-generation-webui': 'text-generation-webui',
  tgi: 'tgi',
  litellm: 'litellm',
};

/** Every answer that is not the suspect's own is a 404 in the console: three are enough. */
const mostSuspects = 3;

/** What the list, the address and the preset suggest; never fails, and asks nothing itself. */
export function suspect(evidence: Evidence): Suspicion {
  const cloud = cloudOf(evidence);
  if (cloud) return { sure: cloud, ask: [] };
  const owned = ownerKind(evidence.models);
  if (owned) return { sure: owned, ask: [owned] };
  const suspects = [...byList(evidence), ...byAddress(evidence)];
  return { ask: [...new Set(suspects)].slice(0, mostSuspects) };
}

function ownerKind(models: readonly ListedModel[]): ServerKind | undefined {
  const found = models.map(({ ownedBy = '' }) => owners.get(ownedBy)).find(Boolean);
  // Only a router tells of each model whether it is in memory.
  const isRouter = found === 'llama-cpp' && models.some(({ loaded }) => loaded !== undefined);
  return isRouter ? 'llama-cpp-router' : found;
}

/** Owners that several programs write, or none at all. */
function byList({ baseUrl, models }: Evidence): ServerKind[] {
  const [first] = models;
  if (!first) return isNear(baseUrl) ? ['transformers'] : [];
  const { id, ownedBy } = first;
  if (ownedBy === undefined) return isNear(baseUrl) ? ['localai'] : [];
  if (ownedBy === 'openai') return ['litellm'];
  // These two serve one model at a time.
  if (models.length === 1 && ownedBy === 'user') return ['text-generation-webui'];
  if (models.length === 1 && ownedBy === id) return ['tgi'];
  return isNear(baseUrl) && id.startsWith(`${ownedBy}/`) ? ['transformers'] : [];
}

/** A preset is what the person says; a port is a habit, and tells something only of a machine nearby. */
function byAddress({ baseUrl, preset }: Evidence): ServerKind[] {
  return [preset, presetForUrl(baseUrl)].flatMap((id) => (id && presetKinds[id]) ?? []);
}

function isNear(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && hostKind(new URL(baseUrl).hostname) !== 'public';
}

/** A cloud is known by its host, and by a list that looks like its own (protocol.md §1.11, §1.12). */
const clouds: readonly {
  kind: ServerKind;
  host: RegExp;
  lists: (model: ListedModel) => boolean;
}[] = [
  { kind: 'openrouter', host: /^openrouter\.ai$/, lists: (m) => /\//.test(m.id) && hasWindow(m) },
  { kind: 'together', host: /^api\.together\.(?:ai|xyz)$/, lists: (m) => m.chat !== undefined },
  { kind: 'groq', host: /^api\.groq\.com$/, lists: hasWindow },
  { kind: 'mistral', host: /^api\.mistral\.ai$/, lists: (m) => m.chat !== undefined },
  { kind: 'deepseek', host: /^api\.deepseek\.com$/, lists: (m) => m.id.startsWith('deepseek') },
  {
    kind: 'fireworks',
    host: /^api\.fireworks\.ai$/,
    lists: (m) => m.id.startsWith('accounts/') || m.ownedBy === 'fireworks',
  },
  {
    kind: 'openai',
    host: /^api\.openai\.com$/,
    lists: ({ ownedBy = '' }) => /^(?:openai|system)/.test(ownedBy),
  },
];

function cloudOf({ baseUrl, models }: Evidence): ServerKind | undefined {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '';
  return clouds.find((cloud) => cloud.host.test(host) && models.some(cloud.lists))?.kind;
}

function hasWindow(model: ListedModel): boolean {
  return model.trainedContext !== undefined;
}
