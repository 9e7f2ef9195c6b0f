import mermaidUrl from 'mermaid/dist/mermaid.min.js?url';
import type { FrameReport, PreviewKind, Theme } from './messages';
import { type FrameTools, openFrame } from './open-frame';
import { lossWords } from './run-javascript';

export interface PreviewRequest {
  kind: PreviewKind;
  source: string;
  /** Whether scripts of an HTML page run. */
  scripts: boolean;
  theme: Theme;
}

export interface PreviewEvents {
  onShown(): void;
  onHeight(pixels: number): void;
  onEscape(): void;
  /** Why it is not shown, or not any more; then it is removed. */
  onProblem(words: string): void;
}

/** Opens previews; each answers with how to close it. */
export function createPreviews(tools: FrameTools) {
  return (place: Element, request: PreviewRequest, events: PreviewEvents): (() => void) => {
    const fail = (words: string): void => {
      frame.close();
      events.onProblem(words);
    };
    const hear = (report: FrameReport): void => {
      if (report.type === 'shown') events.onShown();
      else if (report.type === 'height') events.onHeight(report.pixels);
      else if (report.type === 'escape') events.onEscape();
      else if (report.type === 'problem') fail(report.text);
    };
    const frame = openFrame(place, tools, {
      onReady: () => {
        const library = request.kind === 'mermaid' ? loadMermaid() : Promise.resolve('');
        library.then(
          (text) => frame.ask({ type: 'show', ...request, library: text }),
          () => fail(NO_LIBRARY),
        );
      },
      onReport: hear,
      onLost: (why) => events.onProblem(lossWords(why)),
    });
    return frame.close;
  };
}

const NO_LIBRARY =
  'What draws diagrams could not be loaded. It needs a connection to where Patchbay comes from.';

/** As text: the frame has no network to load it by itself, and this page could not run it. */
async function loadMermaid(): Promise<string> {
  const response = await fetch(mermaidUrl);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.text();
}
