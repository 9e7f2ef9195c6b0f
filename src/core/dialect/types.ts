/** One thing that a refusal taught about the request fields that a server takes. */
export interface LearnedField {
  /** The field of the request body as it was sent, e.g. `stream_options`. */
  field: string;
  /** What it is called there; absent: it is left out. */
  to?: string;
  /** The server's own words. */
  words: string;
  /** Epoch ms. */
  at: number;
}
