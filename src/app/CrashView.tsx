import { Button } from '../ui/Button';
import { Empty } from '../ui/Empty';
import { LinkButton } from '../ui/LinkButton';

export interface CrashViewProps {
  error: unknown;
  onRetry: () => void;
}

/** What a page shows when drawing it failed; the rest of the app goes on. */
export function CrashView(props: CrashViewProps) {
  const message = () => (props.error instanceof Error ? props.error.message : String(props.error));
  return (
    <Empty
      title="This page could not be drawn"
      actions={
        <>
          <LinkButton href="#/log">Open the log</LinkButton>
          <Button variant="primary" onClick={() => props.onRetry()}>
            Try again
          </Button>
        </>
      }
    >
      Your chats and providers are stored and unharmed. The reason: {message()}
    </Empty>
  );
}
