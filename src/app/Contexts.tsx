import { type JSX, untrack } from 'solid-js';
import { CommandsContext } from '../state/commands';
import { CompletionContext } from '../state/completion';
import { ConversationsContext } from '../state/conversations';
import { DraftsContext } from '../state/drafts';
import { LibraryContext } from '../state/library-door';
import { LogContext } from '../state/log';
import { ModelsContext } from '../state/models';
import { NoticesContext } from '../state/notices';
import { ProvidersContext } from '../state/providers';
import { QueueContext } from '../state/queue';
import { SafekeepingContext } from '../state/safekeeping';
import { SearchContext } from '../state/search';
import { ServicesContext } from '../state/services';
import { SettingsContext } from '../state/settings';
import { ToolsContext } from '../state/tools';
import { ToolServersContext } from '../state/tool-servers-door';
import type { AppState } from './state';

export interface ContextsProps {
  state: AppState;
  children: JSX.Element;
}

/** Hands every part of the state to the features below; none of it is ever replaced. */
export function Contexts(props: ContextsProps) {
  const state = untrack(() => props.state);
  return (
    <ServicesContext.Provider value={state.services}>
      <NoticesContext.Provider value={state.notices}>
        <SettingsContext.Provider value={state.settings}>
          <LogContext.Provider value={state.log}>
            <ProvidersContext.Provider value={state.providers}>
              <ModelsContext.Provider value={state.models}>
                <ConversationsContext.Provider value={state.conversations}>
                  <CompletionContext.Provider value={state.completion}>
                    <QueueContext.Provider value={state.queue}>
                      <DraftsContext.Provider value={state.drafts}>
                        <SearchContext.Provider value={state.search}>
                          <CommandsContext.Provider value={state.commands}>
                            <LibraryContext.Provider value={state.library}>
                              <ToolsContext.Provider value={state.tools}>
                                <ToolServersContext.Provider value={state.toolServers}>
                                  <SafekeepingContext.Provider value={state.safekeeping}>
                                    {props.children}
                                  </SafekeepingContext.Provider>
                                </ToolServersContext.Provider>
                              </ToolsContext.Provider>
                            </LibraryContext.Provider>
                          </CommandsContext.Provider>
                        </SearchContext.Provider>
                      </DraftsContext.Provider>
                    </QueueContext.Provider>
                  </CompletionContext.Provider>
                </ConversationsContext.Provider>
              </ModelsContext.Provider>
            </ProvidersContext.Provider>
          </LogContext.Provider>
        </SettingsContext.Provider>
      </NoticesContext.Provider>
    </ServicesContext.Provider>
  );
}
