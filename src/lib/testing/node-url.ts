/*
 * Node 20's own `URL.canParse`, once it is hot, takes letters like Ü for broken UTF-8 and says no to hosts that have them
 * (`node -e` with a loop over 'https://MÜNCHEN.example' shows it). No browser does.
 */
URL.canParse = (url, base) => {
  try {
    return Boolean(new URL(url, base));
  } catch {
    return false;
  }
};
