import { flanking } from './flanking';
import { REACH } from './reach';
import type { Inline } from './tree';

/** A node and the part of the source that it stands for. */
export interface Piece {
  start: number;
  end: number;
  node: Inline;
}

/** Marks that are open, and what has come since. */
interface Opening {
  mark: string;
  start: number;
  count: number;
  /** How many marks the run had at first, for the rule of three. */
  run: number;
  canClose: boolean;
  pieces: Piece[];
}

export interface Run {
  mark: string;
  start: number;
  count: number;
  before: string;
  after: string;
}

/** How long a mark that is still open is believed to close, in what is shown for the moment. */
const BELIEF = 200;

/** Pairs emphasis marks by CommonMark's rules, in one pass, with what is open on a stack. */
export class Emphasis {
  #root: Piece[] = [];
  #openings: Opening[] = [];

  add(piece: Piece): void {
    this.#top().push(piece);
  }

  addRun({ mark, start, count, before, after }: Run): void {
    const { canOpen, canClose } = flanking(mark, before, after);
    const run: Opening = { mark, start, count, run: count, canClose, pieces: [] };
    if (mark === '~' && count !== 2) return this.add(literal(run));
    if (canClose) this.#close(run, canOpen);
    if (run.count === 0) return;
    if (canOpen) this.#openings.push(run);
    else this.add(literal(run));
  }

  /** Where the first mark stands that may still find its partner in a text that goes on. */
  firstOpen(length: number): number {
    return this.#openings.find(({ start }) => length - start <= REACH)?.start ?? Infinity;
  }

  /** All pieces; marks without a partner are text. */
  literal(): Piece[] {
    return [...this.#root, ...asText(this.#openings)];
  }

  /** All pieces; marks that were opened lately count as closed at the end. */
  believed(length: number): Piece[] {
    const from = this.#openings.findIndex(({ start }) => length - start <= BELIEF);
    if (from < 0) return this.literal();
    const believed = this.#openings.slice(from).reduceRight<Piece[]>((above, opening) => {
      const pieces = [...opening.pieces, ...above];
      if (pieces.length === 0) return [literal(opening)];
      return [wrap({ ...opening, pieces }, Math.min(opening.count, 2), length)];
    }, []);
    return [...this.#root, ...asText(this.#openings.slice(0, from)), ...believed];
  }

  #top(): Piece[] {
    return this.#openings.at(-1)?.pieces ?? this.#root;
  }

  #close(run: Opening, canOpen: boolean): void {
    for (let index = this.#partner(run, canOpen); index >= 0; index = this.#partner(run, canOpen)) {
      const partner = this.#openings[index];
      if (!partner) return;
      const above = this.#openings.splice(index + 1);
      partner.pieces.push(...asText(above));
      const use = Math.min(partner.count, run.count, 2);
      const piece = wrap(partner, use, run.start + use);
      partner.count -= use;
      partner.pieces = [];
      run.count -= use;
      run.start += use;
      if (partner.count === 0) this.#openings.pop();
      this.add(piece);
    }
  }

  #partner(run: Opening, canOpen: boolean): number {
    if (run.count === 0) return -1;
    return this.#openings.findLastIndex((opening) => {
      if (opening.mark !== run.mark || run.start + run.count - opening.start > REACH) return false;
      const three = (opening.canClose || canOpen) && (opening.run + run.run) % 3 === 0;
      return !three || (opening.run % 3 === 0 && run.run % 3 === 0);
    });
  }
}

function asText(openings: readonly Opening[]): Piece[] {
  return openings.flatMap((opening) => [literal(opening), ...opening.pieces]);
}

function literal({ mark, start, count }: Opening): Piece {
  return { start, end: start + count, node: { type: 'text', text: mark.repeat(count) } };
}

function wrap({ mark, start, count, pieces }: Opening, use: number, end: number): Piece {
  const children = pieces.map((piece) => piece.node);
  const type = mark === '~' ? 'strike' : use === 2 ? 'strong' : 'emphasis';
  return { start: start + count - use, end, node: { type, children } };
}
