import { withLessons } from '../core/dialect/dialect';
import { learnedWords } from '../core/dialect/learned-words';
import type { LearnedField } from '../core/dialect/types';
import { redact } from '../core/log/redact';
import type { ProviderConnection } from '../core/providers/connection';
import type { ProvidersState } from './providers';

export interface LearnTools {
  providers: ProvidersState;
  onFailure: (by: string, words: string) => void;
}

/** The provider as it was when it was asked. */
export type Asked = ProviderConnection & { id: string; label: string };

/** Writes what refusals taught to the provider that was asked, and to the log; without keys, for servers quote them. */
export async function learn(
  asked: Asked,
  lessons: readonly LearnedField[],
  { providers, onFailure }: LearnTools,
): Promise<void> {
  for (const lesson of lessons) {
    onFailure(asked.label, `Learned: ${learnedWords(lesson)} · ${lesson.words}`);
  }
  const safe = lessons.map((lesson) => ({
    ...lesson,
    words: redact(lesson.words, providers.keys()),
  }));
  await providers.note(asked, ({ learned = [] }) => ({ learned: withLessons(learned, safe) }));
}
