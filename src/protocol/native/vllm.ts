import type { Connection } from '../openai/connection';
import { member } from '../openai/wire';
import { type NativeAnswer, versionText } from './answer';
import { askJson } from './ask';

/** vLLM tells its version at `/version` (recorded); the window is in its list, and capabilities nowhere. */
export async function readVllm(connection: Connection): Promise<NativeAnswer | undefined> {
  const version = versionText(member(await askJson(connection, '/version'), 'version'));
  return version.version ? { ...version, models: [] } : undefined;
}
