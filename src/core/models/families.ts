/** What is known about a family of models; 0 tokens where its makers tell no number. */
export interface Family {
  contextWindow: number;
  maxOutputTokens: number;
  vision: boolean;
  tools: boolean;
  reasoning: boolean;
}

/** Pattern, context window, max output; v sees images, t is trained for tools, r reasons. */
type Row = readonly [pattern: string, context: number, output: number, flags: string];

/*
 * The first row that matches counts, so the special ones and the derived ones (distills, Nemotron,
 * Hermes) come before their bases. Patterns match whole words of a normalized name: `.` is a dot,
 * `*` any text, `#` a digit, a leading `^` the begin of the name; the rest is a regular expression.
 */
const table: readonly Row[] = [
  // Built upon other families, whose names they often carry.
  ['nemotron-3-ultra', 1_000_000, 128_000, 'tr'],
  ['nemotron-3-nano-omni', 256_000, 65_536, 'vtr'],
  ['nemotron-3', 262_144, 262_144, 'tr'],
  ['nemotron-super', 131_072, 131_072, 'tr'],
  ['nemotron-ultra', 131_072, 8192, 'tr'],
  ['nemotron-nano-(9|12)b', 131_072, 131_072, 'tr'],
  ['nemotron-cascade', 256_000, 32_768, 'tr'],
  ['nemotron-mini', 4096, 4096, 't'],
  ['cogito-v?2(.#)?', 128_000, 32_768, 'tr'],
  ['hermes-4.3', 524_288, 32_768, 'tr'],
  ['hermes-4*-14b', 40_960, 8192, 'tr'],
  ['hermes-4', 131_072, 8192, 'tr'],
  ['hermes-3', 131_072, 16_384, 't'],
  ['hermes-2-pro', 8192, 8192, 't'],
  // The small sizes of `deepseek-r1:8b` are distills too.
  ['deepseek-r1-(distill|0528-qwen-3|llama|qwen|(1.5|7|8|14|32|70)b)', 131_072, 32_768, 'r'],

  ['deepseek-v[4-9]', 1_000_000, 384_000, 'tr'],
  ['deepseek-r1*-0528', 163_840, 32_768, 'tr'],
  ['deepseek-r1', 163_840, 32_768, 'r'],
  ['deepseek-v3.[1-9]', 163_840, 65_536, 'tr'],
  ['deepseek-v3', 163_840, 8192, 't'],
  ['deepseek-(coder-)?v2(.5)?', 163_840, 8192, 't'],
  ['deepseek-(chat|reasoner|flash)', 65_536, 8192, 't'],
  ['deepseek', 65_536, 8192, ''],

  ['qwen-3.7-plus', 1_000_000, 64_000, 'vtr'],
  ['qwen-3.7', 1_000_000, 65_536, 'tr'],
  ['qwen-3.[56]-(plus|flash)', 1_000_000, 65_536, 'vtr'],
  ['qwen-3.[56]-max', 262_144, 65_536, 'tr'],
  ['qwen-3.5-(0.8|2|4|9)b', 262_144, 65_536, 'tr'],
  ['qwen-3.[56]', 262_144, 65_536, 'vtr'],
  ['qwen-3-coder-(plus|flash)', 1_000_000, 65_536, 't'],
  ['qwen-3-(coder|max)', 262_144, 65_536, 't'],
  ['qwen-3-next', 262_144, 32_768, 't'],
  ['qwen-3-vl', 262_144, 32_768, 'vt'],
  ['qwen-3-omni', 65_536, 16_384, 'vt'],
  ['qwen-3*-2507', 262_144, 32_768, 't'],
  ['qwen-3-(0.6|1.7|4)b', 32_768, 16_384, 'tr'],
  ['qwen-3', 40_960, 16_384, 'tr'],
  ['qwq-plus', 131_072, 8192, 'tr'],
  ['qwq', 131_072, 32_768, 'tr'],
  ['qwen-2.?5-math', 131_072, 8192, ''],
  ['qwen-2.?5', 131_072, 8192, 't'],
  ['qwen-2-vl', 32_768, 8192, 'v'],
  ['qwen-2', 32_768, 8192, 't'],
  ['qwen-(plus|flash)', 1_000_000, 32_768, 'tr'],
  ['qwen-turbo', 1_000_000, 16_384, 'tr'],
  ['qwen-long', 10_000_000, 8192, 't'],
  ['qwen-vl', 131_072, 8192, 'vt'],
  ['qwen-omni', 32_768, 4096, 'vt'],
  ['qwen-max', 32_768, 8192, 't'],

  ['gpt-oss', 131_072, 32_768, 'tr'],
  ['gemma-4-e[24]b', 131_072, 8192, 'vtr'],
  ['gemma-4', 262_144, 32_768, 'vtr'],
  ['gemma-3n', 32_768, 8192, 'v'],
  ['gemma-3-(1b|270m)', 32_768, 8192, ''],
  ['gemma-3|medgemma', 131_072, 8192, 'v'],
  ['(code)?gemma', 8192, 4096, ''],

  ['llama-4-scout', 10_485_760, 16_384, 'vt'],
  ['llama-4', 1_048_576, 16_384, 'vt'],
  ['llama-3.2-((11|90)b|vision)', 131_072, 8192, 'v'],
  ['llama-3.?[123]', 131_072, 8192, 't'],
  ['llama-3(.0)?', 8192, 4096, ''],
  ['code-?llama', 16_384, 4096, ''],
  ['tiny-?llama', 2048, 4096, ''],
  ['llama-2', 4096, 4096, ''],

  ['mistral-nemotron', 128_000, 8192, 't'],
  ['mistral-nemo', 131_072, 128_000, 't'],
  ['mistral-medium-3.5|mistral-medium*-26##', 262_144, 32_768, 'vtr'],
  ['mistral-medium-3(.#)?|mistral-medium*-25##', 131_072, 32_768, 'vt'],
  ['mistral-large-3|mistral-large*-(2512|26##)', 262_144, 262_144, 'vt'],
  ['mistral-large', 131_072, 8192, 't'],
  ['mistral-small-4|mistral-small*-26##', 262_144, 256_000, 'vtr'],
  ['mistral-small-3.[12]|mistral-small*-25(03|06)', 131_072, 16_384, 'vt'],
  ['mistral-small-3|mistral-(small|24b)*-2501', 32_768, 16_384, 't'],
  ['mistral-(small|medium)', 32_768, 4096, 't'],
  ['ministral-3|ministral*-2512', 262_144, 32_768, 'vt'],
  ['ministral', 131_072, 8192, 't'],
  ['magistral*-2506', 40_960, 16_384, 'tr'],
  ['magistral*-(1.2|2509)', 131_072, 16_384, 'vtr'],
  ['magistral', 131_072, 16_384, 'tr'],
  ['devstral-small-2', 262_144, 262_144, 'vt'],
  ['devstral-(2|medium-latest)|devstral*-2512', 262_144, 262_144, 't'],
  ['devstral', 131_072, 128_000, 't'],
  ['codestral-(2501|2508|latest)', 256_000, 4096, 't'],
  ['codestral', 32_768, 4096, ''],
  ['pixtral', 131_072, 128_000, 'vt'],
  ['8x22b', 65_536, 4096, ''],
  ['mixtral|8x7b', 32_768, 4096, ''],
  ['mistral-7b*-v0.3', 32_768, 4096, 't'],
  ['mistral-7b*-v0.1', 8192, 4096, ''],
  ['mistral|zephyr|openhermes', 32_768, 4096, ''],
  ['voxtral-small', 32_768, 4096, 't'],
  ['voxtral', 32_768, 4096, ''],

  ['kimi-k3', 0, 0, 'vtr'],
  ['kimi-k2.[5-9]', 262_144, 262_144, 'vtr'],
  ['kimi-k2-thinking', 262_144, 262_144, 'tr'],
  ['kimi-k2-turbo|kimi-k2*-0905', 262_144, 64_000, 't'],
  ['kimi-k2', 131_072, 16_384, 't'],
  ['kimi-vl', 131_072, 32_768, 'v'],
  ['kimi-linear', 1_048_576, 32_768, 't'],
  ['moonshot-v1', 0, 0, 't'],
  ['glm-5.[2-9]', 1_000_000, 131_072, 'tr'],
  ['glm-5v', 200_000, 131_072, 'vtr'],
  ['glm-5(.1)?|glm-4.[67]', 200_000, 131_072, 'tr'],
  ['glm-4.6v', 128_000, 32_768, 'vtr'],
  ['glm-4.5v', 64_000, 16_384, 'vtr'],
  ['glm-4.5', 131_072, 98_304, 'tr'],
  ['glm-z1', 32_768, 8000, 'tr'],
  ['glm-4*-0414', 32_768, 8000, 't'],
  ['glm-4-long', 1_000_000, 4096, 't'],
  ['glm-4v?', 131_072, 4096, 't'],
  ['minimax-m3', 512_000, 128_000, 'vtr'],
  ['minimax-m2.[1-9]', 204_800, 131_072, 'tr'],
  ['minimax-m2', 196_608, 131_072, 'tr'],
  ['minimax-m1', 1_000_000, 40_000, 'tr'],
  ['minimax-(text|vl)-01', 1_000_000, 40_000, 't'],

  ['phi-4-mini-flash-reasoning', 65_536, 32_768, 'r'],
  ['phi-4-mini-reasoning', 131_072, 32_768, 'r'],
  ['phi-4-reasoning', 32_768, 16_384, 'r'],
  ['phi-4-multimodal', 131_072, 4096, 'vt'],
  ['phi-4-mini', 131_072, 4096, 't'],
  ['phi-4', 16_384, 4096, ''],
  ['phi-3.5', 131_072, 4096, ''],
  ['phi-3', 4096, 4096, ''],
  ['granite-4(.#)?', 131_072, 16_384, 't'],
  ['granite-(vision-)?3.[23]', 131_072, 8192, 'tr'],
  ['granite-3.1', 131_072, 8192, 't'],
  ['granite-3(.0)?', 4096, 4096, 't'],
  ['command-a-plus', 128_000, 64_000, 'vtr'],
  ['command-a-reasoning', 256_000, 32_000, 'tr'],
  ['command-a-vision', 128_000, 8000, 'vt'],
  ['command-a-translate', 8000, 8000, 't'],
  ['command-a', 256_000, 8000, 't'],
  ['command-r(7b)?', 128_000, 4096, 't'],
  ['aya-vision', 16_384, 4096, 'v'],
  ['aya-expanse-32b', 131_072, 4096, ''],
  ['aya-expanse', 8192, 4096, ''],
  ['smollm-3', 65_536, 8192, 'tr'],
  ['smollm-2|smolvlm', 8192, 4096, ''],
  ['olmo-3(.1)?', 65_536, 65_536, 't'],
  ['olmo-2', 4096, 4096, ''],
  ['ernie-4.5', 131_072, 8192, 't'],
  ['ernie-5(.#)?', 128_000, 8192, 'vt'],
  ['hunyuan-(a13b|[0-9.]+b)', 262_144, 16_384, 'tr'],
  ['hy3', 256_000, 64_000, 'tr'],
  ['seed-oss', 524_288, 32_768, 'tr'],
  ['step-3.7-flash', 256_000, 256_000, 'vtr'],
  ['step-3.5-flash', 256_000, 256_000, 'tr'],
  ['mimo-v2(.5)?-pro', 1_048_576, 131_072, 'tr'],
  ['mimo-v2.5', 1_048_576, 131_072, 'vtr'],
  ['mimo-v2-omni', 262_144, 131_072, 'vtr'],
  ['mimo-v2', 262_144, 65_536, 'tr'],
  ['ling*-2.6', 262_144, 32_768, 't'],
  ['ling-(1t|flash)', 131_072, 32_768, 't'],
  ['ring-(1t|flash)', 131_072, 32_768, 'tr'],
  ['longcat-flash-lite', 256_000, 100_000, 't'],
  ['longcat', 131_072, 100_000, 't'],
  ['lfm-2(.5)?', 32_768, 32_768, 't'],
  ['jamba', 256_000, 4096, 't'],
  ['trinity', 256_000, 65_536, 't'],
  ['intellect-3', 131_072, 131_072, 'tr'],
  ['ornith', 262_144, 0, 'vtr'],
  ['sarvam-(30|105)b', 131_072, 128_000, 'tr'],
  ['north-mini-code', 256_000, 64_000, 'tr'],
  ['exaone-4(.#)?', 131_072, 8192, 'tr'],
  ['exaone-deep', 32_768, 8192, 'r'],
  ['exaone-3.5', 32_768, 8192, ''],
  ['falcon-h1-0.5b', 16_384, 8192, 't'],
  ['falcon-h1-(1.5|3)b', 131_072, 8192, 't'],
  ['falcon-h1', 262_144, 8192, 't'],
  ['falcon-3', 32_768, 8192, ''],
  ['internlm-3', 32_768, 8192, 'r'],
  ['internlm|internvl', 32_768, 8192, ''],
  ['minicpm-[vo]-4.5', 32_768, 4096, 'vr'],
  ['minicpm-[vo]', 32_768, 4096, 'v'],
  ['moondream', 2048, 4096, ''],
  ['(bak)?llava', 4096, 4096, ''],
  ['yi-(1.5|vl|#+b)', 4096, 4096, ''],
  ['starcoder-2', 16_384, 4096, ''],
  ['solar-pro', 65_536, 4096, 'tr'],
  ['solar', 4096, 4096, ''],
  ['openchat', 8192, 4096, ''],
  ['vicuna|wizardlm|nous-hermes|orca|stablelm', 4096, 4096, ''],

  // Closed models, reached through gateways.
  ['gpt-5.[45]-(mini|nano|instant)', 400_000, 128_000, 'vtr'],
  ['gpt-5.[45]', 1_050_000, 128_000, 'vtr'],
  ['gpt-5.[1-3]-chat', 128_000, 16_384, 'vt'],
  ['gpt-5(.#)?', 400_000, 128_000, 'vtr'],
  ['gpt-4.1', 1_047_576, 32_768, 'vt'],
  ['(chat)?gpt-4o', 128_000, 16_384, 'vt'],
  ['gpt-4-turbo', 128_000, 4096, 'vt'],
  ['gpt-4', 8192, 8192, 't'],
  ['gpt-3.?5-turbo', 16_385, 4096, ''],
  ['^o1-mini', 128_000, 65_536, 'r'],
  ['^o3-mini', 200_000, 100_000, 'tr'],
  ['^o[134]', 200_000, 100_000, 'vtr'],
  ['claude-(fable|sonnet|opus)-5|claude-opus-4.[6-8]', 1_000_000, 128_000, 'vtr'],
  ['claude-sonnet-4.6', 1_000_000, 64_000, 'vtr'],
  ['claude-opus-4(.[01])?', 200_000, 32_000, 'vtr'],
  ['claude-(sonnet|haiku|opus)-4(.#)?|claude-3.7', 200_000, 64_000, 'vtr'],
  ['claude-3.5', 200_000, 8192, 'vt'],
  ['claude', 200_000, 4096, 'vt'],
  ['gemini-2.5-flash-image', 32_768, 32_768, 'vr'],
  ['gemini-3*-image', 65_536, 32_768, 'vr'],
  ['gemini-(1.5|2.0)', 1_048_576, 8192, 'vt'],
  ['gemini', 1_048_576, 65_536, 'vtr'],
  ['grok-4.(20|3)', 1_000_000, 30_000, 'vtr'],
  ['grok-build', 256_000, 256_000, 'vtr'],
  ['sonar-reasoning', 128_000, 4096, 'vr'],
  ['sonar-pro', 200_000, 8192, 'v'],
  ['sonar', 128_000, 4096, ''],
  ['fugu', 1_000_000, 0, 'vtr'],
];

