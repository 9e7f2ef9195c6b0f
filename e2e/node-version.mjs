// Written for any Node, however old: it has to run before anything else can.
const NEEDED = [20, 19];

/**
 * A sentence for the person if this Node is too old, else undefined.
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined}
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = NEEDED;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return undefined;
  return `Patchbay needs Node.js ${NEEDED.join('.')} or newer; this is ${version}. Get it from https://nodejs.org and run the command again.`;
}
