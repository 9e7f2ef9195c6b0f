import { isOverflow } from './overflow';
import type { MessageError } from './types';

/** A failure in words: what is so, what the server said, what to do. */
export interface ErrorWords {
  headline: string;
  /** The server's own words, else its code, else the HTTP status; empty when nothing answered. */
  serverWords: string;
  advice: string;
}

/** Words for a message that failed; `where` is the provider's label. The server's words always come through. */
export function describeError(error: MessageError, where: string): ErrorWords {
  const serverWords = error.serverMessage || error.serverCode || statusWords(error);
  return { headline: headline(error, where), serverWords, advice: advice(error) };
}

/** A broken connection had a good status, which explains nothing. */
function statusWords({ code, status }: MessageError): string {
  return status === undefined || code === 'cut-off' || code === 'too-large' ? '' : `HTTP ${status}`;
}

function headline(error: MessageError, where: string): string {
  const status = error.status === undefined ? '' : ` (${error.status})`;
  // LM Studio says so in a stream that began well.
  if (isOverflow(error)) return `The chat is longer than the model’s context window${status}.`;
  switch (error.code) {
    case 'network':
      return `No answer from ${where} that this page may read.`;
    case 'cut-off':
      return `The connection to ${where} broke in mid-answer.`;
    case 'too-large':
      return `${where} sent more than an answer can have, so Patchbay stopped listening.`;
    case 'stream':
      return `${where} reported an error in mid-answer.`;
    case 'not-openai':
      return `${where} answered, but not as an OpenAI-compatible server${status}.`;
    case 'no-provider':
      return 'The provider of this chat was removed.';
    case 'locked':
      return 'The keys are locked, so nothing was sent.';
    case 'internal':
      return 'Patchbay could not go on.';
    case 'http':
      return httpHeadline(error, where, status);
  }
}

function httpHeadline(error: MessageError, where: string, status: string): string {
  if (error.status === 401) return `${where} refused the key (401).`;
  if (error.status === 402) return `${where} asks for payment (402).`;
  if (error.status === 403) return `${where} does not allow this (403).`;
  if (error.status === 404) return `${where} does not know this model or address (404).`;
  if (error.status === 429) return `${where} asks to wait (429).`;
  if (isLoading(error)) return `${where} is still loading the model (503).`;
  if (error.status === 503) return `${where} is not ready (503).`;
  return `${where} answered with an error${status}.`;
}

/** llama.cpp and LocalAI refuse with 503 until the model is there (protocol.md §1.3, §1.5). */
function isLoading({ status, serverMessage, serverCode }: MessageError): boolean {
  return status === 503 && /(?<!over)load/i.test(`${serverMessage} ${serverCode ?? ''}`);
}

function advice(error: MessageError): string {
  if (isOverflow(error)) {
    return 'Summarise what is older, shorten the message, or load the model with a larger window.';
  }
  if (error.code === 'network') return 'Is the server running, and does it allow this page?';
  if (error.code === 'cut-off' || error.code === 'too-large') {
    return 'What had arrived is kept. Retry asks again.';
  }
  if (error.code === 'no-provider') return 'Choose another model below, then retry.';
  if (error.code === 'locked') return 'Retry asks for the passphrase.';
  if (isLoading(error)) return 'Nothing is wrong. Retry when it is loaded.';
  if (error.status === 401 || error.status === 403) return 'Check the key on the provider’s page.';
  return '';
}

/** Whether the doctor can say more: what failed is the way to the server, not what the message said. */
export function isAboutConnection(error: MessageError): boolean {
  const { code, status = 0 } = error;
  if (code === 'http') return !isOverflow(error) && isConnectionStatus(status);
  return code === 'network' || code === 'cut-off' || code === 'not-openai';
}

/** Whether a message's HTTP status speaks of the connection. */
export function isConnectionStatus(status: number): boolean {
  return [401, 402, 403, 404, 405].includes(status) || status >= 500;
}
