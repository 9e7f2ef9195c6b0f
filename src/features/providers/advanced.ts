import { headerLines, readHeaders, type ReadHeaders } from '../../core/providers/headers';
import type { Provider } from '../../core/providers/types';
import type { KeyHeader } from '../../protocol/openai/connection';

/** What the folded part of the form holds. */
export interface Advanced {
  keyHeader: KeyHeader;
  /** Extra headers as they are typed, one a line. */
  lines: string;
}

export function advancedOf({
  keyHeader = 'authorization',
  headers,
}: Pick<Provider, 'keyHeader' | 'headers'>): Advanced {
  return { keyHeader, lines: headerLines(headers) };
}

/** The headers of the form, or why they can't be sent. */
export function readAdvanced({ keyHeader, lines }: Advanced, apiKey: string): ReadHeaders {
  return readHeaders(lines, { apiKey, keyHeader });
}
