import { createMemo, onCleanup, type Accessor } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { restoreSettings } from '../../../core/chat/restore';
import { textOf, withText, type SettingName } from '../../../core/chat/setting-texts';
import type { ChatSettings } from '../../../core/chat/types';
import type { Setup } from '../../../core/library/setup';
import type { Clock } from '../../../core/ports';
import type { Chat } from '../create-chat';

/** The fields of a chat's settings: what is typed takes effect a moment later, what cannot be a value does not. */
export interface SettingFields {
  /** What is set, as plain values. */
  settings: Accessor<ChatSettings>;
  text(name: SettingName): string;
  problem(name: SettingName): string | undefined;
  type(name: SettingName, text: string): void;
  /** The field was left: what can be a value is shown as it was understood. */
  leave(name: SettingName): void;
  reset(name: SettingName): void;
  /** Changes all at once, as a preset does; what was typed and cannot be a value is gone. */
  replace(setup: Setup): void;
}

/** Typing is not slowed down by a write at each key. */
const WRITE_AFTER_MS = 400;

type Words = Partial<Record<SettingName, string>>;

/** The fields of this chat; owned: what was typed last is written when the owner goes. */
export function createSettingFields(
  chat: Pick<Chat, 'setup' | 'change'>,
  clock: Clock,
): SettingFields {
  const settings = createMemo((): ChatSettings => restoreSettings(chat.setup().settings) ?? {});
  const [typed, setTyped] = createStore<Words>({});
  const [problems, setProblems] = createStore<Words>({});
  const unread = new Set<SettingName>();
  let cancel: (() => void) | undefined;
  /** Written, and still on its way to the disk. */
  let ahead: ChatSettings | undefined;
  const latest = (): ChatSettings => ahead ?? settings();

  async function save(change: Setup): Promise<void> {
    const own = change.settings ?? {};
    ahead = own;
    await chat.change({ ...change, settings: Object.keys(own).length > 0 ? own : undefined });
    if (ahead === own) ahead = undefined;
  }

  function write(): void {
    cancel?.();
    cancel = undefined;
    let next = latest();
    for (const name of unread) {
      const read = withText(next, name, typed[name] ?? '');
      setProblems(name, 'problem' in read ? read.problem : undefined);
      if ('settings' in read) next = read.settings;
    }
    unread.clear();
    if (JSON.stringify(next) !== JSON.stringify(latest())) void save({ settings: next });
  }

  const forget = (name: SettingName): void => {
    unread.delete(name);
    setTyped(name, undefined);
    setProblems(name, undefined);
  };
  onCleanup(write);

  return {
    settings,
    text: (name) => typed[name] ?? textOf(settings(), name),
    problem: (name) => problems[name],
    type(name, text) {
      setTyped(name, text);
      unread.add(name);
      cancel?.();
      cancel = clock.after(WRITE_AFTER_MS, write);
    },
    leave(name) {
      write();
      if (problems[name] === undefined) forget(name);
    },
    reset(name) {
      forget(name);
      const { [name]: _, ...others } = latest();
      void save({ settings: others });
    },
    replace(setup) {
      unread.clear();
      setTyped(reconcile<Words, Words>({}));
      setProblems(reconcile<Words, Words>({}));
      void save(setup);
    },
  };
}
