import type { Fetch } from '../../../lib/fetch';

export interface Answer {
  body: string | Uint8Array<ArrayBuffer>;
  status?: number;
  statusText?: string;
  headers?: [string, string][];
  /** Sizes of the pieces in bytes, used in turn and over again; whole without it. */
  cuts?: readonly number[];
  /** Breaks the connection after the last byte. */
  breaks?: boolean;
}

export interface SentRequest {
  url: string;
  init: RequestInit;
}

/** A `fetch` that gives these answers in turn (the last one for ever), and keeps what it was asked. */
export function replay(...answers: Answer[]): { fetch: Fetch; sent: SentRequest[] } {
  const sent: SentRequest[] = [];
  const fetch: Fetch = async (url, init = {}) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)];
    sent.push({ url, init });
    if (!answer) throw new TypeError('no answer to replay');
    return new Response(bodyStream(answer), {
      status: answer.status ?? 200,
      statusText: answer.statusText ?? '',
      headers: answer.headers ?? [],
    });
  };
  return { fetch, sent };
}

function bodyStream({ body, cuts, breaks }: Answer): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  let at = 0;
  let turn = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) {
        const size = cuts?.[turn++ % cuts.length] ?? bytes.length;
        controller.enqueue(bytes.slice(at, at + size));
        at += size;
      } else if (breaks) controller.error(new TypeError('terminated'));
      else controller.close();
    },
  });
}
