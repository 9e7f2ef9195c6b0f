import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rollup } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';
import { singleFile, type SingleFileTools, workersWithin } from './e2e/single-file.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};

// connect-src is open because a person may add any server; everything that can run or be shown is ours alone.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self' http: https:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types patchbay-templates patchbay-worker-url',
];

/** The same for a page that brings all of its own: nothing beside it can run, be applied or be framed. */
const single: SingleFileTools = {
  programText: (path) => programText(path, 'single'),
  policy({ scripts, styles }) {
    const own: Record<string, string> = {
      'script-src': `script-src ${scripts}`,
      'style-src': `style-src ${styles}`,
      'img-src': 'img-src data: blob:',
      'font-src': 'font-src data:',
      'connect-src': 'connect-src http: https:',
      'worker-src': 'worker-src blob:',
      'manifest-src': "manifest-src 'none'",
      'frame-src': "frame-src 'none'",
    };
    return policyMeta(POLICY.map((line) => own[line.split(' ')[0] ?? ''] ?? line));
  },
};

const policyMeta = (lines: readonly string[]) =>
  `<meta http-equiv="Content-Security-Policy" content="${lines.join('; ')}" />`;

/** Compiled templates go through our Trusted Types policy, which that module holds. */
function solidWithTrustedTypes(): Plugin {
  return solid({
    solid: { moduleName: fileURLToPath(new URL('src/ui/solid-web.ts', import.meta.url)) },
  });
}

const CHARSET = '<meta charset="utf-8" />';
const THEME = /\n?[ \t]*<script[^>]* src="\.\/theme\.js"><\/script>/;
const MAIN = /\n?[ \t]*<script type="module"([^>]*)><\/script>/;
/** The late part that each start waits for. One hop after the other it came 400 ms later on a slow computer with many chats. */
const AWAITED = /\bChatList-/;
const LAYERS = ['reset', 'tokens', 'base', 'components', 'features'];

/**
 * Only the built page carries the policy: Vite's development client needs inline styles and a socket. Behind it comes the
 * app: `async`, because nothing of the page has to wait for it, and `blocking="render"`, because until it has run there is
 * nothing to paint. Browsers that do not know that paint an empty page in the right theme: its script holds up the parser
 * for a moment.
 */
function policyAndScriptsFirst(): Plugin {
  const meta = policyMeta(POLICY);
  return {
    name: 'patchbay:policy-and-scripts-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const [theme = ''] = THEME.exec(html) ?? [];
        // A page without a script is told by the size budget.
        const [main = '', attributes = ''] = MAIN.exec(html) ?? [];
        const app =
          main && `\n    <script type="module" async blocking="render"${attributes}></script>`;
        // A policy that silently found no place would be none.
        if (!html.includes(CHARSET))
          throw new Error(`index.html has no ${CHARSET} to put the policy after`);
        checkLayers(html, bundle);
        return html
          .replace(main, '')
          .replace(theme, '')
          .replace(CHARSET, `${CHARSET}${hints(html, theme)}\n    ${meta}${app}${theme}`);
      },
    },
  };
}

/** For the files of the first screen, ahead of the policy: Chromium looks for files to fetch only up to one in the page. */
function hints(html: string, theme: string) {
  const [, app = ''] = / src="(\.\/assets\/[^"]+\.js)"/.exec(html) ?? [];
  const [, sheet = ''] = / href="(\.\/assets\/[^"]+\.css)"/.exec(html) ?? [];
  return [
    app && `<link rel="modulepreload" crossorigin href="${app}" />`,
    sheet && `<link rel="preload" as="style" crossorigin href="${sheet}" />`,
    theme && '<link rel="preload" as="script" href="./theme.js" />',
  ]
    .map((line) => line && `\n    ${line}`)
    .join('');
}

/** The first sheet decides the order of the layers for all that come later, and the minifier drops a list of them. */
function checkLayers(html: string, bundle: Rollup.OutputBundle) {
  for (const [, path = ''] of html.matchAll(/<link rel="stylesheet"[^>]* href="\.\/([^"]+)"/g)) {
    const sheet = bundle[path];
    const css = sheet?.type === 'asset' ? String(sheet.source) : '';
    const found = new Set(Array.from(css.matchAll(/@layer (\w+)\{/g), ([, name]) => name));
    if ([...found].join() !== LAYERS.join())
      throw new Error(`${path} has the layers ${[...found].join(', ')}, not ${LAYERS.join(', ')}`);
  }
}

