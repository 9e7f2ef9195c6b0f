/**
 * One thing that a refusal taught about what a server takes. `place` says where the name belongs: a member of the
 * request's body, a member of its messages, or the role of one.
 */
export interface LearnedField {
  place: 'body' | 'message' | 'role';
  /** As the request spelled it: `stream_options`, `reasoning_content`, `system`. */
  field: string;
  /** What it is called there; absent: it is left out. */
  to?: string;
  /** The one model that refuses it; absent: any model of this server. */
  model?: string;
  /** The server's own words. */
  words: string;
  /** Epoch ms. */
  at: number;
}
