import type { ApiError } from '../../protocol/openai/errors';
import type { AnswerEvent } from '../../protocol/openai/events';
import { MOST_CALLS } from '../tools/most-calls';
import type { Message, MessageError } from './types';
import { reasonOf } from '../../lib/reason';

type ToolCallDelta = Extract<AnswerEvent, { type: 'tool-call-delta' }>;

/**
 * Applies one event to a message in place (`now` in epoch ms), so that it serves Solid's `produce`,
 * plain objects in tests and records on their way to disk alike.
 */
export function applyEvent(message: Message, event: AnswerEvent, now: number): void {
  switch (event.type) {
    case 'text-delta':
      message.text += event.text;
      markArrival(message, now, true);
      return;
    case 'reasoning-delta':
      message.reasoning += event.text;
      markArrival(message, now, false);
      return;
    case 'text-was-reasoning':
      // What an earlier part of a continued answer said stays.
      message.reasoning += message.text.slice(message.continuedFrom ?? 0);
      message.text = message.text.slice(0, message.continuedFrom ?? 0);
      if (message.timing) delete message.timing.firstTextAt;
      return;
    case 'tool-call-delta':
      applyToolCall(message, event);
      markArrival(message, now, true);
      return;
    case 'usage':
      message.usage = {
        promptTokens: event.promptTokens,
        completionTokens: event.completionTokens,
      };
      return;
    case 'timings':
      message.serverTimings = event.timings;
      return;
    case 'finish':
      message.finishReason = event.reason;
  }
}

/** The fact that a failed message stores; anything that is no ApiError is `internal`. */
export function toMessageError(error: unknown): MessageError {
  if (isApiError(error)) {
    return {
      code: error.code,
      serverMessage: error.serverMessage,
      ...(error.status === undefined ? {} : { status: error.status }),
      ...(error.serverCode === undefined ? {} : { serverCode: error.serverCode }),
      ...(error.body === undefined ? {} : { body: error.body }),
    };
  }
  if (error instanceof Error && error.name === 'ProviderGoneError') {
    return { code: 'no-provider', serverMessage: '' };
  }
  if (error instanceof Error && error.name === 'KeysLockedError') {
    return { code: 'locked', serverMessage: '' };
  }
  return {
    code: 'internal',
    serverMessage: reasonOf(error),
  };
}

function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError';
}

function markArrival(message: Message, now: number, isText: boolean): void {
  const { timing } = message;
  if (!timing) return;
  timing.firstTokenAt ??= now;
  if (isText) timing.firstTextAt ??= now;
}

function applyToolCall(message: Message, delta: ToolCallDelta): void {
  if (delta.index > MOST_CALLS) return;
  while (message.toolCalls.length <= delta.index) {
    message.toolCalls.push({ id: '', name: '', arguments: '' });
  }
  const call = message.toolCalls[delta.index];
  if (!call) return;
  if (delta.id) call.id = delta.id;
  if (delta.name) call.name = delta.name;
  if (delta.arguments) call.arguments += delta.arguments;
}
