import { unwrap } from 'solid-js/store';
import type { CheckResult } from '../core/checks/types';
import { redact } from '../core/log/redact';
import type { Clock } from '../core/ports';
import { connectionOf } from '../core/providers/connection';
import type { ProvidersState } from './providers';

export interface CheckRun {
  providerId: string;
  modelId: string;
  signal: AbortSignal;
  /** Called with all results so far, after each answer. */
  onResults: (results: CheckResult[]) => void;
}

/**
 * Checks what a model can do, on a person's press only, and notes the result on the provider. Throws when aborted, with
 * nothing noted, and when it could not be stored.
 */
export async function checkModelOf(
  { providers, clock }: { providers: ProvidersState; clock: Clock },
  { providerId, modelId, signal, onResults }: CheckRun,
): Promise<void> {
  const { checkModel } = await import('../core/checks/check-model');
  const provider = providers.get(providerId);
  if (!provider || !(await providers.unlock(unwrap(provider)))) return;
  const { server, learned = [] } = unwrap(provider);
  const own = connectionOf(unwrap(provider));
  const asked = { id: providerId, ...own };
  const connection = { ...own, fetch: providers.fetchFor(provider), signal };
  const target = { model: modelId, connection, kind: server?.kind, learned: [...learned] };
  let results: CheckResult[] = [];
  for await (const found of checkModel(target)) {
    const safe = found.map((result) => ({
      ...result,
      words: redact(result.words, providers.keys()),
    }));
    results = [...results, ...safe];
    onResults(results);
  }
  signal.throwIfAborted();
  const check = { at: clock.now(), results };
  await providers.note(asked, ({ checks }) => ({ checks: { ...checks, [modelId]: check } }));
}
