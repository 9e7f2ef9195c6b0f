import { createStore } from 'solid-js/store';
import type { CompactionRun } from '../core/chat/phase';
import type { CompactionTools } from './compaction';
import type { WantedCompaction } from './completion';
import type { AnswerTurn, OpenAnswerTools } from './open-answer';
import type { RateGate } from './rate-gate';
import type { RunningChats } from './running-chats';
import type { ModelRef } from '../core/models/types';

export type SummaryTools = OpenAnswerTools & Pick<CompactionTools, 'conversations'>;

export type ChatSummaries = ReturnType<typeof createChatSummaries>;

/** The summaries of older messages that are written, or could not be: the code for them comes late. */
export function createChatSummaries(
  tools: SummaryTools,
  gate: RateGate,
  { setPhase }: Pick<RunningChats, 'setPhase'>,
) {
  const [runs, setRuns] = createStore<Record<string, CompactionRun | undefined>>({});

  const toolsFor = (id: string): CompactionTools => ({
    ...tools,
    enter: (provider, signal) => gate.enter(provider, signal, () => {}),
    show(run) {
      setRuns(id, run);
      if (run) setPhase(id, { ...run, kind: 'compacting' });
    },
  });

  return {
    /** Tracked. */
    of: (id: string): CompactionRun | undefined => runs[id],
    dismiss: (id: string): void => setRuns(id, undefined),
    /** Where the request of a turn would overflow its window, older turns are summarised first. */
    async makeRoom(turn: AnswerTurn & { model: ModelRef }, signal: AbortSignal): Promise<void> {
      // Behind one turn there is nothing older.
      if (turn.history.length < 3 || !tools.settings.compaction) return;
      // What does not load does not keep the question from being asked.
      const late = await import('./compaction').catch(() => undefined);
      await late?.compactBefore(turn, toolsFor(turn.answer.conversationId), signal);
    },
    /** Because somebody wants it; see `compactChat`. */
    async compact(id: string, wanted: WantedCompaction, signal: AbortSignal): Promise<boolean> {
      const { compactChat } = await import('./compaction');
      return compactChat(id, wanted, toolsFor(id), signal);
    },
  };
}
