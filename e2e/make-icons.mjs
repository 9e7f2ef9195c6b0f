// Draws the app's mark, two jacks of a patch bay joined by a cable, into public/icons. Run it after a change here.
import { mkdir, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from './browsers.mjs';

const folder = new URL('../public/icons/', import.meta.url);
const GROUND = '#0d5ca5';
const CABLE = '#fbfaf7';

/** The mark on a 512 grid; small sizes leave out the empty jacks and draw the rest heavier. */
function mark(small = false) {
  const plug = (x, y) =>
    `<circle cx="${x}" cy="${y}" r="${small ? 78 : 60}" fill="${CABLE}"/>` +
    `<circle cx="${x}" cy="${y}" r="${small ? 30 : 22}" fill="${GROUND}"/>`;
  const empty = (x, y) =>
    `<circle cx="${x}" cy="${y}" r="42" fill="none" stroke="#7fb4e6" stroke-width="20"/>`;
  const cable = `<path d="M156 156C156 330 356 182 356 356" fill="none" stroke="${CABLE}" stroke-width="${small ? 56 : 40}"/>`;
  return (small ? '' : empty(356, 156) + empty(156, 356)) + cable + plug(156, 156) + plug(356, 356);
}

function svg(content) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">${content}</svg>\n`;
}

const tile = `<rect width="512" height="512" rx="112" fill="${GROUND}"/>`;
const full = `<rect width="512" height="512" fill="${GROUND}"/>`;
// A launcher may cut a maskable icon to the circle of its inner four fifths.
const safe = `<g transform="translate(256 256) scale(0.8) translate(-256 -256)">${mark()}</g>`;

const vectors = { 'icon.svg': svg(tile + mark()), 'favicon.svg': svg(tile + mark(true)) };
const bitmaps = [
  { name: 'icon-192.png', size: 192, source: svg(tile + mark()) },
  { name: 'icon-512.png', size: 512, source: svg(tile + mark()) },
  { name: 'maskable-512.png', size: 512, source: svg(full + safe) },
  { name: 'apple-touch-icon.png', size: 180, source: svg(full + mark()) },
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
