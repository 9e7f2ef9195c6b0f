import { describe, expect, test } from 'vitest';
import { capabilitiesFromName, limitsFromName } from './name-limits';
import { isChatId } from './non-chat';

/*
 * Id, context window, max output (? where its makers tell none) and v(ision) t(ools) r(easoning), as
 * the public catalogue models.dev had them on 2026-07-02; left out are the ids for which other
 * numbers are known to be right on the servers that people run.
 */
const catalogue = `
qwen-flash 1000000 32768 tr
qwen-max 32768 8192 t
qwen-omni-turbo 32768 2048 vt
qwen-plus 1000000 32768 tr
qwen-turbo 1000000 16384 tr
qwen-vl-max 131072 8192 vt
qwen-vl-plus 131072 8192 vt
qwen2-5-vl-72b-instruct 131072 8192 vt
qwen3-coder-30b-a3b-instruct 262144 65536 t
qwen3-coder-480b-a35b-instruct 262144 65536 t
qwen3-coder-flash 1000000 65536 t
qwen3-max 262144 65536 t
qwen3.5-122b-a10b 262144 65536 vtr
qwen3.5-27b 262144 65536 vtr
qwen3.5-35b-a3b 262144 65536 vtr
qwen3.5-397b-a17b 262144 65536 vtr
qwen3.5-9b 262144 65536 tr
qwen3.5-plus 1000000 65536 vtr
qwen3.6-27b 262144 65536 vtr
qwen3.6-35b-a3b 262144 65536 vtr
qwen3.6-flash 1000000 65536 vtr
qwen3.6-max-preview 262144 65536 tr
qwen3.6-plus 1000000 65536 vtr
qwen3.7-max 1000000 65536 tr
qwen3.7-plus 1000000 64000 vtr
qwq-plus 131072 8192 tr
claude-3-5-haiku-20241022 200000 8192 vt
claude-3-5-sonnet-20241022 200000 8192 vt
claude-3-7-sonnet-20250219 200000 64000 vtr
claude-fable-5 1000000 128000 vtr
claude-haiku-4-5-20251001 200000 64000 vtr
claude-haiku-4-5 200000 64000 vtr
claude-opus-4-0 200000 32000 vtr
claude-opus-4-1-20250805 200000 32000 vtr
claude-opus-4-1 200000 32000 vtr
claude-opus-4-20250514 200000 32000 vtr
claude-opus-4-5-20251101 200000 64000 vtr
claude-opus-4-5 200000 64000 vtr
claude-opus-4-6 1000000 128000 vtr
claude-opus-4-7 1000000 128000 vtr
claude-opus-4-8 1000000 128000 vtr
claude-sonnet-4-0 200000 64000 vtr
claude-sonnet-4-20250514 200000 64000 vtr
claude-sonnet-4-5-20250929 200000 64000 vtr
claude-sonnet-4-5 200000 64000 vtr
claude-sonnet-4-6 1000000 64000 vtr
claude-sonnet-5 1000000 128000 vtr
command-a-03-2025 256000 8000 t
command-a-plus-05-2026 128000 64000 vtr
command-r-08-2024 128000 4000 t
command-r-plus-08-2024 128000 4000 t
command-r7b-12-2024 128000 4000 t
north-mini-code-1-0 256000 64000 tr
ornith-1.0-31b 262144 ? vtr
ornith-1.0-35b 262144 ? vtr
ornith-1.0-397b 262144 ? vtr
ornith-1.0-9b 262144 ? vtr
deepseek-v4-flash 1000000 384000 tr
deepseek-v4-pro 1000000 384000 tr
gemini-2.0-flash-lite 1048576 8192 vt
gemini-2.0-flash 1048576 8192 vt
gemini-2.5-flash-image 32768 32768 vr
gemini-2.5-flash-lite 1048576 65536 vtr
gemini-2.5-flash 1048576 65536 vtr
gemini-2.5-pro 1048576 65536 vtr
gemini-3-flash-preview 1048576 65536 vtr
gemini-3-pro-image-preview 65536 32768 vr
gemini-3-pro-preview 1048576 65536 vtr
gemini-3.1-flash-lite-preview 1048576 65536 vtr
gemini-3.1-flash-lite 1048576 65536 vtr
gemini-3.1-pro-preview-customtools 1048576 65536 vtr
gemini-3.1-pro-preview 1048576 65536 vtr
gemini-3.5-flash 1048576 65536 vtr
gemini-flash-latest 1048576 65536 vtr
gemini-flash-lite-latest 1048576 65536 vtr
gemma-4-26b-a4b-it 262144 32768 vtr
gemma-4-31b-it 262144 32768 vtr
gemma-4-E2B-it 131072 8192 vtr
gemma-4-E4B-it 131072 8192 vtr
MiniMax-M2.1 204800 131072 tr
MiniMax-M2.5-highspeed 204800 131072 tr
MiniMax-M2.5 204800 131072 tr
MiniMax-M2.7-highspeed 204800 131072 tr
MiniMax-M2.7 204800 131072 tr
MiniMax-M3 512000 128000 vtr
codestral-latest 256000 4096 t
devstral-2512 262144 262144 t
devstral-medium-latest 262144 262144 t
mistral-large-2512 262144 262144 vt
kimi-k2-thinking-turbo 262144 262144 tr
kimi-k2-thinking 262144 262144 tr
kimi-k2.5 262144 262144 vtr
kimi-k2.6 262144 262144 vtr
kimi-k2.7-code-highspeed 262144 262144 vtr
kimi-k2.7-code 262144 262144 vtr
llama-3.3-nemotron-super-49b-v1.5 131072 131072 tr
llama-3.3-nemotron-super-49b-v1 131072 131072 tr
mistral-nemotron 128000 8192 t
nemotron-3-nano-30b-a3b 262144 262144 tr
nemotron-3-nano-omni-30b-a3b-reasoning 256000 65536 vtr
nemotron-3-super-120b-a12b 262144 262144 tr
nemotron-3-ultra-550b-a55b 1000000 128000 tr
nemotron-cascade-2-30b-a3b 256000 32768 tr
nemotron-nano-9b-v2 131072 131072 tr
gpt-3.5-turbo 16385 4096 -
gpt-4-turbo 128000 4096 vt
gpt-4.1-mini 1047576 32768 vt
gpt-4.1-nano 1047576 32768 vt
gpt-4.1 1047576 32768 vt
gpt-4 8192 8192 t
gpt-4o-2024-08-06 128000 16384 vt
gpt-4o-2024-11-20 128000 16384 vt
gpt-4o-mini 128000 16384 vt
gpt-4o 128000 16384 vt
gpt-5-codex 400000 128000 vtr
gpt-5-mini 400000 128000 vtr
gpt-5-nano 400000 128000 vtr
gpt-5.1-codex-max 400000 128000 vtr
gpt-5.1-codex-mini 400000 128000 vtr
gpt-5.1-codex 400000 128000 vtr
gpt-5.1 400000 128000 vtr
gpt-5.2-codex 400000 128000 vtr
gpt-5.2-pro 400000 128000 vtr
gpt-5.2 400000 128000 vtr
gpt-5.3-chat-latest 128000 16384 vt
gpt-5.3-codex 400000 128000 vtr
gpt-5.4-mini 400000 128000 vtr
gpt-5.4-nano 400000 128000 vtr
gpt-5.4-pro 1050000 128000 vtr
gpt-5.4 1050000 128000 vtr
gpt-5.5-instant 400000 128000 vtr
gpt-5.5-pro 1050000 128000 vtr
gpt-5.5 1050000 128000 vtr
gpt-5 400000 128000 vtr
gpt-oss-120b 131072 32768 tr
o1-pro 200000 100000 vtr
o1 200000 100000 vtr
o3-deep-research 200000 100000 vtr
o3-mini 200000 100000 tr
o3-pro 200000 100000 vtr
o3 200000 100000 vtr
o4-mini-deep-research 200000 100000 vtr
o4-mini 200000 100000 vtr
sonar-pro 200000 8192 v
sonar-reasoning-pro 128000 4096 vr
sonar 128000 4096 -
fugu-ultra 1000000 ? vtr
fugu 1000000 ? vtr
step-3.5-flash-2603 256000 256000 tr
step-3.5-flash 256000 256000 tr
step-3.7-flash 256000 256000 vtr
hy3-preview 256000 64000 tr
grok-4.20-0309-non-reasoning 1000000 30000 vt
grok-4.20-0309-reasoning 1000000 30000 vtr
grok-4.3 1000000 30000 vtr
grok-build-0.1 256000 256000 vtr
mimo-v2-flash 262144 65536 tr
mimo-v2-omni 262144 131072 vtr
mimo-v2-pro 1048576 131072 tr
mimo-v2.5-pro-ultraspeed 1048576 131072 tr
mimo-v2.5-pro 1048576 131072 tr
mimo-v2.5 1048576 131072 vtr
glm-4.5-air 131072 98304 tr
glm-4.5-flash 131072 98304 tr
glm-4.5 131072 98304 tr
glm-4.5v 64000 16384 vtr
glm-4.6v 128000 32768 vtr
glm-4.7-flash 200000 131072 tr
glm-4.7-flashx 200000 131072 tr
glm-5-turbo 200000 131072 tr
glm-5.1 200000 131072 tr
glm-5.2 1000000 131072 tr
glm-5v-turbo 200000 131072 vtr
`;

const rows = catalogue
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, string, string, string]);

test('the catalogue is all there', () => {
  expect(rows).toHaveLength(173);
});

describe('a catalogued model is known by its name', () => {
  test.each(rows)('%s', (id, context, output, flags) => {
    const limits = limitsFromName(id);
    const can = capabilitiesFromName(id);
    expect(limits.contextWindow).toEqual({ tokens: Number(context), source: 'name' });
    expect(limits.maxOutputTokens).toEqual(
      output === '?'
        ? { tokens: 4096, source: 'default' }
        : { tokens: Math.max(4096, Number(output)), source: 'name' },
    );
    expect(can.vision).toBe(flags.includes('v'));
    expect(can.tools).toBe(flags.includes('t') ? true : undefined);
    expect(can.reasoning).toBe(flags.includes('r'));
    expect(isChatId(id)).toBe(true);
  });
});
