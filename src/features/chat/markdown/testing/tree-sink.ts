import { MarkdownStream } from '../markdown-stream';
import type { Block, Inline, Sink } from '../tree';

export type TreeNode = Inline | { block: string; children: TreeNode[] };

interface Open {
  block: string;
  children: TreeNode[];
  momentary: readonly Inline[];
}

/** A sink that keeps the blocks as a plain tree, with neighbouring texts as one. */
export class TreeSink implements Sink {
  readonly root: Open = { block: 'document', children: [], momentary: [] };
  readonly #open: Open[] = [this.root];

  begin(): void {}

  open(block: Block): void {
    const node: Open = { block: name(block), children: [], momentary: [] };
    this.#top.children.push(node);
    this.#open.push(node);
  }

  close(): void {
    this.#open.pop();
  }

  discard(): void {
    this.#open.pop();
    this.#top.children.pop();
  }

  inline(settled: readonly Inline[], momentary: readonly Inline[]): void {
    this.#top.children = merged([...this.#top.children, ...settled]);
    this.#top.momentary = momentary;
  }

  flush(): void {}

  end(): void {}

  verbatim(text: string): void {
    this.#top.children = merged([...this.#top.children, { type: 'text', text }]);
  }

  /** How many blocks are still open. */
  get depth(): number {
    return this.#open.length - 1;
  }

  get #top(): Open {
    return this.#open.at(-1) ?? this.root;
  }
}

function name(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `h${block.level}`;
    case 'list':
      return block.start === undefined ? 'ul' : `ol ${block.start}`;
    case 'item':
      return block.checked === undefined ? 'item' : `item ${block.checked ? 'done' : 'to do'}`;
    case 'code':
      return block.language ? `code ${block.language}` : 'code';
    case 'row':
      return block.header ? 'head' : 'row';
    case 'cell':
      return block.align ? `cell ${block.align}` : 'cell';
    default:
      return block.type;
  }
}

function merged(nodes: readonly TreeNode[]): TreeNode[] {
  const result: TreeNode[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    const bothText = isText(node) && last && isText(last);
    if (bothText) result[result.length - 1] = { type: 'text', text: last.text + node.text };
    else if ('children' in node && 'type' in node) {
      result.push({ ...node, children: merged(node.children) as Inline[] });
    } else result.push(node);
  }
  return result;
}

function isText(node: TreeNode): node is Inline & { type: 'text' } {
  return 'type' in node && node.type === 'text';
}

/** The tree as words: `p(one em(two))`, quickly read and compared. */
function words(node: TreeNode): string {
  if ('block' in node) return `${node.block}(${node.children.map(words).join('')})`;
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return '↵';
    case 'code':
      return `\`${node.text}\``;
    case 'math':
      return `math(${node.source})`;
    case 'image':
      return `image(${node.alt}→${node.address})`;
    case 'link':
      return `link(${node.children.map(words).join('')}→${node.address})`;
    default:
      return `${node.type}(${node.children.map(words).join('')})`;
  }
}

/** What a text becomes, in words, when it comes in these pieces. */
export function render(...pieces: readonly string[]): string {
  const sink = new TreeSink();
  const stream = new MarkdownStream(sink);
  for (const piece of pieces) stream.write(piece);
  stream.end();
  return sink.root.children.map(words).join('');
}

/** What stands there while the text is not at its end. */
export function renderOpen(...pieces: readonly string[]): { settled: string; momentary: string } {
  const sink = new TreeSink();
  const stream = new MarkdownStream(sink);
  for (const piece of pieces) stream.write(piece);
  let last: TreeNode | undefined = sink.root;
  let momentary = '';
  while (last && 'block' in last) {
    momentary = (last as Open).momentary.map(words).join('');
    last = last.children.at(-1);
  }
  return { settled: sink.root.children.map(words).join(''), momentary };
}
