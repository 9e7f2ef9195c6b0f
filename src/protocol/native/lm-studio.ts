import type { Connection } from '../openai/connection';
import { type ListedModel, parseModelList } from '../openai/models';
import { filledText, isObject, member, tokenCount, type WireObject } from '../openai/wire';
import type { NativeAnswer } from './answer';
import { askJson, order } from './ask';

/*
 * LM Studio's REST API: `/api/v1/models` since 0.4.0 (`models[].key`, `loaded_instances[]`), before that
 * `/api/v0/models` since 0.3.6 (`data[].state`). protocol.md §1.1; lmstudio.ai/docs/developer/rest.
 */

const v1Path = '/api/v1/models';

/** The models with what is loaded; there is no endpoint for the version, so the API tells its range. */
export async function readLmStudio(connection: Connection): Promise<NativeAnswer | undefined> {
  const entries = v1Entries(await askJson(connection, v1Path));
  if (entries) return { version: '0.4 or newer', models: entries.flatMap(modelsOfEntry) };
  const older = await askJson(connection, '/api/v0/models');
  return isV0(older) ? { version: '0.3', models: parseModelList(older) ?? [] } : undefined;
}

/** `POST /api/v1/models/load` answers when the model is loaded. Throws `ApiError`. */
export async function loadInLmStudio(connection: Connection, id: string): Promise<void> {
  await order(connection, '/api/v1/models/load', { model: id });
}

/** Unloads every running copy of the model; copies have ids of their own. Throws `ApiError`. */
export async function unloadInLmStudio(connection: Connection, id: string): Promise<void> {
  const entries = v1Entries(await askJson(connection, v1Path)) ?? [];
  const copies = entries.flatMap((entry) => {
    const ids = instancesOf(entry).map(instanceId);
    return entry['key'] === id ? ids : ids.filter((copy) => copy === id);
  });
  for (const copy of copies.filter((found) => found !== undefined)) {
    await order(connection, '/api/v1/models/unload', { instance_id: copy });
  }
}

function v1Entries(body: unknown): WireObject[] | undefined {
  const models = member(body, 'models');
  if (!Array.isArray(models)) return undefined;
  const entries = models.filter(isObject).filter((entry) => filledText(entry['key']));
  // An empty list is LM Studio's too: the path is its own.
  return entries.length > 0 || models.length === 0 ? entries : undefined;
}

function isV0(body: unknown): boolean {
  const data = member(body, 'data');
  return Array.isArray(data) && data.some((entry) => typeof member(entry, 'state') === 'string');
}

/** The model under its key, and each running copy that the list may name by its own id. */
function modelsOfEntry(entry: WireObject): ListedModel[] {
  const [model] = parseModelList([entry]) ?? [];
  if (!model) return [];
  const copies = instancesOf(entry).flatMap((instance) => {
    const id = instanceId(instance);
    const runtimeContext = tokenCount(member(instance, 'config', 'context_length'));
    if (id === undefined || id === model.id) return [];
    return [{ ...model, id, ...(runtimeContext !== undefined && { runtimeContext }) }];
  });
  return [model, ...copies];
}

function instancesOf(entry: WireObject): WireObject[] {
  const instances = entry['loaded_instances'];
  return Array.isArray(instances) ? instances.filter(isObject) : [];
}

function instanceId(instance: WireObject): string | undefined {
  return filledText(instance['id']);
}
