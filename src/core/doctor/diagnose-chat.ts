import { corsRecipe } from '../providers/presets';
import type { ServerHint } from '../providers/recipes';
import { assertNever } from '../../lib/assert-never';
import type { Diagnosis, PageFacts, Remedy, UnreadableChat } from './types';
import { hostOf, likely, verdict } from './verdict';

const askLog: Remedy = {
  text: 'Look into the server’s own log: it tells what became of the request.',
};

/** A message without a readable answer, from a server whose model list is readable. */
export function chatDiagnosis(
  { baseUrl, emptyRequest, withoutPreflight = 'silent' }: UnreadableChat,
  page: PageFacts,
  hint: ServerHint | undefined,
): Diagnosis {
  const host = hostOf(baseUrl);
  if (emptyRequest === 'readable') {
    return likely(
      'server-error',
      `${host} takes messages from this page, but broke the connection during this one.`,
      [{ text: 'It may have crashed, run out of memory, or hidden its error from pages.' }, askLog],
    );
  }
  switch (withoutPreflight) {
    case 'readable':
      return verdict(
        'cors-preflight',
        `${host} shows its models, but refuses the browser’s question (preflight) before a message.`,
        corsRecipe(hint, page.origin),
      );
    case 'answers':
      return hiddenAnswer(host, page, hint);
    case 'silent':
      return likely(
        'server-error',
        `${host} shows its models, but drops the connection when it gets a message.`,
        [{ text: 'It may have crashed or run out of memory while it loaded the model.' }, askLog],
      );
    default:
      return assertNever(withoutPreflight);
  }
}

/** LocalAI's guard may answer outside CORS; elsewhere it is most often an unhandled error (servers.md, Errors). */
function hiddenAnswer(host: string, page: PageFacts, hint: ServerHint | undefined): Diagnosis {
  if (hint === 'localai') {
    return likely(
      'forbidden',
      `${host} shows its models, but does not take messages from this page.`,
      corsRecipe(hint, page.origin),
    );
  }
  return likely(
    'server-error',
    `${host} answers messages with something that it hides from pages, most likely an error (500).`,
    [askLog],
  );
}
