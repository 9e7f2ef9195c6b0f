export type PreviewKind = 'html' | 'svg' | 'mermaid';

const KINDS: Readonly<Partial<Record<string, PreviewKind>>> = {
  html: 'html',
  htm: 'html',
  svg: 'svg',
  mermaid: 'mermaid',
};

/** What code in a language can be drawn as, if it can. */
export function previewKind(language: string): PreviewKind | undefined {
  return Object.hasOwn(KINDS, language.toLowerCase()) ? KINDS[language.toLowerCase()] : undefined;
}

/** Whether a page looks as if it had scripts: then they are offered. Whether they run is decided elsewhere. */
export function hasScripts(html: string): boolean {
  return /<script\b|\son\w+\s*=|javascript:/i.test(html);
}
