import type { ListedModel } from '../../protocol/openai/models';
import { checked } from '../checks/facts';
import type { ModelCheck } from '../checks/types';
import type { Provider } from '../providers/types';
import { capabilitiesFromName, limitsFromName } from './name-limits';
import { isChatId } from './non-chat';
import type {
  Capability,
  FileModel,
  LearnedWindow,
  Limit,
  LimitSource,
  Model,
  ModelOverride,
} from './types';

/** All that is known about one id, before it is decided whom to believe. */
interface Facts {
  id: string;
  listed: ListedModel | undefined;
  file: FileModel | undefined;
  added: boolean;
  override: ModelOverride;
  learned: LearnedWindow | undefined;
  check: ModelCheck | undefined;
}

/** Groq lists Whisper with a window of 448 tokens, and nothing else tells that it does not chat. */
const tooSmallToChat = 512;

/**
 * The models of a provider, every fact with its source: as the server listed them, then those added
 * by hand. Models of a file appear by themselves only until the server has listed any; after that
 * they lend their facts to the listed ones. Non-chat ids are marked, not removed. Never throws.
 */
export function toModels(
  provider: Pick<
    Provider,
    'listed' | 'fileModels' | 'addedModels' | 'overrides' | 'checks' | 'learnedWindows'
  >,
): Model[] {
  const listed = byId(provider.listed?.models ?? []);
  const file = byId(provider.fileModels);
  const added = new Set(provider.addedModels);
  // Read entry by entry: an id may be `constructor` or `__proto__`, and a store sees only what is read.
  const overrides = new Map(Object.entries(provider.overrides));
  const windows = new Map(Object.entries(provider.learnedWindows ?? {}));
  const checks = new Map(Object.entries(provider.checks ?? {}));
  const ids = new Set([...(listed.size > 0 ? listed : file).keys(), ...added]);
  return [...ids].map((id) =>
    toModel({
      id,
      listed: listed.get(id),
      file: file.get(id),
      added: added.has(id),
      override: overrides.get(id) ?? {},
      learned: windows.get(id),
      check: checks.get(id),
    }),
  );
}

function byId<T extends { id: string }>(entries: readonly T[]): Map<string, T> {
  const map = new Map<string, T>();
  for (const entry of entries) if (!map.has(entry.id)) map.set(entry.id, entry);
  return map;
}

function toModel(facts: Facts): Model {
  const { id, listed, file, override } = facts;
  const description = listed?.description ?? file?.description;
  const trained = trainedBeyondLoaded(listed);
  return {
    id,
    name: override.name || listed?.name || file?.name || id,
    ...(description !== undefined && { description }),
    origin: listed ? 'server' : facts.added ? 'user' : 'file',
    ...limits(facts),
    ...(trained !== undefined && { trainedContextWindow: trained }),
    ...capabilities(facts),
    ...(file?.reasoningEffort !== undefined && { reasoningEffort: file.reasoningEffort }),
    ...inMemory(listed),
  };
}

/** What the server tells of the copy that it runs. */
function inMemory(
  listed: ListedModel | undefined,
): Pick<Model, 'quantization' | 'parameterSize' | 'loaded'> {
  const { quantization, parameterSize, loaded } = listed ?? {};
  return {
    ...(quantization !== undefined && { quantization }),
    ...(parameterSize !== undefined && { parameterSize }),
    ...(loaded !== undefined && { loaded }),
  };
}

function limits({
  id,
  listed,
  file,
  override,
  learned,
}: Facts): Pick<Model, 'contextWindow' | 'maxOutputTokens'> {
  const named = limitsFromName(id);
  return {
    contextWindow: firstLimit(
      [
        [override.contextWindow, 'user'],
        [learned?.tokens, 'learned'],
        [listed?.runtimeContext, 'server-runtime'],
        [listed?.trainedContext, 'server-trained'],
        [file?.contextWindow, 'file'],
      ],
      named.contextWindow,
    ),
    maxOutputTokens: firstLimit(
      [
        [override.maxOutputTokens, 'user'],
        [listed?.maxOutput, 'server-trained'],
        [file?.maxOutputTokens, 'file'],
      ],
      named.maxOutputTokens,
    ),
  };
}

/** The user's facts, then a check's, the server's, the name's; tools are on until one of the first three says no. */
function capabilities(facts: Facts): Pick<Model, 'chat' | 'tools' | 'vision' | 'reasoning'> {
  const { listed, override, check } = facts;
  const chat = chats(facts);
  const named = chat ? capabilitiesFromName(facts.id) : {};
  return {
    chat,
    tools: firstCapability(
      [override.tools, checked(check, 'tools'), listed?.tools, named.tools],
      chat,
    ),
    vision: firstCapability(
      [override.vision, checked(check, 'images'), listed?.vision, named.vision],
      false,
    ),
    reasoning: firstCapability(
      [override.reasoning, checked(check, 'reasoning'), listed?.reasoning, named.reasoning],
      false,
    ),
  };
}

/** Who adds an id by hand wants to chat with it, whatever its name. */
function chats({ id, listed, added, override }: Facts): boolean {
  if (override.chat !== undefined) return override.chat;
  if (added) return true;
  if (listed?.chat !== undefined) return listed.chat;
  const window = listed?.runtimeContext === undefined ? listed?.trainedContext : undefined;
  return isChatId(id) && !(isTokens(window) && window <= tooSmallToChat);
}

function trainedBeyondLoaded(listed: ListedModel | undefined): number | undefined {
  const { runtimeContext, trainedContext } = listed ?? {};
  const both = isTokens(runtimeContext) && isTokens(trainedContext);
  return both && trainedContext > runtimeContext ? trainedContext : undefined;
}

function firstLimit(facts: [number | undefined, LimitSource][], named: Limit): Limit {
  for (const [tokens, source] of facts) if (isTokens(tokens)) return { tokens, source };
  return named;
}

const capabilitySources = ['user', 'checked', 'server', 'name'] as const;

/** `said`: by each of the sources in their order. */
function firstCapability(said: (boolean | undefined)[], otherwise: boolean): Capability {
  const at = said.findIndex((value) => value !== undefined);
  const source = capabilitySources[at];
  return source ? { value: said[at] === true, source } : { value: otherwise, source: 'default' };
}

/** Servers send 0 and -1 for "no limit"; that is no fact to show. */
function isTokens(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value > 0;
}
