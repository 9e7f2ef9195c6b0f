import type { Connection } from '../openai/connection';
import { parseModelList } from '../openai/models';
import { isObject, member } from '../openai/wire';
import type { NativeAnswer } from './answer';
import { askJson } from './ask';

/**
 * LiteLLM describes what it passes on at `/v1/model/info`, matched by `model_name`; of several deployments of a name
 * the first speaks (protocol.md §1.10). What else stands there (addresses, parameters) is not looked at.
 */
export async function readLiteLlm(connection: Connection): Promise<NativeAnswer | undefined> {
  const data = member(await askJson(connection, '/v1/model/info'), 'data');
  if (!Array.isArray(data)) return undefined;
  const entries = data.filter(isObject).filter((entry) => isObject(entry['model_info']));
  if (entries.length === 0) return undefined;
  const models = entries.map((entry) => ({
    id: entry['model_name'],
    model_info: entry['model_info'],
  }));
  return { models: parseModelList(models) ?? [] };
}