/** Nearly all of the first file runs at once: Chromium then compiles it while it loads, beside the page's own thread. */
function compiledWhileLoading(): Plugin {
  return {
    name: 'patchbay:compiled-while-loading',
    apply: 'build',
    enforce: 'post',
    // Not before it is written: what Vite itself adds comes to the very top.
    writeBundle({ dir = '' }, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || !file.isEntry) continue;
        const path = join(dir, file.fileName);
        writeFileSync(path, `//# allFunctionsCalledOnLoad\n${readFileSync(path, 'utf8')}`);
      }
    },
  };
}

/** What codes of Chinese, Japanese and Korean fonts mean: a PDF that needs such a table fetches it. */
function tablesForPdf(): Plugin {
  return {
    name: 'patchbay:tables-for-pdf',
    apply: 'build',
    writeBundle({ dir = '' }) {
      const tables = fileURLToPath(new URL('node_modules/pdfjs-dist/cmaps', import.meta.url));
      cpSync(tables, join(dir, 'assets/cmaps'), { recursive: true });
    },
  };
}

/**
 * `./file?program`: a module with all that it imports as the text of one script, for the sandbox, which can load nothing.
 * The value of that script is the module's default export, if it has one.
 */
function programsAsText(): Plugin {
  return {
    name: 'patchbay:programs-as-text',
    enforce: 'pre',
    async load(id) {
      const [path = '', query] = id.split('?');
      if (query !== 'program') return undefined;
      this.addWatchFile(path);
      return `export default ${JSON.stringify(
        `${await programText(path)}\n;typeof program === 'undefined' ? undefined : program`,
      )}`;
    },
  };
}

/** A module with all that it imports, as the text of one script. */
async function programText(path: string, mode?: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ...(mode && { mode }),
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: path, formats: ['iife'], name: 'program' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error(`${path} was not built`);
  return output.output[0].code;
}

const DIST = fileURLToPath(new URL('dist', import.meta.url));

/**
 * The files of a version as the service worker gets them: by their content, so that nothing else is ever taken for one of
 * them. What the first screen needs comes first, then the rest by its size; the tables for PDF are hardly ever used.
 */
function listFiles<Entry extends { url: string; size: number }>(entries: Entry[]) {
  // A build that failed has no page, and yet comes by here: an error of ours would stand in the place of the real one.
  if (!existsSync(join(DIST, 'index.html'))) return entries;
  const page = readFileSync(join(DIST, 'index.html'), 'utf8');
  const named = page.matchAll(/ (?:src|href)="\.\/([^"]+\.(?:js|css))"/g);
  const first = new Set(['index.html', ...Array.from(named, ([, path = '']) => path)]);
  const rank = ({ url }: { url: string }) =>
    first.has(url) ? 0 : url.startsWith('assets/cmaps/') ? 2 : 1;
  return entries
    .sort((a, b) => rank(a) - rank(b) || a.size - b.size)
    .map(({ url, size }) => {
      const hash = createHash('sha256').update(readFileSync(join(DIST, url)));
      const integrity = `sha256-${hash.digest('base64')}`;
      return { url, size, integrity, ...(first.has(url) ? { first: true } : {}) };
    });
}

// The light page colour of ui/tokens.css, as a launcher needs it.
const COLOURS = { theme_color: '#fcfbf9', background_color: '#fcfbf9' };

/** `npm run screenshots` takes them. */
function screenshot(name: string, sizes: string, label: string) {
  const form_factor = name.includes('narrow') ? ('narrow' as const) : ('wide' as const);
  return { src: `screenshots/${name}.png`, sizes, type: 'image/png', form_factor, label };
}

