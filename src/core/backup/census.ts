/** What one chat takes, in bytes, about as the browser stores it. */
export interface ChatSize {
  id: string;
  messages: number;
  /** Its head and its messages. */
  textBytes: number;
  attachmentBytes: number;
}

/** What takes the room. */
export interface Census {
  /** The largest first. */
  chats: ChatSize[];
  /** Bytes of the heads, with the settings of each chat. */
  heads: number;
  messages: number;
  attachments: number;
}

/** Weighs one record after the other. */
export interface Tally {
  head(record: unknown): void;
  message(record: unknown): void;
  attachment(record: unknown): void;
  result(): Census;
}

/** A tally at its beginning; records that lack an id, or that nobody can read, are weighed too. */
export function createTally(): Tally {
  const chats = new Map<string, ChatSize>();
  const parts = { heads: 0, messages: 0, attachments: 0 };
  const sizeOf = (id: unknown): ChatSize | undefined => {
    if (typeof id !== 'string') return undefined;
    const known = chats.get(id) ?? { id, messages: 0, textBytes: 0, attachmentBytes: 0 };
    chats.set(id, known);
    return known;
  };
  const add = (part: keyof typeof parts, record: unknown, idField: string) => {
    const bytes = weigh(record);
    parts[part] += bytes;
    const owner = sizeOf((record as Record<string, unknown> | null)?.[idField]);
    if (!owner) return;
    if (part === 'attachments') owner.attachmentBytes += bytes;
    else owner.textBytes += bytes;
    if (part === 'messages') owner.messages++;
  };
  return {
    head: (record) => add('heads', record, 'id'),
    message: (record) => add('messages', record, 'conversationId'),
    attachment: (record) => add('attachments', record, 'conversationId'),
    result: () => ({ ...parts, chats: [...chats.values()].sort((a, b) => total(b) - total(a)) }),
  };
}

/** All bytes of a chat. */
export function total(size: ChatSize): number {
  return size.textBytes + size.attachmentBytes;
}

const wide = /[\u0100-\uffff]/;

/**
 * The bytes of a stored value, nearly: text takes a byte a character, or two as soon as one of them needs it, as V8 and
 * SpiderMonkey write it; names of fields count like text, all else eight bytes.
 */
export function weigh(value: unknown): number {
  if (typeof value === 'string') return wide.test(value) ? 2 * value.length : value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (value instanceof Blob) return value.size;
  let bytes = 0;
  for (const [name, field] of Object.entries(value)) bytes += name.length + weigh(field);
  return bytes;
}
