import { connect, doctor, expect } from './provider-pages';
import { askCell } from './matrix/ask-cell';
import { cells } from './matrix/cells';
import { test } from './matrix/fixtures';

// A few cells of the matrix, one for each way down the doctor's ladder; all of them: npm run test:matrix.
for (const cell of cells) if (cell.short) askCell('loopback', cell);

test('public, denied · CORS on: local-network-blocked', async ({ openPage, serve }) => {
  const server = await serve();
  const page = await openPage('public, denied');
  await connect(page, server.url);
  await expect(doctor(page)).toHaveAttribute('data-cause', 'local-network-blocked');
});
