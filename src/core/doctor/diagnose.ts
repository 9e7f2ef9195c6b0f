import { assertNever } from '../../lib/assert-never';
import type { ServerHint } from '../providers/recipes';
import { chatDiagnosis } from './diagnose-chat';
import { httpDiagnosis } from './diagnose-http';
import { unreadableDiagnosis } from './diagnose-unreadable';
import { stepWords, type ProbeStep } from './steps';
import type { Diagnosis, PageFacts, ProbeOutcome } from './types';
import { hostOf, verdict } from './verdict';

/**
 * Turns what the probes saw into a cause, a plain sentence and a way out for this page's origin. Pure. `hint` is the
 * program that is meant, where it is known; `steps` become the evidence.
 */
export function diagnose(
  outcome: ProbeOutcome,
  page: PageFacts,
  hint?: ServerHint,
  steps: readonly ProbeStep[] = [],
): Diagnosis {
  return { ...judge(outcome, page, hint), evidence: stepWords(steps, page) };
}

function judge(outcome: ProbeOutcome, page: PageFacts, hint: ServerHint | undefined): Diagnosis {
  switch (outcome.kind) {
    case 'ok':
      return outcome.models.length > 0
        ? verdict('ok', `The server answers, in ${Math.max(1, Math.round(outcome.ms))} ms.`)
        : noModels(hint);
    case 'invalid-url':
      return verdict('invalid-url', outcome.message);
    case 'needs-consent':
      return verdict(
        'invalid-url',
        `The key would travel unencrypted to ${hostOf(outcome.baseUrl)}. Use https, or send it all the same.`,
      );
    case 'redirected':
      return verdict('redirected', `The server sends this page on to ${outcome.to}.`, [
        {
          text: 'If you trust that address, use it as the base URL.',
          command: outcome.to.replace(/\/models\/?$/, ''),
        },
      ]);
    case 'not-openai':
      return notOpenAi(outcome);
    case 'http-error':
      return httpDiagnosis(outcome, page, hint);
    case 'unreadable':
      return unreadableDiagnosis(outcome, page, hint);
    case 'unreadable-chat':
      return chatDiagnosis(outcome, page, hint);
    default:
      return assertNever(outcome);
  }
}

function noModels(hint: ServerHint | undefined): Diagnosis {
  const advice =
    hint === 'ollama'
      ? { text: 'Pull one first.', command: 'ollama pull NAME' }
      : { text: 'Load or download one in the server, then refresh.' };
  return verdict('no-models', 'The server answers, but lists no models.', [
    advice,
    { text: 'Or add a model by hand on the provider’s page.' },
  ]);
}

function notOpenAi(outcome: Extract<ProbeOutcome, { kind: 'not-openai' }>): Diagnosis {
  const isHtml = /^\s*<(?:!doctype|html)/i.test(outcome.body ?? '');
  const what = isHtml ? 'a web page' : 'something else';
  const wanted = outcome.call === 'chat' ? 'with a chat completion' : 'with a list of models';
  return verdict('not-openai', `${hostOf(outcome.baseUrl)} answers with ${what}, not ${wanted}.`, [
    { text: 'Check the address and the port. Most servers use a path that ends in /v1.' },
  ]);
}
