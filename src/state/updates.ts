import type { Clock } from '../core/ports';

/** A new version of Patchbay, from the moment that it is there until somebody agrees to it. */
export interface Updates {
  /** A version waits, or has taken over elsewhere. Told again for a still newer one. */
  ready(): void;
}

export interface UpdateTools {
  clock: Clock;
  /** Shows a sentence until it is dismissed or taken away by the function that it answers with. */
  announce(text: string, action: { label: string; run: () => void }): () => void;
  /** An answer comes in this tab. */
  answersHere(): boolean;
  /** An answer comes in any tab, this one included. */
  answersAnywhere(): Promise<boolean>;
  /** Somebody types right now. */
  isTyping(): boolean;
  /** Something is half done that a reload would take away. */
  isInTheMiddle(): boolean;
  /** Lets the new version take over and reloads this tab; others stay as they are. */
  switchOver(): void;
}

const LOOK_EACH_MS = 1_000;

/**
 * Tells of a new version in a calm moment. After "Reload" it waits for the answers of all tabs: a new version may bring a
 * new layout of the database, and then an old tab can store nothing more.
 */
export function createUpdates(tools: UpdateTools): Updates {
  const { clock, announce } = tools;
  let stage: 'nothing' | 'to-tell' | 'told' | 'agreed' = 'nothing';
  let takeAway = (): void => {};
  const isCalm = () => !tools.answersHere() && !tools.isTyping();
  const later = (look: () => void) => void clock.after(LOOK_EACH_MS, look);

  function tell(): void {
    if (!isCalm()) return later(tell);
    stage = 'told';
    takeAway = announce('A new version of Patchbay is ready.', {
      label: 'Reload',
      run: () => void agree(),
    });
  }

  async function agree(): Promise<void> {
    stage = 'agreed';
    if (!(await tools.answersAnywhere())) return tools.switchOver();
    const who = tools.answersHere()
      ? 'An answer is still coming'
      : 'Another tab is still answering';
    takeAway = announce(`${who}. The new version comes when it is done.`, {
      label: 'Not now',
      run: () => (stage = 'nothing'),
    });
    later(() => void goOn(false));
  }

  /** Twice in a row, for between two rounds of tools there is a moment without an answer. */
  async function goOn(wasQuiet: boolean): Promise<void> {
    const isQuiet = isCalm() && !tools.isInTheMiddle() && !(await tools.answersAnywhere());
    if (stage !== 'agreed') return;
    if (!isQuiet || !wasQuiet) return later(() => void goOn(isQuiet));
    takeAway();
    tools.switchOver();
  }

  return {
    ready() {
      if (stage === 'to-tell' || stage === 'agreed') return;
      takeAway();
      stage = 'to-tell';
      tell();
    },
  };
}
