// The guards of `npm test` and one of `npm run test:long`, and for each the faults that it must not let pass.

/**
 * @typedef {object} Fault
 * @property {string} name
 * @property {Record<string, (before: string) => string>} files what the fault makes of each file; `before` is '' for a new one
 * @property {RegExp} says what the guard's output must contain: red for another reason would prove nothing
 *
 * @typedef {object} Guard
 * @property {string} name
 * @property {string[][]} commands run one after the other until one fails; each is a file in node_modules (or `npm`) and its arguments
 * @property {string[]} [only] the guard sees an empty folder with just these files
 * @property {Fault[]} faults
 */

/**
 * @param {string} name
 * @param {RegExp} says
 * @param {Record<string, string | ((before: string) => string)>} files
 * @returns {Fault}
 */
function fault(name, says, files) {
  const changes = Object.entries(files).map(([path, change]) => [
    path,
    typeof change === 'string' ? () => change : change,
  ]);
  return { name, says, files: Object.fromEntries(changes) };
}

/**
 * @param {string} text
 * @returns {(before: string) => string}
 */
const append = (text) => (before) => `${before}\n${text}\n`;

/**
 * Incompressible, and the same each time.
 * @param {number} length
 */
function noise(length) {
  let state = 1;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += (state >>> 8).toString(36);
  }
  return text.slice(0, length);
}

/** @type {Guard} */
const types = {
  name: 'types',
  commands: [['typescript/bin/tsc', '-p', '.']],
  faults: [
    fault('a wrong type', /planted\.ts.*TS2322/, {
      'src/lib/planted.ts': "export const planted: number = 'one';\n",
    }),
    fault('an unchecked index', /planted\.ts.*TS2322/, {
      'src/lib/planted.ts': 'export const first = (list: string[]): string => list[0];\n',
    }),
  ],
};

/** @type {Guard} */
const pureRooms = {
  name: 'types without the DOM',
  commands: [['typescript/bin/tsc', '-p', 'src/core']],
  faults: [
    fault('the DOM in core', /planted\.ts.*'document'/, {
      'src/core/planted.ts': 'export const title = (): string => document.title;\n',
    }),
    fault('the DOM in protocol', /planted\.ts.*'localStorage'/, {
      'src/protocol/planted.ts': "export const kept = (): unknown => localStorage.getItem('a');\n",
    }),
    fault('the DOM in lib', /planted\.ts.*'window'/, {
      'src/lib/planted.ts': 'export const wide = (): number => window.innerWidth;\n',
    }),
  ],
};

/** @type {Guard} */
const testTypes = {
  name: 'types of the tests',
  commands: [['typescript/bin/tsc', '-p', 'e2e']],
  faults: [
    fault('a wrong type in a test script', /planted\.mjs.*TS2345/, {
      'e2e/planted.mjs': "export const planted = Math.max('one');\n",
    }),
  ],
};

const PROPS = 'interface PlantedProps { names: string[] }\n';

