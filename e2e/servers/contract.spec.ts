import { expect, test } from '@playwright/test';
import { ask, type ExchangeName, exchanges, type Observation, observe } from './contract';
import type { RealServer } from './process.mjs';
import { type ProfileOptions, profiles, serveProfile, type SystemName } from './profiles';
import { program, target } from './target';

/*
 * The profile of the server that runs here answers as the server itself does, so that what the browser tests learn from the
 * profile is true. Recordings tell how it was; this tells how it is.
 */
interface Run {
  names: ExchangeName[];
  key?: string;
  /** The pages that it is started for; none: as installed, where its start script would open it; absent: as installed. */
  origins?: string[];
}

const names = Object.keys(exchanges('any')) as ExchangeName[];
const withoutTool = names.filter((name) => !name.startsWith('13'));
const keys = names.filter((name) => /^(3|0[1-5]|11|41|70-get-health)/.test(name));
// It checks no length: a prompt that is too long would hang it.
const unchecked = withoutTool.filter((name) => !/^2[67]/.test(name));
const ORIGINS = ['*'];
const KEY = program?.key ?? 'sk-right';

const runs: Partial<Record<SystemName, Record<string, Run>>> = {
  llamacpp: { 'without a key': { names: withoutTool }, 'with a key': { names: keys, key: KEY } },
  vllm: {
    'without a key': { names: withoutTool, origins: ORIGINS },
    'with a key': { names: keys, key: KEY, origins: ORIGINS },
  },
  fastchat: { 'without a key': { names }, 'with a key': { names: keys, key: KEY } },
  // It takes no requests without a master key.
  litellm: { 'with a key': { names: withoutTool, key: KEY } },
  transformers: {
    'as installed': {
      origins: [],
      names: ['01-models-noorigin', '02-models-origin', '03-preflight-chat'],
    },
    'open to pages': { names: unchecked, origins: ORIGINS },
  },
};

const system = (process.env['PATCHBAY_SERVER'] ?? 'llamacpp') as SystemName;

async function startReal({ key, origins }: Run): Promise<RealServer> {
  const chosen = { model: 'parrot-chat' as const, ...(key && { key }) };
  if (program) return program.start({ ...chosen, ...(origins && { origins }) });
  return target.start(chosen);
}

async function compare(
  real: RealServer,
  model: string,
  { names: asked, key, origins, says }: Run & Pick<ProfileOptions, 'says'>,
): Promise<void> {
  const scripted = await serveProfile(profiles[system], {
    model,
    key,
    ...(origins?.length && { origins }),
    ...(says && { says }),
  });
  const all = exchanges(model);
  const observeAll = async (origin: string): Promise<Record<string, Observation>> => {
    const seen: Record<string, Observation> = {};
    for (const name of asked) seen[name] = observe(await ask(origin, all[name], key));
    return seen;
  };
  try {
    expect(await observeAll(scripted.origin)).toEqual(await observeAll(real.origin));
  } finally {
    await scripted.close();
    await real.stop();
  }
}

for (const [title, run] of Object.entries(runs[system] ?? {})) {
  test(`the profile answers as the server does, ${title}`, async () => {
    const model = program?.idOf?.('parrot-chat') ?? 'parrot-chat';
    await compare(await startReal(run), model, run);
  });
}

const CALL = { call: { name: 'get_weather', arguments: '{"city": "Paris"}' } };
const TOOL_SAYS = {
  llamacpp: [{ reasoning: 'I need it.' }, CALL],
  vllm: [{ reasoning: 'I need it.' }, { text: '\n\n' }, CALL],
};

if (system === 'llamacpp' || system === 'vllm') {
  test('the profile calls a tool as the server does', async () => {
    const says = TOOL_SAYS[system];
    const origins = system === 'vllm' ? ORIGINS : undefined;
    const real = await target.start({ model: 'parrot-tool' });
    await compare(real, 'parrot-tool', {
      names: ['13-tools-auto-stream'],
      says,
      ...(origins && { origins }),
    });
  });
}
