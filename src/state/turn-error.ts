const sentences = {
  /** Another tab has gone on with the chat since it was read here: read it, then try again. */
  stale: 'Another tab has changed this chat. Try again.',
  gone: 'This chat was deleted.',
  /** The waiting question has left the queue. */
  taken: 'This question was asked or removed in another tab.',
  /** The chat is taken by another tab. */
  elsewhere: 'This chat is being answered in another tab. Wait until it is done.',
} as const;

/** Why a chat takes no further turn now, though nothing failed; its message is a sentence for people. */
export class TurnError extends Error {
  override readonly name = 'TurnError';
  readonly code: keyof typeof sentences;

  constructor(code: keyof typeof sentences) {
    super(sentences[code]);
    this.code = code;
  }
}
