// First: it declares the order of the style layers.
import './ui/base.css';
import { createRoot } from 'solid-js';
import { render } from 'solid-js/web';
import { App } from './app/App';
import { createNotices } from './app/notices';
import { tellOfMissingParts } from './app/missing-parts';
import { openPageStorage } from './app/page-storage';
import { recordFailures, recordUncaught } from './app/record-failures';
import { createServerFetch } from './app/server-fetch';
import type { AppState } from './app/state';
import { tellOrigins } from './app/tell-origins';
import { tellOfSingleFile } from './app/tell-single-file';
import { applyTheme } from './app/theme';
import { demoProvider } from './core/demo/demo-provider';
import { loadTranscript } from './features/chat/ChatPage';
import { handOver } from './lib/hand-over';
import { once } from './lib/once';
import { reasonOf } from './lib/reason';
import { createClipboard } from './platform/clipboard';
import { browserClock as clock } from './platform/clock';
import { createFiles } from './platform/files';
import { createDraftStore } from './platform/draft-store';
import { browserFrameHost, createFrameScheduler } from './platform/frame-scheduler';
import { createIdle } from './platform/idle';
import { createNewId } from './platform/ids';
import { createLeaving } from './platform/leaving';
import { loadChanges } from './platform/load-changes';
import { createLocks } from './platform/locks';
import { inUrgentTask } from './platform/next-task';
import { abilitiesOf, createPageFacts, missingAbilities } from './platform/page-facts';
import { missingInSingleFile } from './platform/single-file';
import { createTabs } from './platform/tabs';
import { createCommands } from './state/commands';
import { createCompletion } from './state/completion';
import { createConversations } from './state/conversations';
import { createDrafts } from './state/drafts';
import { createLog } from './state/log';
import { createModels } from './state/models';
import type { StreamChat } from './state/open-answer';
import { createProviders } from './state/providers';
import { createQueue } from './state/queue';
import { createRest } from './state/rest';
import { createSearch } from './state/search';
import { createSettings } from './state/settings';
import { createToolServersDoor } from './state/tool-servers-door';
import { createTools } from './state/tools';
import type { Vault } from './state/vault';
import { createToasts } from './ui/toast-queue';

const WARM_UP_MS = 500;
const WATCH_MS = 3_000;

const newId = createNewId(clock, crypto);
const locks = createLocks(navigator.locks);
const tabs = createTabs(globalThis.BroadcastChannel);
const idle = createIdle();
const page = createPageFacts();
const scheduler = createFrameScheduler(browserFrameHost(), clock);
const toasts = createToasts((run, ms) => clock.after(ms, run));
const notices = createNotices(toasts, clock);
tellOfMissingParts(toasts);
if (import.meta.env.MODE === 'single') tellOfSingleFile(notices);
// Once is enough: it is so for as long as the tab lives.
let saidNotKept = false;
function sayNotKept(): void {
  if (!saidNotKept)
    notices.warn('What you type here is not kept if this tab is closed.', 'storage');
  saidNotKept = true;
}
// What is to be written before this tab steps aside for a newer version, or goes.
let saveNow = (): Promise<unknown> | undefined => undefined;
let looksAfterLoss: (() => Promise<void>) | undefined;
let vault: () => Promise<Vault>;

const servers = createServerFetch(page, clock, async (...args) =>
  (await vault()).openHeaders(...args),
);
const { fetch: browserFetch, localNetwork } = servers;
const { storage, setAside, repositories, unsaved, keepLost } = openPageStorage({
  tabs,
  clock,
  notices,
  toasts,
  onLastWrites: () => saveNow(),
  onClosed: () => void looksAfterLoss?.().catch(() => {}),
});

// The first screen does without the protocol client; it is fetched as soon as that stands.
const loadClient = () => import('./core/dialect/chat-client');
const lateStreamChat: StreamChat = async function* (request, connection, terms) {
  const { chatInDialect } = await loadClient();
  yield* chatInDialect(request, connection, terms);
};

