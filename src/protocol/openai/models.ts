import type { Connection } from './connection';
import { errorFromResponse, isErrorBody, notOpenAi } from './errors';
import { send, wholeText } from './http';
import { MOST_MODELS } from './limits';
import { modelFields } from './model-fields';
import { filledText, isObject, parseJson } from './wire';
import type { WireObject } from './wire';

/**
 * One entry of a server's model list, as far as the list itself tells; the wire's many spellings
 * (protocol.md §3) become one. An absent field means that the server did not say.
 */
export interface ListedModel {
  id: string;
  /** Display name, where it differs from the id. */
  name?: string;
  description?: string;
  ownedBy?: string;
  /** Tokens that the server really serves now (llama.cpp `meta.n_ctx`, vLLM `max_model_len`, LM Studio loaded). */
  runtimeContext?: number;
  /** Tokens that the model was trained for, or that the host advertises (`context_length`, `max_context_length`, `meta.n_ctx_train`). */
  trainedContext?: number;
  maxOutput?: number;
  vision?: boolean;
  tools?: boolean;
  reasoning?: boolean;
  /** As the server words it: `Q4_K_M`, `fp8`. */
  quantization?: string;
  /** As the server words it: `7B`, `270M`. */
  parameterSize?: string;
  /** Whether it is in memory now, where the server tells; a model that is not loads with the first request. */
  loaded?: boolean;
  /** False when the server's own type fields say that it does not chat (embedding, image …). */
  chat?: boolean;
}

export interface ModelList {
  models: ListedModel[];
  /** Where the answer really came from, if a keyless request was redirected. */
  finalUrl?: string;
}

/**
 * `GET {base}/models`. Throws `ApiError`: `network`, `cut-off`, `http` (an error status, or an error
 * body in a 200, as LM Studio sends for unknown paths) or `not-openai`. An empty list is no error.
 */
export async function listModels(connection: Connection): Promise<ModelList> {
  const response = await send(connection, '/models');
  const body = await wholeText(response, connection.signal);
  const value = parseJson(body);
  if (!response.ok || isErrorBody(value)) throw errorFromResponse(response, body);
  const models = parseModelList(value);
  if (!models) throw notOpenAi(response.status, body);
  return response.redirected ? { models, finalUrl: response.url } : { models };
}

/**
 * The models of a list in any shape seen: a bare array, `data` (null when Ollama has none), `models`;
 * undefined for anything else. Entries without an id are left out, of equal ids the first stays, and no more than
 * `MOST_MODELS` are taken.
 */
export function parseModelList(body: unknown): ListedModel[] | undefined {
  const entries = listEntries(body);
  if (!entries) return undefined;
  const models = new Map<string, ListedModel>();
  for (const entry of entries) {
    const id = isObject(entry) ? entryId(entry) : undefined;
    if (id === undefined || models.has(id)) continue;
    if (models.size === MOST_MODELS) break;
    models.set(id, { id, ...modelFields(entry, id) });
  }
  return [...models.values()];
}

function listEntries(body: unknown): WireObject[] | undefined {
  if (Array.isArray(body)) return body.filter(isObject);
  if (!isObject(body)) return undefined;
  const { data, models } = body as { data?: unknown; models?: unknown };
  if (Array.isArray(data) && data.length > 0) return withTwins(data.filter(isObject), models);
  if (Array.isArray(models)) return models.filter(isObject);
  return Array.isArray(data) || data === null ? [] : undefined;
}

/** llama.cpp sends each model twice: in `data`, and with its capabilities in `models`. */
function withTwins(entries: WireObject[], models: unknown): WireObject[] {
  if (!Array.isArray(models)) return entries;
  const twins = new Map<string | undefined, WireObject>();
  for (const twin of models.filter(isObject)) twins.set(entryId(twin), twin);
  return entries.map((entry) => {
    const capabilities = twins.get(entryId(entry))?.['capabilities'];
    return capabilities === undefined ? entry : { capabilities, ...entry };
  });
}

function entryId(entry: WireObject): string | undefined {
  const ids = [entry['id'], entry['key'], entry['name'], entry['model']];
  return ids.map(filledText).find((id) => id !== undefined);
}
