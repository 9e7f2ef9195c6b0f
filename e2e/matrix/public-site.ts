import { type Browser, type BrowserContext, chromium, firefox } from '@playwright/test';
import { chromiumLaunch, firefoxLaunch } from '../browsers.mjs';
import { DIST } from '../build.mjs';
import { serveStatic } from '../static-server.mjs';
import { type Screen, startScreen } from './screen';
import { selfSigned } from './self-signed.mjs';

/** A name of its own: servers that let pages of this computer in must not take the site for one. */
const HOST = 'patchbay.example';

export interface OpenedSite {
  url: string;
  origin: string;
  context: BrowserContext;
}

/** Patchbay on an https site that the browser takes for a public one. Nothing starts before it is opened. */
export interface PublicSite {
  /** `asked`: in a browser that asks its questions and waits for an answer, as Chromium does with a window alone. */
  open(asked: boolean): Promise<OpenedSite>;
  close(): Promise<void>;
}

export function createPublicSite(engine: string): PublicSite {
  const closes: (() => Promise<void>)[] = [];
  const browsers = new Map<boolean, Promise<Browser>>();
  let served: ReturnType<typeof serveStatic> | undefined;

  const serve = (): ReturnType<typeof serveStatic> => {
    served ??= serveStatic({ root: DIST, tls: selfSigned() });
    return served;
  };

  const launch = async (port: number, asked: boolean): Promise<Browser> => {
    if (engine === 'firefox') {
      const browser = await launchFirefox(port);
      closes.push(() => browser.close());
      return browser;
    }
    const screen = asked ? await startScreen() : undefined;
    if (screen) closes.push(() => screen.close());
    const browser = await launchChromium(port, screen);
    closes.unshift(() => browser.close());
    return browser;
  };

  return {
    async open(asked) {
      const { port } = await serve();
      const running = browsers.get(asked) ?? launch(port, asked);
      browsers.set(asked, running);
      const browser = await running;
      const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' });
      const origin = `https://${HOST}:${String(port)}`;
      return { url: `${origin}/`, origin, context };
    },
    async close() {
      for (const close of closes) await close();
      await (await served)?.close();
    },
  };
}

function launchChromium(port: number, screen: Screen | undefined): Promise<Browser> {
  const { launchOptions } = chromiumLaunch();
  const args = [
    ...launchOptions.args,
    `--ip-address-space-overrides=127.0.0.1:${String(port)}=public`,
    `--host-resolver-rules=MAP ${HOST} 127.0.0.1`,
  ];
  const env = { ...process.env, ...(screen && { DISPLAY: screen.display }) };
  return chromium.launch({ ...launchOptions, args, headless: !screen, env });
}

/** Firefox asks in any case, and nobody can answer it (browser-lab: network.lna.*). */
function launchFirefox(port: number): Promise<Browser> {
  const { launchOptions, channel } = firefoxLaunch();
  return firefox.launch({
    ...launchOptions,
    ...(channel && { channel }),
    firefoxUserPrefs: {
      'network.dns.localDomains': HOST,
      'network.lna.address_space.public.override': `127.0.0.1:${String(port)}`,
      'network.lna.enabled': true,
      'network.lna.blocking': true,
    },
  });
}
