import { For, Show } from 'solid-js';
import { HistoryList } from '../features/history/HistoryList';
import type { Route } from '../lib/route';
import { type CommandId, CommandsContext } from '../state/commands';
import { ProvidersContext } from '../state/providers';
import { ServicesContext } from '../state/services';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import type { IconName } from '../ui/icon-paths';
import css from './Sidebar.module.css';

export interface SidebarProps {
  route: Route;
  onClose: () => void;
}

interface Place {
  href: string;
  label: string;
  icon: IconName;
  pages: readonly Route['page'][];
}

const places: readonly Place[] = [
  {
    href: '#/providers',
    label: 'Providers',
    icon: 'plug',
    pages: ['providers', 'provider', 'add-provider'],
  },
  { href: '#/prompts', label: 'Prompts', icon: 'file', pages: ['prompts'] },
  { href: '#/tools', label: 'Tool servers', icon: 'tool', pages: ['tools'] },
  { href: '#/storage', label: 'Storage', icon: 'storage', pages: ['storage'] },
  { href: '#/settings', label: 'Settings', icon: 'settings', pages: ['settings'] },
  { href: '#/log', label: 'Log', icon: 'log', pages: ['log'] },
  { href: '#/help', label: 'Help', icon: 'info', pages: ['help'] },
];

/** Brand, chats, and the other places of the app. */
export function Sidebar(props: SidebarProps) {
  const currentChat = () => (props.route.page === 'chat' ? props.route.id : undefined);
  return (
    <nav class={css['sidebar']} aria-label="Patchbay">
      <div class={css['head']}>
        <a class={css['brand']} href="#/">
          <img src="./icons/favicon.svg" alt="" width="22" height="22" />
          Patchbay
        </a>
        <IconButton label="Close menu" icon="sidebar" onClick={() => props.onClose()} />
      </div>
      <div class={css['history']}>
        <HistoryList currentId={currentChat()} />
      </div>
      <ul class={css['places']}>
        <For each={places}>
          {(place) => (
            <li>
              <PlaceLink place={place} page={props.route.page} />
              <Show when={place === places.at(-1)}>
                <CommandButton id="palette" label="Commands" icon="prompt" />
                <CommandButton id="shortcuts" label="Keyboard shortcuts" icon="keyboard" />
              </Show>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}

function PlaceLink(props: { place: Place; page: Route['page'] }) {
  const isCurrent = () => props.place.pages.includes(props.page);
  const attention = createAttention();
  return (
    <a class={css['place']} href={props.place.href} aria-current={isCurrent() ? 'page' : undefined}>
      <Icon name={props.place.icon} />
      {props.place.label}
      <Show when={attention(props.place.href)}>
        {(reason) => (
          <span class={css['attention']} role="img" aria-label={reason()} title={reason()} />
        )}
      </Show>
    </a>
  );
}

/** For those who have no keys for it. */
function CommandButton(props: { id: CommandId; label: string; icon: IconName }) {
  const commands = CommandsContext.use();
  return (
    <IconButton
      label={props.label}
      icon={props.icon}
      aria-haspopup="dialog"
      onClick={() => commands.action(props.id)?.()}
    />
  );
}

/** Why a place deserves a look, by its address; empty when it does not. */
function createAttention(): (href: string) => string {
  const providers = ProvidersContext.use();
  const { missing } = ServicesContext.use();
  const hasFailed = () =>
    providers.list.some((provider) => providers.status(provider.id).kind === 'failed');
  return (href) => {
    if (href === '#/providers') return hasFailed() ? 'A provider does not answer' : '';
    return href === '#/settings' && missing.length > 0 ? 'This address lacks something' : '';
  };
}
