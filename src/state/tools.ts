import { createMemo, createSignal, untrack, type Accessor } from 'solid-js';
import { unwrap } from 'solid-js/store';
import type { ChatTools, Conversation } from '../core/chat/types';
import type { Provider } from '../core/providers/types';
import type { JsonObject } from '../lib/json';
import {
  allows,
  approvalOf,
  decided,
  decidedHere,
  decisionFor,
  isToolOn,
} from '../core/tools/approval';
import type { Tool, ToolDecision } from '../core/tools/types';
import { createTurns } from '../lib/in-turn';
import { once } from '../lib/once';
import { createStateContext } from './context';
import type { ConversationsState } from './conversations';
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
  /** Whether a chat uses a tool: by its own word, else by the tool's and the settings'. Tracked. */
  isOn(tool: Tool, chat: ChatTools | undefined): boolean;
  /** The tools that a model is told of as things stand; none where it takes none, or has refused them. Tracked. */
  told(model: ToldModel): readonly Tool[];
  /** What a call waits for; undefined when it has ended or nobody has begun it. Tracked. */
  call(place: CallPlace): CallState | undefined;
  /** Answers the question of a call; nothing when it is not asked any more. */
  decide(place: CallPlace, decision: ToolDecision): void;
}

/** Who is about to be asked. */
export interface ToldModel {
  head: Conversation | undefined;
  provider: Provider;
  modelId: string;
}

/** What those who ask models need beside. */
export interface ToolRunner extends Pick<ToolsState, 'told'> {
  /** The same, once all tools that the chat may use are there. */
  toldTo(model: ToldModel): Promise<readonly Tool[]>;
  /** Whether a call of a chat may run, by what was decided before. */
  approval(tool: Tool, conversationId: string): 'run' | 'ask' | 'refuse';
  /** Shows what a call is at; `undefined`: nothing any more. */
  show(place: CallPlace, state: CallState | undefined): void;
  /** Asks a person, and answers whether they allow it. What they decide for longer is stored. */
  ask(place: CallPlace, question: Question): Promise<boolean>;
}

interface Question {
  tool: Tool;
  args: JsonObject;
  conversationId: string;
  signal: AbortSignal;
}

export const ToolsContext = createStateContext<ToolsState>('Tools');

export interface ToolsTools {
  settings: SettingsState;
  conversations: ConversationsState;
  /** The tools that come with Patchbay. */
  load: () => Promise<readonly Tool[]>;
  /** A decision was not stored. */
  onStorageError: (error: unknown) => void;
}

type Source = { tools: Accessor<readonly Tool[]>; readyFor?: Parameters<ToolsState['offer']>[1] };

/** The tools there are, what chats may use of them, and the questions that wait for a person; owned. */
export function createTools(tools: ToolsTools): ToolsState & ToolRunner {
  const { settings, conversations } = tools;
  const [builtin, setBuiltin] = createSignal<readonly Tool[]>([]);
  const [sources, setSources] = createSignal<readonly Source[]>([]);
  // Few at a time, and plain: a store would wrap the tools in them.
  const [calls, setCalls] = createSignal<ReadonlyMap<string, CallState>>(new Map());
  const questions = new Map<string, Question & { answer: (decision: ToolDecision) => void }>();
  // Two decisions at once must both be kept.
  const inTurn = createTurns();
  const keyOf = ({ messageId, index }: CallPlace) => `${messageId} ${index}`;
  const chatOf = (id: string) => unwrap(conversations.get(id))?.tools;

  const list = createMemo(() => {
    const names = new Set<string>();
    const all = [...builtin(), ...sources().flatMap((source) => source.tools())];
    return all.filter(({ name }) => !names.has(name) && names.add(name));
  });
  const ready = once(async () => void setBuiltin(await tools.load()));
  const isOn: ToolsState['isOn'] = (tool, chat) => isToolOn(tool, chat, settings.values);

  function told({ head, provider, modelId }: ToldModel): readonly Tool[] {
    const isRefused = provider.learned?.some(
      ({ field, to, model }) => field === 'tools' && !to && (model ?? modelId) === modelId,
    );
    if (isRefused || !modelOf(provider, modelId)?.tools.value) return [];
    return list().filter((tool) => isOn(tool, head?.tools));
  }

  function show(place: CallPlace, state: CallState | undefined): void {
    const next = new Map(untrack(calls));
    if (state) next.set(keyOf(place), state);
    else next.delete(keyOf(place));
    setCalls(next);
  }

  async function store(tool: Tool, id: string, decision: ToolDecision): Promise<void> {
    if (decision === 'always-here' || decision === 'never-here') {
      await conversations.change(id, { tools: decidedHere(chatOf(id), tool.id, decision) });
    } else if (decision === 'always' || decision === 'never') {
      const { toolsAlways, toolsNever } = decided(settings.values, tool.id, decision);
      await settings.set('toolsAlways', toolsAlways);
      await settings.set('toolsNever', toolsNever);
    }
  }

  /** What is decided for longer answers the other questions about this tool too. */
  function alsoAnswered(
    { tool, conversationId }: Question,
    decision: ToolDecision,
  ): (other: Question) => boolean {
    const isForAll = decision === 'always' || decision === 'never';
    const isForChat = decision === 'always-here' || decision === 'never-here';
    return (other) =>
      other.tool.id === tool.id &&
      (isForAll || (isForChat && other.conversationId === conversationId));
  }

  return {
    list,
    ready,
    isOn,
    told,
    offer: (source, readyFor) =>
      void setSources((before) => [...before, { tools: source, ...(readyFor && { readyFor }) }]),
    call: (place) => calls().get(keyOf(place)),
    show,
    decide(place, given) {
      const question = questions.get(keyOf(place));
      if (!question) return;
      const decision = decisionFor(question.tool, given);
      inTurn(() => store(question.tool, question.conversationId, decision)).catch(
        tools.onStorageError,
      );
      const isAnswered = alsoAnswered(question, decision);
      question.answer(decision);
      for (const other of [...questions.values()]) if (isAnswered(other)) other.answer(decision);
    },
    async toldTo(model) {
      // What does not load does not keep a question from being asked.
      const all = untrack(sources).map(({ readyFor }) => readyFor?.(model.head?.tools));
      await Promise.allSettled([ready(), ...all]);
      return untrack(() => told(model));
    },
    approval: (tool, id) => approvalOf(tool, chatOf(id), settings.values),
    ask(place, question) {
      const key = keyOf(place);
      const { tool, args, signal } = question;
      show(place, { kind: 'asks', tool, args });
      return new Promise<boolean>((resolve, reject) => {
        const stop = () => {
          questions.delete(key);
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', stop, { once: true });
        const answer = (decision: ToolDecision) => {
          questions.delete(key);
          signal.removeEventListener('abort', stop);
          resolve(allows(decision));
        };
        questions.set(key, { ...question, answer });
      });
    },
  };
}
