import { createMemo, createSignal, Show } from 'solid-js';
import { otherAddress } from '../../core/backup/other-address';
import { isFromFile } from '../../core/providers/page-origin';
import { ServicesContext } from '../../state/services';
import { Field } from '../../ui/Field';
import { LinkButton } from '../../ui/LinkButton';
import css from './StoragePage.module.css';

/** The way of chats and providers to another address, step by step. */
export function MoveSection() {
  const { page } = ServicesContext.use();
  const [input, setInput] = createSignal('');
  const other = createMemo(() => otherAddress(input(), page.origin));
  const target = () => {
    const read = other();
    return read.kind === 'ok' ? read : undefined;
  };
  const problem = () => {
    const read = other();
    return read.kind === 'invalid' ? read.message : undefined;
  };
  return (
    <section class={css['section']} aria-label="Move to another address">
      <h2 class={css['heading']}>Move to another address</h2>
      <p>
        <Show
          when={isFromFile(page.origin)}
          fallback={
            <>
              Chats belong to this address, <code>{page.origin}</code>. Another address, even
              another port, starts empty;
            </>
          }
        >
          This page was opened from a file, and its chats belong to the files of this browser.
          Patchbay at an address starts empty;
        </Show>{' '}
        a backup takes them there.
      </p>
      <ol class={css['steps']}>
        <li>
          <p>Download a backup on this page. With a passphrase it takes your API keys along.</p>
        </li>
        <li>
          <Field
            label="Other address"
            value={input()}
            onInput={setInput}
            inputmode="url"
            mono
            placeholder="https://chat.example.org"
            error={problem()}
            hint="Where the other Patchbay is. Nothing is sent there; the page of its storage opens in a new tab."
          />
          <Show when={target()}>
            {(read) => (
              <LinkButton
                href={read().url}
                target="_blank"
                rel="noopener noreferrer"
                icon="external"
              >
                Open {read().origin}
              </LinkButton>
            )}
          </Show>
        </li>
        <li>
          <p>
            There, restore the backup. It adds to what is there, shows first what it would change,
            and can be undone.
          </p>
        </li>
      </ol>
      <p class={css['about']}>Nothing is deleted here. Do that when all has arrived.</p>
    </section>
  );
}
