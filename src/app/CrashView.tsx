import { createEffect, createSignal, on } from 'solid-js';
import { helpOn } from '../core/help/symptom-id';
import type { Route } from '../lib/route';
import { reasonOf } from '../lib/reason';
import { ProvidersContext } from '../state/providers';
import { Button } from '../ui/Button';
import { Empty } from '../ui/Empty';
import { LinkButton } from '../ui/LinkButton';
import { Page } from '../ui/Page';
import { isMissingPart } from './missing-parts';

export interface CrashViewProps {
  error: unknown;
  route: Route;
  onRetry: () => void;
}

/** What a page shows when drawing it failed; the rest of the app goes on, and another page is drawn anew. */
export function CrashView(props: CrashViewProps) {
  const providers = ProvidersContext.use();
  const [reason, setReason] = createSignal('');
  createEffect(() => {
    const words = reasonOf(props.error);
    import('../core/log/redact').then(
      ({ redactKnown }) => setReason(`The reason: ${redactKnown(words, providers.keys())}`),
      () => {},
    );
  });
  const words = () =>
    isMissingPart(props.error)
      ? 'The network is away, or there is a newer version of Patchbay.'
      : reason();
  createEffect(
    on(
      () => props.route,
      () => props.onRetry(),
      { defer: true },
    ),
  );
  return (
    <Page title={`This page could not be ${isMissingPart(props.error) ? 'loaded' : 'drawn'}`}>
      <Empty
        title="Your chats and providers are stored and unharmed"
        help={helpOn(isMissingPart(props.error) ? 'update' : 'internal')}
        actions={
          <>
            <Button variant="primary" onClick={() => location.reload()}>
              Reload
            </Button>
            <LinkButton href="#/log">Open the log</LinkButton>
          </>
        }
      >
        {words()}
      </Empty>
    </Page>
  );
}
