import { createMemo, createSignal, type JSX, onCleanup, Show, Suspense } from 'solid-js';
import { ProvidersContext } from '../../../state/providers';
import { ServicesContext } from '../../../state/services';
import { ToolsContext } from '../../../state/tools';
import { Button } from '../../../ui/Button';
import { Coming } from '../../../ui/Coming';
import { late } from '../../../ui/late';
import type { Chat } from '../create-chat';

const ToolsDialog = late(() => import('./ToolsDialog'));
const fetchAhead = (): void => void ToolsDialog.preload();

/** The first screen does without the number. */
const COUNTED_AFTER_MS = 1_000;

/** How many tools the next answer may use; opens what the chat says of them. */
export function ToolsButton(props: { chat: Chat }): JSX.Element {
  const tools = ToolsContext.use();
  const providers = ProvidersContext.use();
  const { clock } = ServicesContext.use();
  const [open, setOpen] = createSignal(false);
  // What does not load now loads with the first question.
  onCleanup(clock.after(COUNTED_AFTER_MS, () => void tools.ready().catch(() => {})));
  const count = createMemo(() => {
    const { providerId = '', modelId = '' } = props.chat.model() ?? {};
    const provider = providers.get(providerId);
    return provider ? tools.told({ head: props.chat.setup(), provider, modelId }).length : 0;
  });
  return (
    <>
      <Button
        variant="quiet"
        icon="tool"
        title="Tools"
        aria-label={`Tools, ${count() || 'none'} on`}
        aria-haspopup="dialog"
        onPointerEnter={fetchAhead}
        onFocus={fetchAhead}
        onClick={() => setOpen(true)}
      >
        <Show when={count()}>{(on) => <>{on()}</>}</Show>
      </Button>
      {/* A boundary of its own: the page must not wait for the dialog's code. */}
      <Suspense fallback={<Coming />}>
        <Show when={open()}>
          <ToolsDialog chat={props.chat} onClose={() => setOpen(false)} />
        </Show>
      </Suspense>
    </>
  );
}