/** @type {Guard} */
const lint = {
  name: 'lint',
  commands: [['oxlint/bin/oxlint', '--type-aware', '--max-warnings', '0']],
  faults: [
    fault('a floating promise', /no-floating-promises/, {
      'src/state/planted.ts':
        'export const go = (work: () => Promise<void>): void => {\n  work();\n};\n',
    }),
    fault('a promise where none is awaited', /no-misused-promises/, {
      'src/state/planted.ts':
        'export const each = (list: string[], work: (name: string) => Promise<void>): void =>\n  list.forEach(async (name) => work(name));\n',
    }),
    fault('any', /no-explicit-any/, {
      'src/protocol/planted.ts': 'export const loose = (value: any): unknown => value;\n',
    }),
    fault('a silenced compiler', /ban-ts-comment/, {
      'src/lib/planted.ts': '// @ts-ignore\nexport const planted = 1;\n',
    }),
    fault('an import cycle', /no-cycle/, {
      'src/core/planted-a.ts':
        "import { b } from './planted-b';\nexport const a = (): unknown => b;\n",
      'src/core/planted-b.ts':
        "import { a } from './planted-a';\nexport const b = (): unknown => a;\n",
    }),
    fault('destructured props', /no-destructure/, {
      'src/ui/Planted.tsx': `${PROPS}export function Planted({ names }: PlantedProps) {\n  return <p>{names.length}</p>;\n}\n`,
    }),
    fault('map in JSX', /prefer-for/, {
      'src/ui/Planted.tsx': `${PROPS}export function Planted(props: PlantedProps) {\n  return <ul>{props.names.map((name) => <li>{name}</li>)}</ul>;\n}\n`,
    }),
    fault('an early return in a component', /components-return-once/, {
      'src/ui/Planted.tsx': `${PROPS}export function Planted(props: PlantedProps) {\n  if (props.names.length === 0) return <p />;\n  return <ul />;\n}\n`,
    }),
    fault('a prop read once', /reactivity/, {
      'src/ui/Planted.tsx': `${PROPS}export function Planted(props: PlantedProps) {\n  const count = props.names.length;\n  return <p>{count}</p>;\n}\n`,
    }),
    fault('markup from a string', /no-innerhtml/, {
      'src/ui/Planted.tsx': `${PROPS}export function Planted(props: PlantedProps) {\n  return <p innerHTML={props.names[0]} />;\n}\n`,
    }),
  ],
};

/** @type {Guard} */
const rooms = {
  name: 'rooms',
  commands: [['vitest/vitest.mjs', 'run', 'src/architecture.test.ts']],
  faults: [
    fault('a feature that imports another', /features\/chat imports features\/models/, {
      'src/features/chat/planted.ts': "export * from '../models/planted';\n",
      'src/features/models/planted.ts': 'export const planted = 1;\n',
    }),
    fault('Solid in core', /core imports solid-js/, {
      'src/core/planted.ts': "export { createStore } from 'solid-js/store';\n",
    }),
    fault('a late import in the wrong direction', /protocol imports core/, {
      'src/protocol/planted.ts': "export const late = (): unknown => import('../core/ports');\n",
    }),
    fault('the platform in state', /state imports platform/, {
      'src/state/planted.ts': "export * from '../platform/planted';\n",
      'src/platform/planted.ts': 'export const planted = 1;\n',
    }),
    fault('the database outside of the platform', /state imports idb-keyval/, {
      'src/state/planted.ts': "export { get } from 'idb-keyval';\n",
    }),
    fault('a package nobody allowed', /lib imports typescript/, {
      'src/lib/planted.ts': "import 'typescript';\n",
    }),
    fault('a file outside of the rooms', /utils\/planted/, {
      'src/utils/planted.ts': 'export const planted = 1;\n',
    }),
    fault('a test that sees no file', /rooms with hardly a file/, {
      'src/architecture.test.ts': (before) =>
        before.replace("new URL('.'", "new URL('./core/models'"),
    }),
  ],
};

/** @type {Guard} */
const units = {
  name: 'units',
  commands: [['vitest/vitest.mjs', 'run', 'src/lib']],
  faults: [
    fault('a failing test', /planted\.test\.ts/, {
      'src/lib/planted.test.ts':
        "import { expect, test } from 'vitest';\ntest('planted', () => expect(1).toBe(2));\n",
    }),
  ],
};

/** @type {Guard} */
const deadCode = {
  name: 'dead code',
  commands: [['knip/bin/knip.js']],
  faults: [
    fault('an unused file', /Unused files[\s\S]*planted\.ts/, {
      'src/lib/planted.ts': 'export const planted = 1;\n',
    }),
    fault('an unused export', /Unused exports[\s\S]*forgotten/, {
      'src/lib/planted.ts': 'export const planted = 1;\nexport const forgotten = 2;\n',
      'src/lib/planted.test.ts':
        "import { expect, test } from 'vitest';\nimport { planted } from './planted';\ntest('planted', () => expect(planted).toBe(1));\n",
    }),
    fault('an unused package', /Unused dependencies[\s\S]*left-pad/, {
      'package.json': (before) =>
        before.replace('"solid-js":', '"left-pad": "*",\n    "solid-js":'),
    }),
  ],
};

