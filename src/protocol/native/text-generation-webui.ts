import type { Connection } from '../openai/connection';
import { filledText, isObject } from '../openai/wire';
import type { NativeAnswer } from './answer';
import { askJson } from './ask';

/** text-generation-webui names its one model and the loader, but no window (protocol.md §1.7). */
export async function readTextGenerationWebui(
  connection: Connection,
): Promise<NativeAnswer | undefined> {
  const info = await askJson(connection, '/v1/internal/model/info');
  if (!isObject(info) || !('loader' in info)) return undefined;
  const id = filledText(info['model_name']);
  if (id === undefined) return undefined;
  // Without a model it calls it "None".
  return { models: id === 'None' ? [] : [{ id, loaded: true }] };
}
