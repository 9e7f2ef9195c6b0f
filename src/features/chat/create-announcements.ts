import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import type { Message } from '../../core/chat/types';
import type { Clock } from '../../core/ports';
import { SentenceReader } from './sentences';

/** About how fast a screen reader speaks; a faster stream waits, so that sentences do not pile up. */
const MS_PER_LETTER = 60;
/** Long enough to be noticed; after that the words would only be found twice by who browses the page. */
const SHOWN_MS = 500;

/**
 * What a screen reader should say of the answer that is being written: one whole sentence at a time. `isNew` says that
 * the answer there is now is to be read out even if it is done: it was quicker than the page that shows it.
 */
export function createAnnouncements(
  answer: Accessor<Message | undefined>,
  clock: Clock,
  isNew = false,
): Accessor<string> {
  const [words, setWords] = createSignal('');
  let isNext = isNew;
  /** None for an answer that was there before: it is not read out. */
  let sentences: SentenceReader | undefined;
  let cancel: (() => void) | undefined;
  let cancelClear: (() => void) | undefined;

  const say = (sentence: string): void => {
    cancelClear?.();
    setWords(sentence);
    cancelClear = clock.after(SHOWN_MS, () => setWords(''));
  };
  const pump = (): void => {
    cancel = undefined;
    const message = answer();
    if (!message || message.status === 'interrupted' || message.status === 'failed') return;
    const sentence = sentences?.next(message.text, message.status === 'done');
    if (!sentence) return;
    say(sentence);
    cancel = clock.after(sentence.length * MS_PER_LETTER, pump);
  };
  const restart = (message: Message | undefined): void => {
    cancel?.();
    cancel = undefined;
    setWords('');
    const isRead = message && (isNext || message.status === 'streaming');
    sentences = isRead ? new SentenceReader() : undefined;
    if (message) isNext = false;
  };

  createEffect(
    on(
      () => answer()?.id,
      () => restart(answer()),
    ),
  );
  createEffect(
    on([() => answer()?.text, () => answer()?.status], () => {
      if (!cancel) pump();
      if (answer()?.status === 'interrupted' && sentences) say('The answer is interrupted.');
    }),
  );
  onCleanup(() => {
    cancel?.();
    cancelClear?.();
  });
  return words;
}
