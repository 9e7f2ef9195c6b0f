import { followHeight } from './follow-height';
import type { Say, Shown } from './program';

// What loads, leads away or begins another page. No policy knows of connections that a link only prepares.
const LEFT_OUT =
  'script, link, meta, base, iframe, frame, frameset, object, embed, portal, fencedframe';

/** Shows a page without its scripts: by a further policy of this frame they cannot run, however they are written. */
export function showHtml({ source }: Shown, say: Say): void {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "script-src 'none'; worker-src 'none'";
  document.head.append(policy);

  const page = new DOMParser().parseFromString(source, 'text/html');
  // A template's content is a document of its own, and is never shown.
  for (const element of page.querySelectorAll(LEFT_OUT)) element.remove();
  document.documentElement.replaceWith(document.adoptNode(page.documentElement));
  document.addEventListener('click', stayHere, { capture: true });
  document.addEventListener('submit', (event) => event.preventDefault(), { capture: true });
  followHeight(say);
}

/** A link leads to a place in the page or nowhere: the frame would become an error. */
function stayHere(event: MouseEvent): void {
  const link = event
    .composedPath()
    .find((node) => node instanceof Element && node.matches('a, area'));
  if (!(link instanceof Element)) return;
  event.preventDefault();
  const href = link.getAttribute('href') ?? '';
  if (href.startsWith('#')) document.getElementById(href.slice(1))?.scrollIntoView();
}
