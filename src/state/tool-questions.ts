import { unwrap } from 'solid-js/store';
import { allows, approvalOf, decided, decidedHere, decisionFor } from '../core/tools/approval';
import type { Tool, ToolDecision } from '../core/tools/types';
import type { JsonObject } from '../lib/json';
import { createTurns } from '../lib/in-turn';
import type { ConversationsState } from './conversations';
import type { CallPlace, ToolRunner } from './tools';

/** A call that may need a person's word. */
export interface Question {
  place: CallPlace;
  tool: Tool;
  args: JsonObject;
  conversationId: string;
  signal: AbortSignal;
}

export interface QuestionTools {
  tools: ToolRunner;
  conversations: ConversationsState;
  /** A decision was not stored. */
  onStorageError: (error: unknown) => void;
}

interface Asked extends Question {
  answer: (decision: ToolDecision) => void;
}

/** The questions that wait, by who shows them. */
const waiting = new WeakMap<ToolRunner, Set<Asked>>();
// Two decisions at once must both be kept.
const inTurn = createTurns();

/** What was decided before about calls of a tool in a chat. */
export function approval(
  { tool, conversationId }: Pick<Question, 'tool' | 'conversationId'>,
  { tools, conversations }: Pick<QuestionTools, 'tools' | 'conversations'>,
): 'run' | 'ask' | 'refuse' {
  return approvalOf(tool, conversations.get(conversationId)?.tools, tools.settings.values);
}

/**
 * Asks a person whether a call may run. What they decide for longer is stored, and answers the other questions about
 * this tool too. Rejects when the call is stopped.
 */
export async function askPerson(question: Question, tools: QuestionTools): Promise<boolean> {
  const { place, tool, args, signal } = question;
  const all = waiting.get(tools.tools) ?? new Set();
  waiting.set(tools.tools, all);
  let asked: Asked | undefined;
  let stop = (): void => {};
  try {
    return await new Promise<boolean>((resolve, reject) => {
      stop = () => reject(signal.reason as Error);
      signal.addEventListener('abort', stop, { once: true });
      asked = { ...question, answer: (decision) => resolve(allows(decision)) };
      all.add(asked);
      tools.tools.show(place, { kind: 'asks', tool, args }, (given) => {
        const decision = decisionFor(tool, given);
        inTurn(() => store(question, decision, tools)).catch(tools.onStorageError);
        const others = [...all].filter((other) => isAnswered(question, decision, other));
        resolve(allows(decision));
        for (const other of others) other.answer(decision);
      });
    });
  } finally {
    signal.removeEventListener('abort', stop);
    if (asked) all.delete(asked);
  }
}

function isAnswered(question: Question, decision: ToolDecision, other: Question): boolean {
  const isForAll = decision === 'always' || decision === 'never';
  const isForChat = decision === 'always-here' || decision === 'never-here';
  return (
    other.tool.id === question.tool.id &&
    (isForAll || (isForChat && other.conversationId === question.conversationId))
  );
}

async function store(
  { tool, conversationId }: Question,
  decision: ToolDecision,
  { conversations, tools: { settings } }: QuestionTools,
): Promise<void> {
  if (decision === 'always-here' || decision === 'never-here') {
    const before = unwrap(conversations.get(conversationId))?.tools;
    const tools = decidedHere(before, tool.id, decision);
    await conversations.change(conversationId, { tools });
  } else if (decision === 'always' || decision === 'never') {
    const { toolsAlways, toolsNever } = decided(settings.values, tool.id, decision);
    await settings.set('toolsAlways', toolsAlways);
    await settings.set('toolsNever', toolsNever);
  }
}
