import { ErrorBoundary, type JSX, lazy, Suspense } from 'solid-js';
import type { ContextRingProps } from '../features/context-window/ContextRing';
import { createIdle } from '../platform/idle';

// The first screen goes first.
const ContextRing = lazy(async () => {
  await createIdle()();
  return import('../features/context-window/ContextRing');
});

/** The context ring once the page has time for it; boundaries of its own, for the composer must not wait or fall for it. */
export function LateContextRing(props: ContextRingProps): JSX.Element {
  return (
    <ErrorBoundary fallback={<></>}>
      <Suspense>
        <ContextRing {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
