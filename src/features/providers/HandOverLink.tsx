import { onMount, Show, Suspense } from 'solid-js';
import { HOURS } from '../../core/hand-over/hand-over';
import { ServicesContext } from '../../state/services';
import { Coming } from '../../ui/Coming';
import { CopyLine } from '../../ui/CopyLine';
import { late } from '../../ui/late';
import css from './hand-over.module.css';

const QrCode = late(() => import('./QrCode'));

export interface MadeLink {
  url: string;
  /** Absent: it holds no keys. */
  code?: string;
}

/** The link as a QR code and as text, and the code that unlocks it, which is shown here only. */
export function HandOverLink(props: { link: MadeLink }) {
  const { clipboard } = ServicesContext.use();
  let top: HTMLDivElement | undefined;
  // The button that was pressed is gone.
  onMount(() => top?.focus());
  return (
    <div ref={top} class={css['body']} tabIndex={-1}>
      <p class={css['line']}>
        Scan the QR code with the other device’s camera, or send the link. That device shows what
        comes before anything changes.
      </p>
      <Suspense fallback={<Coming words="Drawing the QR code." />}>
        <QrCode
          text={props.link.url}
          label="QR code of the link"
          fallback={
            <p class={css['line']}>
              This is too much for a QR code. Send the link, or go back and take fewer providers.
            </p>
          }
        />
      </Suspense>
      <Show when={props.link.code}>
        {(code) => (
          <section class={css['part']} aria-label="One-time code">
            <h3 class={css['heading']}>One-time code</h3>
            <p class={css['code']}>{code()}</p>
            <p class={css['line']}>
              Type it on the other device. It opens this link alone, and stands nowhere else: who
              has only the link has no key, who has both has all of them. Send it another way than
              the link, which works for {HOURS} hours.
            </p>
          </section>
        )}
      </Show>
      <section class={css['part']} aria-label="Link">
        <h3 class={css['heading']}>Link</h3>
        <div class={css['link']}>
          <CopyLine text={props.link.url} copy={(text) => clipboard.writeText(text)} />
        </div>
        <p class={css['line']}>
          {props.link.code
            ? 'Whoever has it without the code can read nothing in it.'
            : 'It holds no keys. Whoever has it can read the addresses; keys are typed on the other device.'}
        </p>
      </section>
    </div>
  );
}
