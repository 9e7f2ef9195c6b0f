import { type JSX, Match, Show, Switch } from 'solid-js';
import type { Provider } from '../../core/providers/types';
import { helpOn } from '../../core/help/symptom-id';
import { reasonOf } from '../../lib/reason';
import { ModelsContext } from '../../state/models';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { LinkButton } from '../../ui/LinkButton';

export interface NoModelProps {
  provider: Provider;
  /** There is a model to ask. */
  onReady: () => void;
}

/** What stands in a new chat when there is a provider, and nothing of it to chat with: why, and what to do next. */
export function NoModel(props: NoModelProps): JSX.Element {
  const providers = ProvidersContext.use();
  const models = ModelsContext.use();
  const notices = NoticesContext.use();
  const status = () => providers.status(props.provider.id);
  /** Why there is no list, where that is not an empty one. */
  const failure = () => {
    const current = status();
    if (current.kind !== 'failed' || current.diagnosis.cause === 'no-models') return undefined;
    return current.diagnosis.sentence;
  };
  const hasDemo = () => providers.list.some(({ demo }) => demo);
  async function refresh(): Promise<void> {
    const { id } = props.provider;
    try {
      await providers.refresh(id);
    } catch (error) {
      notices.warn(`The models could not be saved. ${reasonOf(error)}`, 'storage');
    }
    // The button is gone then.
    if (models.of(id).some(({ chat }) => chat)) props.onReady();
  }
  const page = () => <a href={`#/providers/${props.provider.id}`}>{props.provider.label}</a>;
  return (
    <Empty
      title="No model to ask yet"
      actions={
        <>
          <Button
            variant="primary"
            icon="retry"
            busy={status().kind === 'looking'}
            onClick={() => void refresh()}
          >
            Refresh models
          </Button>
          <LinkButton href={helpOn('no-models')} variant="quiet">
            Why this happens
          </LinkButton>
        </>
      }
    >
      <Switch
        fallback={<p>{page()} has listed no model that chats. Load one there, then refresh.</p>}
      >
        <Match when={failure()}>
          {(sentence) => (
            <p>
              {page()} has listed no model. {sentence()} Its page says what to do.
            </p>
          )}
        </Match>
      </Switch>
      <Show when={hasDemo()}>
        <p>Until then the demo answers what you write below.</p>
      </Show>
    </Empty>
  );
}
