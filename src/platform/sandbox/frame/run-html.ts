import { readHeight } from '../messages';
import { beginPage } from './begin-page';
import type { Say, Shown } from './program';

/**
 * Shows a page with its scripts, in a frame inside of this one: they reach neither the port nor this program, and our
 * policy, which that frame inherits, lets it lead nowhere.
 */
export function runHtml({ source }: Shown, say: Say): void {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.title = 'Preview';
  frame.srcdoc = beginning(source);
  frame.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; border: 0';
  addEventListener('message', ({ source: from, data }: MessageEvent<unknown>) => {
    if (from !== frame.contentWindow) return;
    const pixels = readHeight(data);
    if (pixels !== undefined) say({ type: 'height', pixels });
    else if (data === 'escape') say({ type: 'escape' });
  });
  document.body.append(frame);
}

/** The page is text in the one script that this document has, behind the doctype that tells how to lay it out. */
function beginning(source: string): string {
  const [doctype = ''] = /^\s*<!doctype[^>]*>/i.exec(source) ?? [];
  const text = JSON.stringify(source.slice(doctype.length)).replaceAll('<', '\\u003c');
  return `${doctype}<script>(${beginPage.toString()})(${text})</script>`;
}
