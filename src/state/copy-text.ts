import type { Clipboard } from '../core/ports';
import type { Notices } from './notices';

/** Copies a text and answers with true; where the browser does not let it, a warning says what to select by hand. */
export async function copyText(
  { clipboard, notices }: { clipboard: Clipboard; notices: Notices },
  text: string,
  what = 'the text',
): Promise<boolean> {
  const isCopied = await clipboard.writeText(text);
  if (!isCopied)
    notices.warn(
      `This browser does not let the page copy. Select ${what} and copy it by hand.`,
      'copy',
    );
  return isCopied;
}
