/** What a browser does with what a site stores, as far as a page can tell. */
export interface StorageHabits {
  /** Firefox: `navigator.storage.persist()` shows the person a question. The others decide by themselves, in silence. */
  asksPerson: boolean;
  /**
   * Safari clears a site after seven days of its use without a click or a key on it (WebKit, "Full Third-Party Cookie
   * Blocking and More", 2020); an installed app has a counter of its own. Browsers on an iPhone are Safari within.
   */
  clearsUnused: boolean;
}

/** The habits of the browser of that user agent; `isInstalled` says whether this page runs as an app. */
export function storageHabits(page: { userAgent?: string; isInstalled: boolean }): StorageHabits {
  const { userAgent = '', isInstalled } = page;
  const isApple = /Macintosh|iPhone|iPad|iPod/.test(userAgent);
  const isWebKit = /AppleWebKit\//.test(userAgent) && !/Chrome\/|Chromium\//.test(userAgent);
  return {
    asksPerson: /Firefox\//.test(userAgent),
    clearsUnused: isApple && isWebKit && !isInstalled,
  };
}
