/** The heights of a column of items, some measured and the rest estimated. */
export interface Heights {
  readonly count: number;
  of(at: number): number;
  set(at: number, height: number): void;
  /** Where an item begins: the heights before it; `count` gives the whole. */
  top(at: number): number;
  /** The item that covers `y`; the first one above the column, the last one below it. */
  at(y: number): number;
}

/**
 * Partial sums in a Fenwick tree: to build costs O(n), once for each change of the list; everything else O(log n), so
 * that neither a scroll event nor a streamed token costs more in a long chat.
 */
export function createHeights(heights: readonly number[]): Heights {
  const count = heights.length;
  const own = Float64Array.from(heights);
  const tree = new Float64Array(count + 1);
  for (let at = 1; at <= count; at += 1) {
    tree[at] = (tree[at] ?? 0) + (own[at - 1] ?? 0);
    const next = at + (at & -at);
    if (next <= count) tree[next] = (tree[next] ?? 0) + (tree[at] ?? 0);
  }
  const highest = count > 0 ? 2 ** Math.floor(Math.log2(count)) : 0;

  return {
    count,
    of: (at) => own[at] ?? 0,
    set(at, height) {
      if (at < 0 || at >= count) return;
      const more = height - (own[at] ?? 0);
      own[at] = height;
      for (let node = at + 1; node <= count; node += node & -node)
        tree[node] = (tree[node] ?? 0) + more;
    },
    top(at) {
      let sum = 0;
      for (let node = Math.min(at, count); node > 0; node -= node & -node) sum += tree[node] ?? 0;
      return sum;
    },
    at(y) {
      let node = 0;
      let rest = y;
      for (let step = highest; step > 0; step >>= 1) {
        const next = node + step;
        if (next > count || (tree[next] ?? 0) > rest) continue;
        node = next;
        rest -= tree[next] ?? 0;
      }
      return Math.max(0, Math.min(node, count - 1));
    },
  };
}
