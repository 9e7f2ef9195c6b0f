// LiteLLM's real proxy, in front of llama.cpp's server.
import { installLlamaServer, startLlamaServer } from './llamacpp.mjs';
import { freePort, inFrontOf, startProcess } from './process.mjs';
import { environmentProgram, installRequirements, writeForServer } from './python.mjs';

const NAME = 'litellm';

/** Installs the proxy, and the server behind it; quick when that was done before. */
export function installLiteLlm() {
  installLlamaServer();
  installRequirements(NAME);
}

/**
 * Starts both on 127.0.0.1. Needs `installLiteLlm` once before.
 * @param {{ model: 'parrot-chat' | 'parrot-tool' | 'parrot-long', key?: string, ctx?: number, port?: number, origins?: string[] }} options
 *   `key` is the master key: it refuses to start without one, or with a weak one; without `origins` the proxy's own default holds: every page
 * @returns {Promise<import('./process.mjs').RealServer>}
 */
export async function startLiteLlm({ model, key, ctx = 1024, port, origins }) {
  const backend = await startLlamaServer({ model, ctx });
  const chosen = port ?? (await freePort());
  // JSON is YAML too.
  const config = writeForServer(`litellm-${chosen}.yaml`, configOf(model, ctx, backend.url, key));
  const words = ['--config', config, '--host', '127.0.0.1', '--port', String(chosen)];
  try {
    const proxy = await startProcess({
      command: [environmentProgram(NAME, 'litellm'), ...words],
      port: chosen,
      seconds: 180,
      health: '/health/liveliness',
      env: {
        LITELLM_LOCAL_MODEL_COST_MAP: 'True',
        LITELLM_TELEMETRY: 'False',
        ...(origins ? { LITELLM_CORS_ORIGINS: origins.join(',') } : {}),
      },
    });
    return inFrontOf(proxy, [backend]);
  } catch (error) {
    await backend.stop();
    throw error;
  }
}

/**
 * The proxy knows a model's window only from here; the server behind it is not asked.
 * @param {string} model
 * @param {number} ctx
 * @param {string} backend
 * @param {string | undefined} key
 */
function configOf(model, ctx, backend, key) {
  return JSON.stringify({
    model_list: [
      {
        model_name: model,
        litellm_params: { model: `openai/${model}`, api_base: backend, api_key: 'none' },
        model_info: { max_input_tokens: ctx, supports_function_calling: true },
      },
    ],
    litellm_settings: { num_retries: 0, request_timeout: 60 },
    ...(key ? { general_settings: { master_key: key } } : {}),
  });
}
