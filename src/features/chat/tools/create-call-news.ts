import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js';
import type { Message } from '../../../core/chat/types';
import type { Clock } from '../../../core/ports';
import type { ToolsState } from '../../../state/tools';
import { callNews, callPhase } from './call-words';

/** Long enough to be noticed; after that the words would only be found twice by who browses the page. */
const SHOWN_MS = 500;

/** What a screen reader should say of the calls of a turn: that one asks, or has ended. Nothing of what was there before; owned. */
export function createCallNews(
  turn: Accessor<readonly Message[]>,
  tools: Pick<ToolsState, 'call'>,
  clock: Clock,
): Accessor<string> {
  const [words, setWords] = createSignal('');
  let cancel: (() => void) | undefined;

  createEffect((known: ReadonlyMap<string, string> | undefined) => {
    const all = new Map(turn().flatMap((message) => newsOf(message, tools)));
    const fresh = [...all].filter(([key, news]) => known && known.get(key) !== news);
    if (fresh.length > 0) {
      cancel?.();
      setWords(fresh.map(([, news]) => news).join(' '));
      cancel = clock.after(SHOWN_MS, () => setWords(''));
    }
    return all;
  }, undefined);
  onCleanup(() => cancel?.());
  return words;
}

function newsOf(message: Message, tools: Pick<ToolsState, 'call'>): [string, string][] {
  return message.toolCalls.flatMap((call, index) => {
    const state = tools.call({ messageId: message.id, index });
    const facts = { call, status: message.status, state, isTurnRunning: true };
    const news = callNews(call.name || 'a tool', callPhase(facts));
    return news === undefined ? [] : [[`${message.id} ${index}`, news] as [string, string]];
  });
}
