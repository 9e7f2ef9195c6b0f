/** A box with more children gets a further part: a browser goes through all children of a box whenever one is added. */
const MOST_CHILDREN = 100;

/** What follows a full part: where its children go, and what stands in the page. */
export interface Part {
  inner: Element;
  outer: Element;
}

/**
 * A box that grows without end, as several boxes while it does: what is added costs no more than the last of them.
 * `join` makes it one box again, which is laid out once.
 */
export class Parts {
  readonly #first: Element;
  readonly #next: (count: number) => Part;
  readonly #others: Part[] = [];
  #last: Part;
  #count = 0;

  /** `next` makes the part that follows after so many children. */
  constructor(first: Part, next: (count: number) => Part) {
    this.#first = first.inner;
    this.#last = first;
    this.#next = next;
  }

  /** The box for one more child. */
  grow(): Element {
    if (this.#count > 0 && this.#count % MOST_CHILDREN === 0) {
      const next = this.#next(this.#count);
      this.#last.outer.after(next.outer);
      this.#others.push(next);
      this.#last = next;
    }
    this.#count += 1;
    return this.#last.inner;
  }

  /** Moves all children into the first part. */
  join(): void {
    for (const { inner, outer } of this.#others.splice(0)) {
      this.#first.append(...inner.childNodes);
      outer.remove();
    }
  }
}
