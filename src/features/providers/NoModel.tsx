import type { JSX } from 'solid-js';
import type { Provider } from '../../core/providers/types';
import { helpOn } from '../../core/help/symptom-id';
import { Empty } from '../../ui/Empty';
import { LinkButton } from '../../ui/LinkButton';

/** What stands in a new chat when there is a provider, and nothing to chat with. */
export function NoModel(props: { provider: Provider }): JSX.Element {
  return (
    <Empty
      title="No model to ask yet"
      actions={
        <>
          <LinkButton href={`#/providers/${props.provider.id}`} variant="primary">
            {props.provider.label}
          </LinkButton>
          <LinkButton href={helpOn('no-models')} variant="quiet">
            Why this happens
          </LinkButton>
        </>
      }
    >
      {props.provider.label} has listed no model that chats. Load one there, then press Refresh
      models on its page.
    </Empty>
  );
}