const BUILD = ['vite/bin/vite.js', 'build', '--logLevel', 'warn'];

/** @type {Guard} */
const size = {
  name: 'size of the first load',
  commands: [BUILD, ['size-limit/bin.js']],
  faults: [
    fault('a first load that is too big', /exceeded/, {
      'src/main.tsx': append(`document.documentElement.dataset['planted'] = '${noise(150_000)}';`),
    }),
    fault('a page without a script', /loads no script/, {
      'index.html': (before) => before.replace(/<script[^>]*><\/script>/g, ''),
    }),
  ],
};

/** @type {Guard} */
const policy = {
  name: 'build',
  commands: [BUILD],
  faults: [
    fault('a page that the policy finds no place in', /put the policy/, {
      'index.html': (before) => before.replace('<meta charset="utf-8" />', ''),
    }),
  ],
};

/** @type {Guard} */
const lock = {
  name: 'lock file',
  // Says whether `npm ci` would do, without installing.
  commands: [['npm', 'ci', '--dry-run', '--ignore-scripts', '--loglevel=error']],
  only: ['package.json', 'package-lock.json'],
  faults: [
    fault('a package that the lock does not know', /Missing: left-pad/, {
      'package.json': (before) =>
        before.replace('"solid-js":', '"left-pad": "*",\n    "solid-js":'),
    }),
    fault('a lock without the builds for other systems', /Missing: @oxlint\/binding-darwin-arm64/, {
      'package-lock.json': (before) => {
        const json = JSON.parse(before);
        delete json.packages['node_modules/@oxlint/binding-darwin-arm64'];
        return JSON.stringify(json);
      },
    }),
  ],
};

/** @type {Guard} */
const dependencies = {
  name: 'dependencies',
  commands: [['vitest/vitest.mjs', 'run', 'e2e/dependencies.unit.test.ts']],
  faults: [
    fault('a dependency that the README does not list', /temml is not listed/, {
      'README.md': (before) => before.replace(/^\| `temml`.*\n/m, ''),
    }),
    fault('a row of the README for what is no dependency', /left-pad is no dependency/, {
      'README.md': (before) => before.replace(/^(\| )`temml`(.*\n)/m, '$&$1`left-pad`$2'),
    }),
    fault('a package from elsewhere', /solid-js comes from https:\/\/evil\.example/, {
      'package-lock.json': lockedSolid({ resolved: 'https://evil.example/solid-js.tgz' }),
    }),
    fault('a package whose bytes are not pinned', /solid-js has no SHA-512/, {
      'package-lock.json': lockedSolid({ integrity: undefined }),
    }),
  ],
};

/**
 * @param {object} change
 * @returns {(before: string) => string}
 */
function lockedSolid(change) {
  return (before) => {
    const json = JSON.parse(before);
    Object.assign(json.packages['node_modules/solid-js'], change);
    return JSON.stringify(json);
  };
}

/** @type {Guard} */
const tokens = {
  name: 'tokens',
  // It builds the page when it is older than what it is made from.
  commands: [['@playwright/test/cli.js', 'test', '-c', 'e2e', '/screens.spec', '--grep', 'token']],
  faults: [
    fault('a colour that changed', /\+ .*"--accent": "oklch\(0\.5 0\.135 255\)"/, {
      'src/ui/tokens.css': (before) => before.replace('0.5 0.135 250', '0.5 0.135 255'),
    }),
  ],
};

export const GUARDS = [
  lock,
  dependencies,
  types,
  pureRooms,
  testTypes,
  lint,
  rooms,
  units,
  deadCode,
  policy,
  size,
  tokens,
];
