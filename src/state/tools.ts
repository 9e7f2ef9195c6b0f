import type { Accessor } from 'solid-js';
import type { ChatTools } from '../core/chat/types';
import type { JsonObject } from '../lib/json';
import type { Tool, ToolDecision } from '../core/tools/types';
import { createStateContext } from './context';

/** A call of a message, by its place in it. */
export interface CallPlace {
  messageId: string;
  index: number;
}

/** What a call is at while its message has no result for it. */
export type CallState =
  { kind: 'asks'; tool: Tool; args: JsonObject } | { kind: 'runs'; since: number };

export interface ToolsState {
  /** All tools there are; tracked. */
  list: Accessor<readonly Tool[]>;
  /** Adds tools, for as long as the accessor names them; those of an earlier source win a name. */
  offer(source: Accessor<readonly Tool[]>): void;
  /** Whether a chat uses a tool: by its own word, else by the tool's and the settings'. Tracked. */
  isOn(tool: Tool, chat: ChatTools | undefined): boolean;
  /** What a call waits for; undefined when it has ended or nobody has begun it. Tracked. */
  call(place: CallPlace): CallState | undefined;
  /** Answers the question of a call; nothing when it is not asked any more. */
  decide(place: CallPlace, decision: ToolDecision): void;
}

export const ToolsContext = createStateContext<ToolsState>('Tools');
