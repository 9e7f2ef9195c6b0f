// The parsers that are compared, each as its users stream with it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { marked } from 'marked';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import * as smd from 'streaming-markdown';
import { build } from 'vite';
import { ROOT } from '../../build.mjs';
import { tinyDocument } from './tiny-dom.mjs';

/**
 * @typedef {object} Answer one text as it comes
 * @property {(text: string) => void} write
 * @property {() => void} end
 * @property {() => string} html what stands there now
 *
 * @typedef {{ name: string, open: () => Answer }} Renderer
 */

/**
 * Reads the whole text again with each piece. What putting the result into the page costs comes on top; it is not
 * counted.
 * @param {string} name
 * @param {(text: string) => string} render
 * @returns {Renderer}
 */
function again(name, render) {
  const open = () => {
    let text = '';
    let html = '';
    return {
      write(/** @type {string} */ piece) {
        text += piece;
        html = render(text);
      },
      end() {},
      html: () => html,
    };
  };
  return { name: `${name} ${versionOf(name)}`, open };
}

/** @param {string} name */
function versionOf(name) {
  const file = join(ROOT, 'node_modules', name, 'package.json');
  return /** @type {{ version: string }} */ (JSON.parse(readFileSync(file, 'utf8'))).version;
}

/** @returns {Renderer} */
function streamingMarkdown() {
  const open = () => {
    const root = tinyDocument.createElement('div');
    const parser = smd.parser(smd.default_renderer(/** @type {any} */ (root)));
    return {
      write: (/** @type {string} */ piece) => smd.parser_write(parser, piece),
      end: () => smd.parser_end(parser),
      html: () => root.html,
    };
  };
  // Its own renderer makes nodes by this name.
  Object.assign(globalThis, { document: tinyDocument });
  return { name: `streaming-markdown ${versionOf('streaming-markdown')}`, open };
}

/**
 * Our own, as the page runs it but for the nodes.
 * @returns {Promise<Renderer>}
 */
async function ours() {
  const entry = join(ROOT, 'src/features/chat/markdown/render-markdown.ts');
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { lib: { entry, formats: ['es'] }, write: false, minify: false },
  });
  const [output] = [built].flat();
  const code = output && 'output' in output ? output.output[0].code : '';
  const module = /** @type {Record<string, any>} */ (
    await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
  );
  const open = () => {
    const root = tinyDocument.createElement('div');
    const stream = module['openMarkdown'](root, { onSettled() {}, isFresh: false }, tinyDocument);
    return {
      write: (/** @type {string} */ piece) => stream.write(piece),
      end: () => stream.end(),
      html: () => root.html,
    };
  };
  return { name: 'Patchbay', open };
}

/** @returns {Promise<Renderer[]>} */
export async function renderers() {
  const markdownIt = new MarkdownIt({ linkify: true });
  return [
    await ours(),
    streamingMarkdown(),
    again('marked', (text) => marked.parse(text, { async: false, gfm: true })),
    again('markdown-it', (text) => markdownIt.render(text)),
    again('micromark', (text) =>
      micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
    ),
  ];
}
