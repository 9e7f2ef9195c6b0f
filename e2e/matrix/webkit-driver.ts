/*
 * WebKit (WebKitGTK's MiniBrowser), driven over plain WebDriver: Playwright cannot drive a stock one. One session at a time, on a
 * screen that nobody sees.
 *
 *   const webkit = await startWebKit();
 *   await webkit.goto(url);
 *   await webkit.type('Base URL', 'http://…');      // into the control with this label
 *   await webkit.press('Connect');                   // the button with this name
 *   await webkit.until(`location.hash.startsWith('#/providers/')`);
 *   await webkit.close();
 */
import { spawn } from 'node:child_process';
import { freePort } from '../servers/process.mjs';
import { end, startScreen } from './screen';
import { miniBrowserPath } from './webkit-install.mjs';

export interface WebKit {
  goto(url: string): Promise<void>;
  type(label: string, text: string): Promise<void>;
  /** Puts a text that is too long to be typed into a field. */
  fill(label: string, text: string): Promise<void>;
  press(name: string): Promise<void>;
  /** Waits until this expression holds in the page; fails with what the page shows instead. */
  until(expression: string): Promise<void>;
  close(): Promise<void>;
}

/** How long a page may take to show something, on a machine with other work. */
const PATIENCE_MS = 20_000;

export async function startWebKit(): Promise<WebKit> {
  const screen = await startScreen();
  const port = await freePort();
  const driver = spawn('/usr/bin/WebKitWebDriver', [`--port=${String(port)}`], {
    env: { ...process.env, DISPLAY: screen.display },
    stdio: 'ignore',
  });
  const stop = async (): Promise<void> => {
    await end(driver);
    await screen.close();
  };
  try {
    const session = await openSession(`http://127.0.0.1:${String(port)}`);
    return {
      ...actions(session),
      async close() {
        await session('DELETE', '').catch(() => {});
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Command = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

async function openSession(driver: string): Promise<Command> {
  const browserOptions = { binary: miniBrowserPath(), args: ['--automation'] };
  const alwaysMatch = { acceptInsecureCerts: true, 'webkitgtk:browserOptions': browserOptions };
  await answering(driver);
  const created = await command(driver)('POST', '/session', { capabilities: { alwaysMatch } });
  const { sessionId } = created as { sessionId: string };
  return command(`${driver}/session/${sessionId}`);
}

/** Resolves when the driver listens. */
async function answering(driver: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const up = await fetch(`${driver}/status`).then(
      () => true,
      () => false,
    );
    if (up) return;
    if (Date.now() > deadline) throw new Error('WebKitWebDriver does not answer.');
    await pause();
  }
}

function command(base: string): Command {
  return async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
}

function actions(session: Command): Omit<WebKit, 'close'> {
  const run = (script: string, ...args: unknown[]): Promise<unknown> =>
    session('POST', '/execute/sync', { script, args });

  const until = async (expression: string): Promise<void> => {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await run(`return Boolean(${expression})`))) {
      if (Date.now() > deadline) {
        const shown = await run('return location.href + "\\n" + document.body.innerText');
        throw new Error(`The page never came to ${expression}\n${String(shown)}`);
      }
      await pause();
    }
  };

  const found = async (script: string, what: string): Promise<string> => {
    await until(`(() => { ${script} })()`);
    const element = (await run(script)) as Record<string, string>;
    const [id] = Object.values(element);
    if (!id) throw new Error(`There is no ${what}.`);
    return `/element/${id}`;
  };

  return {
    until,
    async goto(url) {
      await session('POST', '/url', { url });
    },
    async type(label, text) {
      const element = await found(labelled(label), label);
      await session('POST', `${element}/clear`, {});
      await session('POST', `${element}/value`, { text });
    },
    async fill(label, text) {
      await until(`(() => { ${labelled(label)} })()`);
      await run(
        `const [text] = arguments;
        const field = (() => { ${labelled(label)} })();
        field.focus();
        document.execCommand('insertText', false, text);`,
        text,
      );
    },
    async press(name) {
      await session('POST', `${await found(named(name), name)}/click`, {});
    },
  };
}

/** Between two looks at a state that is waited for. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

const labelled = (label: string): string => `
  const words = ${JSON.stringify(label)};
  const controls = [...document.querySelectorAll('input, textarea')];
  return controls.find((control) =>
    control.getAttribute('aria-label') === words ||
    [...(control.labels ?? [])].some((each) => each.textContent.trim() === words));`;

const named = (name: string): string => `
  const words = ${JSON.stringify(name)};
  const controls = [...document.querySelectorAll('button, a')];
  return controls.find((control) =>
    !control.disabled && (control.getAttribute('aria-label') ?? control.textContent).trim() === words);`;
