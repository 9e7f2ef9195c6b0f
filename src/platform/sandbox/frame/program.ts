/** Runs in `sandbox.html`, which knows nothing but this program and the port that came with it. */
import { type FrameReport, type FrameRequest, problemText, readFrameRequest } from '../messages';
import { runInWorker } from './run-in-worker';
import { showHtml } from './show-html';
import { showMermaid } from './show-mermaid';
import { showSvg } from './show-svg';
import { runHtml } from './run-html';

export type Say = (report: FrameReport) => void;
export type Shown = Extract<FrameRequest, { type: 'show' }>;

export default function start(port: MessagePort): void {
  const say: Say = (report) => port.postMessage(report);
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const request = readFrameRequest(data);
    if (request?.type === 'ping') say({ type: 'pong' });
    else if (request?.type === 'run') runInWorker(request, say);
    else if (request) void show(request, say);
  };
  addEventListener('keydown', ({ key }) => key === 'Escape' && say({ type: 'escape' }));
  say({ type: 'ready' });
}

async function show(request: Shown, say: Say): Promise<void> {
  try {
    await draw(request, say);
    say({ type: 'shown' });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    say({ type: 'problem', text: problemText(text) });
  }
}

function draw(request: Shown, say: Say): void | Promise<void> {
  switch (request.kind) {
    case 'svg':
      return showSvg(request, say);
    case 'mermaid':
      return showMermaid(request, say);
    default:
      return request.scripts ? runHtml(request, say) : showHtml(request, say);
  }
}
