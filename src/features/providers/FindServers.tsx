import { createSignal, For, Match, onCleanup, Show, Switch } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { hostKind } from '../../core/providers/host-kind';
import { isFromFile } from '../../core/providers/page-origin';
import type { Preset } from '../../core/providers/presets';
import {
  findServers,
  localAddresses,
  type LocalAddress,
  type Sighting,
} from '../../core/servers/find-servers';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Disclosure } from '../../ui/Disclosure';
import { Spinner } from '../../ui/Spinner';
import { foundWords, summaryWords } from './find-words';
import css from './providers.module.css';

export interface FindServersProps {
  /** Takes a found server's address; `needsKey` where it said so. */
  onUse: (choice: Pick<Preset, 'id' | 'baseUrl'>, needsKey: boolean) => void;
  /** `connect`: a press on what was found connects, and only what answers is listed. Else it fills in a form above. */
  manner: 'form' | 'connect';
}

/** Whose requests these are, in the log. */
const label = 'Looking around';

/** Looks for running servers on this computer when pressed, and says before which addresses that asks. */
export function FindServers(props: FindServersProps) {
  const providers = ProvidersContext.use();
  const { clock, page } = ServicesContext.use();
  const addresses = localAddresses(page.origin);
  /** By host; an address that is being asked has no sighting yet. */
  const [seen, setSeen] = createStore<Record<string, { sighting?: Sighting }>>({});
  const [running, setRunning] = createSignal<AbortController>();
  onCleanup(() => running()?.abort());

  async function look(): Promise<void> {
    const controller = new AbortController();
    setRunning(controller);
    setSeen(reconcile({}));
    const tools = { page, now: clock.now, signal: controller.signal };
    const fetch = providers.fetchFor({ label, baseUrl: '' });
    for await (const { address, sighting } of findServers(addresses, { ...tools, fetch })) {
      setSeen(address.host, reconcile(sighting ? { sighting } : {}));
    }
    if (running() === controller) setRunning();
  }

  function stop(): void {
    running()?.abort();
    setRunning();
  }

  const connects = () => props.manner === 'connect';
  /** In a form all that are asked; to connect, those where something answers. */
  const rows = () =>
    connects() ? addresses.filter(({ host }) => !isIdle(seen[host]?.sighting?.kind)) : addresses;
  const sightings = () => Object.values(seen).flatMap(({ sighting }) => sighting ?? []);
  const isPressed = () => Object.keys(seen).length > 0;
  return (
    <section class={css['around']} aria-label="Servers on this computer">
      <div class={css['row']}>
        <Button
          variant={connects() ? 'primary' : 'plain'}
          icon={running() ? 'stop' : 'search'}
          onClick={() => (running() ? stop() : void look())}
        >
          {running() ? 'Stop looking around' : 'Look for servers on this computer'}
        </Button>
      </div>
      <p class={css['note']}>
        <Show when={connects()} fallback={<>Asks {addresses.map(({ host }) => host).join(', ')}</>}>
          Asks localhost at the ports{' '}
          {addresses.map(({ baseUrl }) => new URL(baseUrl).port).join(', ')}
        </Show>{' '}
        for their models, without a key. Nothing is asked before you press, and nothing is saved
        {connects() ? ' before you connect' : ''}.
        <Show when={!isOfThisComputer(page.origin)}>
          {' '}
          The browser may first ask whether this page may reach your computer: allow it.
        </Show>
      </p>
      <Show when={isPressed()}>
        <p class={css['note']} role="status">
          {summaryWords(sightings(), addresses.length, running() !== undefined, props.manner)}
        </p>
        <ul class={css['list']}>
          <For each={rows()}>
            {(address) => (
              <Row
                address={address}
                asked={seen[address.host]}
                running={running() !== undefined}
                verb={connects() ? 'Connect' : 'Use'}
                onUse={(baseUrl, needsKey) =>
                  props.onUse({ id: address.preset, baseUrl }, needsKey)
                }
              />
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

/** Nothing to see there: not asked, still asked, or nothing answers. */
function isIdle(kind: Sighting['kind'] | undefined): boolean {
  return kind === undefined || kind === 'nothing';
}

/** Browsers ask before a page from elsewhere may reach this computer (browser-lab.md, Local Network Access); a file is here. */
function isOfThisComputer(origin: string): boolean {
  return (
    isFromFile(origin) ||
    (URL.canParse(origin) && hostKind(new URL(origin).hostname) === 'loopback')
  );
}

interface RowProps {
  address: LocalAddress;
  /** Absent until its turn comes. */
  asked: { sighting?: Sighting } | undefined;
  running: boolean;
  verb: 'Use' | 'Connect';
  onUse: (baseUrl: string, needsKey: boolean) => void;
}

function Row(props: RowProps) {
  const sighting = () => props.asked?.sighting;
  const found = () => ofKind(sighting(), 'found');
  const blocked = () => ofKind(sighting(), 'blocked');
  const other = () => ofKind(sighting(), 'other');
  return (
    <li class={css['seen']}>
      <div>
        <span class={css['address']}>{props.address.host}</span>{' '}
        <span class={css['note']}>{props.address.programs.join(', ')}</span>
        <Show when={blocked()}>
          {(seen) => (
            <Disclosure quiet summary="How to allow this page">
              <ul class={css['steps']}>
                <li>{seen().sentence}</li>
                <For each={seen().remedies}>
                  {(remedy) => (
                    <li>
                      {remedy.text}
                      <Show when={remedy.command}>
                        <code>{remedy.command}</code>
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
            </Disclosure>
          )}
        </Show>
        <Show when={other()}>{(seen) => <p class={css['note']}>{seen().sentence}</p>}</Show>
      </div>
      <div class={css['row']}>
        <Switch
          fallback={<span class={css['note']}>{props.running ? 'not yet' : 'not asked'}</span>}
        >
          <Match when={found()}>
            {(seen) => (
              <>
                <Badge tone="green" dot>
                  {foundWords(seen())}
                </Badge>
                <UseButton
                  verb={props.verb}
                  host={props.address.host}
                  onUse={() => props.onUse(seen().baseUrl, wantsKey(seen()))}
                />
              </>
            )}
          </Match>
          <Match when={blocked()}>
            <Badge tone="amber" dot>
              answers, but not this page
            </Badge>
            <UseButton
              verb={props.verb}
              host={props.address.host}
              onUse={() => props.onUse(props.address.baseUrl, false)}
            />
          </Match>
          <Match when={other()}>
            <Badge>something else</Badge>
          </Match>
          <Match when={sighting()?.kind === 'nothing'}>
            <span class={css['note']}>nothing answers</span>
          </Match>
          <Match when={props.running && props.asked}>
            <span class={css['asking']}>
              <Spinner /> asking …
            </span>
          </Match>
        </Switch>
      </div>
    </li>
  );
}

function wantsKey({ cause }: Extract<Sighting, { kind: 'found' }>): boolean {
  return cause === 'unauthorized' || cause === 'forbidden';
}

function UseButton(props: { verb: string; host: string; onUse: () => void }) {
  return (
    <Button size="small" onClick={() => props.onUse()}>
      {props.verb}
      <span class="visually-hidden"> {props.host}</span>
    </Button>
  );
}

function ofKind<K extends Sighting['kind']>(
  sighting: Sighting | undefined,
  kind: K,
): Extract<Sighting, { kind: K }> | undefined {
  return sighting?.kind === kind ? (sighting as Extract<Sighting, { kind: K }>) : undefined;
}
