import type { CompletionEvent } from '../events';
import { chunk } from './collect';

export const text = (value: string): CompletionEvent => ({ type: 'text-delta', text: value });
export const reasoning = (value: string): CompletionEvent => ({
  type: 'reasoning-delta',
  text: value,
});
export const finish = (reason: string) => ({ type: 'finish', reason }) as CompletionEvent;
export const usage = (promptTokens: number, completionTokens: number): CompletionEvent => ({
  type: 'usage',
  promptTokens,
  completionTokens,
});
export const wireUsage = (prompt_tokens: number, completion_tokens: number) => ({
  usage: { prompt_tokens, completion_tokens },
});

export const hi = JSON.stringify(chunk({ content: 'Hi' }));
export const stop = JSON.stringify(chunk({}, 'stop'));
export const hiAndStop = [text('Hi'), finish('stop')];
