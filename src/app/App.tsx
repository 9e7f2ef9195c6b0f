import {
  createEffect,
  createSignal,
  ErrorBoundary,
  lazy,
  Match,
  onCleanup,
  onMount,
  Show,
  Suspense,
  Switch,
} from 'solid-js';
import { helpOn } from '../core/help/symptom-id';
import { ChatPage } from '../features/chat/ChatPage';
import { ModelPicker } from '../features/models/ModelPicker';
import type { Route } from '../lib/route';
import { Coming } from '../ui/Coming';
import { Toasts } from '../ui/Toasts';
import { late } from '../ui/late';
import { Contexts } from './Contexts';
import { CrashView } from './CrashView';
import { createRoute } from './create-route';
import { LateContextRing } from './LateContextRing';
import { NotFound } from './NotFound';
import type { Overlay } from './Overlays';
import { Shell } from './Shell';
import { LateStart } from './late-start';
import { listenForShortcuts } from './shortcuts';
import type { AppState } from './state';

const Overlays = lazy(() => import('./Overlays'));
const ProvidersPage = lazy(() => import('../features/providers/ProvidersPage'));
const AddProviderPage = lazy(() => import('../features/providers/AddProviderPage'));
const ProviderPage = lazy(() => import('../features/providers/ProviderPage'));
const DoctorReport = late(() => import('../features/doctor/DoctorReport'));
const MessageDoctor = late(() => import('../features/doctor/MessageDoctor'));
const ModelsTable = late(() => import('../features/models/ModelsTable'));
const ModelPickerDialog = late(() => import('../features/models/ModelPickerDialog'));
const HandOverPage = lazy(() => import('../features/providers/HandOverPage'));
const LibraryPage = lazy(() => import('../features/library/LibraryPage'));
const ToolServersPage = lazy(() => import('../features/tools/ToolServersPage'));
const StoragePage = lazy(() => import('../features/storage/StoragePage'));
const UnsavedNotice = lazy(() => import('../features/storage/UnsavedNotice'));
const SettingsPage = lazy(() => import('../features/settings/SettingsPage'));
const LogPage = lazy(() => import('../features/log/LogPage'));
const Help = lazy(() => import('./Help'));
// To look at while working; the built page has none.
const Gallery = import.meta.env.DEV ? lazy(() => import('../ui/gallery/Gallery')) : undefined;

const titles: Partial<Record<Route['page'], string>> = {
  providers: 'Providers',
  'add-provider': 'Add provider',
  'hand-over': 'Set up this device',
  prompts: 'Prompts',
  tools: 'Tool servers',
  storage: 'Storage',
  settings: 'Settings',
  log: 'Log',
  help: 'Help',
};

export interface AppProps {
  state: AppState;
}

/** The whole app: contexts, frame, and the page of the current route. */
export function App(props: AppProps) {
  const route = createRoute();
  const chatId = () => {
    const current = route();
    return current.page === 'chat' ? current.id : undefined;
  };
  const chatTarget = () => {
    const current = route();
    if (current.page !== 'chat') return undefined;
    return { messageId: current.messageId, words: current.find };
  };
  const providerId = () => {
    const current = route();
    return current.page === 'provider' ? current.id : undefined;
  };
  const editedModelId = () => {
    const current = route();
    return current.page === 'provider' ? current.modelId : undefined;
  };
  const prefilledUrl = () => {
    const current = route();
    return current.page === 'add-provider' ? current : undefined;
  };
  const received = () => {
    const current = route();
    return current.page === 'hand-over' ? current : undefined;
  };
  const helpFor = () => {
    const current = route();
    return current.page === 'help' ? current : undefined;
  };
  const isChat = () => route().page === 'chat' || route().page === 'new-chat';

  const title = () => {
    const current = route();
    if (current.page === 'chat') return props.state.conversations.get(current.id)?.title;
    if (current.page === 'provider') return props.state.providers.get(current.id)?.label;
    return titles[current.page];
  };
  createEffect(() => {
    document.title = title() ? `Patchbay · ${title()}` : 'Patchbay';
  });

  const [overlay, setOverlay] = createSignal<Overlay>();
  onMount(() => {
    const { commands, services } = props.state;
    commands.offer(() => ({
      'new-chat': () => services.navigate('#/'),
      palette: () => setOverlay('palette'),
      shortcuts: () => setOverlay('shortcuts'),
    }));
    onCleanup(listenForShortcuts(commands));
  });

  return (
    <Contexts state={props.state}>
      <Shell
        route={route()}
        foot={
          <Suspense>
            <Show when={props.state.unsaved()}>
              {(unsaved) => <UnsavedNotice unsaved={unsaved()} />}
            </Show>
          </Suspense>
        }
      >
        <ErrorBoundary
          fallback={(error, reset) => <CrashView error={error} route={route()} onRetry={reset} />}
        >
          <Suspense fallback={<Coming words="Opening the page." />}>
            <Switch fallback={Gallery && location.hash === '#/ui' ? <Gallery /> : <NotFound />}>
              {/* One match for both chat routes: the composer keeps focus and text when a chat gets its id. */}
              <Match when={isChat()}>
                <ChatPage
                  id={chatId()}
                  target={chatTarget()}
                  modelPicker={ModelPicker}
                  modelDialog={ModelPickerDialog}
                  contextRing={LateContextRing}
                  doctor={MessageDoctor}
                  start={LateStart}
                />
              </Match>
              <Match when={route().page === 'providers'}>
                <ProvidersPage />
              </Match>
              <Match when={prefilledUrl()} keyed>
                {(link) => <AddProviderPage {...link} doctor={DoctorReport} />}
              </Match>
              <Match when={received()} keyed>
                {({ payload }) => <HandOverPage payload={payload} />}
              </Match>
              <Match when={providerId()} keyed>
                {(id) => (
                  <ProviderPage
                    id={id}
                    modelId={editedModelId()}
                    doctor={DoctorReport}
                    modelsTable={ModelsTable}
                  />
                )}
              </Match>
              <Match when={route().page === 'prompts'}>
                <LibraryPage />
              </Match>
              <Match when={route().page === 'tools'}>
                <ToolServersPage />
              </Match>
              <Match when={route().page === 'storage'}>
                <StoragePage />
              </Match>
              <Match when={route().page === 'settings'}>
                <SettingsPage />
              </Match>
              <Match when={route().page === 'log'}>
                <LogPage />
              </Match>
              <Match when={helpFor()}>{(help) => <Help topic={help().topic} />}</Match>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </Shell>
      {/* Boundaries of their own: the page neither waits nor falls for what is in front of it. */}
      <ErrorBoundary
        fallback={
          <p role="alert">
            This could not be loaded. Reload the page. <a href={helpOn('update')}>Help</a>
          </p>
        }
      >
        <Suspense fallback={<Coming />}>
          <Show when={overlay()}>
            {(open) => <Overlays open={open()} chatId={chatId()} onOpen={setOverlay} />}
          </Show>
        </Suspense>
      </ErrorBoundary>
      {/* The focus may well stay where it was; a chat has it, and needs no words. */}
      <div class="visually-hidden" aria-live="polite">
        {isChat() ? '' : title()}
      </div>
      <Toasts toasts={props.state.toasts} />
    </Contexts>
  );
}
