import type { Leave } from '../../../core/tools/chat-choices';
import type { Tool } from '../../../core/tools/types';
import type { SelectOption } from '../../../ui/Select';

const everywhereWords: Record<Leave, string> = {
  asks: 'Asks first',
  always: 'Does not ask',
  never: 'Never runs',
};

/** What a tool's calls can meet in a chat: as everywhere, or what this chat says instead. What asks each time is never let through. */
export function leaveOptions(
  tool: Pick<Tool, 'asks'>,
  everywhere: Leave,
  here: Leave | undefined,
): SelectOption[] {
  const canAlways = tool.asks !== 'each-time' && everywhere !== 'always';
  const isEachTime = tool.asks === 'each-time' && everywhere === 'asks';
  return [
    { value: '', label: isEachTime ? 'Asks each time' : everywhereWords[everywhere] },
    ...(canAlways || here === 'always' ? [{ value: 'always', label: 'Always in this chat' }] : []),
    ...(everywhere !== 'never' || here === 'never'
      ? [{ value: 'never', label: 'Never in this chat' }]
      : []),
  ];
}
