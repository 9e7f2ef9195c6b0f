import { TransferButtons } from './TransferButtons';
import css from './providers.module.css';

export interface TransferSectionProps {
  /** On a provider's page: export may be limited to it. */
  providerId?: string;
}

/** Import and export, and what they are for. */
export function TransferSection(props: TransferSectionProps) {
  return (
    <section class={css['section']} aria-label="Import and export">
      <div>
        <h2 class={css['heading']}>Import and export</h2>
        <p class={css['note']}>
          A providers.json carries providers, models and defaults to another browser or program.
        </p>
      </div>
      <div class={css['row']}>
        <TransferButtons {...props} />
      </div>
    </section>
  );
}
