import { createSignal, type JSX, Match, onMount, Show, Switch as Choose } from 'solid-js';
import type { ToolServer } from '../../core/tool-servers/types';
import { reasonOf } from '../../lib/reason';
import { NoticesContext } from '../../state/notices';
import { SafekeepingContext } from '../../state/safekeeping';
import type { LinkState } from '../../state/tool-server-link';
import type { ToolServerDraft, ToolServersState } from '../../state/tool-servers';
import { Button } from '../../ui/Button';
import { Menu } from '../../ui/Menu';
import { createServerActions } from './create-server-actions';
import { ServerDoctor } from './ServerDoctor';
import { ServerForm } from './ServerForm';
import { ServerStatus } from './ServerStatus';
import { ServerTools } from './ServerTools';
import css from './tools.module.css';

export interface ServerCardProps {
  server: ToolServer;
  servers: ToolServersState;
}

/** One server: its connection, what it lacks, and its tools. */
export function ServerCard(props: ServerCardProps): JSX.Element {
  const actions = createServerActions(
    () => props.servers,
    () => props.server,
  );
  const safekeeping = SafekeepingContext.use();
  const notices = NoticesContext.use();
  /** As it is edited: with its headers in clear. */
  const [edited, setEdited] = createSignal<ToolServer>();
  async function edit(): Promise<void> {
    const { vault } = await safekeeping();
    setEdited(await vault.open(props.server));
  }
  const beginEdit = (): void => {
    edit().catch((error: unknown) =>
      notices.warn(`This cannot be edited now. ${reasonOf(error)}`, 'locked'),
    );
  };
  async function save(draft: ToolServerDraft): Promise<void> {
    await props.servers.change(props.server.id, draft);
    setEdited();
  }
  const link = () => props.servers.link(props.server.id);
  const wrong = () => {
    const current = link();
    return props.server.isEnabled && (current.kind === 'failed' || current.kind === 'sign-in')
      ? current
      : undefined;
  };
  // Each time one looks.
  onMount(() => {
    if (props.server.isEnabled && link().kind !== 'connected') actions.connect('quietly');
  });
  return (
    <section class={css['server']} aria-label={props.server.label} data-state={link().kind}>
      <div class={css['head']}>
        <div class={css['words']}>
          <h2>{props.server.label}</h2>
          <p class={css['facts']}>
            <span class={css['address']}>{props.server.url}</span>
            <Show when={offered(link())}>{(words) => <span>{words()}</span>}</Show>
          </p>
        </div>
        <ServerStatus server={props.server} link={link()} />
        <Menu
          label={`More about ${props.server.label}`}
          items={[
            ...(props.server.isEnabled
              ? [{ label: 'Connect again', icon: 'retry' as const, onSelect: actions.reconnect }]
              : []),
            { label: 'Edit', icon: 'edit', onSelect: beginEdit },
            {
              label: props.server.isEnabled ? 'Switch off' : 'Switch on',
              icon: 'plug',
              onSelect: actions.toggle,
            },
            ...(props.server.signIn?.tokens
              ? [{ label: 'Sign out', icon: 'lock' as const, onSelect: actions.signOut }]
              : []),
            'separator',
            { label: 'Remove', icon: 'trash', danger: true, onSelect: actions.remove },
          ]}
        />
      </div>
      <Show when={edited()}>
        {(server) => (
          <ServerForm
            server={server()}
            submitLabel="Save"
            onSave={save}
            onCancel={() => setEdited()}
          />
        )}
      </Show>
      <Choose>
        <Match when={props.servers.isSigningIn(props.server.id)}>
          <div class={css['waiting']} role="status">
            <p>The sign-in is open in another window. Patchbay waits for it.</p>
            <Button size="small" onClick={() => props.servers.giveUpSignIn(props.server.id)}>
              Cancel
            </Button>
          </div>
        </Match>
        <Match when={wrong()}>
          {(found) => (
            <ServerDoctor
              label={props.server.label}
              diagnosis={found().diagnosis}
              actions={
                <>
                  <Show when={signInHost(found())}>
                    {(host) => (
                      <Button variant="primary" size="small" onClick={() => actions.signIn()}>
                        Sign in at {host()}
                      </Button>
                    )}
                  </Show>
                  <Button size="small" onClick={() => actions.reconnect()}>
                    Connect again
                  </Button>
                </>
              }
            />
          )}
        </Match>
      </Choose>
      <Show when={props.server.isEnabled}>
        <ServerTools server={props.server} onOffer={actions.offer} />
      </Show>
    </section>
  );
}

function signInHost(link: LinkState): string | undefined {
  return link.kind === 'sign-in' ? link.host : undefined;
}

/** What there is besides tools. */
function offered(link: LinkState): string | undefined {
  if (link.kind !== 'connected') return undefined;
  const count = (number: number, one: string) =>
    number === 0 ? [] : [`${number} ${one}${number === 1 ? '' : 's'}`];
  const words = [
    ...count(link.prompts.length, 'prompt'),
    ...count(link.resources.length, 'resource'),
  ];
  return words.length > 0 ? words.join(', ') : undefined;
}
