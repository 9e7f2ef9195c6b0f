import { appendEvent } from '../protocol/openai/append-event';
import type { AnswerEvent } from '../protocol/openai/events';

/** Events that wait to be applied; deltas that go on with each other are one. */
export class EventQueue {
  #events: AnswerEvent[] = [];
  #size = 0;

  /** Characters that wait; an event that is not joined to others costs something by itself. */
  get size(): number {
    return this.#size;
  }

  push(event: AnswerEvent): void {
    const last = this.#events.at(-1);
    const before = this.#events.length;
    appendEvent(this.#events, event);
    const isJoined = this.#events.length === before;
    if (isJoined && last) this.#size -= sizeOf(last);
    this.#size += sizeOf(this.#events.at(-1) ?? event);
  }

  /** Takes the first events, of so many characters at least where there are as many; a text is cut there. */
  take(most: number): AnswerEvent[] {
    let left = most;
    const whole = this.#events.findIndex((event) => (left -= sizeOf(event)) <= 0);
    if (whole < 0) return this.#remove(this.#events.length);
    const last = this.#events[whole];
    if (!last || !('text' in last) || left === 0) return this.#remove(whole + 1);
    const end = last.text.length + left;
    this.#events.splice(
      whole,
      1,
      { ...last, text: last.text.slice(0, end) },
      { ...last, text: last.text.slice(end) },
    );
    return this.#remove(whole + 1);
  }

  #remove(count: number): AnswerEvent[] {
    const taken = this.#events.splice(0, count);
    for (const event of taken) this.#size -= sizeOf(event);
    return taken;
  }
}

function sizeOf(event: AnswerEvent): number {
  if ('text' in event) return event.text.length;
  const {
    id = '',
    name = '',
    arguments: json = '',
  } = event.type === 'tool-call-delta' ? event : {};
  return 1 + id.length + name.length + json.length;
}
