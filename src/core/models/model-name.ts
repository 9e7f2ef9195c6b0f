/** Longer names tell nothing more; the bound keeps every pattern cheap, whatever a server sends. */
const longestName = 200;
const longestPath = 2000;

/** Path parts that say nothing: `…/Qwen2.5-7B/model-00001-of-00002.gguf`, `…/snapshots/3f2a…`. */
const emptyPart =
  /^(?:|gguf|snapshots|[0-9a-f]{12,}|(?:ggml-)?model(?:[-_.](?:[bfiq]*\d|gguf|safetensors).*)?)$/i;

/** Families whose versions are also written with a dash (`llama-3-1`, `claude-opus-4-1`). */
const dashedVersion =
  /-((?:qwen|llama|glm|gemini|claude(?:-[a-z]+)?|phi|granite|gpt|grok|mistral-(?:small|medium))-|(?:kimi-k|deepseek-v|minimax-m))(\d)-(\d)(?=-)/;

/**
 * One spelling for the many of a model id: the last telling part of the path, lower case, words
 * joined and enclosed by single dashes, versions with a dot; at most about 300 characters.
 * `org/Meta_Llama-v3p1:8B` becomes `-meta-llama-3.1-8b-`.
 */
export function normalizeName(id: string): string {
  const words = telling(id)
    .slice(0, longestName)
    .toLowerCase()
    .replace(/(\d)[.p](?=\d)/g, '$1~') // Fireworks writes 3p1 for 3.1
    .replace(/[^a-z0-9~]+/g, '-')
    .replaceAll('~', '.')
    .replace(/(\d)(?=vl)/, '$1-') // qwen2.5vl
    .replace(/([a-z]{3})(?=\d)/g, '$1-') // llama3.1, qwen3, mistral-small3.2
    .replace(/(llama|qwen)-v(?=\d)/, '$1-');
  return `-${words}-`.replace(/-+/g, '-').replace(dashedVersion, '-$1$2.$3');
}

function telling(id: string): string {
  const path = id.slice(-longestPath);
  const parts = path.split(/[/\\]/).reverse();
  const part = parts.find((candidate) => !emptyPart.test(candidate)) ?? path;
  return part.replace(/^models--.*--/, ''); // the folder names of the Hugging Face cache
}
