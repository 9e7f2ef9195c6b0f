import { createMemo, createSignal, untrack, type Accessor } from 'solid-js';
import type { ChatTools } from '../core/chat/types';
import type { Limit } from '../core/models/types';
import type { Provider } from '../core/providers/types';
import type { JsonObject } from '../lib/json';
import { isToolOn } from '../core/tools/is-tool-on';
import type { Tool, ToolDecision } from '../core/tools/types';
import { once } from '../lib/once';
import { createStateContext } from './context';
import type { SettingsState } from './settings';
import { modelOf } from './window-of';

/** A call of a message, by its place in it. */
export interface CallPlace {
  messageId: string;
  index: number;
}

/** What a call is at while its message has no result for it. */
export type CallState =
  { kind: 'asks'; tool: Tool; args: JsonObject } | { kind: 'runs'; since: number };

export interface ToolsState {
  /** All tools there are; those that come with Patchbay once `ready` has resolved. Tracked. */
  list: Accessor<readonly Tool[]>;
  /** Loads the tools that come with Patchbay. */
  ready(): Promise<void>;
  /**
   * Adds tools, for as long as the accessor names them; those of an earlier source win a name. A request of a chat waits
   * for `readyFor`, which must be bounded in time: tools of a server may have to be asked for.
   */
  offer(
    source: Accessor<readonly Tool[]>,
    readyFor?: (chat: ChatTools | undefined) => Promise<unknown>,
  ): void;
  /** Whether a chat uses a tool with a model of this window: by its own word, else by the tool's and the settings'. Tracked. */
  isOn(tool: Tool, chat: ChatTools | undefined, window: Limit | undefined): boolean;
  /**
   * The tools that a model is told of as things stand: none where it takes none, or has refused them, and in a small window
   * only those that the chat itself has switched on. Tracked.
   */
  told(model: ToldModel): readonly Tool[];
  /** What a call waits for; undefined when it has ended or nobody has begun it. Tracked. */
  call(place: CallPlace): CallState | undefined;
  /** Answers the question of a call; nothing when it is not asked any more. */
  decide(place: CallPlace, decision: ToolDecision): void;
}

/** Who is about to be asked. */
export interface ToldModel {
  /** What the chat says. */
  head: { tools?: ChatTools | undefined } | undefined;
  provider: Provider;
  modelId: string;
}

/** What those who ask models need beside. */
export interface ToolRunner extends Pick<ToolsState, 'told'> {
  /** The same, once all tools that the chat may use are there. */
  toldTo(model: ToldModel): Promise<readonly Tool[]>;
  readonly settings: SettingsState;
  /** Shows what a call is at, `undefined`: nothing any more; `answer` hears what a person decides. */
  show(
    place: CallPlace,
    state: CallState | undefined,
    answer?: (decision: ToolDecision) => void,
  ): void;
}

export const ToolsContext = createStateContext<ToolsState>('Tools');

export interface ToolsTools {
  settings: SettingsState;
  /** The tools that come with Patchbay. */
  load: () => Promise<readonly Tool[]>;
}

interface Source {
  tools: Accessor<readonly Tool[]>;
  readyFor: Parameters<ToolsState['offer']>[1];
}

interface Shown {
  state: CallState;
  answer: ((decision: ToolDecision) => void) | undefined;
}

/** The tools there are, what chats may use of them, and what their calls are at; owned. */
export function createTools({ settings, load }: ToolsTools): ToolsState & ToolRunner {
  const [builtin, setBuiltin] = createSignal<readonly Tool[]>([]);
  const [sources, setSources] = createSignal<readonly Source[]>([]);
  // Few at a time, and plain: a store would wrap the tools in them.
  const [calls, setCalls] = createSignal<ReadonlyMap<string, Shown>>(new Map());
  const shown = ({ messageId, index }: CallPlace) => calls().get(`${messageId} ${index}`);

  const list = createMemo(() => {
    const names = new Set<string>();
    const all = [...builtin(), ...sources().flatMap((source) => source.tools())];
    return all.filter(({ name }) => !names.has(name) && names.add(name));
  });
  const ready = once(async () => void setBuiltin(await load()));
  const isOn: ToolsState['isOn'] = (tool, chat, window) =>
    isToolOn(tool, chat, settings.values, window);

  function told({ head, provider, modelId }: ToldModel): readonly Tool[] {
    const isRefused = provider.learned?.some(
      ({ field, to, model }) => field === 'tools' && !to && (model ?? modelId) === modelId,
    );
    const model = modelOf(provider, modelId);
    if (isRefused || !model?.tools.value) return [];
    return list().filter((tool) => isOn(tool, head?.tools, model.contextWindow));
  }

  return {
    settings,
    list,
    ready,
    isOn,
    told,
    offer: (tools, readyFor) => void setSources((before) => [...before, { tools, readyFor }]),
    call: (place) => shown(place)?.state,
    show({ messageId, index }, state, answer) {
      const next = new Map(untrack(calls));
      if (state) next.set(`${messageId} ${index}`, { state, answer });
      else next.delete(`${messageId} ${index}`);
      setCalls(next);
    },
    decide: (place, decision) => untrack(() => shown(place))?.answer?.(decision),
    async toldTo(model) {
      // What does not load does not keep a question from being asked.
      const all = untrack(sources).map(({ readyFor }) => readyFor?.(model.head?.tools));
      await Promise.allSettled([ready(), ...all]);
      return untrack(() => told(model));
    },
  };
}
