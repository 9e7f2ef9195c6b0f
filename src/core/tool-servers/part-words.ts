import { formatBytes, formatNumber } from '../../lib/format';
import type { McpPart } from '../../protocol/mcp/types';

/** More than this fits no window, and no person reads it. */
const MAX_TEXT = 200_000;

/** What a server answered, as text: text as it is, all else named by kind and size. Bounded, and never markup. */
export function textOfParts(parts: readonly McpPart[]): string {
  const text = parts.map(words).join('\n\n');
  if (text.length <= MAX_TEXT) return text;
  const rest = formatNumber(text.length - MAX_TEXT);
  return `${text.slice(0, MAX_TEXT)}\n[… ${rest} more characters were left out.]`;
}

function words(part: McpPart): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'image':
      return `[An image: ${typed(part.mimeType)}${formatBytes(part.bytes)}.]`;
    case 'audio':
      return `[Audio: ${typed(part.mimeType)}${formatBytes(part.bytes)}.]`;
    case 'link':
      return `[A resource: ${part.name}, ${part.uri}]`;
    case 'resource':
      return (
        part.text ?? `[A file: ${part.uri}, ${typed(part.mimeType)}${formatBytes(part.bytes)}.]`
      );
  }
}

function typed(mimeType: string): string {
  return mimeType ? `${mimeType.slice(0, 100)}, ` : '';
}
