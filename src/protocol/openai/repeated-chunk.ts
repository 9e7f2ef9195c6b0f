import { parseChunk, type Chunk, type ContentPart } from './chunk';
import { isErrorBody } from './errors';
import { parseJson } from './wire';

/** Stands in for the text when a chunk is tried out: no server says it. */
const PROBE = '\ue000probe\ue001';

/** A longer chunk is no token: it is not worth the second look. */
const LONGEST = 4096;

/** A JSON string that means what it says. */
const plain = /^[^"\\\p{Cc}]*$/u;

/**
 * The chunks of an answer are alike but for their text. Once one has been read, the next ones that begin and end as it
 * did are told by that alone: parsing the rest of each is most of what reading a stream costs.
 */
export class RepeatedChunk {
  /** What comes before the text, its opening quote included, and what comes after. */
  #head = '';
  #tail = '';
  #kind: ContentPart['kind'] = 'text';
  /** Chunks since the last one that was alike. */
  #others = 0;

  /** The text of a chunk that says nothing else; undefined where it has to be parsed. */
  read(data: string): ContentPart | undefined {
    const [from, to] = [this.#head.length, data.length - this.#tail.length];
    if (from === 0 || from > to) return undefined;
    // Compared as slices: `startsWith` takes forty times as long in Chromium until it is compiled.
    if (data.slice(0, from) !== this.#head || data.slice(to) !== this.#tail) return undefined;
    const text = textOf(data.slice(from, to));
    if (!text) return undefined;
    this.#others = 0;
    return { kind: this.#kind, text };
  }

  /** Looks at a chunk that had to be parsed; ever more rarely where none is like another. */
  learn(data: string, { parts }: Chunk): void {
    this.#others += 1;
    if (data.length > LONGEST || (this.#others & (this.#others - 1)) !== 0) return;
    const [part] = parts;
    const spelled = JSON.stringify(part?.text ?? '');
    const at = data.indexOf(spelled);
    if (!part || at < 0) return;
    const head = data.slice(0, at + 1);
    const tail = data.slice(at + spelled.length - 1);
    if (!saysOnly(head + PROBE + tail, part.kind)) return;
    this.#head = head;
    this.#tail = tail;
    this.#kind = part.kind;
  }
}

/** Whether the stand-in is all that a chunk says: then any other text in its place would be, too. */
function saysOnly(data: string, kind: ContentPart['kind']): boolean {
  const value = parseJson(data);
  const { parts, toolCalls, ...others } = parseChunk(value);
  const [part] = parts;
  return (
    parts.length === 1 &&
    part?.kind === kind &&
    part.text === PROBE &&
    toolCalls.length === 0 &&
    Object.keys(others).join() === 'hasChoices' &&
    !isErrorBody(value)
  );
}

function textOf(spelled: string): string | undefined {
  if (plain.test(spelled)) return spelled;
  const text = parseJson(`"${spelled}"`);
  return typeof text === 'string' ? text : undefined;
}
