/**
 * What does not work in the single-file build, one sentence each, the gravest first. `fromFile`: opened from a file, not from
 * a server. Tried in Chromium 156 and Firefox ESR 153.
 */
export function missingInSingleFile(fromFile: boolean): string[] {
  return [
    ...(fromFile
      ? [
          'Any page that you open from a file in this browser can read what is stored here, keys too. ' +
            'Lock the keys with a passphrase below.',
          'Servers see the origin “null”: those answer that allow every page, or “null” itself.',
        ]
      : []),
    'This is Patchbay in one file. It starts without a network, is not installed, and does not update itself.',
    'It has no sandbox: previews of HTML, SVG and diagrams and the JavaScript tool are left out.',
    'A sign-in at a tool server cannot come back to it; a header with a token works.',
    'Some PDFs in Chinese, Japanese or Korean need tables that are left out: their text has gaps.',
  ];
}

const TOLD = 'patchbay-single-file-told';

/** True once in this browser, or at each start where nothing can be kept. */
export function isFirstSingleFile(open: () => Storage = () => localStorage): boolean {
  try {
    const storage = open();
    if (storage.getItem(TOLD)) return false;
    storage.setItem(TOLD, 'yes');
  } catch {
    // No storage: better said twice than never.
  }
  return true;
}
