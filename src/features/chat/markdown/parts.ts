/** A box with more children gets a further part: a browser goes through all children of a box whenever one is added. */
const MOST_CHILDREN = 100;

/** What follows a full part: where its children go, and what stands in the page. */
export interface Part {
  inner: Element;
  outer: Element;
}

/** Moving more children into one box would take longer than a frame. */
const MOST_JOINED = 500;

/** A box that grows without end, as several boxes: what is added costs no more than the last of them. */
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
      this.#others.push(next);
      this.#last = next;
    }
    this.#count += 1;
    return this.#last.inner;
  }

  /** Moves all children into the first part, where they are not too many for that. */
  join(): void {
    if (this.#count > MOST_JOINED) return;
    for (const { inner, outer } of this.#others.splice(0)) {
      this.#first.append(...inner.childNodes);
      outer.remove();
    }
  }
}
