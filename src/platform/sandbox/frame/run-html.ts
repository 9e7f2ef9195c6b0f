import { readHeight } from '../messages';
import type { Say, Shown } from './program';

/**
 * Shows a page with its scripts, in a frame inside of this one: they reach neither the port nor this program, and our
 * policy, which that frame inherits, lets it lead nowhere.
 */
export function runHtml({ source }: Shown, say: Say): void {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.title = 'Preview';
  frame.srcdoc = withBeginning(source, `<script>(${beginning.toString()})()</script>`);
  frame.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; border: 0';
  addEventListener('message', ({ source: from, data }: MessageEvent<unknown>) => {
    if (from !== frame.contentWindow) return;
    const pixels = readHeight(data);
    if (pixels !== undefined) say({ type: 'height', pixels });
    else if (data === 'escape') say({ type: 'escape' });
  });
  document.body.append(frame);
}

/** Behind the doctype, without which the page would be laid out in another way. */
function withBeginning(source: string, script: string): string {
  const [doctype = ''] = /^\s*<!doctype[^>]*>/i.exec(source) ?? [];
  return `${doctype}${script}${source.slice(doctype.length)}`;
}

/** Runs in that frame before all else; its text is taken, so it uses nothing from outside of itself. */
function beginning(): void {
  // No policy of today's browsers knows of WebRTC.
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection'])
    Reflect.deleteProperty(self, name);
  const tell = (): void => {
    const { documentElement: root, body } = document;
    const height = Math.min(100_000, Math.max(root.offsetHeight, body?.scrollHeight ?? 0));
    parent.postMessage({ height }, '*');
  };
  addEventListener('DOMContentLoaded', () => {
    const observer = new ResizeObserver(tell);
    observer.observe(document.documentElement);
    observer.observe(document.body);
  });
  addEventListener('load', tell);
  addEventListener('keydown', ({ key }) => key === 'Escape' && parent.postMessage('escape', '*'));
  addEventListener('click', (event) => {
    const [target] = event.composedPath();
    const link = target instanceof Element ? target.closest('a[href], area[href]') : null;
    if (link && !link.getAttribute('href')?.startsWith('#')) event.preventDefault();
  });
}
