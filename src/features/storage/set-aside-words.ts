import type { SetAsideCounts, SetAsideKind } from '../../core/backup/set-aside';
import { formatNumber } from '../../lib/format';

const names: Record<SetAsideKind, [one: string, many: string]> = {
  chat: ['chat', 'chats'],
  message: ['message', 'messages'],
  stray: ['message without its chat', 'messages without their chat'],
  attachment: ['attachment', 'attachments'],
  provider: ['provider', 'providers'],
  library: ['preset or prompt', 'presets and prompts'],
  'tool-server': ['tool server', 'tool servers'],
};

/** How many of what, one line each; empty when there are none. */
export function setAsideLines(counts: SetAsideCounts): string[] {
  return (Object.keys(names) as SetAsideKind[]).flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    const [one, many] = names[kind];
    return count > 0 ? [`${formatNumber(count)} ${count === 1 ? one : many}`] : [];
  });
}
