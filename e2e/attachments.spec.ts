import type { Page } from '@playwright/test';
import { button, composer, expect, test } from './chat-pages';
import { pdf } from './make-pdf';
import { done, finish, say, type RecordedRequest } from './servers/scripted';

/** The library that reads PDF has 1.4 MB to start with, which takes a busy machine some seconds. */
const SLOW_START = { timeout: 60_000 };
const ANSWER = [say('Seen.'), finish('stop'), done()];

const drafted = (page: Page) => page.getByRole('list', { name: 'Attached files' });
const sentWith = (page: Page) => page.getByRole('list', { name: 'Attachments' });
const alerts = (page: Page, words: RegExp) => page.getByRole('alert').filter({ hasText: words });
const answers = (page: Page) => page.getByRole('article', { name: 'Assistant' });

async function expectAnswers(page: Page, count: number): Promise<void> {
  await expect(answers(page)).toHaveCount(count);
  await expect(answers(page).last()).toHaveAttribute('data-status', 'done');
}

/** The composer takes files from a moment after the first paint on; that moment is when its chooser opens. */
async function pick(page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) {
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Attach files').click();
  await (await chooser).setFiles(files);
}

interface GivenFile {
  name: string;
  type: string;
  /** Base64. */
  bytes: string;
}

/** Pastes or drops as a browser does it: an event with files of the page's own. */
async function give(page: Page, how: 'paste' | 'drop', files: GivenFile[], text = '') {
  await page.evaluate(
    ([kind, given, words]) => {
      const data = new DataTransfer();
      for (const { name, type, bytes } of given) {
        const raw = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
        data.items.add(new File([raw], name, { type }));
      }
      if (words) data.setData('text/plain', words);
      const options = { bubbles: true, cancelable: true };
      const event =
        kind === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: data })
          : new DragEvent('drop', { ...options, dataTransfer: data });
      document.querySelector(kind === 'paste' ? 'textarea' : 'h1')?.dispatchEvent(event);
    },
    [how, files, text] as const,
  );
}

/** An image of one colour, made by the browser. */
function picture(page: Page, width: number, height: number, type = 'image/png'): Promise<string> {
  return page.evaluate(
    async ([w, h, mime]) => {
      const canvas = new OffscreenCanvas(w, h);
      const context = canvas.getContext('2d');
      if (context) context.fillStyle = 'rgb(20, 120, 60)';
      context?.fillRect(0, 0, w, h);
      const blob = await canvas.convertToBlob({ type: mime });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    [width, height, type] as const,
  );
}

/** Encrypted with a password that is not the empty one. */
function lockedPdf(): Buffer {
  const key = `<${'5a'.repeat(32)}>`;
  const id = `<${'00'.repeat(16)}>`;
  return pdf(
    ['Secret'],
    ` /Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >> /ID [${id} ${id}]`,
  );
}

const asText = (name: string, text: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});

interface Part {
  type: string;
  text?: string;
  image_url?: { url: string };
}
const lastContent = ({ body }: RecordedRequest): string | Part[] => {
  const messages = body['messages'] as { content: string | Part[] }[];
  return messages.at(-1)?.content ?? '';
};

const SEES = [{ id: 'scripted', capabilities: { vision: true } }];
const BLIND = [{ id: 'scripted', capabilities: { vision: false } }];

test(
  'a pasted image goes to the server as a part, smaller if it is large, and stays with its message',
  { tag: '@firefox' },
  async ({ page, begin, browserName }) => {
    const { next } = await begin({ models: SEES, chat: ANSWER });
    // Firefox gives a paste of a page's own making no files.
    const how = browserName === 'firefox' ? 'drop' : 'paste';
    await button(page, 'Attach files').waitFor();
    await pick(page, asText('warm.txt', 'x'));
    await button(page, 'Remove warm.txt').click();
    const large = await picture(page, 3000, 1500, 'image/jpeg');
    await give(page, how, [{ name: 'photo.jpg', type: 'image/jpeg', bytes: large }]);
    await expect(
      drafted(page).getByRole('button', { name: /^photo\.jpg 2.048 × 1.024/ }),
    ).toBeVisible();
    await composer(page).fill('What is it?');
    await composer(page).press('Enter');
    await expectAnswers(page, 1);
    await expect(drafted(page)).toHaveCount(0);
    const content = lastContent(await next('POST /v1/chat/completions'));
    expect(content).toEqual([
      { type: 'text', text: 'What is it?' },
      { type: 'image_url', image_url: { url: expect.stringMatching(/^data:image\/jpeg;base64,/) } },
    ]);
    const url = (content as Part[])[1]?.image_url?.url ?? '';
    const size = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    }, url);
    expect(size).toEqual([2048, 1024]);

    await page.reload();
    const thumbnail = sentWith(page).getByRole('img', { name: 'photo.jpg' });
    await expect(thumbnail).toHaveJSProperty('naturalWidth', 2048);
    await sentWith(page).getByRole('button').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'photo.jpg' });
    await expect(dialog.getByRole('img', { name: 'photo.jpg' })).toHaveJSProperty(
      'naturalWidth',
      2048,
    );
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(sentWith(page).getByRole('button')).toBeFocused();
  },
);

