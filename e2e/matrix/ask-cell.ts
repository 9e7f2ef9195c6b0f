import { expect, type Page } from '@playwright/test';
import type { Cause } from '../../src/core/doctor/types';
import { connect, doctor, savedUrl } from '../provider-pages';
import type { Arrange, Cell } from './cells';
import { test } from './fixtures';

/** Waits for what Connect says; `ok` is a provider that was saved. */
export async function expectCause(page: Page, cause: Cause): Promise<void> {
  if (cause === 'ok') await expect(page).toHaveURL(savedUrl);
  else await expect(doctor(page)).toHaveAttribute('data-cause', cause);
}

/** Declares the test of one cell: Connect on such a page, asking such a server. */
export function askCell(kind: 'loopback' | 'public, granted', cell: Cell): void {
  const cause = kind === 'loopback' ? cell.cause : (cell.publicCause ?? cell.cause);
  const tag = cell.firefox && kind === 'loopback' ? ['@firefox'] : [];
  test(
    `${kind} · ${cell.name}: ${cause}`,
    { tag },
    async ({ openPage, serve, serveSystem, watch, later }) => {
      const arrange: Arrange = { system: serveSystem, scripted: serve, later };
      const { url, key = '' } = await cell.arrange(arrange);
      watch.allowOrigins(url);
      const page = await openPage(kind);
      await connect(page, url, key);
      await expectCause(page, cause);
    },
  );
}
