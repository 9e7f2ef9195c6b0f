import { type JSX, Match, Switch } from 'solid-js';
import { helpOn } from '../../core/help/symptom-id';
import { useLibrary } from '../../state/use-library';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { Page } from '../../ui/Page';
import { PresetsSection } from './PresetsSection';
import { PromptsSection } from './PromptsSection';

/** Prompts that are asked again and again, and presets that chats begin with. */
export default function LibraryPage(): JSX.Element {
  const view = useLibrary();
  const opened = () => {
    const current = view();
    return current.kind === 'open' ? current.library : undefined;
  };
  const failed = () => {
    const current = view();
    return current.kind === 'failed' ? current : undefined;
  };
  return (
    <Page title="Prompts and presets">
      <Switch
        fallback={
          <p class="muted" role="status">
            Reading your prompts.
          </p>
        }
      >
        <Match when={opened()}>
          {(library) => (
            <>
              <PromptsSection library={library()} />
              <PresetsSection library={library()} />
            </>
          )}
        </Match>
        <Match when={failed()}>
          {(failure) => (
            <Empty
              title="Your prompts could not be read"
              help={helpOn('unreadable')}
              actions={<Button onClick={() => failure().retry()}>Try again</Button>}
            >
              {failure().reason}
            </Empty>
          )}
        </Match>
      </Switch>
    </Page>
  );
}
