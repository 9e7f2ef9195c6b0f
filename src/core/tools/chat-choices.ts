import type { ChatTools } from '../chat/types';
import { MOST_ROUNDS, type Settings } from '../settings/types';
import { approvalOf } from './approval';
import type { Tool } from './types';

/** What a call of a tool meets: it runs, is refused, or a person is asked. */
export type Leave = 'asks' | 'always' | 'never';

/** A limit of rounds as it is typed; undefined for anything but a whole number from 1 to the most. */
export function readRounds(text: string): number | undefined {
  const rounds = /^\s*\d+\s*$/.test(text) ? Number(text) : 0;
  return rounds >= 1 && rounds <= MOST_ROUNDS ? rounds : undefined;
}

/** What a call meets where a chat has no word of its own: the decisions for all chats, else what the tool is. */
export function leaveEverywhere(
  tool: Pick<Tool, 'id' | 'asks'>,
  settings: Pick<Settings, 'toolsAlways' | 'toolsNever'>,
): Leave {
  const leaves = { run: 'always', ask: 'asks', refuse: 'never' } as const;
  return leaves[approvalOf(tool, {}, settings)];
}

/** What the chat itself says of a tool's calls; undefined: as everywhere. */
export function leaveHere(id: string, chat: ChatTools = {}): Leave | undefined {
  if (chat.never?.includes(id)) return 'never';
  return chat.always?.includes(id) ? 'always' : undefined;
}

/** With tools on or off; what is as it is `byDefault` is not written down. */
export function withTools(
  chat: ChatTools | undefined,
  tools: readonly { id: string; byDefault: boolean }[],
  isOn: boolean,
): ChatTools | undefined {
  const ids = new Set(tools.map(({ id }) => id));
  const others = tools.filter(({ byDefault }) => byDefault !== isOn).map(({ id }) => id);
  const on = without(chat?.on, ids);
  const off = without(chat?.off, ids);
  return tidy({
    ...chat,
    ...(isOn ? { on: [...on, ...others], off } : { on, off: [...off, ...others] }),
  });
}

/** With another decision on a tool's calls; undefined: as everywhere. */
export function withLeave(
  chat: ChatTools | undefined,
  id: string,
  leave: 'always' | 'never' | undefined,
): ChatTools | undefined {
  const ids = new Set([id]);
  const always = without(chat?.always, ids);
  const never = without(chat?.never, ids);
  if (leave === 'always') always.push(id);
  if (leave === 'never') never.push(id);
  return tidy({ ...chat, always, never });
}

/** With another limit of rounds; undefined: as everywhere. */
export function withRounds(
  chat: ChatTools | undefined,
  rounds: number | undefined,
): ChatTools | undefined {
  const { rounds: _, ...others } = chat ?? {};
  return tidy(rounds === undefined ? others : { ...others, rounds });
}

/** The same as plain values; what is as everywhere is not among them. */
export function plainTools(chat: ChatTools | undefined): ChatTools | undefined {
  return tidy(chat ?? {});
}

/** Whether a chat says anything of its tools, in a number for a person. */
export function countChoices({
  on = [],
  off = [],
  always = [],
  never = [],
  rounds,
}: ChatTools = {}): number {
  return on.length + off.length + always.length + never.length + (rounds === undefined ? 0 : 1);
}

function without(ids: readonly string[] = [], gone: ReadonlySet<string>): string[] {
  return ids.filter((id) => !gone.has(id));
}

function tidy({
  on = [],
  off = [],
  always = [],
  never = [],
  rounds,
}: ChatTools): ChatTools | undefined {
  const chat = {
    ...(on.length > 0 && { on: [...on] }),
    ...(off.length > 0 && { off: [...off] }),
    ...(always.length > 0 && { always: [...always] }),
    ...(never.length > 0 && { never: [...never] }),
    ...(rounds !== undefined && { rounds }),
  };
  return Object.keys(chat).length > 0 ? chat : undefined;
}
