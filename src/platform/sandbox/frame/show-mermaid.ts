import type { Mermaid } from 'mermaid';
import { followHeight } from './follow-height';
import { stylePage } from './page-style';
import type { Say, Shown } from './program';

/** Draws a diagram. Throws the words of the library where it cannot. */
export async function showMermaid({ source, theme, library }: Shown, say: Say): Promise<void> {
  stylePage(theme);
  const script = document.createElement('script');
  script.textContent = library;
  document.head.append(script);
  const { mermaid } = globalThis as { mermaid?: Mermaid };
  if (!mermaid) throw new Error('The library that draws diagrams did not start.');
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    theme: theme === 'dark' ? 'dark' : 'default',
    fontFamily: 'system-ui, sans-serif',
  });
  const { svg } = await mermaid.render('diagram', source);
  const box = document.createElement('main');
  box.innerHTML = svg;
  document.body.append(box);
  followHeight(say);
}
