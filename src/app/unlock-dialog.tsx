import { render } from 'solid-js/web';
import { UnlockDialog } from '../features/settings/UnlockDialog';
import type { Vault } from '../state/vault';

let shown: HTMLElement | undefined;

/** Shows the dialog outside of the page, which may be any, until the question is over; at most one. */
export function showUnlockDialog(vault: Vault): void {
  if (shown) return;
  shown = document.body.appendChild(document.createElement('div'));
  render(() => <UnlockDialog vault={vault} />, shown);
}
