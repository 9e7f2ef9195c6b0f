import type { Clipboard as ClipboardPort } from '../core/ports';

/** Writes by `navigator.clipboard` and, on insecure origins or when that refuses, by the old copy command. */
export function createClipboard(
  page: Document = document,
  clipboard: Pick<Clipboard, 'writeText'> | undefined = page.defaultView?.navigator.clipboard,
): ClipboardPort {
  return {
    async writeText(text) {
      try {
        if (!clipboard) return copyBySelection(page, text);
        await clipboard.writeText(text);
        return true;
      } catch {
        return copyBySelection(page, text);
      }
    },
  };
}

function copyBySelection(page: Document, text: string): boolean {
  const focused = page.activeElement;
  const area = page.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  // Outside of an open modal dialog everything is inert and cannot be selected.
  (focused?.closest('dialog') ?? page.body).append(area);
  try {
    area.select();
    return page.execCommand('copy');
  } finally {
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
