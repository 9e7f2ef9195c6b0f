import { ArgumentsText } from './arguments-text';
import type { ToolCallDelta } from './chunk';
import type { CompletionEvent } from './events';

interface Call {
  index: number;
  id?: string;
  name?: string;
  arguments: ArgumentsText;
}

/**
 * Gives every tool call of one completion an index of its own, in order of appearance, from deltas in
 * every broken form seen: index missing or always 0, id missing or on every piece, name repeated,
 * arguments whole, in pieces, or sent twice. Emits id and name once each.
 */
export class ToolCalls {
  readonly #calls: Call[] = [];
  /** By the wire's index, or the position in its list where it has none. */
  readonly #byKey = new Map<number, Call>();
  /** Of several with one id, the last. */
  readonly #byId = new Map<string, Call>();

  get count(): number {
    return this.#calls.length;
  }

  read(deltas: readonly ToolCallDelta[]): CompletionEvent[] {
    return deltas.flatMap((delta, position) => {
      if (!delta.id && !delta.name && !delta.arguments) return [];
      const call = this.#callOf(delta, delta.index ?? position);
      const news = learn(call, delta);
      if (news?.id !== undefined) this.#noteId(news.id, call);
      return news ? [{ type: 'tool-call-delta' as const, index: call.index, ...news }] : [];
    });
  }

  #callOf(delta: ToolCallDelta, key: number): Call {
    const keyed = this.#byKey.get(key);
    // An index of 0 or none says less than the id of another call.
    const trusted = delta.index || (keyed && isSame(keyed, delta));
    const named = trusted || delta.id === undefined ? undefined : this.#byId.get(delta.id);
    const known = named ?? keyed;
    return known && !startsAnother(known, delta) ? known : this.#start(key);
  }

  #noteId(id: string, call: Call): void {
    const other = this.#byId.get(id);
    if (!other || other.index < call.index) this.#byId.set(id, call);
  }

  #start(key: number): Call {
    const call: Call = { index: this.#calls.length, arguments: new ArgumentsText() };
    this.#calls.push(call);
    this.#byKey.set(key, call);
    return call;
  }
}

function isSame(call: Call, delta: ToolCallDelta): boolean {
  return delta.id !== undefined && call.id === delta.id;
}

/** Whether a delta that points to a known call is a call of its own. */
function startsAnother(known: Call, delta: ToolCallDelta): boolean {
  // A piece with a strange id but no name is still a piece.
  if (delta.name === undefined) return false;
  if (isSame(known, delta)) return addsToComplete(known, delta.arguments);
  if (delta.id !== undefined && known.id !== undefined) return true;
  if (known.name === undefined) return false;
  return delta.name !== known.name || addsToComplete(known, delta.arguments);
}

/** More arguments after a whole object are those of another call, unless they only repeat it. */
function addsToComplete(known: Call, more = ''): boolean {
  return more.trim() !== '' && more !== known.arguments.text && known.arguments.isWhole;
}

/** Takes what the delta adds into the call; undefined if that is nothing. */
function learn(call: Call, delta: ToolCallDelta): Partial<ToolCallDelta> | undefined {
  const news: Partial<ToolCallDelta> = {};
  if (delta.id !== undefined && call.id === undefined) news.id = call.id = delta.id;
  if (delta.name !== undefined && call.name === undefined) news.name = call.name = delta.name;
  if (delta.arguments !== undefined && !repeatsAll(call, delta.arguments)) {
    news.arguments = delta.arguments;
    call.arguments.add(delta.arguments);
  }
  return Object.keys(news).length > 0 ? news : undefined;
}

/** Some servers send a finished call once more with the finish reason. */
function repeatsAll(call: Call, more: string): boolean {
  return call.arguments.text === more && call.arguments.isWhole;
}