// Most of what a pattern costs is its compilation, and a name rules out nearly all of them by its letters.
const beginnings = table.map(([pattern]) => beginningOf(pattern));
const compiled = new Map<string, RegExp>();

/** The family of a name in the spelling of `normalizeName`; undefined when none is known. */
export function findFamily(name: string): Family | undefined {
  const row = table.find(
    ([pattern], index) => name.includes(beginnings[index] ?? '') && matcherOf(pattern).test(name),
  );
  if (!row) return undefined;
  const [, contextWindow, maxOutputTokens, flags] = row;
  return {
    contextWindow,
    maxOutputTokens,
    vision: flags.includes('v'),
    tools: flags.includes('t'),
    reasoning: flags.includes('r'),
  };
}

function matcherOf(pattern: string): RegExp {
  const known = compiled.get(pattern) ?? compile(pattern);
  compiled.set(pattern, known);
  return known;
}

/** What each name that a pattern matches has in it: a dash, and what stands before the first special character. */
function beginningOf(pattern: string): string {
  const [, letters = '', next = ''] = /^\^?([\w-]*)(.?)/.exec(pattern) ?? [];
  const isChoice = /\|(?![^(]*\))/.test(pattern);
  if (isChoice) return '-';
  return `-${next === '?' ? letters.slice(0, -1) : letters}`;
}

function compile(pattern: string): RegExp {
  const anchor = pattern.startsWith('^') ? '^' : '';
  const words = pattern.slice(anchor.length).replaceAll('.', '\\.');
  return new RegExp(`${anchor}-(?:${words.replaceAll('*', '.*').replaceAll('#', '\\d')})-`);
}
