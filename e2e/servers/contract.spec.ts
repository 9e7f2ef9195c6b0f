import { expect, test } from '@playwright/test';
import { ask, type ExchangeName, exchanges, type Observation, observe } from './contract';
import { type ProfileOptions, profiles, serveProfile } from './profiles';
import { type StartOptions, target } from './target';

/*
 * The profile of the server that runs here answers as the server itself does, so that what the browser tests learn from the
 * profile is true. Recordings tell how it was; this tells how it is.
 */
const profile = target.name === 'vllm' ? profiles.vllm : profiles.llamacpp;
// The real vLLM of these tests is started open, which it is not as installed.
const opened = target.name === 'vllm' ? { origins: ['*'] } : {};
const names = Object.keys(exchanges('any')) as ExchangeName[];
const withKey = names.filter((name) => /^(3|0[1-5]|11|41|70-get-health)/.test(name));
const withTool = names.filter((name) => name.startsWith('13'));
const withoutTool = names.filter((name) => !name.startsWith('13'));

const CALL = { call: { name: 'get_weather', arguments: '{"city": "Paris"}' } };
const TOOL_SAYS =
  target.name === 'vllm'
    ? [{ reasoning: 'I need it.' }, { text: '\n\n' }, CALL]
    : [{ reasoning: 'I need it.' }, CALL];

async function compare(
  asked: ExchangeName[],
  options: StartOptions,
  says: ProfileOptions = {},
): Promise<void> {
  const { model, key } = options;
  const real = await target.start(options);
  const scripted = await serveProfile(profile, { model, key, ...opened, ...says });
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

test('the profile answers as the server does', async () => {
  await compare(withoutTool, { model: 'parrot-chat' });
});

test('the profile asks for a key as the server does', async () => {
  await compare(withKey, { model: 'parrot-chat', key: 'sk-right' });
});

test('the profile calls a tool as the server does', async () => {
  await compare(withTool, { model: 'parrot-tool' }, { says: TOOL_SAYS });
});
