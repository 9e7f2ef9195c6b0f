import { createSignal, For, type JSX, Show, untrack } from 'solid-js';
import { variablesOf } from '../../core/library/prompt-text';
import type { Prompt } from '../../core/library/types';
import type { LibraryState } from '../../state/library';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { createLibraryActions } from './create-library-actions';
import css from './library.module.css';
import { PromptEditor } from './PromptEditor';

/** The prompts, each edited in its place. */
export function PromptsSection(props: { library: LibraryState }): JSX.Element {
  const { clock, newId } = ServicesContext.use();
  const actions = createLibraryActions(untrack(() => props.library));
  /** The id of the prompt that is edited, or of one that is not there yet. */
  const [edited, setEdited] = createSignal<string>();
  const isNew = (): boolean =>
    edited() !== undefined && !props.library.prompts.some(({ id }) => id === edited());
  const begin = (): void => void setEdited(newId());

  async function save(prompt: Prompt): Promise<void> {
    if (await actions.save(prompt)) setEdited();
  }
  const add = (variant: 'plain' | 'primary') => (
    <Button icon="plus" variant={variant} onClick={begin}>
      New prompt
    </Button>
  );
  return (
    <section class={css['section']} aria-label="Prompts">
      <div class={css['head']}>
        <h2>Prompts</h2>
        <Show when={props.library.prompts.length > 0 && !isNew()}>{add('plain')}</Show>
      </div>
      <Show when={isNew() && edited()}>
        {(id) => (
          <PromptEditor
            prompt={{ kind: 'prompt', id: id(), createdAt: clock.now(), title: '', text: '' }}
            onSave={save}
            onCancel={() => setEdited()}
          />
        )}
      </Show>
      <Show
        when={props.library.prompts.length > 0}
        fallback={
          <Show when={!isNew()}>
            <div class={css['blank']}>
              <p>
                No prompts yet. A prompt is text that you ask again and again. Type / at the
                beginning of a message to find it; <code>{'{{topic}}'}</code> in it is asked for
                each time.
              </p>
              {add('primary')}
            </div>
          </Show>
        }
      >
        <ul class={css['list']}>
          <For each={props.library.prompts}>
            {(prompt) => (
              <li>
                <Show
                  when={edited() === prompt.id}
                  fallback={
                    <PromptRow
                      prompt={prompt}
                      onEdit={() => setEdited(prompt.id)}
                      onRemove={() => actions.remove(prompt)}
                    />
                  }
                >
                  <PromptEditor prompt={prompt} onSave={save} onCancel={() => setEdited()} />
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

interface PromptRowProps {
  prompt: Prompt;
  onEdit: () => void;
  onRemove: () => void;
}

function PromptRow(props: PromptRowProps): JSX.Element {
  const asks = (): string =>
    variablesOf(props.prompt.text)
      .map(({ name }) => name)
      .join(', ');
  return (
    <div class={css['row']}>
      <div class={css['words']}>
        <h3>{props.prompt.title}</h3>
        <p class={css['text']}>{props.prompt.text}</p>
        <Show when={asks()}>{(names) => <p class={css['facts']}>Asks for: {names()}</p>}</Show>
      </div>
      <IconButton label={`Edit ${props.prompt.title}`} icon="edit" onClick={props.onEdit} />
      <IconButton label={`Delete ${props.prompt.title}`} icon="trash" onClick={props.onRemove} />
    </div>
  );
}
