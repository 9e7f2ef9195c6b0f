// Draws the app's mark, two jacks of a patch bay joined by a cable, into public/icons. Run it after a change here.
import { mkdir, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from './browsers.mjs';

const folder = new URL('../public/icons/', import.meta.url);
const GROUND = '#0f66ac';
const CABLE = '#fbfaf7';
const EMPTY = '#7fb4e6';

/**
 * A plugged jack. All lengths are of a 512 grid.
 * @param {number} at
 * @param {number} radius
 */
function plug(at, radius) {
  const circle = `<circle cx="${at}" cy="${at}"`;
  return `${circle} r="${radius}" fill="${CABLE}"/>${circle} r="${radius * 0.37}" fill="${GROUND}"/>`;
}

/**
 * A cable between two jacks on the diagonal.
 * @param {{ from: number, to: number, width: number, radius: number }} shape
 */
function patch({ from, to, width, radius }) {
  const bend = (to - from) * 0.87;
  const curve = `M${from} ${from}C${from} ${from + bend} ${to} ${to - bend} ${to} ${to}`;
  const cable = `<path d="${curve}" fill="none" stroke="${CABLE}" stroke-width="${width}"/>`;
  return cable + plug(from, radius) + plug(to, radius);
}

/**
 * @param {number} x
 * @param {number} y
 */
function emptyJack(x, y) {
  return `<circle cx="${x}" cy="${y}" r="42" fill="none" stroke="${EMPTY}" stroke-width="20"/>`;
}

/** @param {string} content */
function svg(content) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">${content}</svg>\n`;
}

const mark =
  emptyJack(362, 150) + emptyJack(150, 362) + patch({ from: 150, to: 362, width: 42, radius: 62 });
// At 16 px only the cable and its plugs are left, heavier.
const smallMark = patch({ from: 140, to: 372, width: 66, radius: 88 });
const tile = `<rect width="512" height="512" rx="112" fill="${GROUND}"/>`;
const full = `<rect width="512" height="512" fill="${GROUND}"/>`;
// A launcher may cut a maskable icon to the circle of its inner four fifths.
const safe = `<g transform="translate(256 256) scale(0.8) translate(-256 -256)">${mark}</g>`;

const vectors = { 'icon.svg': svg(tile + mark), 'favicon.svg': svg(tile + smallMark) };
const bitmaps = [
  { name: 'icon-192.png', size: 192, source: svg(tile + mark) },
  { name: 'icon-512.png', size: 512, source: svg(tile + mark) },
  { name: 'maskable-512.png', size: 512, source: svg(full + safe) },
  { name: 'apple-touch-icon.png', size: 180, source: svg(full + mark) },
];

await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries(vectors)) await writeFile(new URL(name, folder), text);

const browser = await chromium.launch(chromiumLaunch().launchOptions);
const page = await browser.newPage();
for (const { name, size, source } of bitmaps) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${source}`);
  const image = await page.screenshot({ omitBackground: true });
  await writeFile(new URL(name, folder), image);
}
await browser.close();
