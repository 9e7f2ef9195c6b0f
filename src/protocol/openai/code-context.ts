/** Knows whether Markdown code, inline or fenced, is open after the text read so far. */
export class CodeContext {
  #fenced = false;
  #ticks = 0;
  #lineStart = '';

  get open(): boolean {
    return this.#fenced || this.#ticks % 2 === 1;
  }

  /** Passes over the text once, however many lines it has, and copies no line. */
  read(text: string): void {
    let tick = text.indexOf('`');
    for (let at = 0; ;) {
      const lineEnd = text.indexOf('\n', at);
      const end = lineEnd === -1 ? text.length : lineEnd;
      if (this.#lineStart.length < 8) this.#lineStart += text.slice(at, Math.min(end, at + 8));
      for (; tick !== -1 && tick < end; tick = text.indexOf('`', tick + 1)) this.#ticks += 1;
      if (lineEnd === -1) return;
      this.#endLine();
      at = lineEnd + 1;
    }
  }

  #endLine(): void {
    if (/^ {0,3}(?:```|~~~)/.test(this.#lineStart)) this.#fenced = !this.#fenced;
    this.#lineStart = '';
    this.#ticks = 0;
  }
}
