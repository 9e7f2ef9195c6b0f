// `npm run build:single`: the whole page as one file, dist-single/patchbay.html, that opens from file:// too.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rollup } from 'vite';

const WORKER = '\0patchbay-inline-worker:';
const ICON = './icons/favicon.svg';
const LEFT_OUT = '\0patchbay-left-out';

export interface SingleFileTools {
  /** The policy of the page, for what it may run and apply: sources of scripts and of styles. */
  policy(sources: { scripts: string; styles: string }): string;
  /** A module with all that it imports, as the text of one script. */
  programText(path: string): Promise<string>;
}

/** Workers as text within the one script; what only frames could use is left out, since a single file has none. */
export function workersWithin({ programText }: SingleFileTools): Plugin {
  const registry = fileURLToPath(new URL('../src/platform/own-scripts.ts', import.meta.url));
  return {
    name: 'patchbay:workers-within',
    enforce: 'pre',
    async resolveId(source, importer) {
      const [path = '', query] = source.split('?');
      if (query === 'url') return LEFT_OUT;
      if (query !== 'worker&url') return undefined;
      const found = await this.resolve(path, importer);
      return found && WORKER + found.id;
    },
    async load(id) {
      if (id === LEFT_OUT) return `export default '';`;
      if (!id.startsWith(WORKER)) return undefined;
      const text = await programText(id.slice(WORKER.length));
      return [
        `import { addOwnScript } from ${JSON.stringify(registry)};`,
        `export default addOwnScript(${JSON.stringify(text)});`,
      ].join('\n');
    },
  };
}

/** Puts the script, the styles and the icon into the page, under a policy that names them by their hashes. */
export function singleFile({ policy }: SingleFileTools): Plugin {
  return {
    name: 'patchbay:single-file',
    enforce: 'post',
    generateBundle: {
      // After Vite has written its own last words into the script.
      order: 'post',
      handler(_options, bundle) {
        const source = pageOf(bundle, policy);
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({ type: 'asset', fileName: 'patchbay.html', source });
      },
    },
  };
}

function pageOf(bundle: Rollup.OutputBundle, policy: SingleFileTools['policy']): string {
  const theme = read('public/theme.js');
  const script = inScript(only(bundle, '.js').replaceAll(ICON, icon()));
  const styles = only(bundle, '.css');
  const meta = policy({ scripts: `${hash(theme)} ${hash(script)}`, styles: hash(styles) });
  const changes: [RegExp, string][] = [
    [/<meta charset="utf-8" \/>/, `<meta charset="utf-8" />\n    ${meta}`],
    [/\.\/icons\/favicon\.svg/, icon()],
    [/\s*<link rel="apple-touch-icon"[^>]*>/, ''],
    [/<script[^>]* src="\.\/theme\.js"><\/script>/, `<script>${theme}</script>`],
    [/<link rel="stylesheet"[^>]*>/, `<style>${styles}</style>`],
    // Last: it holds whatever text the page may have.
    [/<script type="module"[^>]*><\/script>/, `<script type="module">${script}</script>`],
  ];
  return changes.reduce(
    (html, [pattern, put]) => replaceOnce(html, pattern, put),
    only(bundle, '.html'),
  );
}

/** Fails where there is nothing to replace: a policy or a script without its place would be none. */
function replaceOnce(html: string, pattern: RegExp, put: string): string {
  if (!pattern.test(html)) throw new Error(`index.html has no ${pattern.source}`);
  // By a function: a `$` of the script is no placeholder.
  return html.replace(pattern, () => put);
}

function only(bundle: Rollup.OutputBundle, extension: string): string {
  const files = Object.values(bundle).filter(({ fileName }) => fileName.endsWith(extension));
  const [file] = files;
  if (!file || files.length > 1) throw new Error(`${files.length} files are ${extension}, not one`);
  return file.type === 'chunk' ? file.code : String(file.source);
}

/** What would end the element, or begin a state of the parser in which the end is not seen, written another way. */
function inScript(code: string): string {
  return code.replace(/<(?=\/script|!--|script)/gi, String.raw`\x3c`);
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Without the `=` at its end, which an attribute without quotes could not have. */
function icon(): string {
  const bytes = Buffer.from(read(`public/${ICON}`));
  return `data:image/svg+xml;base64,${bytes.toString('base64').replace(/=+$/, '')}`;
}

function read(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
}
