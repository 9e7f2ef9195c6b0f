import { Empty } from '../ui/Empty';
import { LinkButton } from '../ui/LinkButton';

/** What an unknown route shows. */
export function NotFound() {
  return (
    <Empty title="There is no such page" actions={<LinkButton href="#/">New chat</LinkButton>}>
      The address may be from another version of Patchbay.
    </Empty>
  );
}
