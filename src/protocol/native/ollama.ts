import type { Connection } from '../openai/connection';
import { type ListedModel, parseModelList } from '../openai/models';
import { filledText, isObject, member, tokenCount, type WireObject } from '../openai/wire';
import { type NativeAnswer, told, versionText } from './answer';
import { askJson, order } from './ask';

/**
 * Ollama tells its version at `/api/version`, what is installed at `/api/tags`, and what is loaded with which window
 * at `/api/ps` (protocol.md §1.2). `/api/show` knows more, but is a POST for each model.
 */
export async function readOllama(connection: Connection): Promise<NativeAnswer | undefined> {
  const version = versionText(member(await askJson(connection, '/api/version'), 'version'));
  if (!version.version) return undefined;
  const [tags, ps] = await Promise.all([
    askJson(connection, '/api/tags'),
    askJson(connection, '/api/ps'),
  ]);
  return { ...version, models: joined(entriesOf(tags), entriesOf(ps)) };
}

/** A request without a prompt loads the model, for as long as `keepAlive` says (docs/api.md). Throws `ApiError`. */
export async function loadInOllama(
  connection: Connection,
  id: string,
  keepAlive: string | number | undefined,
): Promise<void> {
  const extra = keepAlive === undefined ? {} : { keep_alive: keepAlive };
  await order(connection, '/api/generate', { model: id, stream: false, ...extra });
}

/** A request without a prompt that keeps the model for no time unloads it (docs/api.md). Throws `ApiError`. */
export async function unloadInOllama(connection: Connection, id: string): Promise<void> {
  await order(connection, '/api/generate', { model: id, stream: false, keep_alive: 0 });
}

function entriesOf(body: unknown): WireObject[] | undefined {
  const models = member(body, 'models');
  return Array.isArray(models) ? models.filter(isObject) : undefined;
}

/** Without an answer from `/api/ps`, nothing is known of what is loaded. */
function joined(tags: WireObject[] = [], ps?: WireObject[]): ListedModel[] {
  const loaded = new Map((ps ?? []).map((entry) => [idOf(entry), entry]));
  return tags.flatMap((entry) => {
    const id = idOf(entry);
    if (id === undefined) return [];
    const running = loaded.get(id);
    return [
      told(id, {
        // Vision, tools, reasoning and chat stand in `capabilities`, spelled as in other lists.
        ...parseModelList([{ id, capabilities: entry['capabilities'] }])?.[0],
        trainedContext: tokenCount(member(entry, 'details', 'context_length')),
        runtimeContext: tokenCount(running?.['context_length']),
        quantization: filledText(member(entry, 'details', 'quantization_level')),
        parameterSize: filledText(member(entry, 'details', 'parameter_size')),
        loaded: ps && running !== undefined,
      }),
    ];
  });
}

function idOf(entry: WireObject): string | undefined {
  return filledText(entry['name']) ?? filledText(entry['model']);
}
