import { ErrorBoundary, type JSX, lazy, Suspense } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { Notice } from '../../ui/Notice';
import type { FailureProps } from './FailureNotice';

// Its words and its doctor come with the first failure: the first screen does without.
const FailureNotice = lazy(() => import('./FailureNotice'));

/** Why an answer failed. A boundary of its own: the chat must neither wait nor fall for words that do not load. */
export function Failure(props: FailureProps): JSX.Element {
  return (
    <ErrorBoundary
      fallback={
        <Notice tone="red" role="alert" help={helpOn('update')}>
          {props.error.serverMessage || 'The answer failed.'}
        </Notice>
      }
    >
      <Suspense>
        <FailureNotice {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
