import { LinkButton } from '../ui/LinkButton';
import { Page } from '../ui/Page';

/** What an unknown route shows. */
export function NotFound() {
  return (
    <Page
      title="There is no such page"
      lead={<p class="muted">The address may be from another version of Patchbay.</p>}
    >
      <div>
        <LinkButton href="#/">New chat</LinkButton>
        <LinkButton variant="quiet" href="#/help">
          Help
        </LinkButton>
      </div>
    </Page>
  );
}
