import { createSignal } from 'solid-js';
import type { Notes, Protector } from '../core/backup/ports';
import type { Notices } from './notices';

export interface Protection {
  /** Whether the browser promised to keep what is stored here; undefined where it does not tell, or not yet. */
  isProtected(): boolean | undefined;
  /** Looks again: another tab, or the browser by itself, may have changed it. */
  look(): Promise<void>;
  /** Asks for it now; answers whether it was granted. A browser that asks the person does so. */
  ask(): Promise<boolean>;
  /**
   * A good moment to ask has come: there is something to lose. Where the browser asks the person, they are told why first,
   * once and for all; where it decides in silence, it is asked once a session, since it decides anew as a site is used.
   */
  suggest(): Promise<void>;
}

/** Where it is kept that somebody was asked. */
const ASKED = 'protection-asked';

/** The promise of the browser not to clear this address by itself, and when to ask for it. */
export function createProtection(tools: {
  protector: Protector;
  notes: Notes;
  notices: Pick<Notices, 'offer' | 'show'>;
  asksPerson: boolean;
}): Protection {
  const { protector, notes, notices, asksPerson } = tools;
  const [isProtected, setProtected] = createSignal<boolean>();
  let wasSuggested = false;

  const look = async () => void setProtected(await protector.isProtected());
  async function ask(): Promise<boolean> {
    const granted = await protector.ask();
    await look();
    return granted;
  }

  async function askByNotice(): Promise<void> {
    if (await ask()) notices.show('This browser keeps your chats now, also when the disk is full.');
    else notices.show('They stay as they were. The page Storage has the button again.');
  }

  async function suggest(): Promise<void> {
    if (wasSuggested) return;
    wasSuggested = true;
    await look();
    if (isProtected() !== false) return;
    if (!asksPerson) return void (await ask());
    if (await notes.read(ASKED)) return;
    await notes.write(ASKED, true);
    notices.offer(
      'This browser may delete your chats when the disk is full. It can promise to keep them; it will ask you first.',
      { label: 'Keep them', run: () => void askByNotice().catch(() => {}) },
    );
  }

  return { isProtected, look, ask, suggest };
}
