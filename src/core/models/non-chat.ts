/**
 * Words of ids that do not chat. A word ends where no letter follows (`whisper-1`, `veo3`); one
 * with a star is only a beginning. Prefixed forms (`llama-guard`, `text-embedding`) need no entry.
 */
const words = [
  // embedding and ranking
  ...['embed', 'embeds', 'embedding', 'embeddings', 'embedcode', 'embedder', 'embedders'],
  ...['embeddinggemma', 'nv-embed*', 'e5-*', 'me5-*', 'bge-*', 'gte-*', 'all-minilm'],
  ...['paraphrase-multilingual', 'nemoretriever', 'rerank', 'reranker', 'colbert'],
  // hearing and speaking
  ...['whisper', 'parakeet', 'transcribe', 'transcription', 'transcript', 'asr', 'stt', 'vad'],
  ...['tts', 'melotts', 'kokoro', 'orpheus', 'elevenlabs', 'chatterbox', 'xtts', 'realtime'],
  ...['livetranslate', 'voicechat', 'lyria', 'musicgen', 'stable-audio'],
  // judging what others say
  ...['moderation', 'shieldgemma', 'guard', 'guardian', 'llamaguard', 'qwenguard', 'qwen3guard'],
  ...['wildguard', 'polyguard', 'shieldguard', 'nemoguard', 'safeguard', 'content-safety'],
  'minicheck',
  // drawing
  ...['dall-e', 'dalle', 'gpt-image', 'chatgpt-image', 'imagen', 'imagine', 'flux', 'sdxl'],
  ...['stable-diffusion*', 'stablediffusion*', 'qwen-image', 'z-image', 'seedream', 'recraft'],
  ...['ideogram', 'nano-banana', 'hidream', 'midjourney', 'dreamshaper', 'lucid', 'topazlabs'],
  // filming
  ...['seedance', 'sora', 'veo', 'kling', 'wan', 'wanx', 'runway', 'ray2', 'cosmos-transfer'],
  ...['cosmos-predict', 'ltx', 't2v', 'i2v', 'r2v', 'video-detector'],
];

const nonChat = new RegExp(`-(?:${words.map(ending).join('|')})`);

/**
 * Whether an id belongs to a model that chats, by its name alone (true when in doubt). OCR, audio
 * chat and plain completion models stay: they answer a chat, or refuse in words.
 */
export function isChatId(id: string): boolean {
  return !nonChat.test(`-${id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-`);
}

function ending(word: string): string {
  return word.endsWith('*') ? word.slice(0, -1) : `${word}(?![a-z])`;
}
