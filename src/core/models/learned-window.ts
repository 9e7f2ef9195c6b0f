import type { LearnedWindow } from './types';

type Windows = Readonly<Record<string, LearnedWindow>>;

/** The learned windows of a provider with that of one model, in place of what was learned of it before. */
export function withWindow(
  windows: Windows | undefined,
  modelId: string,
  learned: LearnedWindow,
): Record<string, LearnedWindow> {
  return { ...windows, [modelId]: learned };
}

/** The learned windows of a provider without that of one model. */
export function withoutWindow(
  windows: Windows | undefined,
  modelId: string,
): Record<string, LearnedWindow> {
  return Object.fromEntries(Object.entries(windows ?? {}).filter(([id]) => id !== modelId));
}
