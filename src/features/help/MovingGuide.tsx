import { Show } from 'solid-js';
import { isFromFile } from '../../core/providers/page-origin';
import { ServicesContext } from '../../state/services';
import { LinkButton } from '../../ui/LinkButton';
import { Page } from '../../ui/Page';
import css from './HelpPage.module.css';

/** Why chats are not here, and how they come over from another address. */
export function MovingGuide() {
  const { page } = ServicesContext.use();
  return (
    <Page title="Chats at another address" lead={<a href="#/help">Help</a>}>
      <section class={css['section']} aria-label="Why they are not here">
        <h2 class={css['heading']}>Why they are not here</h2>
        <p>
          A browser keeps chats, providers and keys for the address that they were made at.{' '}
          <Show
            when={isFromFile(page.origin)}
            fallback={
              <>
                This one is <code>{page.origin}</code>.
              </>
            }
          >
            This page has none: it was opened from a file, and has those of the files.
          </Show>{' '}
          Another port, http instead of https, <code>127.0.0.1</code> instead of{' '}
          <code>localhost</code>, another browser, or the installed app in Safari: each of them has
          chats of its own.
        </p>
      </section>
      <section class={css['section']} aria-label="Bring them here">
        <h2 class={css['heading']}>Bring them here</h2>
        <ol class={css['numbered']}>
          <li>Open Patchbay at the old address, in the browser that has the chats.</li>
          <li>
            There, go to Storage and download a backup. With a passphrase it takes your API keys
            along.
          </li>
          <li>
            Come back here and restore that file. It adds to what is here, and shows first what it
            would change.
          </li>
        </ol>
        <div>
          <LinkButton href="#/storage" icon="storage">
            Storage of this address
          </LinkButton>
        </div>
      </section>
      <section class={css['section']} aria-label="When the old address is gone">
        <h2 class={css['heading']}>When the old address is gone</h2>
        <p>
          Serve Patchbay there once more and the chats are back: <code>npm start</code> always uses
          the same address, and <code>npm start -- --port 8000</code> another port. Nothing is
          deleted because a server is off.
        </p>
      </section>
    </Page>
  );
}
