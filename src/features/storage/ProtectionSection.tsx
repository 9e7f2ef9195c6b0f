import { createSignal, Match, Show, Switch } from 'solid-js';
import type { Safekeeping } from '../../state/safekeeping';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import css from './StoragePage.module.css';

/** Whether the browser keeps what is stored, as it was looked at before, with a button to ask for it. */
export function ProtectionSection(props: { safekeeping: Safekeeping }) {
  const protection = () => props.safekeeping.protection;
  const habits = () => props.safekeeping.habits;
  const [isAsking, setAsking] = createSignal(false);
  const [wasRefused, setRefused] = createSignal(false);

  const ask = async (): Promise<void> => {
    setAsking(true);
    setRefused(
      !(await protection()
        .ask()
        .catch(() => false)),
    );
    setAsking(false);
  };

  return (
    <section class={css['section']} aria-label="Protection">
      <h2 class={css['heading']}>Protection</h2>
      <Switch
        fallback={
          <p>This browser does not tell whether it keeps what is stored for this address.</p>
        }
      >
        <Match when={protection().isProtected() === true}>
          <p>
            <Badge tone="green">Protected</Badge> This browser keeps what is stored here, also when
            the disk is full. Clearing its site data deletes it all the same.
          </p>
        </Match>
        <Match when={protection().isProtected() === false}>
          <p>
            <Badge tone="amber">Not protected</Badge> When the disk is full, this browser may delete
            all that is stored here.
            {habits().asksPerson ? ' It can promise to keep it, and asks you first.' : ''}
          </p>
          <div>
            <Button busy={isAsking()} icon="lock" onClick={() => void ask()}>
              Ask the browser to keep it
            </Button>
          </div>
          <p class={css['about']} role="status">
            <Show when={wasRefused()}>
              {habits().asksPerson
                ? 'It was not allowed. The permissions of this site, beside its address, have it too.'
                : 'The browser said no for now. It decides by how much a page is used: installed or bookmarked ones ' +
                  'are kept most often. Patchbay asks again by itself.'}
            </Show>
          </p>
        </Match>
      </Switch>
      <Show when={habits().clearsUnused}>
        <Notice tone="amber" role="note">
          <p>
            Safari clears what a page stored after seven days in which you used Safari and not the
            page. An installed Patchbay is not cleared.
          </p>
          <p>
            To install it: Share → Add to Home Screen on an iPhone or iPad, File → Add to Dock on a
            Mac. The installed one starts empty: download a backup here, and restore it there.
          </p>
        </Notice>
      </Show>
    </section>
  );
}
