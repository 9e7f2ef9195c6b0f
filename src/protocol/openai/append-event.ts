import type { CompletionEvent } from './events';

/**
 * Adds an event to a list. A delta that only goes on with the last one's text or arguments is joined to it, so that
 * a list grows with what was said and not with the number of tokens; no event is changed.
 */
export function appendEvent<E extends CompletionEvent>(
  events: (E | CompletionEvent)[],
  event: E,
): void {
  const last = events.at(-1);
  const joined = last && join(last, event);
  if (joined) events[events.length - 1] = joined;
  else events.push(event);
}

function join(last: CompletionEvent, next: CompletionEvent): CompletionEvent | undefined {
  switch (next.type) {
    case 'text-delta':
    case 'reasoning-delta':
      return last.type === next.type ? { type: next.type, text: last.text + next.text } : undefined;
    case 'tool-call-delta': {
      if (last.type !== next.type || last.index !== next.index) return undefined;
      // An id or a name is news of its own.
      if (next.id !== undefined || next.name !== undefined) return undefined;
      return { ...last, arguments: (last.arguments ?? '') + (next.arguments ?? '') };
    }
    default:
      return undefined;
  }
}
