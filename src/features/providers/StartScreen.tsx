import { type Component, createSignal, type JSX, Show } from 'solid-js';
import type { Preset } from '../../core/providers/presets';
import { NoticesContext } from '../../state/notices';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { Button } from '../../ui/Button';
import { Disclosure } from '../../ui/Disclosure';
import { Field } from '../../ui/Field';
import { LinkButton } from '../../ui/LinkButton';
import { ConnectDoctor } from './ConnectDoctor';
import { createConnect, type Attempt, type Found } from './create-connect';
import { FindServers } from './FindServers';
import { ImportButton } from './ImportButton';
import shared from './providers.module.css';
import css from './StartScreen.module.css';
import type { DoctorProps } from './slots';

export interface StartScreenProps {
  doctor: Component<DoctorProps>;
  /** How to get a server. */
  install: Component;
  /** There is a model to ask, or the demo is to be asked. */
  onReady: () => void;
}

/** The ways to a first answer, at once: look around, an address, a file, the demo, or a server to install. */
export function StartScreen(props: StartScreenProps): JSX.Element {
  const providers = ProvidersContext.use();
  const notices = NoticesContext.use();
  const { navigate } = ServicesContext.use();
  const [address, setAddress] = createSignal('');
  const hasOwn = () => providers.list.some((provider) => !provider.demo);
  const hasDemo = () => providers.list.some((provider) => provider.demo);

  async function finish({ outcome, examination, byWatching }: Found): Promise<void> {
    const asked = connect.attempt()?.draft;
    if (!asked) return;
    const more = byWatching ? { mended: examination } : {};
    const id = await providers.add(asked, outcome.baseUrl, outcome, more);
    notices.show(`Connected to ${providers.get(id)?.label ?? 'the server'}.`);
    props.onReady();
  }
  const connect = createConnect(finish);

  function use({ id, baseUrl }: Pick<Preset, 'id' | 'baseUrl'>, needsKey: boolean): void {
    if (needsKey) navigate(formFor(baseUrl));
    else void connect.run({ input: baseUrl, apiKey: '', preset: id });
  }

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void connect.run({ input: address(), apiKey: '' });
  };

  return (
    <div class={css['start']}>
      <FindServers manner="connect" onUse={use} />
      <form class={css['address']} novalidate onSubmit={submit}>
        <Field
          label="Or paste its address"
          value={address()}
          placeholder="http://localhost:1234/v1"
          inputmode="url"
          mono
          onInput={(value) => {
            if (connect.isLooking()) connect.clear();
            setAddress(value);
          }}
        />
        <Button type="submit" busy={connect.isLooking()}>
          Connect
        </Button>
      </form>
      <ConnectDoctor
        doctor={props.doctor}
        connect={connect}
        actions={(attempt) => (
          <Actions
            attempt={attempt()}
            onStop={connect.clear}
            onTest={() => void connect.run(attempt().draft)}
          />
        )}
      />
      <div class={shared['row']}>
        <ImportButton onClosed={() => hasOwn() && props.onReady()} />
        <Show when={hasDemo()}>
          <Button icon="chat" onClick={() => props.onReady()}>
            Try the demo
          </Button>
          <p class={shared['note']}>The demo answers without a server: just write below.</p>
        </Show>
      </div>
      <Disclosure quiet summary="I have no server yet">
        <props.install />
      </Disclosure>
      <p class={shared['note']}>
        Chats at another address? <a href="#/help/moving">Bring them here.</a>
      </p>
    </div>
  );
}

interface ActionsProps {
  attempt: Attempt;
  onStop: () => void;
  onTest: () => void;
}

/** What can be done about a connection that is tried or failed; the form has the rest, a key for instance. */
function Actions(props: ActionsProps): JSX.Element {
  return (
    <Show
      when={props.attempt.result}
      fallback={
        <Button size="small" onClick={() => props.onStop()}>
          Stop looking
        </Button>
      }
    >
      <Button size="small" icon="retry" onClick={() => props.onTest()}>
        Test again
      </Button>
      <LinkButton size="small" variant="quiet" href={formFor(props.attempt.draft.input)}>
        Key and more options
      </LinkButton>
    </Show>
  );
}

const formFor = (input: string): string => `#/providers/add?base_url=${encodeURIComponent(input)}`;
