import type { TreeNode } from './tree-sink';

/**
 * Where what was settled once is not what stands there later, or undefined where it is: whole blocks stay, and the last
 * one goes on. A paragraph may have become a table: its last line was the head, which only the next line tells.
 */
export function changed(early: readonly TreeNode[], late: readonly TreeNode[]): string | undefined {
  const last = early.length - 1;
  for (const [index, node] of early.entries()) {
    const now = late[index];
    const isTable = [now, late[index + 1]].some((next) => next && isBlock(next, 'table'));
    if (index === last && isBlock(node, 'paragraph') && isTable) return undefined;
    const change = now ? nodeChanged(node, now, index === last) : 'gone';
    if (change) return `${JSON.stringify(node)} → ${JSON.stringify(now)}`;
  }
  return undefined;
}

function nodeChanged(early: TreeNode, late: TreeNode, mayGoOn: boolean): string | undefined {
  if ('block' in early) {
    if (!('block' in late) || early.block !== late.block) return 'another block';
    return mayGoOn ? changed(early.children, late.children) : unequal(early, late);
  }
  const goesOn =
    mayGoOn && 'type' in late && early.type === 'text' && late.type === 'text'
      ? late.text.startsWith(early.text)
      : false;
  return goesOn ? undefined : unequal(early, late);
}

function unequal(early: TreeNode, late: TreeNode): string | undefined {
  return JSON.stringify(early) === JSON.stringify(late) ? undefined : 'changed';
}

function isBlock(node: TreeNode, name: string): boolean {
  return 'block' in node && node.block === name;
}
