import { createEffect, type JSX, on, Show } from 'solid-js';
import { helpOn } from '../../../core/help/symptom-id';
import type { ImageChoice } from '../../../core/chat/types';
import { Button } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import css from './attachments.module.css';
import type { ImageQuestion } from './create-image-question';

export interface ImageWarningProps {
  question: ImageQuestion;
  /** Counts how often sending was held back for it. */
  held: number;
  onChoose: (choice: ImageChoice) => void;
  onCorrect: () => void;
  onChangeModel: () => void;
}

/** Before an image goes to a model that is not known to read it; afterwards a line that says what was chosen. */
export function ImageWarning(props: ImageWarningProps): JSX.Element {
  return (
    <Show when={props.question.matters()}>
      <Show when={props.question.choice()} fallback={<Question {...props} />}>
        {(choice) => (
          <p class={css['chosen']}>
            {choice() === 'send'
              ? `Images go to ${props.question.modelName()}, though it may not read them.`
              : `${props.question.modelName()} gets a note in place of each image.`}
            <Button
              size="small"
              variant="quiet"
              onClick={() => props.onChoose(choice() === 'send' ? 'note' : 'send')}
            >
              {choice() === 'send' ? 'Send notes instead' : 'Send the images'}
            </Button>
          </p>
        )}
      </Show>
    </Show>
  );
}

function Question(props: ImageWarningProps): JSX.Element {
  let words!: HTMLDivElement;
  createEffect(
    on(
      () => props.held,
      (held) => void (held > 0 && words.querySelector('button')?.focus()),
      { defer: true },
    ),
  );
  const one = (): boolean => props.question.own() + props.question.older() === 1;
  const what = (): string => {
    if (props.question.own() > 0)
      return one() ? 'Your image would go to it.' : 'Your images would go to it.';
    return one()
      ? 'The image of this chat would go along with your next message.'
      : 'The images of this chat would go along with your next message.';
  };
  const isOwn = (): boolean => props.question.own() > 0;
  return (
    <div ref={words} class={css['warning']}>
      <Notice
        tone="amber"
        role="alert"
        help={helpOn('attachment')}
        actions={
          <>
            <Button size="small" onClick={() => props.onChoose('send')}>
              {isOwn() ? 'Send anyway' : 'Let them go along'}
            </Button>
            <Button size="small" onClick={() => props.onChoose('note')}>
              {isOwn() ? `Send without the image${one() ? '' : 's'}` : 'Send notes instead'}
            </Button>
            <Button size="small" variant="quiet" onClick={() => props.onChangeModel()}>
              Change the model
            </Button>
            <Button size="small" variant="quiet" onClick={() => props.onCorrect()}>
              It reads images
            </Button>
          </>
        }
      >
        {props.question.words()} {what()}
      </Notice>
    </div>
  );
}
