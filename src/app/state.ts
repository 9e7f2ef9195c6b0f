import type { Idle } from '../core/ports';
import type { CommandsState } from '../state/commands';
import type { CompletionState } from '../state/completion';
import type { ConversationsState } from '../state/conversations';
import type { Drafts } from '../state/drafts';
import type { OpenLibrary } from '../state/library-door';
import type { LogState } from '../state/log';
import type { ModelsState } from '../state/models';
import type { Notices } from '../state/notices';
import type { ProvidersState } from '../state/providers';
import type { QueueState } from '../state/queue';
import type { OpenSafekeeping } from '../state/safekeeping';
import type { SearchState } from '../state/search';
import type { Services } from '../state/services';
import type { SettingsState } from '../state/settings';
import type { ToolsState } from '../state/tools';
import type { OpenToolServers } from '../state/tool-servers-door';
import type { Accessor } from 'solid-js';
import type { Unsaved } from '../state/unsaved/unsaved';
import type { ToastQueue } from '../ui/toast-queue';

/** What `main.tsx` builds once and hands to the contexts. */
export interface AppState {
  commands: CommandsState;
  completion: CompletionState;
  conversations: ConversationsState;
  drafts: Drafts;
  library: OpenLibrary;
  log: LogState;
  models: ModelsState;
  notices: Notices;
  providers: ProvidersState;
  queue: QueueState;
  /** Moments in which no answer runs: for what nobody waits for. */
  rest: Idle;
  safekeeping: OpenSafekeeping;
  search: SearchState;
  services: Services;
  settings: SettingsState;
  toasts: ToastQueue;
  tools: ToolsState;
  toolServers: OpenToolServers;
  /** Undefined until a write has failed; tracked. */
  unsaved: Accessor<Unsaved | undefined>;
}
