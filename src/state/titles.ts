import { unwrap } from 'solid-js/store';
import { isFinished } from '../core/chat/tool-chain';
import { titleFromAnswer, titleRequest } from '../core/chat/title-request';
import type { ModelRef } from '../core/models/types';
import type { Idle } from '../core/ports';
import { resolveModel } from '../core/providers/resolve-model';
import type { CompletionChange } from './completion';
import type { ModelsState } from './models';
import { askProvider, type OpenAnswerTools } from './open-answer';

export interface TitlesTools extends Omit<OpenAnswerTools, 'attachments' | 'tools'> {
  models: ModelsState;
  idle: Idle;
}

/**
 * Gives chats a title by `summarize_model`, or by their own model: after the first answer, and never while an answer of
 * the same provider is asked for. What fails leaves the title as it is; the request is in the log.
 */
export function createTitles(tools: TitlesTools): (event: CompletionChange) => void {
  const { conversations, models, providers, settings, idle } = tools;
  const asking = new Map<AbortController, string>();

  /** The first turn, of a chat that nobody has named yet. */
  function turnOf(id: string): { question: string; answer: string } | undefined {
    const head = conversations.get(id);
    const [question, ...answers] = conversations.path(id);
    // One that called tools goes on in the next.
    const answer = answers.at(-1);
    const isFirst = answers.every(({ role }) => role === 'assistant');
    if (!head || head.titleBy || !isFirst || !answer || !isFinished(answer)) return undefined;
    return question && answer.text.trim() !== ''
      ? { question: question.text, answer: answer.text }
      : undefined;
  }

  function writerFor(own: ModelRef): { providerId: string; modelId: string } {
    const list = (provider: { id: string }) => models.of(provider.id);
    return resolveModel(providers.list, list, providers.summarizeModel) ?? own;
  }

  async function write(id: string, own: ModelRef): Promise<void> {
    const { providerId, modelId } = writerFor(own);
    const provider = unwrap(providers.get(providerId));
    const turn = turnOf(id);
    // A limit on requests is there for answers.
    if (!turn || !provider || provider.demo || provider.rateLimit) return;
    const controller = new AbortController();
    asking.set(controller, providerId);
    try {
      let text = '';
      const request = titleRequest(modelId, turn.question, turn.answer);
      for await (const event of askProvider(request, provider, tools, controller.signal)) {
        if (event.type === 'text-delta') text += event.text;
        if (event.type === 'text-was-reasoning') text = '';
      }
      const title = titleFromAnswer(text);
      // Meanwhile a person may have named it.
      if (title && !conversations.get(id)?.titleBy) {
        await conversations.change(id, { title, titleBy: 'model' });
      }
    } finally {
      asking.delete(controller);
    }
  }

  return ({ kind, conversationId, model }) => {
    if (kind === 'started') {
      for (const [controller, providerId] of asking)
        if (providerId === model.providerId) controller.abort();
    } else if (settings.titles && turnOf(conversationId)) {
      void idle()
        .then(() => write(conversationId, model))
        .catch(() => {});
    }
  };
}
