import { createMemo, createSignal, Show } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { ServicesContext } from '../../state/services';
import type { Unsaved } from '../../state/unsaved/unsaved';
import { Button } from '../../ui/Button';
import { createWork } from '../../ui/create-work';
import { Icon } from '../../ui/Icon';
import { LinkButton } from '../../ui/LinkButton';
import css from './UnsavedNotice.module.css';
import { unsavedWords } from './unsaved-words';

export interface UnsavedNoticeProps {
  unsaved: Unsaved;
}

/** As long as something is on screen and not on disk: what it is, why, and what can be done. */
export default function UnsavedNotice(props: UnsavedNoticeProps) {
  const { files, clock } = ServicesContext.use();
  const [failed, setFailed] = createSignal(false);
  const work = createWork<'download'>();
  const [isHidden, hide] = createSignal(false);
  /** Without any storage there is nothing to try, and nothing that would end this. */
  const isForGood = () => props.unsaved.items().every(({ way }) => way === 'never');
  const words = createMemo(() => unsavedWords(props.unsaved.items()));

  async function download(): Promise<void> {
    const text = await props.unsaved.download();
    const day = new Date(clock.now()).toISOString().slice(0, 10);
    files.saveText(`patchbay-not-saved-${day}.json`, text, 'application/json');
  }
  return (
    <Show when={!(isForGood() && isHidden()) && words()}>
      {(told) => (
        <section class={css['bar']} aria-label="Not saved">
          <Icon name="warning" />
          <div class={css['words']}>
            <p role="alert" class={css['what']}>
              {told().what}
            </p>
            <p class={css['why']}>{told().why}</p>
            <Show when={failed()}>
              <p role="alert">The file could not be made. Copy the text by hand.</p>
            </Show>
          </div>
          <div class={css['actions']}>
            <Show when={!isForGood()}>
              <Button
                size="small"
                busy={props.unsaved.isTrying()}
                onClick={() => void props.unsaved.tryAgain()}
              >
                Try again
              </Button>
            </Show>
            <Button
              size="small"
              icon="download"
              busy={work.is('download')}
              onClick={() => {
                setFailed(false);
                void work.run('download', download).catch(() => setFailed(true));
              }}
            >
              Download
            </Button>
            <LinkButton size="small" variant="quiet" href={helpOn('storage')}>
              Help
            </LinkButton>
            <Show
              when={isForGood()}
              fallback={
                <LinkButton size="small" variant="quiet" href="#/storage">
                  Storage
                </LinkButton>
              }
            >
              <Button size="small" variant="quiet" onClick={() => hide(true)}>
                Hide
              </Button>
            </Show>
          </div>
        </section>
      )}
    </Show>
  );
}
