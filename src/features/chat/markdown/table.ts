import { InlineStream } from './inline-stream';
import type { Align, Sink } from './tree';

/** The alignments that a delimiter row such as `| :-- | --: |` tells; nothing if it is none. */
export function delimiterRow(line: string): Align[] | undefined {
  if (!line.includes('|')) return undefined;
  const cells = splitRow(line).map((cell) => cell.trim());
  if (!cells.every((cell) => /^:?-+:?$/.test(cell))) return undefined;
  return cells.map(alignOf);
}

function alignOf(cell: string): Align {
  const left = cell.startsWith(':');
  if (!cell.endsWith(':')) return left ? 'left' : undefined;
  return left ? 'center' : 'right';
}

/** The cells of a whole row, as GFM splits it: at every bar without a backslash. */
export function splitRow(line: string): string[] {
  const inner = line.trim().replace(/^\|/, '');
  const cells = inner.split(/(?<!\\)\|/);
  if (cells.length > 1 && cells.at(-1)?.trim() === '') cells.pop();
  return cells;
}

/** One row as it arrives: cells are opened one by one, and a finished one is not touched again. */
export class TableRow {
  readonly #sink: Sink;
  readonly #aligns: readonly Align[];
  readonly #header: boolean;
  #cell: InlineStream | undefined;
  #count = 0;
  #begun = false;
  #escaped = false;

  constructor(sink: Sink, aligns: readonly Align[], header: boolean) {
    this.#sink = sink;
    this.#aligns = aligns;
    this.#header = header;
    sink.open({ type: 'row', header });
  }

  write(text: string): void {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const char = text[at];
      if (this.#escaped) {
        // The bar loses its backslash here, everything else keeps it for the parser of the cell.
        if (char !== '|') this.#text('\\');
        this.#escaped = char === '\\';
        if (this.#escaped) from = at + 1;
      } else if (char === '|' || char === '\\') {
        this.#text(text.slice(from, at));
        from = at + 1;
        if (char === '|') this.#bar();
        else this.#escaped = true;
      }
    }
    this.#text(text.slice(from));
  }

  flush(): void {
    this.#cell?.flush();
  }

  end(): void {
    if (this.#escaped) this.#text('\\');
    this.#endCell();
    while (this.#count < this.#aligns.length) {
      this.#openCell();
      this.#endCell();
    }
    this.#sink.close();
  }

  #text(text: string): void {
    const shown = this.#cell ? text : text.trimStart();
    if (shown === '') return;
    this.#begun = true;
    this.#cell ??= this.#openCell();
    this.#cell.write(shown);
  }

  #bar(): void {
    // The bar before the first cell only opens the row.
    if (!this.#cell && this.#begun) this.#openCell();
    this.#begun = true;
    this.#endCell();
  }

  #openCell(): InlineStream {
    this.#sink.open({ type: 'cell', header: this.#header, align: this.#aligns[this.#count] });
    this.#cell = new InlineStream(this.#sink);
    this.#count += 1;
    return this.#cell;
  }

  #endCell(): void {
    if (!this.#cell) return;
    this.#cell.end();
    this.#cell = undefined;
    this.#sink.close();
  }
}
