/*
 * The least that a chat page can do: fetch, split the event stream, one flush a frame, streaming-markdown straight into
 * the DOM, scrolled to the end. Nothing is kept. `?server=URL` names the server, or several that take turns; `?pace=MS`
 * flushes less often.
 */
import { default_renderer, parser, parser_end, parser_write } from 'streaming-markdown';

const options = new URLSearchParams(location.search);
const servers = options.getAll('server');
let asked = 0;
const pace = Number(options.get('pace') ?? 0);
const main = document.body.appendChild(document.createElement('main'));
const box = document.body.appendChild(document.createElement('textarea'));
box.setAttribute('aria-label', 'Message');
main.setAttribute('role', 'log');

box.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  void answer(box.value);
  box.value = '';
});

/** @param {string} question */
async function answer(question) {
  const article = main.appendChild(document.createElement('article'));
  const markdown = parser(default_renderer(article));
  let waiting = '';
  let planned = false;
  let last = -pace;
  /** @param {number} now */
  const flush = (now) => {
    if (now - last < pace - 5) {
      requestAnimationFrame(flush);
      return;
    }
    last = now;
    planned = false;
    parser_write(markdown, waiting);
    waiting = '';
    main.scrollTop = main.scrollHeight;
  };
  const response = await fetch(`${servers[asked++ % servers.length]}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ stream: true, messages: [{ role: 'user', content: question }] }),
  });
  const decoder = new TextDecoder();
  let rest = '';
  const reader = response.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) break;
    const frames = (rest + decoder.decode(piece.value, { stream: true })).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      if (frame === 'data: [DONE]') continue;
      waiting += JSON.parse(frame.slice(6)).choices[0]?.delta.content ?? '';
    }
    if (!planned) requestAnimationFrame(flush);
    planned = true;
  }
  requestAnimationFrame(() => {
    flush(Infinity);
    parser_end(markdown);
  });
}
