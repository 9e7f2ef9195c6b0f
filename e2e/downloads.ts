import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

interface Downloaded {
  name: string;
  text: string;
}

type Handing = Window & { handedOver?: Downloaded };

/**
 * What the page downloads while `act` runs. A stock Firefox tells its driver of no download: there it is what the page
 * hands to the browser, the name on the link and the bytes behind its address.
 */
export async function downloaded(page: Page, act: () => Promise<void>): Promise<Downloaded> {
  if (page.context().browser()?.browserType().name() !== 'firefox') {
    const started = page.waitForEvent('download');
    await act();
    const download = await started;
    return {
      name: download.suggestedFilename(),
      text: await readFile(await download.path(), 'utf8'),
    };
  }
  await page.evaluate(listen);
  await act();
  const handed = await page.waitForFunction(() => (window as Handing).handedOver);
  return (await handed.jsonValue()) as Downloaded;
}

/** Runs in the page: looks at the next link with a `download` that the page itself presses. */
function listen(): void {
  const page = window as Handing;
  delete page.handedOver;
  const [makeAddress, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click];
  let blob: Blob | undefined;
  URL.createObjectURL = (made) => {
    if (made instanceof Blob) blob = made;
    return makeAddress.call(URL, made);
  };
  HTMLAnchorElement.prototype.click = function press() {
    const name = this.download;
    void blob?.text().then((text) => (page.handedOver = { name, text }));
    URL.createObjectURL = makeAddress;
    HTMLAnchorElement.prototype.click = click;
    click.call(this);
  };
}
