import { InlineStream } from './inline-stream';
import type { Context } from './line';
import { splitRow, TableRow } from './table';
import type { Align, Block, Sink } from './tree';

/** A block that holds text, open at the end of what has come. */
export interface Leaf {
  readonly context: Context['leaf'];
  /** Text of the line that is being read. */
  write(text: string): void;
  /** Another line of the same block begins. */
  nextLine(): void;
  flush(): void;
  end(): void;
}

/** A longer line is no head of a table. */
const HEAD = 1024;

export class Paragraph implements Leaf {
  readonly #sink: Sink;
  readonly #stream: InlineStream;
  /** The lines before the last one. */
  #before = '';
  #line = '';
  /** What looks like the head of a table is not shown before the next line tells. */
  #held = '';

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#stream = new InlineStream(sink);
    sink.open({ type: 'paragraph' });
  }

  get context(): Context['leaf'] {
    const mayBeHead = this.#line.length <= HEAD && this.#line.includes('|');
    return { type: 'paragraph', cells: mayBeHead ? splitRow(this.#line).length : 0 };
  }

  write(text: string): void {
    this.#line += text;
    this.#held += text;
    if (!this.#line.startsWith('|') || this.#line.length > HEAD) this.#release();
  }

  nextLine(): void {
    this.#release();
    this.#before += `${this.#line}\n`;
    this.#line = '';
    this.#stream.write('\n');
  }

  flush(): void {
    this.#stream.flush();
  }

  end(): void {
    this.#release();
    this.#stream.end();
    this.#sink.close();
  }

  /** The last line was the head of a table: takes it back and gives it. */
  takeHead(): string {
    this.#sink.discard();
    if (this.#before) {
      const paragraph = new Paragraph(this.#sink);
      paragraph.write(this.#before.slice(0, -1));
      paragraph.end();
    }
    return this.#line;
  }

  #release(): void {
    this.#stream.write(this.#held);
    this.#held = '';
  }
}

export class Heading implements Leaf {
  readonly context: Context['leaf'] = { type: 'none' };
  readonly #sink: Sink;
  readonly #stream: InlineStream;
  /** Spaces and hashes that may close the heading. */
  #held = '';

  constructor(sink: Sink, level: number) {
    this.#sink = sink;
    this.#stream = new InlineStream(sink);
    sink.open({ type: 'heading', level });
  }

  write(text: string): void {
    const end = text.length - trailing(text);
    if (end > 0) {
      this.#stream.write(this.#held + text.slice(0, end));
      this.#held = '';
    }
    this.#held += text.slice(end);
  }

  nextLine(): void {}

  flush(): void {
    this.#stream.flush();
  }

  end(): void {
    if (!/^(?:[ \t]+#*)?[ \t]*$/.test(this.#held)) this.#stream.write(this.#held);
    this.#stream.end();
    this.#sink.close();
  }
}

function trailing(text: string): number {
  let count = 0;
  while (count < text.length && ' \t#'.includes(text[text.length - 1 - count] ?? '')) count += 1;
  return count;
}

/** Code or a block of math: its text goes on as it is. */
export class Verbatim implements Leaf {
  readonly context: Context['leaf'];
  readonly #sink: Sink;
  #breaks = 0;
  /** The line of a fence is no text of the block. */
  #begun: boolean;

  constructor(sink: Sink, block: Block, context: Context['leaf']) {
    this.#sink = sink;
    this.context = context;
    this.#begun = context.type !== 'fence';
    sink.open(block);
  }

  write(text: string): void {
    if (text === '') return;
    this.#sink.verbatim('\n'.repeat(this.#breaks) + text);
    this.#breaks = 0;
  }

  nextLine(): void {
    if (this.#begun) this.#breaks += 1;
    this.#begun = true;
  }

  flush(): void {}

  end(): void {
    this.#sink.close();
  }
}

export class Table implements Leaf {
  readonly context: Context['leaf'];
  readonly #sink: Sink;
  readonly #aligns: readonly Align[];
  #row: TableRow | undefined;

  constructor(sink: Sink, head: string, aligns: readonly Align[]) {
    this.#sink = sink;
    this.#aligns = aligns;
    this.context = { type: 'table', piped: head.trimStart().startsWith('|') };
    sink.open({ type: 'table' });
    const row = new TableRow(sink, aligns, true);
    row.write(head);
    row.end();
  }

  write(text: string): void {
    this.#row?.write(text);
  }

  nextLine(): void {
    this.#row?.end();
    this.#row = new TableRow(this.#sink, this.#aligns, false);
  }

  flush(): void {
    this.#row?.flush();
  }

  end(): void {
    this.#row?.end();
    this.#sink.close();
  }
}
