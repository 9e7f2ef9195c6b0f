import type { Connection } from '../openai/connection';
import type { ListedModel } from '../openai/models';
import { isObject, member, tokenCount } from '../openai/wire';
import { type NativeAnswer, told, versionText } from './answer';
import { askJson } from './ask';

/** TGI serves one model and describes it at `/info`: `max_total_tokens` is prompt and answer together (protocol.md §1.6). */
export async function readTgi(
  connection: Connection,
  listed: readonly ListedModel[],
): Promise<NativeAnswer | undefined> {
  const info = await askJson(connection, '/info');
  const runtimeContext = tokenCount(member(info, 'max_total_tokens'));
  if (!isObject(info) || runtimeContext === undefined) return undefined;
  return {
    ...versionText(info['version']),
    models: listed.map(({ id }) => told(id, { runtimeContext, loaded: true })),
  };
}
