import { ApiError, errorFromResponse } from '../../protocol/openai/errors';
import { send, wholeText } from '../../protocol/openai/http';
import type { Connection } from '../../protocol/openai/connection';
import { isConnectionStatus } from '../chat/error-words';
import type { MessageError } from '../chat/types';
import { probe, type ProbeTarget, type ProbeTools } from './probe';
import { createTrail, type ProbeStep, type Trail } from './steps';
import type { ProbeOutcome } from './types';

/**
 * Why messages fail although the server seems to work: looks for its models first, then judges what became of the
 * message, and asks the chat route for nothing where that does not tell. `{}` is refused by every server before a
 * model starts, and a refusal that can be read proves that messages get through. Only when a person asks for it:
 * without a failed message it resolves with `ok` where nothing is shown to be wrong.
 */
export async function examineChat(
  target: ProbeTarget,
  suspicion: ChatSuspicion,
  tools: ProbeTools,
): Promise<ProbeOutcome> {
  let before: readonly ProbeStep[] = [];
  const listed = await probe(target, {
    ...tools,
    onSteps: (steps) => tools.onSteps?.((before = steps)),
  });
  if (listed.kind !== 'ok' || listed.models.length === 0) return listed;
  const { baseUrl } = listed;
  const error = typeof suspicion === 'object' ? suspicion : undefined;
  const told = error && fromError(baseUrl, error);
  if (told) return told;
  // The server understood this one and refused what it says: nothing is wrong with the connection.
  if (error?.code === 'http') return listed;
  const { apiKey, keyHeader, headers } = target;
  const connection = {
    baseUrl,
    apiKey,
    ...(keyHeader && { keyHeader }),
    ...(headers && { headers }),
  };
  const onSteps = (steps: readonly ProbeStep[]) => tools.onSteps?.([...before, ...steps]);
  const sent = await probeChat(connection, { ...tools, onSteps });
  return accuses(sent, suspicion) ? sent : listed;
}

/** A readable error of the message tells all; without one, the connection itself is in question. */
function fromError(baseUrl: string, error: MessageError): ProbeOutcome | undefined {
  const { code, status, serverMessage, serverCode, body } = error;
  const more = { ...(serverCode && { serverCode }), ...(body && { body }) };
  if (code === 'http' && status !== undefined && isConnectionStatus(status)) {
    return { kind: 'http-error', baseUrl, status, serverMessage, call: 'chat', ...more };
  }
  if (code === 'not-openai') return { kind: 'not-openai', baseUrl, call: 'chat', ...more };
  return undefined;
}

/** Whether an answer to `{}` is what is wrong. Some servers crash over it but not over messages. */
function accuses(outcome: ProbeOutcome, suspicion: ChatSuspicion): boolean {
  if (outcome.kind !== 'unreadable-chat') return true;
  if (suspicion === undefined) return outcome.withoutPreflight === 'readable';
  return suspicion !== 'failed-before' || outcome.emptyRequest === 'unreadable';
}

/** What became of a message; that messages failed, where the connection may have changed since; or nothing. */
export type ChatSuspicion = MessageError | 'failed-before' | undefined;

const route = '/chat/completions';

async function probeChat(
  connection: Omit<Connection, 'fetch' | 'signal'>,
  tools: ProbeTools,
): Promise<ProbeOutcome> {
  const { baseUrl } = connection;
  const trail = createTrail(tools.now, tools.onSteps ?? (() => {}));
  const answer = await askJson(connection, tools, trail);
  if (answer) return fromAnswer(baseUrl, answer);
  const withoutPreflight = await askPlain(baseUrl, tools, trail);
  return { kind: 'unreadable-chat', baseUrl, emptyRequest: 'unreadable', withoutPreflight };
}

async function askJson(
  connection: Omit<Connection, 'fetch' | 'signal'>,
  { fetch, signal }: ProbeTools,
  trail: Trail,
): Promise<ApiError | undefined> {
  const { apiKey, headers, baseUrl } = connection;
  return trail.note(
    { ask: 'chat', url: baseUrl + route, withKey: Boolean(apiKey || headers) },
    async () => {
      try {
        const response = await send({ ...connection, fetch, signal }, route, '{}');
        return errorFromResponse(response, await wholeText(response, signal));
      } catch (error) {
        if (error instanceof ApiError) return undefined;
        throw error;
      }
    },
    (answer) => (answer ? { saw: 'readable', status: answer.status ?? 0 } : { saw: 'nothing' }),
  );
}

/** Which statuses explain a message that failed; a 400 or 422 is what an empty request deserves. */
function fromAnswer(baseUrl: string, answer: ApiError): ProbeOutcome {
  const { status = 0, serverMessage, serverCode, body } = answer;
  // A server that looks for the model first says 404 to a request that names none.
  const isRoute = status === 404 && !/model/i.test(serverMessage);
  const explains = isRoute || [401, 402, 403, 405, 429, 503].includes(status);
  if (!explains) return { kind: 'unreadable-chat', baseUrl, emptyRequest: 'readable' };
  return {
    kind: 'http-error',
    baseUrl,
    status,
    serverMessage,
    call: 'chat',
    ...(serverCode === undefined ? {} : { serverCode }),
    ...(body === undefined ? {} : { body }),
  };
}

/** Plain text needs no preflight: readable means that only the preflight is refused, an answer that something is there. */
async function askPlain(
  baseUrl: string,
  { fetch, signal }: ProbeTools,
  trail: Trail,
): Promise<'readable' | 'answers' | 'silent'> {
  const url = baseUrl + route;
  const init: RequestInit = { method: 'POST', body: '{}', credentials: 'omit', signal };
  const attempt = async (mode: RequestMode) => {
    try {
      const response = await fetch(url, { ...init, mode });
      void response.body?.cancel().catch(() => {});
      return { status: response.status };
    } catch (error) {
      if (signal.aborted) throw error;
      return undefined;
    }
  };
  let status = 0;
  return trail.note(
    { ask: 'chat-plain', url, withKey: false },
    async () => {
      const readable = await attempt('cors');
      status = readable?.status ?? 0;
      if (readable) return 'readable';
      return (await attempt('no-cors')) ? 'answers' : 'silent';
    },
    (found) =>
      found === 'silent' ? { saw: 'nothing' } : { saw: found, ...(status > 0 && { status }) },
  );
}
