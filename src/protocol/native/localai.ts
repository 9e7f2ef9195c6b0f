import type { Connection } from '../openai/connection';
import { parseModelList } from '../openai/models';
import { member } from '../openai/wire';
import type { NativeAnswer } from './answer';
import { askJson } from './ask';

/** LocalAI tells what each model can at `/v1/models/capabilities`, in words that lists share (protocol.md §1.5). */
export async function readLocalAi(connection: Connection): Promise<NativeAnswer | undefined> {
  const body = await askJson(connection, '/v1/models/capabilities');
  const data = member(body, 'data');
  const isIt =
    Array.isArray(data) && data.some((one) => Array.isArray(member(one, 'capabilities')));
  return isIt ? { models: parseModelList(body) ?? [] } : undefined;
}
