import { unwrap } from 'solid-js/store';
import type { ModelRef } from '../core/models/types';
import { learnWindow, type LearnWindowTools } from './learn-window';
import type { AnswerTurn } from './open-answer';
import { takeStock, type StockTools } from './take-stock';

/** Learns from an answer that has ended: what was read of what was sent, or what a refusal says of the window. */
export async function learnFrom(
  { answer, history, model, request }: AnswerTurn & { model: ModelRef },
  tools: LearnWindowTools & StockTools,
): Promise<void> {
  const { providerId, modelId } = model;
  const error = unwrap(tools.conversations.message(answer.conversationId, answer.id)?.error);
  if (error) await learnWindow({ providerId, modelId, error, request, history }, tools);
  else if (request) await takeStock({ answer, history, request, providerId }, tools);
}