test('a photo stands upright, as its EXIF says, and tells nothing else', async ({
  page,
  begin,
}) => {
  const { next } = await begin({ models: SEES, chat: ANSWER });
  const plain = Buffer.from(await picture(page, 40, 20, 'image/jpeg'), 'base64');
  // An APP1 segment right behind the start: orientation 6, a quarter turn to the right, and a word.
  const exif = Buffer.concat([
    Buffer.from(
      'Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0',
      'latin1',
    ),
    Buffer.from('SECRETPLACE', 'latin1'),
  ]);
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  const turned = Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]);
  await pick(page, { name: 'turned.jpg', mimeType: 'image/jpeg', buffer: turned });
  await expect(drafted(page).getByRole('button', { name: /^turned\.jpg 20 × 40/ })).toBeVisible();
  await button(page, 'Send').click();
  await expectAnswers(page, 1);
  const content = lastContent(await next('POST /v1/chat/completions')) as Part[];
  expect(content.map(({ type }) => type)).toEqual(['image_url']);
  const bytes = Buffer.from(content[0]?.image_url?.url.split(',')[1] ?? '', 'base64');
  expect(bytes.includes('SECRETPLACE')).toBe(false);
});

test(
  'files go as text under their names, before the question: dropped, picked, a PDF page by page',
  { tag: '@firefox' },
  async ({ page, begin }) => {
    // What reads a PDF is 1.4 MB of code.
    test.slow();
    const { next } = await begin({ chat: ANSWER });
    await pick(page, {
      name: 'report.pdf',
      mimeType: 'application/pdf',
      buffer: pdf(['First words', '<93FA967B>']),
    });
    await expect(
      drafted(page).getByRole('button', { name: /^report\.pdf 2 pages · \d+ characters/ }),
    ).toBeVisible(SLOW_START);
    const bytes = Buffer.from('let a = 1;\n').toString('base64');
    await give(page, 'drop', [{ name: 'code.ts', type: '', bytes }]);
    await expect(drafted(page).getByRole('button', { name: /^code\.ts/ })).toBeVisible();
    await composer(page).fill('Explain.');
    await composer(page).press('Enter');
    await expectAnswers(page, 1);
    expect(lastContent(await next('POST /v1/chat/completions'))).toBe(
      'report.pdf:\n```\n[Page 1 of 2]\nFirst words\n\n[Page 2 of 2]\n日本\n```\n\n' +
        'code.ts:\n```ts\nlet a = 1;\n```\n\nExplain.',
    );
    await sentWith(page)
      .getByRole('button', { name: /report\.pdf/ })
      .click();
    await expect(page.getByRole('dialog', { name: 'report.pdf' })).toContainText('日本');
  },
);

