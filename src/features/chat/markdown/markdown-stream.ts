import { Heading, Paragraph, Table, Verbatim, type Leaf } from './leaves';
import { readLine, type Container, type Line, type LineEnd, type Opening } from './line';
import type { Sink } from './tree';

/** The beginning of a line that must be enough to tell what it is. */
const BEGINNING = 1024;

/**
 * Markdown that arrives in pieces, written to a sink block by block. What a piece costs depends on
 * the piece alone: closed blocks are never looked at again, and in the open one only what is not
 * certain yet. Any split of a text ends in the same blocks.
 */
export class MarkdownStream {
  readonly #sink: Sink;
  readonly #containers: Container[] = [];
  #leaf: Leaf | undefined;
  /** The beginning of the line, while it is not known what it is. */
  #line = '';
  #known = false;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  write(text: string): void {
    this.#sink.begin(text.length);
    const [first = '', ...rest] = text.replaceAll('\r', '').split('\n');
    this.#text(first);
    for (const line of rest) {
      this.#break();
      this.#text(line);
    }
    this.#leaf?.flush();
    this.#sink.flush();
  }

  /** No more text comes; what is open is closed. */
  end(): void {
    if (!this.#known && this.#line) this.#break();
    this.#endLeaf();
    this.#closeTo(0);
    this.#sink.end();
  }

  #text(text: string): void {
    if (this.#known) this.#leaf?.write(text);
    else if (text) {
      this.#line += text;
      this.#judge(this.#line.length < BEGINNING ? 'open' : 'forced');
    }
  }

  #break(): void {
    if (!this.#known) this.#judge(this.#line.length < BEGINNING ? 'break' : 'forced');
    this.#line = '';
    this.#known = false;
  }

  #judge(end: LineEnd): void {
    const line = readLine(this.#line.slice(0, BEGINNING), end, {
      containers: this.#containers,
      leaf: this.#leaf?.context ?? { type: 'none' },
    });
    if (!line) return;
    this.#known = true;
    this.#perform(line);
    if (line.leaf.type !== 'code-end') {
      this.#leaf?.write(line.rest + this.#line.slice(BEGINNING));
    }
    this.#line = '';
  }

  #perform(line: Line): void {
    const goesOn = line.keep === this.#containers.length && line.opens.length === 0;
    if (goesOn && this.#continues(line)) {
      this.#leaf?.nextLine();
      return;
    }
    if (line.leaf.type === 'delimiter' && this.#leaf instanceof Paragraph) {
      this.#leaf = new Table(this.#sink, this.#leaf.takeHead(), line.leaf.aligns);
      return;
    }
    if (line.leaf.type === 'code-end' && line.rest) {
      // Math stays text for now, so its last line belongs to it.
      this.#leaf?.nextLine();
      this.#leaf?.write(line.rest);
    }
    this.#endLeaf();
    this.#closeTo(line.keep);
    this.#leaveList(line);
    for (const opening of line.opens) this.#open(opening);
    this.#leaf = this.#newLeaf(line);
  }

  #continues({ leaf }: Line): boolean {
    switch (this.#leaf?.context.type) {
      case 'paragraph':
        return leaf.type === 'text';
      case 'table':
        return leaf.type === 'row';
      case 'fence':
      case 'math':
        return leaf.type === 'code';
      case 'indented':
        return leaf.type === 'indented' || leaf.type === 'blank';
      default:
        return false;
    }
  }

  /** A list ends when the next line has no item of its kind. */
  #leaveList({ keep, leaf, opens: [first] }: Line): void {
    const last = this.#containers[keep - 1];
    if (last?.type !== 'list' || (leaf.type === 'blank' && !first)) return;
    if (first?.type !== 'item' || first.list.mark !== last.mark) this.#closeTo(keep - 1);
  }

  #open(opening: Opening): void {
    if (opening.type === 'quote') return this.#push({ type: 'quote' });
    const last = this.#containers.at(-1);
    if (last?.type !== 'list') this.#push(opening.list);
    this.#push(opening.item);
  }

  #push(container: Container): void {
    this.#containers.push(container);
    this.#sink.open(container);
  }

  #closeTo(count: number): void {
    while (this.#containers.length > count) {
      this.#containers.pop();
      this.#sink.close();
    }
  }

  #endLeaf(): void {
    this.#leaf?.end();
    this.#leaf = undefined;
  }

  #newLeaf({ leaf }: Line): Leaf | undefined {
    const sink = this.#sink;
    switch (leaf.type) {
      case 'text':
        return new Paragraph(sink);
      case 'heading':
        return new Heading(sink, leaf.level);
      case 'indented':
        return new Verbatim(sink, { type: 'code', language: '' }, { type: 'indented' });
      case 'fence': {
        const { fence, indent, language } = leaf;
        return new Verbatim(sink, { type: 'code', language }, { type: 'fence', fence, indent });
      }
      case 'math':
        return new Verbatim(sink, { type: 'math' }, leaf);
      case 'rule':
        sink.open({ type: 'rule' });
        sink.close();
        return undefined;
      default:
        return undefined;
    }
  }
}
