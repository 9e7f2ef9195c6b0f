// Stores the pictures beside it with a palette, a third of their size. Close colours become one; the comparison is coarser.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from '../browsers.mjs';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Where the header of a PNG has its type of colour, and the type with a palette. https://www.w3.org/TR/png-3/#11IHDR */
const COLOUR_TYPE = 25;
const INDEXED = 3;

const browser = await chromium.launch(chromiumLaunch().launchOptions);
const page = await browser.newPage();
let total = 0;
let furthest = 0;
for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.png'))) {
  const path = `${FOLDER}${name}`;
  const picture = readFileSync(path);
  const small = picture[COLOUR_TYPE] === INDEXED ? picture : await shrink(picture);
  if (small !== picture) writeFileSync(path, small);
  total += small.length;
}
await browser.close();
console.log(
  `pictures of the screens: ${Math.round(total / 1_000)} kB, colours moved by up to ${furthest} of 255`,
);

/**
 * @param {Buffer} picture
 * @returns {Promise<Buffer>}
 */
async function shrink(picture) {
  const { width, height, near, palette, indices } = await page.evaluate(
    indexed,
    picture.toString('base64'),
  );
  furthest = Math.max(furthest, near);
  const bytes = Buffer.from(indices, 'base64');
  // Each row begins with its filter: none.
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++)
    bytes.copy(rows, row * (width + 1) + 1, row * width, (row + 1) * width);
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, INDEXED, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/**
 * Runs in the browser. A colour takes the place of those near it that are there less often, so that grounds stay as they
 * are; near is as near as 256 colours allow.
 * @param {string} base64
 */
async function indexed(base64) {
  const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  const bytes = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
  const pixels = new Uint32Array(bytes.buffer);
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const often = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  const parts = (/** @type {number} */ pixel) => [
    pixel & 255,
    (pixel >> 8) & 255,
    (pixel >> 16) & 255,
  ];
  for (const near of [0, 2, 4, 6, 8]) {
    /** @type {number[][]} */
    const palette = [];
    /** @type {Map<number, number>} */
    const place = new Map();
    for (const pixel of often) {
      const colour = parts(pixel);
      const alike = palette.findIndex((one) =>
        one.every((part, index) => Math.abs(part - (colour[index] ?? 0)) <= near),
      );
      place.set(pixel, alike < 0 ? palette.push(colour) - 1 : alike);
    }
    if (palette.length > 256) continue;
    let letters = '';
    for (const pixel of pixels) letters += String.fromCharCode(place.get(pixel) ?? 0);
    return { width, height, near, palette: palette.flat(), indices: btoa(letters) };
  }
  throw new Error('more colours than a palette has room for');
}
