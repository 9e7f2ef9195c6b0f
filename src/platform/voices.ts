import type { Voices } from '../core/ports';

/** Chromium lists its voices a moment after it was first asked, and where there are none it tells nothing. */
const LISTED_AFTER_MS = 1_000;

type Synthesis = Pick<
  SpeechSynthesis,
  'getVoices' | 'speak' | 'cancel' | 'addEventListener' | 'removeEventListener'
>;

/**
 * The voices that this device has itself. Voices of a service (`localService` is false) would send the text away: they
 * are never used, and nothing is said without a voice, which would leave the choice to the browser.
 */
export async function openVoices(
  synthesis: Synthesis | undefined = globalThis.speechSynthesis,
  preferred: readonly string[] = navigator.languages,
): Promise<Voices> {
  if (synthesis) await listed(synthesis);
  const voiceFor = (language: string): SpeechSynthesisVoice | undefined => {
    const local = synthesis?.getVoices().filter((voice) => voice.localService) ?? [];
    const fitting = local.filter(({ lang }) => languageOf(lang) === language);
    const near = preferred.map((tag) => fitting.find(({ lang }) => tagOf(lang) === tagOf(tag)));
    return near.find((voice) => voice) ?? fitting.find((voice) => voice.default) ?? fitting[0];
  };
  return {
    canSpeak: (language) => voiceFor(language) !== undefined,
    speak(language, sentences, onEnd) {
      const voice = voiceFor(language);
      if (!synthesis || !voice) {
        onEnd();
        return () => {};
      }
      return speakEach(synthesis, voice, sentences, onEnd);
    },
  };
}

/** One utterance a sentence: Chromium falls silent in the middle of long ones. */
function speakEach(
  synthesis: Synthesis,
  voice: SpeechSynthesisVoice,
  sentences: Iterable<string>,
  onEnd: () => void,
): () => void {
  const rest = sentences[Symbol.iterator]();
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    onEnd();
  };
  const next = (): void => {
    if (isOver) return;
    const { done, value } = rest.next();
    if (done) return end();
    const utterance = new SpeechSynthesisUtterance(value);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.addEventListener('end', next);
    utterance.addEventListener('error', end);
    synthesis.speak(utterance);
  };
  // Whatever is still being said was asked for before.
  synthesis.cancel();
  next();
  return () => {
    end();
    synthesis.cancel();
  };
}

async function listed(synthesis: Synthesis): Promise<void> {
  if (synthesis.getVoices().length > 0) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      synthesis.removeEventListener('voiceschanged', done);
      resolve();
    };
    synthesis.addEventListener('voiceschanged', done);
    setTimeout(done, LISTED_AFTER_MS);
  });
}

/** Android writes `en_US`. */
function tagOf(tag: string): string {
  return tag.replace('_', '-').toLowerCase();
}

function languageOf(tag: string): string {
  return tagOf(tag).split('-')[0] ?? '';
}
