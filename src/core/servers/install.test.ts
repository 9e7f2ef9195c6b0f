import { expect, test } from 'vitest';
import { type DesktopOs, desktopNames, installWays } from './install';

const systems = Object.keys(desktopNames) as DesktopOs[];
const commands = (os: DesktopOs, origin: string) =>
  installWays(os, origin).flatMap(({ steps }) => steps.flatMap(({ command }) => command ?? []));

test.each(systems)('%s has ways of its own, each with a line for its terminal', (os) => {
  const ways = installWays(os, 'http://localhost:7282');
  expect(ways.map(({ name }) => name)).toContain('LM Studio');
  for (const { steps } of ways) expect(steps.some(({ command }) => command)).toBe(true);
  expect(commands(os, 'http://localhost:7282').some((line) => line.includes('irm '))).toBe(
    os === 'windows',
  );
});

test('Ollama is told of a page that is not on localhost, in the way of the system', () => {
  const far = 'https://chat.example.org';
  expect(commands('windows', far)).toContain(`setx OLLAMA_ORIGINS ${far}`);
  expect(commands('macos', far)).toContain(`launchctl setenv OLLAMA_ORIGINS ${far}`);
  expect(commands('macos', 'http://localhost:7282').join()).not.toContain('OLLAMA_ORIGINS');
});

test('for a page from a file Ollama is told of every page, since it does not start with “null”', () => {
  expect(commands('macos', 'null')).toContain("launchctl setenv OLLAMA_ORIGINS '*'");
  expect(commands('windows', 'null')).toContain('setx OLLAMA_ORIGINS *');
  expect(commands('linux', 'null')).toContain(
    `uv run vllm serve MODEL --allowed-origins '["null"]'`,
  );
});
