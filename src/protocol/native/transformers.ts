import type { Connection } from '../openai/connection';
import { isObject, member } from '../openai/wire';
import type { NativeAnswer } from './answer';
import { askJson } from './ask';

/**
 * `transformers serve` has no endpoint about itself, but FastAPI's description of its routes, among them `/load_model`,
 * which no other server has beside `/v1/chat/completions` (transformers 5.23, cli/serving/server.py).
 */
export async function readTransformers(connection: Connection): Promise<NativeAnswer | undefined> {
  const paths = member(await askJson(connection, '/openapi.json'), 'paths');
  const isIt = isObject(paths) && '/load_model' in paths && '/v1/chat/completions' in paths;
  return isIt ? { models: [] } : undefined;
}
