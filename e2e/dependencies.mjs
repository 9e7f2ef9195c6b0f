// What the repository says of its dependencies, and what it depends on.

/**
 * @typedef {object} Manifest the part of package.json that is read here
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 *
 * @typedef {{ resolved?: string, integrity?: string, link?: boolean }} Locked
 */

/** What marks the two tables of the README. */
const TABLES = /** @type {const} */ ({
  dependencies: 'runtime dependencies',
  devDependencies: 'development dependencies',
});

/**
 * What is wrong with the README's tables of dependencies: names that are missing or too many, rows without a licence or a
 * reason.
 * @param {string} readme
 * @param {Manifest} manifest
 * @returns {string[]}
 */
export function readmeProblems(readme, manifest) {
  return /** @type {(keyof typeof TABLES)[]} */ (Object.keys(TABLES)).flatMap((kind) => {
    const rows = tableRows(readme, TABLES[kind]);
    if (!rows) return [`the README has no table of ${TABLES[kind]}`];
    const listed = rows.map(({ name }) => name);
    const wanted = Object.keys(manifest[kind] ?? {});
    return [
      ...wanted.filter((name) => !listed.includes(name)).map((name) => `${name} is not listed`),
      ...listed.filter((name) => !wanted.includes(name)).map((name) => `${name} is no dependency`),
      ...rows.filter(({ licence }) => !licence).map(({ name }) => `${name} has no licence`),
      ...rows.filter(({ reason }) => !reason).map(({ name }) => `${name} has no reason`),
    ];
  });
}

/**
 * @param {string} readme
 * @param {string} mark
 */
function tableRows(readme, mark) {
  const [, table] = readme.split(`<!-- ${mark} -->`);
  if (table === undefined) return undefined;
  const cells = table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return cells.map((row) => ({
    name: (row[1] ?? '').replaceAll('`', ''),
    licence: row[2] ?? '',
    // Behind the last column ends the row.
    reason: row.at(-2) ?? '',
  }));
}

const REGISTRY = 'https://registry.npmjs.org/';

/**
 * What a lock file leaves open: a package whose bytes are not pinned, or that comes from elsewhere than the registry. One
 * without an address comes from the registry that npm is set to.
 * @param {{ packages?: Record<string, Locked> }} lock
 * @returns {string[]}
 */
export function lockProblems({ packages = {} }) {
  const names = Object.keys(packages).filter((path) => path !== '');
  if (names.length === 0) return ['the lock file pins nothing'];
  return names.flatMap((path) => {
    const { resolved = REGISTRY, integrity = '', link } = packages[path] ?? {};
    return [
      ...(integrity.startsWith('sha512-') ? [] : [`${path} has no SHA-512`]),
      ...(resolved.startsWith(REGISTRY) && !link ? [] : [`${path} comes from ${resolved}`]),
    ];
  });
}

/**
 * What `npm audit --json` found.
 * @typedef {{ kind: 'unknown', why: string } | { kind: 'known', grave: string[], slight: string[] }} Audit
 *
 * @param {string} text what npm wrote to its output
 * @returns {Audit}
 */
export function readAudit(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return { kind: 'unknown', why: 'npm gave no answer' };
  }
  const { vulnerabilities, message, error } = found ?? {};
  if (typeof vulnerabilities !== 'object' || vulnerabilities === null)
    return { kind: 'unknown', why: String(message || error?.summary || 'npm gave no answer') };
  const all = Object.entries(vulnerabilities).map(([name, { severity }]) => ({ name, severity }));
  /** @param {boolean} isGrave */
  const named = (isGrave) =>
    all
      .filter(({ severity }) => /^(high|critical)$/.test(severity) === isGrave)
      .map(({ name, severity }) => `${name} (${severity})`);
  return { kind: 'known', grave: named(true), slight: named(false) };
}
