/** A piece of text, and where in it the words stand: `[from, to)`, in order, without overlaps. */
export interface MarkedText {
  text: string;
  marks: readonly (readonly [number, number])[];
}

/** One chat that has the words: in a message, in its title, or both. */
export interface SearchHit {
  /** The chat's id. */
  id: string;
  title: MarkedText;
  /** How many of its messages have all words; 0 when only the title has. */
  messages: number;
  /** The newest of these, and the place of the words in it. */
  best?: { messageId: string; snippet: MarkedText };
}

export interface SearchAnswer {
  query: string;
  /** Newest chats first, the first of many. */
  hits: SearchHit[];
  /** All there are, shown or not. */
  chats: number;
  messages: number;
  /** How much of the stored text has been read, 0 to 1; below 1 there may be more. */
  read: number;
}

/** Finds words in everything stored, beside the page. */
export interface SearchPort {
  /** Asks for answers to this query from now on, also when something changes; the last query is the one that counts. */
  ask(query: string): void;
}

export interface SearchEvents {
  onAnswer(answer: SearchAnswer): void;
  /** Everything has been read. */
  onReady(): void;
  /** No search beyond what the page itself knows: no worker, no storage, or it broke. Nothing comes after it. */
  onFailed(reason: string): void;
}

export type OpenSearch = (events: SearchEvents) => Promise<SearchPort>;
