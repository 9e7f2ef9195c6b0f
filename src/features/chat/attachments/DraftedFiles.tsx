import { For, type JSX, Match, Show, Switch } from 'solid-js';
import { helpOn } from '../../../core/help/symptom-id';
import { problemWords } from '../../../core/attachments/words';
import type { DraftedFile } from '../../../state/attachments';
import { Button } from '../../../ui/Button';
import { IconButton } from '../../../ui/IconButton';
import { Notice } from '../../../ui/Notice';
import { Spinner } from '../../../ui/Spinner';
import { AttachmentChip } from './AttachmentChip';
import css from './attachments.module.css';

export interface DraftedFilesProps {
  files: readonly DraftedFile[];
  onRemove: (id: string) => void;
  onTryAgain: (id: string) => void;
}

type Of<Kind extends DraftedFile['kind']> = Extract<DraftedFile, { kind: Kind }>;

/** What waits in the composer: the files that can be sent, and why others can't. */
export function DraftedFiles(props: DraftedFilesProps): JSX.Element {
  const problems = (): Of<'problem'>[] => props.files.filter((file) => file.kind === 'problem');
  const refused = (): Of<'refused'>[] => props.files.filter((file) => file.kind === 'refused');
  const others = (): DraftedFile[] =>
    props.files.filter(({ kind }) => kind === 'ready' || kind === 'reading');
  return (
    <>
      <For each={problems()}>
        {(file) => (
          <div class={css['problem']}>
            <Notice tone="amber" role="alert" help={helpOn('attachment')}>
              <span class={css['dismissed']}>
                {problemWords(file.problem)}
                <IconButton
                  size="small"
                  label={`Dismiss: ${file.problem.name}`}
                  icon="close"
                  onClick={() => props.onRemove(file.id)}
                />
              </span>
            </Notice>
          </div>
        )}
      </For>
      <For each={refused()}>
        {({ id, attachment: { name }, reason }) => (
          <div class={css['problem']}>
            <Notice
              tone="amber"
              role="alert"
              help={helpOn('attachment')}
              actions={
                <Button size="small" onClick={() => props.onTryAgain(id)}>
                  Try again
                </Button>
              }
            >
              <span class={css['dismissed']}>
                {`${name} waits in this tab only. ${reason}`}
                <Remove name={name} onRemove={() => props.onRemove(id)} />
              </span>
            </Notice>
          </div>
        )}
      </For>
      <Show when={others().length > 0}>
        <ul class={css['drafted']} role="list" aria-label="Attached files">
          <For each={others()}>
            {(file) => (
              <Switch>
                <Match when={file.kind === 'ready' && file}>
                  {(ready) => (
                    <AttachmentChip attachment={ready().attachment}>
                      <Remove
                        name={ready().attachment.name}
                        onRemove={() => props.onRemove(file.id)}
                      />
                    </AttachmentChip>
                  )}
                </Match>
                <Match when={file.kind === 'reading' && file}>
                  {(reading) => (
                    <li class={css['chip']} data-face="file" aria-busy="true">
                      <span class={css['open']}>
                        <Spinner label="Reading" />
                        <span class={css['name']}>{reading().name}</span>
                      </span>
                      <Remove name={reading().name} onRemove={() => props.onRemove(file.id)} />
                    </li>
                  )}
                </Match>
              </Switch>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}

function Remove(props: { name: string; onRemove: () => void }): JSX.Element {
  return (
    <IconButton
      size="small"
      label={`Remove ${props.name}`}
      icon="close"
      onClick={() => props.onRemove()}
    />
  );
}
