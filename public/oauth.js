// The page that a sign-in at a tool server comes back to. It hands the query to the tab that waits for it and closes;
// where this tab itself had left for the sign-in, it goes back to the app. The names are those of sign-in-window.ts.
const query = location.search;
const state = new URLSearchParams(query).get('state');
const words = document.getElementById('words');

function pendingState() {
  try {
    return JSON.parse(sessionStorage.getItem('patchbay-sign-in') ?? 'null')?.state;
  } catch {
    return undefined;
  }
}

if (state) {
  // The code has no business in the history.
  history.replaceState(null, '', location.pathname);
  if (pendingState() === state) {
    sessionStorage.setItem('patchbay-sign-in-return', query);
    location.replace('./#/tools');
  } else {
    words.textContent = 'You are signed in when Patchbay says so. Go back to its tab.';
    const channel = new BroadcastChannel('patchbay-sign-in');
    channel.addEventListener('message', ({ data }) => {
      if (data?.taken === state) window.close();
    });
    channel.postMessage({ query });
  }
}
