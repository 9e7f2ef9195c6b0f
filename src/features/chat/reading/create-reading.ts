import { createSignal, onCleanup } from 'solid-js';
import type { Message } from '../../../core/chat/types';
import type { Voices } from '../../../core/ports';
import type { Services } from '../../../state/services';
import { createStateContext } from '../../../state/context';
import type { MenuItem } from '../../../ui/MenuPanel';
import { languageOf } from './language-of';
import { speechPieces } from './speech-pieces';

/** Reads answers aloud, one at a time, and stops when the chat is left. */
export interface Reading {
  isReading(messageId: string): boolean;
  stop(): void;
  /** An entry of a menu whose words follow what can be done; it asks for the voices when it is first looked at. */
  item(message: () => Pick<Message, 'id' | 'text'>): MenuItem;
}

export const ReadingContext = createStateContext<Reading>('Reading');

/** What reads the answers of one chat; owned. */
export function createReading({ voices: open }: Pick<Services, 'voices'>): Reading {
  const [reading, setReading] = createSignal<string>();
  const [voices, setVoices] = createSignal<Voices>();
  let isAsked = false;
  let silence = (): void => {};

  const ask = (): void => {
    if (isAsked) return;
    isAsked = true;
    open().then(setVoices, () => (isAsked = false));
  };
  const stop = (): void => {
    silence();
    silence = () => {};
    setReading();
  };
  const read = (message: Pick<Message, 'id' | 'text'>, language: string): void => {
    stop();
    const speaking = voices()?.speak(language, speechPieces(message.text), () => {
      if (reading() === message.id) setReading();
    });
    if (!speaking) return;
    silence = speaking;
    setReading(message.id);
  };
  onCleanup(stop);

  return {
    isReading: (messageId) => reading() === messageId,
    stop,
    item(message) {
      // Looked at only while the menu is open.
      const language = (): string => languageOf(message().text, readersLanguage());
      const isPossible = (): boolean => voices()?.canSpeak(language()) === true;
      const isReading = (): boolean => reading() === message().id;
      return {
        icon: 'speaker',
        get label() {
          ask();
          if (isReading()) return 'Stop reading';
          if (!voices() || isPossible()) return 'Read aloud';
          return `Read aloud: no ${nameOf(language())} voice on this device`;
        },
        get disabled() {
          return !isReading() && !isPossible();
        },
        onSelect: () => (isReading() ? stop() : read(message(), language())),
      };
    },
  };
}

function readersLanguage(): string {
  return navigator.language.split('-')[0] ?? 'en';
}

function nameOf(language: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;
}
