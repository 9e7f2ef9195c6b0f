import type { JSX } from 'solid-js';
import { withoutWindow } from '../../core/models/learned-window';
import { connectionOf } from '../../core/providers/connection';
import type { Provider } from '../../core/providers/types';
import { reasonOf } from '../../lib/reason';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { Button } from '../../ui/Button';

/** Takes back a window that was learned: it was raised on the server since. */
export function ForgetWindow(props: { provider: Provider; modelId: string }): JSX.Element {
  const providers = ProvidersContext.use();
  const notices = NoticesContext.use();
  const forget = (): void => {
    const asked = { id: props.provider.id, ...connectionOf(props.provider) };
    const modelId = props.modelId;
    providers
      .note(asked, ({ learnedWindows }) => ({
        learnedWindows: withoutWindow(learnedWindows, modelId),
      }))
      .catch((error: unknown) =>
        notices.warn(`Nothing was forgotten. ${reasonOf(error)}`, 'storage'),
      );
  };
  return (
    <Button size="small" variant="quiet" onClick={forget}>
      Forget what was learned
    </Button>
  );
}
