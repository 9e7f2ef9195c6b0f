import type { MessageError } from '../core/chat/types';
import { redactKnown } from '../core/log/redact';

/** A shorter "key" is what local servers are given to please a form (`none`, `ollama`), and a word of its own. */
const SHORTEST_KEY = 8;

/** The text without the keys in it. */
export function withoutKnown(text: string, known: readonly string[]): string {
  return redactKnown(
    text,
    known.filter((key) => key.length >= SHORTEST_KEY),
  );
}

/** Some servers quote the key that they refuse; a chat is kept, and exported, without it. */
export function withoutKeys(error: MessageError, known: readonly string[]): MessageError {
  const keys = known.filter((key) => key.length >= SHORTEST_KEY);
  const { serverMessage, serverCode, body, ...rest } = error;
  return {
    ...rest,
    serverMessage: redactKnown(serverMessage, keys),
    ...(serverCode === undefined ? {} : { serverCode: redactKnown(serverCode, keys) }),
    ...(body === undefined ? {} : { body: redactKnown(body, keys) }),
  };
}

/** A failure for the log: codes and the server's own words, no message text. */
export function failureWords({ code, status, serverMessage, serverCode }: MessageError): string {
  return [code, status, serverCode, serverMessage].filter(Boolean).join(' · ');
}
