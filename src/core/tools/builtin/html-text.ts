import { decodeEntities } from './html-entities';

/** What a page shows, as plain text. */
export interface PageText {
  title: string;
  text: string;
}

/** Elements whose content is no markup: only their own end tag ends it. */
const RAW = new Set(['script', 'style', 'title', 'textarea', 'iframe', 'noscript', 'xmp']);
/** Elements whose text nobody reads. */
const HIDDEN = new Set(['template', 'svg', 'math', 'object', 'select', 'datalist']);

const BLOCKS = words(
  'address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form header hr',
  'html main nav ol p pre section summary table tr ul h1 h2 h3 h4 h5 h6 li br option',
);
/** Set off by an empty line. */
const SPACED = words('article blockquote dl figure h1 h2 h3 h4 h5 h6 ol p pre section table ul');

/**
 * The readable text of an HTML page: scripts, styles and markup are left out, blocks become lines. A tokenizer and no
 * parser: the page's own parser would be handed foreign markup, which its Trusted Types forbid. Linear, and total.
 */
export function htmlText(html: string): PageText {
  const writer = new PageWriter();
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    writer.text(html.slice(at, open === -1 ? undefined : open));
    if (open === -1) break;
    at = readMarkup(html, open, writer);
  }
  return writer.result();
}

/** Reads what begins with this `<`; answers with where it ends. What never ends takes the rest along, as in a browser. */
function readMarkup(html: string, open: number, writer: PageWriter): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open + 4);
  if (/[!?]/.test(html.charAt(open + 1))) return after(html, '>', open);
  const isEnd = html.charAt(open + 1) === '/';
  const start = open + (isEnd ? 2 : 1);
  const [name] = /^[a-z][a-z0-9-]*/i.exec(html.slice(start, start + 32)) ?? [];
  if (name === undefined) {
    writer.text('<');
    return open + 1;
  }
  const tag = name.toLowerCase();
  const end = tagEnd(html, start + name.length);
  if (isEnd) writer.close(tag);
  else writer.open(tag);
  return !isEnd && RAW.has(tag) ? readRaw(html, tag, end, writer) : end;
}

function readRaw(html: string, tag: string, from: number, writer: PageWriter): number {
  const pattern = new RegExp(`</${tag}`, 'gi');
  pattern.lastIndex = from;
  const end = pattern.exec(html)?.index ?? html.length;
  if (tag === 'title') writer.title(html.slice(from, end));
  else if (tag === 'textarea' || tag === 'xmp') writer.text(html.slice(from, end));
  return after(html, '>', end);
}

/** Behind the `>` of a tag; one in a quoted attribute is none. */
function tagEnd(html: string, from: number): number {
  const pattern = /["'>]/g;
  pattern.lastIndex = from;
  for (let found = pattern.exec(html); found; found = pattern.exec(html)) {
    if (found[0] === '>') return pattern.lastIndex;
    pattern.lastIndex = after(html, found[0], pattern.lastIndex);
  }
  return html.length;
}

function after(html: string, what: string, from: number): number {
  const at = html.indexOf(what, from);
  return at === -1 ? html.length : at + what.length;
}

/** Puts text into lines, with spaces as a browser would show them. */
class PageWriter {
  #title = '';
  readonly #lines: string[] = [];
  #line = '';
  /** How deep in elements that are not shown. */
  #hidden = 0;
  #pre = 0;

  title(text: string): void {
    this.#title ||= decodeEntities(text).replace(/\s+/g, ' ').trim();
  }

  text(text: string): void {
    if (this.#hidden > 0 || text === '') return;
    const plain = decodeEntities(text);
    if (this.#pre === 0) {
      this.#line += plain.replace(/\s+/g, ' ');
      return;
    }
    const [first = '', ...others] = plain.split(/\r?\n/);
    this.#line += first;
    for (const line of others) {
      this.#endLine();
      this.#line = line;
    }
  }

  open(tag: string): void {
    if (HIDDEN.has(tag)) this.#hidden += 1;
    if (this.#hidden > 0) return;
    this.#breakFor(tag);
    if (tag === 'pre') this.#pre += 1;
    if (tag === 'li') this.#line = '- ';
    if (tag === 'td' || tag === 'th') this.#line += this.#line.trim() ? ' | ' : '';
    const [, level] = /^h([1-6])$/.exec(tag) ?? [];
    if (level) this.#line = `${'#'.repeat(Number(level))} `;
  }

  close(tag: string): void {
    if (HIDDEN.has(tag)) this.#hidden = Math.max(0, this.#hidden - 1);
    if (this.#hidden > 0) return;
    if (tag !== 'br') this.#breakFor(tag);
    if (tag === 'pre') this.#pre = Math.max(0, this.#pre - 1);
  }

  result(): PageText {
    this.#endLine();
    return { title: this.#title, text: this.#lines.join('\n').trim() };
  }

  #breakFor(tag: string): void {
    if (!BLOCKS.has(tag)) return;
    // What only holds the mark of an item goes on: its paragraph stands beside it.
    if (/^(?:- |#+ )$/.test(this.#line)) return;
    this.#endLine();
    if (SPACED.has(tag)) this.#emptyLine();
  }

  #endLine(): void {
    const line = this.#pre > 0 ? this.#line.trimEnd() : this.#line.replace(/ {2,}/g, ' ').trim();
    if (line !== '' && line !== '-') this.#lines.push(line);
    else if (this.#pre > 0) this.#emptyLine();
    this.#line = '';
  }

  #emptyLine(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
  }
}

function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ')));
}
