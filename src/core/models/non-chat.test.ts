import { expect, test } from 'vitest';
import { isChatId } from './non-chat';

const hidden = `
text-embedding-3-large nomic-embed-text:latest embeddinggemma:300m gemma-embedding nv-embedqa-e5-v5
multilingual-e5-large BAAI/bge-m3 gte-large all-minilm:33m mxbai-embed-large titan-embed-text-v1
Qwen/Qwen3-Embedding-0.6B Qwen3-Reranker-4B jina-colbert-v2 paraphrase-multilingual
whisper-1 openai/whisper-large-v3 nvidia/parakeet-tdt gpt-4o-transcribe qwen3-asr-flash gpt-4o-mini-tts
tts-1-hd kokoro-82m orpheus-3b xtts_v2 gpt-realtime elevenlabs/v3 musicgen
omni-moderation-latest text-moderation-stable shieldgemma-2b llama-guard-3-8b meta/LlamaGuard-7b
Qwen3Guard-Gen-8B granite-guardian-3.1 prompt-guard-86m gpt-oss-safeguard-20b nemotron-3-content-safety
dall-e-3 gpt-image-1.5 imagen-4.0 black-forest-labs/FLUX.1-dev flux1-schnell sdxl-turbo
stable-diffusion-3.5 stablediffusionxl qwen-image-edit z-image-turbo seedream-4 nano-banana
sora-2 veo3 veo-3.1 kling-v2 wan2.2-t2v-a14b wanx2.1 cosmos-transfer1 ltx-video
`;

const shown = `
gpt-oss-20b command-r llama-3.1-8b-instruct gemma-3-270m qwen3:8b mistral-small phi-4 local-model
deepseek-r1-distill-llama-70b gpt-3.5-turbo-instruct babbage-002 davinci-002 computer-use-preview
mistral-ocr-latest deepseek-ocr gpt-audio gpt-4o-audio-preview voxtral-small-24b o3-deep-research
cosmos-reason1-7b qwen2.5-vl-72b wizardlm2 falcon-h1 gemini-2.5-flash-image embers-7b soraya-8b
guardsman-7b e5b-chat wander-12b fluxion ttsx visualizer llava nemotron-nano-9b-v2 hunyuan-a13b
`;

const words = (text: string): string[] => text.trim().split(/\s+/);

test.each(words(hidden))('%s does not chat', (id) => {
  expect(isChatId(id)).toBe(false);
});

test.each(words(shown))('%s chats', (id) => {
  expect(isChatId(id)).toBe(true);
});

test('any string has an answer', () => {
  for (const id of ['', '-', '__proto__', 'x'.repeat(100_000), '-embed'.repeat(20_000)])
    expect(isChatId(id)).toBe(!id.includes('embed'));
});
