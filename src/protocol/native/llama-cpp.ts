import type { Connection } from '../openai/connection';
import type { ListedModel } from '../openai/models';
import { filledText, isObject, member, tokenCount } from '../openai/wire';
import { type NativeAnswer, told, versionText } from './answer';
import { askJson, order } from './ask';

/** A server with one model describes it at `/props` (recorded). */
export async function readLlamaCpp(
  connection: Connection,
  listed: readonly ListedModel[],
): Promise<NativeAnswer | undefined> {
  const props = await askJson(connection, '/props');
  if (!isProps(props)) return undefined;
  const own = listed.length === 1 ? listed[0]?.id : filledText(member(props, 'model_alias'));
  return { ...versionOf(props), models: own === undefined ? [] : [modelOf(own, props)] };
}

/** How many loaded models a router is asked about; each is one more request. */
const mostLoaded = 3;

/**
 * A router's list tells itself what is loaded; only the loaded models are asked for their `/props`, and told not to
 * load: without `autoload=false` that very GET loads a model (tools/server/README.md, "Routing requests").
 */
export async function readLlamaCppRouter(
  connection: Connection,
  listed: readonly ListedModel[],
): Promise<NativeAnswer | undefined> {
  const loaded = listed.filter((model) => model.loaded).slice(0, mostLoaded);
  const answers = await Promise.all(
    loaded.map(async ({ id }) => {
      const path = `/props?model=${encodeURIComponent(id)}&autoload=false`;
      return { id, props: await askJson(connection, path) };
    }),
  );
  const described = answers.filter(({ props }) => isProps(props));
  return {
    ...versionOf(described[0]?.props),
    models: described.map(({ id, props }) => modelOf(id, props)),
  };
}

/** What a router says of one of its models (tools/server/README.md, `GET /models`). */
export interface RouterStatus {
  value: string;
  /** The model's process ended in another way than by being told to. */
  exitCode?: number;
}

/** `POST /models/load` only begins: the router's list tells when it is done. Throws `ApiError`. */
export async function beginLoad(connection: Connection, id: string): Promise<void> {
  await order(connection, '/models/load', { model: id });
}

/** `POST /models/unload`, which only begins as well. Throws `ApiError`. */
export async function beginUnload(connection: Connection, id: string): Promise<void> {
  await order(connection, '/models/unload', { model: id });
}

/** Where a model of a router stands now; undefined where the router does not tell. Throws only when aborted. */
export async function routerStatus(
  connection: Connection,
  id: string,
): Promise<RouterStatus | undefined> {
  const data = member(await askJson(connection, '/models'), 'data');
  const entry = (Array.isArray(data) ? data : []).filter(isObject).find((one) => one['id'] === id);
  const value = filledText(member(entry, 'status', 'value'));
  if (value === undefined) return undefined;
  const exitCode = member(entry, 'status', 'exit_code');
  return { value, ...(typeof exitCode === 'number' && { exitCode }) };
}

function isProps(value: unknown): boolean {
  return isObject(member(value, 'default_generation_settings'));
}

/** Builds outside of llama.cpp's own release call themselves `b0-unknown`. */
function versionOf(props: unknown): { version?: string } {
  const build = filledText(member(props, 'build_info'));
  return build?.includes('unknown') ? {} : versionText(build);
}

function modelOf(id: string, props: unknown): ListedModel {
  const caps = (name: string) => member(props, 'chat_template_caps', name);
  const tools = [caps('supports_tools'), caps('supports_tool_calls')];
  const sleeping = member(props, 'is_sleeping');
  const vision = member(props, 'modalities', 'vision');
  return told(id, {
    // Per slot: what one chat really gets.
    runtimeContext: tokenCount(member(props, 'default_generation_settings', 'n_ctx')),
    quantization: filledText(member(props, 'model_ftype')),
    vision: typeof vision === 'boolean' ? vision : undefined,
    tools: tools.includes(true) ? true : tools.includes(false) ? false : undefined,
    reasoning: caps('supports_reasoning_effort') === true ? true : undefined,
    loaded: typeof sleeping === 'boolean' ? !sleeping : undefined,
  });
}
