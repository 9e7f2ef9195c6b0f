import type { Connection } from '../../protocol/openai/connection';
import {
  countWithAphrodite,
  countWithLlamaCpp,
  countWithTextGenerationWebui,
  countWithTgi,
  countWithVllm,
  type Countable,
  type CountTokens,
} from '../../protocol/native/count-tokens';
import type { ServerInfo, ServerKind } from '../servers/types';
import { messageOverhead } from './estimate-messages';

/** The programs that count tokens for whoever asks (protocol.md §1.3 to §1.9; the answers of llama.cpp were seen). */
const tokenizers: Partial<Record<ServerKind, CountTokens>> = {
  'llama-cpp': countWithLlamaCpp,
  vllm: countWithVllm,
  aphrodite: countWithAphrodite,
  tgi: countWithTgi,
  'text-generation-webui': async (connection, countable) => {
    const words = await countWithTextGenerationWebui(connection, countable);
    return words === undefined ? undefined : words + messageOverhead * countable.messages.length;
  },
};

/** Whether this server counts tokens. Only what is recognised is asked: an unknown program would log an error. */
export function hasTokenizer(server: ServerInfo | undefined): boolean {
  return server !== undefined && tokenizers[server.kind] !== undefined;
}

/** What the server's tokenizer counts; undefined where it has none, or none that answers. Throws only when aborted. */
export async function countByServer(
  server: ServerInfo | undefined,
  connection: Connection,
  countable: Countable,
): Promise<number | undefined> {
  return server && tokenizers[server.kind]?.(connection, countable);
}
