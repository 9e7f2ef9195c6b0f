import type { Clock } from '../../ports';
import type { Tool, ToolOutput } from '../types';

/** The clock of this computer, in its own time zone or another. */
export function currentTime(clock: Pick<Clock, 'now'>): Tool {
  return {
    id: 'builtin:current_time',
    name: 'current_time',
    title: 'Current time',
    origin: 'Patchbay',
    description:
      "Tells the current date, weekday and time, in the person's time zone unless another is named.",
    parameters: {
      type: 'object',
      properties: {
        timezone: { type: 'string', description: 'IANA name such as Europe/Berlin or UTC.' },
      },
      additionalProperties: false,
    },
    onByDefault: true,
    asks: 'never',
    run: async ({ timezone }) => tell(clock.now(), typeof timezone === 'string' ? timezone : ''),
  };
}

function tell(now: number, zone: string): ToolOutput {
  try {
    const known = zone.trim() || Intl.DateTimeFormat().resolvedOptions().timeZone;
    return { text: timeText(now, known) };
  } catch {
    const text = `There is no time zone named ${JSON.stringify(zone.slice(0, 60))}. Use an IANA name such as Europe/Berlin.`;
    return { text, isError: true };
  }
}

/** `2026-11-26T23:05:58+01:00 (Thursday, Europe/Berlin)`; throws for a zone that does not exist. */
function timeText(now: number, zone: string): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'long',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  const time = `${part('hour')}:${part('minute')}:${part('second')}`;
  const offset = part('timeZoneName').replace('GMT', '') || '+00:00';
  return `${date}T${time}${offset} (${part('weekday')}, ${format.resolvedOptions().timeZone})`;
}