test('what can’t be used is named with its reason, and the rest stays', async ({ page, begin }) => {
  test.slow();
  await begin({ chat: ANSWER });
  await pick(
    page,
    asText('notes.md', '# Notes'),
    { name: 'sheet.xlsx', mimeType: '', buffer: Buffer.from('PK\x03\x04\0\0\0\0') },
    { name: 'scan.pdf', mimeType: 'application/pdf', buffer: pdf() },
    { name: 'torn.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\nnothing') },
    { name: 'locked.pdf', mimeType: 'application/pdf', buffer: lockedPdf() },
    {
      name: 'torn.png',
      mimeType: 'image/png',
      buffer: Buffer.from('\x89PNG\r\n\x1a\ntorn', 'latin1'),
    },
    { name: 'void.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  );
  await expect(alerts(page, /scan\.pdf holds no text/)).toBeVisible(SLOW_START);
  for (const words of [
    /sheet\.xlsx can’t be read here\. Save it as PDF or as text/,
    /torn\.pdf is damaged/,
    /locked\.pdf is locked with a password/,
    /torn\.png could not be read as an image/,
    /void\.txt is empty/,
  ])
    await expect(alerts(page, words)).toBeVisible();
  await expect(drafted(page).getByRole('listitem')).toHaveText(/notes\.md/);
  await button(page, 'Dismiss: void.txt').click();
  await expect(page.getByRole('alert')).toHaveCount(5);
});

test('drafted files outlive a reload, as the text does, and go with Remove', async ({
  page,
  begin,
}) => {
  const { next } = await begin({ models: SEES, chat: ANSWER });
  const image = Buffer.from(await picture(page, 30, 30), 'base64');
  await pick(page, asText('notes.md', 'Remember.'), {
    name: 'small.png',
    mimeType: 'image/png',
    buffer: image,
  });
  await composer(page).fill('Not yet sent');
  await expect(drafted(page).getByRole('button', { name: /small\.png 30/ })).toBeVisible();
  await page.reload();
  await expect(composer(page)).toHaveValue('Not yet sent');
  await expect(drafted(page).locator('img')).toHaveJSProperty('naturalWidth', 30);
  await button(page, 'Remove notes.md').click();
  await composer(page).press('Enter');
  await expectAnswers(page, 1);
  const content = lastContent(await next('POST /v1/chat/completions')) as Part[];
  expect(content.map(({ type }) => type)).toEqual(['text', 'image_url']);
  await page.reload();
  await expectAnswers(page, 1);
  await expect(drafted(page)).toHaveCount(0);
});

test('a long text that is pasted becomes a file, and Undo puts it into the box', async ({
  page,
  begin,
}) => {
  await begin({ chat: ANSWER });
  const long = 'All work and no play. '.repeat(300);
  await pick(page, asText('warm.txt', 'x'));
  await button(page, 'Remove warm.txt').click();
  await give(page, 'paste', [], long);
  await expect(drafted(page).getByRole('button', { name: /^pasted\.txt 7/ })).toBeVisible();
  await expect(composer(page)).toHaveValue('');
  await button(page, 'Undo').click();
  await expect(composer(page)).toHaveValue(long);
  await expect(drafted(page)).toHaveCount(0);
});

test('before an image goes to a text-only model there is a warning, by whom that is known', async ({
  page,
  begin,
}) => {
  const { next, requests } = await begin({ models: BLIND, chat: ANSWER });
  const small = await picture(page, 30, 30);
  const image = { name: 'small.png', mimeType: 'image/png', buffer: Buffer.from(small, 'base64') };
  await pick(page, image);
  const warning = page.getByRole('alert').filter({ hasText: 'says that scripted reads text only' });
  await expect(warning).toBeVisible();
  await composer(page).fill('What is it?');
  await composer(page).press('Enter');
  await expect(button(page, 'Send anyway')).toBeFocused();
  expect(requests.some(({ path }) => path.endsWith('/chat/completions'))).toBe(false);

  await button(page, 'Change the model').click();
  await expect(page.getByRole('dialog').getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Escape');

  await button(page, 'Send without the image').click();
  await expectAnswers(page, 1);
  expect(lastContent(await next('POST /v1/chat/completions'))).toBe(
    '[The image small.png is left out here, since this model reads text only.]\n\nWhat is it?',
  );
  // It is still there, and another choice is one press away.
  await expect(sentWith(page).getByRole('img', { name: 'small.png' })).toBeVisible();
  await button(page, 'Send the images').click();
  await composer(page).fill('And now?');
  await composer(page).press('Enter');
  await expectAnswers(page, 2);
  const { body } = await next('POST /v1/chat/completions');
  expect((body['messages'] as { content: unknown }[])[0]?.content).toEqual([
    { type: 'text', text: 'What is it?' },
    { type: 'image_url', image_url: { url: expect.stringMatching(/^data:image\/png/) } },
  ]);
});

test('a deleted chat comes back with its image, and so does a deleted message', async ({
  page,
  begin,
}) => {
  await begin({ models: SEES, chat: ANSWER });
  const small = Buffer.from(await picture(page, 30, 30), 'base64');
  await pick(page, { name: 'small.png', mimeType: 'image/png', buffer: small });
  await button(page, 'Send').click();
  await expectAnswers(page, 1);
  const image = sentWith(page).getByRole('img', { name: 'small.png' });
  await expect(image).toHaveJSProperty('naturalWidth', 30);

  const question = page.getByRole('article', { name: 'You' });
  await question.hover();
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(question).toHaveCount(0);
  await expect.poll(() => storedAttachments(page)).toBe(0);
  await button(page, 'Undo').click();
  await expect(image).toHaveJSProperty('naturalWidth', 30);

  await button(page, 'Chat actions').click();
  await page.getByRole('menuitem', { name: 'Delete chat' }).click();
  await expect(page).toHaveURL(/#\/$/);
  await expect.poll(() => storedAttachments(page)).toBe(0);
  await button(page, 'Undo').click();
  await expect(image).toHaveJSProperty('naturalWidth', 30);
  await page.reload();
  await expect(image).toHaveJSProperty('naturalWidth', 30);
});

function storedAttachments(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('patchbay');
        opening.onerror = () => reject(new Error('not opened'));
        opening.onsuccess = () => {
          const database = opening.result;
          const count = database.transaction('attachments').objectStore('attachments').count();
          count.onsuccess = () => {
            database.close();
            resolve(count.result);
          };
        };
      }),
  );
}
