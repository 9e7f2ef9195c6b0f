import { firstLoad } from './e2e/first-load.mjs';

// What a browser fetches before the composer works, as the static server sends it (brotli 11).
const { scripts, everything } = firstLoad('dist');

export default [
  { name: 'JavaScript of the first load', path: scripts, limit: '60 kB' },
  { name: 'everything of the first load', path: everything, limit: '100 kB' },
];