function createState(): AppState {
  const log = createLog();
  tellOrigins(log);
  const settings = createSettings({
    repository: repositories.settings,
    tabs,
    onChange: (values) => applyTheme(values.theme),
  });
  const secrets = () => [...providers.keys(), ...toolServers.secrets()];
  const record = { sink: log, clock, newId, secrets };
  recordUncaught(record);
  const onFailure = recordFailures(record);

  const providers = createProviders({
    repository: repositories.providers,
    tabs,
    clock,
    newId,
    page,
    localNetwork,
    fetchFor: servers.fetchFor(record),
    onFailure,
    demo: async () => {
      await settings.ready;
      return settings.values.demoRemoved ? undefined : demoProvider();
    },
    onDemoRemoved: (removed) => settings.set('demoRemoved', removed),
    vault: () => vault(),
  });
  const models = createModels(providers);
  const conversations = createConversations({
    repository: repositories.conversations,
    attachments: repositories.attachments,
    tabs,
    locks,
    clock,
    idle,
  });
  const tools = createTools({
    settings,
    load: async () => {
      const { openBuiltinTools } = await import('./app/builtin-tools');
      return openBuiltinTools({ clock, fetch: browserFetch, record });
    },
  });
  const completion = createCompletion({
    streamChat: lateStreamChat,
    conversations,
    providers,
    settings: settings.values,
    attachments: repositories.attachments,
    tools,
    clock,
    scheduler,
    locks,
    newId,
    isLeaving: createLeaving(window, clock),
    onFailure,
    onStorageError: (error) =>
      notices.warn(`An answer is on screen but not saved. ${reasonOf(error)}`, 'storage'),
  });
  const rest = createRest({ completion, clock, idle });
  // What names a chat is not needed before the first answer.
  const titles = handOver(async () => {
    const { createTitles } = await import('./state/titles');
    return createTitles({
      streamChat: lateStreamChat,
      conversations,
      providers,
      models,
      settings: settings.values,
      clock,
      idle,
      onFailure,
    });
  });
  completion.subscribe(titles);
  const queue = createQueue({
    conversations,
    completion,
    providers,
    clock,
    newId,
    onFailure: (error) =>
      notices.warn(`A waiting question was not asked. ${reasonOf(error)}`, 'internal'),
  });
  completion.subscribe(
    handOver(async () => (await import('./app/stay-awake')).openStayAwake(settings.values)),
  );
  const clipboard = createClipboard();
  const services = {
    attachments: once(async () => {
      const { openAttachments } = await import('./app/late-attachments');
      const { attachments: repository } = repositories;
      return openAttachments({ repository, notices, onNotKept: sayNotKept, newId, clock, idle });
    }),
    clipboard,
    clock,
    files: createFiles(),
    idle,
    localNetwork,
    newId,
    page,
    isVisible: () => document.visibilityState === 'visible',
    missing:
      import.meta.env.MODE === 'single'
        ? missingInSingleFile(location.protocol === 'file:')
        : missingAbilities(abilitiesOf()),
    navigate: (hash: string) => {
      location.hash = hash;
    },
    place: () => location.hash,
    // Colours, formulas, tools and images come with the first block that has some.
    onSettled: handOver(async () => {
      const { openSettledBlocks } = await import('./app/settled-blocks');
      return openSettledBlocks({
        clock,
        joinFrame: scheduler.join,
        clipboard,
        settings,
        notices,
        fetch: browserFetch,
        record,
      });
    }),
    voices: async () => (await import('./platform/voices')).openVoices(),
  };
  Promise.all([providers.ready, conversations.ready]).catch((error: unknown) =>
    notices.warn(`What is stored could not be read. ${reasonOf(error)}`, 'unreadable'),
  );
  const search = createSearch(async (events) =>
    (await import('./platform/search/open-search')).openSearch(events),
  );
  // Presets and prompts come with the first that needs them.
  const library = once(async () =>
    (await import('./app/stored-library')).openStoredLibrary(
      await storage,
      setAside,
      tabs,
      unsaved,
    ),
  );
  const toolServers = createToolServersDoor(async () => {
    const { openStoredToolServers } = await import('./app/stored-tool-servers');
    return openStoredToolServers({
      storage: await storage,
      setAside,
      tabs,
      clock,
      newId,
      page,
      localNetwork,
      notices,
      unsaved,
      fetch: browserFetch,
      record,
      vault,
      keys: providers.keys,
    });
  });
  vault = once(async () => {
    const { openStoredVault } = await import('./app/open-vault');
    return openStoredVault({
      storage: await storage,
      tabs,
      providers,
      toolServers: toolServers.open,
      notices,
    });
  });
  // A chat that uses one of their tools waits until they are read; what runs a tool waits for its server.
  tools.offer(toolServers.tools, async (chat) => {
    if (chat?.on?.some((id) => id.startsWith('mcp:'))) await toolServers.open();
  });
  void storage
    .then(idle)
    .then(toolServers.open)
    .catch(() => {});
  // What watches over the storage is not needed for the first screen.
  const safekeeping = once(async () => {
    const { openSafekeeping } = await import('./app/open-safekeeping');
    return openSafekeeping({
      storage: await storage,
      vault,
      clock,
      idle,
      rest,
      newId,
      notices,
      providers,
      models,
      navigate: services.navigate,
    });
  });
  completion.subscribe(({ kind, model, conversationId, answerId }) => {
    if (kind === 'started' || providers.get(model.providerId)?.demo) return;
    if (conversations.message(conversationId, answerId)?.status !== 'done') return;
    rest()
      .then(safekeeping)
      .then(({ afterAnswer }) => afterAnswer())
      .catch(() => {});
  });
  // Soon after the first screen it writes snapshots and follows files by itself.
  clock.after(
    WATCH_MS,
    () =>
      void rest()
        .then(safekeeping)
        .catch(() => {}),
  );
  looksAfterLoss = () => keepLost({ conversations, providers });
  const drafts = createDrafts({ store: createDraftStore(sayNotKept), clock });
  // Often the last words make it to disk when the page is left; a reload brings back those that did not.
  saveNow = () => {
    drafts.saveNow();
    return completion.saveNow();
  };
  addEventListener('pagehide', () => void saveNow());
  // After that one: what it has begun to write is under way by then.
  void storage.then(({ keepUnwritten }) => {
    if (keepUnwritten) addEventListener('pagehide', keepUnwritten);
  });
  return {
    // Keyboards of an iPad too.
    commands: createCommands(/Mac OS/.test(page.userAgent ?? '')),
    completion,
    conversations,
    drafts,
    library,
    log,
    models,
    notices,
    providers,
    queue,
    rest,
    safekeeping,
    search,
    services,
    settings,
    toasts,
    tools,
    toolServers: toolServers.open,
    unsaved: unsaved.opened,
  };
}

