import { unwrap } from 'solid-js/store';
import { callMessages } from '../core/chat/call-messages';
import { toRequestMessages, withSystemPrompt } from '../core/chat/to-request';
import type { CountedChat } from '../core/context-window/count';
import { toolTokens } from '../core/context-window/estimate-messages';
import { countByServer } from '../core/context-window/tokenizer';
import { connectionOf } from '../core/providers/connection';
import type { ProvidersState } from './providers';

/** Providers whose tokenizer did not answer in this session: an older version has none, and each try is an error in the console. */
const silent = new Set<string>();

/** A chat, and what stands in its composer. */
export interface ServerCount extends Pick<CountedChat, 'path' | 'settings' | 'tools' | 'model'> {
  draft: string;
  signal: AbortSignal;
}

/** The tokens of the next request by the server's own tokenizer; undefined where it has none. Throws only when aborted. */
export async function countOnServer(
  providers: ProvidersState,
  { path, settings, tools = [], model, draft, signal }: ServerCount,
): Promise<number | undefined> {
  const provider = model && providers.get(model.providerId);
  if (!provider || silent.has(provider.id)) return undefined;
  const said = withSystemPrompt(
    toRequestMessages(path, undefined, callMessages),
    settings?.systemPrompt,
  );
  const messages =
    draft.trim() === '' ? said : [...said, { role: 'user' as const, content: draft }];
  if (messages.length === 0) return undefined;
  const connection = {
    ...connectionOf(unwrap(provider)),
    fetch: providers.fetchFor(provider),
    signal,
  };
  const countable = { model: model.modelId, messages };
  const counted = await countByServer(unwrap(provider).server, connection, countable);
  if (counted === undefined) silent.add(provider.id);
  // Tokenizers are asked about messages alone.
  return counted === undefined ? undefined : Math.round(counted + toolTokens(tools));
}