function installableApp(): ReturnType<typeof VitePWA> {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/platform/service-worker',
    filename: 'worker.ts',
    injectRegister: false,
    registerType: 'prompt',
    injectManifest: {
      globPatterns: ['**/*.{html,js,css,svg,png,woff2,bcmap}'],
      // The sandbox cannot come from a service worker: it is a frame without an origin.
      // Pictures of the app are for who has not installed it.
      globIgnores: ['sandbox.html', 'screenshots/**'],
      maximumFileSizeToCacheInBytes: 10_000_000,
      manifestTransforms: [
        (entries) => ({ manifest: listFiles(entries) as typeof entries, warnings: [] }),
      ],
    },
    // They are in the list already.
    includeManifestIcons: false,
    manifest: {
      name: 'Patchbay',
      short_name: 'Patchbay',
      description: 'One static page that talks to any OpenAI-compatible server.',
      id: './',
      start_url: './',
      scope: './',
      display: 'standalone',
      display_override: ['window-controls-overlay'],
      shortcuts: [
        { name: 'New chat', url: './#/' },
        { name: 'Search', url: './#/?do=search' },
        { name: 'Add provider', url: './#/providers/add' },
      ],
      // The service worker answers that, in share.ts.
      share_target: {
        action: './share',
        method: 'POST',
        enctype: 'multipart/form-data',
        params: {
          title: 'title',
          text: 'text',
          url: 'url',
          files: [
            {
              name: 'files',
              accept: ['image/*', 'text/*', 'application/pdf', 'application/json'],
            },
          ],
        },
      },
      file_handlers: [{ action: './', accept: { 'application/json': ['.json'] } }],
      ...COLOURS,
      screenshots: [
        screenshot('chat-wide', '1280x880', 'A chat'),
        screenshot('chat-wide-dark', '1280x880', 'A chat, dark'),
        screenshot('provider-wide', '1280x880', 'A server and its models'),
        screenshot('chat-narrow', '390x844', 'A chat'),
        screenshot('chat-narrow-dark', '390x844', 'A chat, dark'),
        screenshot('provider-narrow', '390x844', 'A server and its models'),
      ],
      icons: [
        { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
  });
}

const hasWorker = existsSync(new URL('src/platform/service-worker/worker.ts', import.meta.url));

// One script, one sheet, and in it the font of formulas: its policy allows that.
const ONE_FILE = {
  outDir: 'dist-single',
  assetsInlineLimit: Number.MAX_SAFE_INTEGER,
  cssCodeSplit: false,
  modulePreload: false as const,
  rolldownOptions: { output: { codeSplitting: false } },
};

export default defineConfig(({ mode }) => ({
  base: './',
  define: { __APP_VERSION__: JSON.stringify(version) },
  plugins: [
    solidWithTrustedTypes(),
    programsAsText(),
    mode === 'single'
      ? [workersWithin(single), singleFile(single)]
      : [
          policyAndScriptsFirst(),
          compiledWhileLoading(),
          tablesForPdf(),
          hasWorker ? installableApp() : [],
        ],
  ],
  publicDir: mode === 'single' ? false : 'public',
  build: {
    target: 'es2022',
    // These know light-dark(); for older ones the minifier would spell both themes out.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    // The polyfill would be an inline script; every browser of that target preloads modules by itself. What a late part
    // needs is found out as it comes, but for its styles: to ask for thirty files at once stops a slow page for 100 ms.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (file, needed) =>
        AWAITED.test(file) ? needed : needed.filter((name) => name.endsWith('.css')),
    },
    // An inlined asset is a data: URL, which the policy forbids for everything but images.
    assetsInlineLimit: 0,
    // All that the first screen needs in one file, whatever late parts share with it.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
    ...(mode === 'single' && ONE_FILE),
  },
  // The typesetter's thread loads its halves when they are needed.
  worker: { format: 'es' },
  test: {
    // `npm run fuzz` runs the fuzzers and nothing else.
    include: process.env['FUZZ_TIMES']
      ? ['src/**/*.fuzz.ts']
      : ['src/**/*.test.ts', 'e2e/**/*.unit.test.ts'],
    environment: 'node',
    testTimeout: process.env['PROPERTY_TIMES'] ? 1_800_000 : 20_000,
    // A process of its own for each file takes longer than the tests: none of them changes what another reads.
    isolate: false,
    // By itself it leaves one core idle.
    maxWorkers: '100%',
    setupFiles: [
      'src/lib/testing/node-url.ts',
      ...(process.env['PROPERTY_TIMES'] ? ['src/lib/testing/more-cases.ts'] : []),
    ],
  },
  // The client of MCP brings another validator and another random source for Node.
  resolve: { conditions: process.env['VITEST'] ? ['browser', 'development'] : ['browser'] },
}));