function start() {
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(() => {
    const state = createState();
    inUrgentTask(() => {
      render(() => <App state={state} />, root);
      // Not before: to ask for a script takes the moment that the screen could stand sooner.
      void storage.then(state.search.start);
      void storage.then(loadChanges).catch(() => {});
    });
    const loadUpdates = () => import('./app/open-updates');
    const open = async () => {
      (await import('./app/open-device')).openDevice(state);
      // A single file has no service worker.
      if (import.meta.env.PROD && import.meta.env.MODE !== 'single')
        (await loadUpdates()).openUpdates({ ...state, clock, locks, newId });
    };
    clock.after(
      WARM_UP_MS,
      () =>
        void idle()
          .then(open)
          .catch(() => {}),
    );
  });
}

// As soon as it is here, which may be before the page's last line. The scripts, the state and the screen each have a task
// of their own: all of them in one are long on a slow computer.
if (document.getElementById('root')) inUrgentTask(start);
else addEventListener('DOMContentLoaded', start);

// Without a network it fails here unheard; whoever needs one of these then hears of it. One by one: asking for a dozen
// files at once takes a slow computer longer than a person who types should wait.
clock.after(WARM_UP_MS, () => {
  Promise.all([loadClient(), import('./state/answering'), servers.warmUp()])
    .then(idle)
    .then(loadTranscript)
    .then(() => import('./app/builtin-tools'))
    // Each question of a longer chat passes through it.
    .then(() => import('./state/compaction'))
    // In the middle of an answer their styles would cost the whole page.
    .then(() => import('./app/settled-blocks'))
    .then(() => import('./app/late-rendering'))
    .catch(() => {});
});
