import { createMemo, createSignal, For } from 'solid-js';
import { osOf } from '../../core/doctor/user-agent';
import { type DesktopOs, desktopNames, installWays } from '../../core/servers/install';
import { ServicesContext } from '../../state/services';
import { Select } from '../../ui/Select';
import css from './HelpPage.module.css';
import { Steps } from './Steps';

const systems = Object.entries(desktopNames).map(([value, label]) => ({ value, label }));

/** How to get a first server, for the system that this likely is, or another that is chosen. */
export function InstallGuide() {
  const { page } = ServicesContext.use();
  const here = osOf(page);
  const [os, setOs] = createSignal<DesktopOs>(here === 'other' ? 'windows' : here);
  const ways = createMemo(() => installWays(os(), page.origin));
  return (
    <div class={css['install']}>
      <p>
        A server runs the models, on your own computer or another one. Any of these will do; then
        come back here and look for it.
      </p>
      <Select
        label={here === 'other' ? 'The computer that it is to run on' : 'Your system'}
        value={os()}
        options={systems}
        onChange={(value) => setOs(value as DesktopOs)}
      />
      <ul class={css['ways']}>
        <For each={ways()}>
          {(way) => (
            <li class={css['way']}>
              <h3 class={css['way-name']}>{way.name}</h3>
              <p class={css['lead']}>{way.about}</p>
              <Steps steps={way.steps} />
              <p class={css['lead']}>
                <a href={way.site} target="_blank" rel="noopener noreferrer">
                  {new URL(way.site).host}
                </a>{' '}
                · <a href={`#/help/${way.guide}`}>More about {way.name}</a>
              </p>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
