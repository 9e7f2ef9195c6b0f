import { BLOCKS, type DomSink, type Guess, heightOf } from './dom-sink';
import type { Block, Inline, Sink } from './tree';

/** Keeps what builds a part until the part is wanted. */
export interface HeldParts {
  /** Calls `build` once: when the part comes near the view, or after `release`. */
  hold(part: HTMLElement, build: () => void): void;
  /** The text is over: what is still held is built in idle moments. */
  release(): void;
}

export interface BurstPage {
  held: HeldParts;
  /** How high the view is, in CSS pixels. */
  view(): number;
  /** Milliseconds from any moment on. */
  now(): number;
  /** Calls back after so many milliseconds; returns how to prevent it. */
  after(ms: number, callback: () => void): () => void;
}

interface Recorded extends Guess {
  /** The rest of a block that was drawn while it was open. */
  goesOn: boolean;
  calls: ((sink: Sink) => void)[];
}

/** A piece with so many letters comes from a server that is faster than anybody reads: some 10,000 tokens a second. */
const BURST = 2_000;
/** So often such a stream is drawn, in milliseconds: most of its cost is that. */
const PACE_MS = 100;
/** The end is built at once: so many heights of the view. */
const SHOWN = 1;

/**
 * In front of a `DomSink`: of text that comes faster than anybody will see it, only the end becomes elements, some ten times
 * a second. The blocks above that are kept as calls, in parts with the height that they seem to need. The first piece of a
 * text that is not fresh may be a message that is there as a whole, and is built as one.
 */
export class BurstSink implements Sink {
  readonly #sink: DomSink;
  readonly #page: BurstPage;
  #mayBurst: boolean;
  #isBurst = false;
  #depth = 0;
  /** What is not drawn yet; the last block may be open. */
  #blocks: Recorded[] = [];
  #block: Recorded | undefined;
  #nextDraw = -Infinity;
  #cancelDraw: (() => void) | undefined;

  constructor(sink: DomSink, page: BurstPage, isFresh: boolean) {
    this.#sink = sink;
    this.#page = page;
    this.#mayBurst = isFresh;
  }

  begin(letters: number): void {
    this.#isBurst = this.#blocks.length > 0 || (this.#mayBurst && letters > BURST);
    this.#mayBurst = true;
    if (!this.#isBurst) this.#sink.begin();
    else if (this.#depth > 0 && !this.#block) this.#record(true);
  }

  open(block: Block): void {
    if (this.#depth === 0 && this.#isBurst) this.#record(false);
    this.#depth += 1;
    if (this.#block) this.#block.blocks += 1;
    this.#call((sink) => sink.open(block));
  }

  close(): void {
    this.#call((sink) => sink.close());
    this.#leave();
  }

  discard(): void {
    this.#call((sink) => sink.discard());
    if (this.#depth === 1 && this.#block?.goesOn === false) this.#blocks.pop();
    this.#leave();
  }

  inline(settled: readonly Inline[], momentary: readonly Inline[]): void {
    if (this.#block) for (const node of settled) this.#block.letters += lettersIn(node);
    this.#call((sink) => sink.inline(settled, momentary));
  }

  verbatim(text: string): void {
    if (this.#block) this.#block.letters += text.length;
    this.#call((sink) => sink.verbatim(text));
  }

  flush(): void {
    if (this.#blocks.length === 0) return;
    const wait = this.#nextDraw - this.#page.now();
    if (wait <= 0) this.#draw();
    else this.#cancelDraw ??= this.#page.after(wait, () => this.#draw());
  }

  end(): void {
    this.#draw();
    this.#sink.end();
    this.#page.held.release();
  }

  #record(goesOn: boolean): void {
    this.#block = { goesOn, calls: [], letters: 0, blocks: 0 };
    this.#blocks.push(this.#block);
  }

  #call(call: (sink: Sink) => void): void {
    if (this.#block) this.#block.calls.push(call);
    else call(this.#sink);
  }

  #leave(): void {
    this.#depth -= 1;
    if (this.#depth === 0) this.#block = undefined;
  }

  #draw(): void {
    this.#cancelDraw?.();
    this.#cancelDraw = undefined;
    this.#nextDraw = this.#page.now() + PACE_MS;
    const blocks = this.#blocks.splice(0);
    this.#block = undefined;
    if (blocks.length === 0) return;
    this.#sink.begin();
    if (blocks[0]?.goesOn) replay(blocks.splice(0, 1), this.#sink);
    let shown = 0;
    const above = blocks.findLastIndex(
      (block) => (shown += heightOf(block)) > SHOWN * this.#page.view(),
    );
    for (let left = above; left >= BLOCKS; left -= BLOCKS) this.#hold(blocks.splice(0, BLOCKS));
    replay(blocks, this.#sink);
  }

  #hold(blocks: readonly Recorded[]): void {
    const sum = (pick: (guess: Guess) => number) =>
      blocks.reduce((all, block) => all + pick(block), 0);
    const part = this.#sink.room({
      letters: sum(({ letters }) => letters),
      blocks: sum(({ blocks: count }) => count),
    });
    this.#page.held.hold(part, () => {
      replay(blocks, this.#sink.within(part));
      this.#sink.passOver(part);
    });
  }
}

function replay(blocks: readonly Recorded[], sink: Sink): void {
  for (const { calls } of blocks) for (const call of calls) call(sink);
}

function lettersIn(node: Inline): number {
  if ('children' in node) return node.children.reduce((sum, child) => sum + lettersIn(child), 0);
  if ('text' in node) return node.text.length;
  return 'source' in node ? node.source.length : 1;
}
