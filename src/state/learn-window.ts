import { unwrap } from 'solid-js/store';
import { readOverflow } from '../core/chat/overflow';
import type { Message, MessageError } from '../core/chat/types';
import { calibrated } from '../core/context-window/calibration';
import { estimateRequest } from '../core/context-window/estimate-messages';
import { withWindow } from '../core/models/learned-window';
import type { Clock } from '../core/ports';
import { connectionOf } from '../core/providers/connection';
import { formatNumber } from '../lib/format';
import type { ChatRequest } from '../protocol/openai/request';
import type { LearnTools } from './learn';
import { ownEntry } from './plan-compaction';
import { windowOf } from './window-of';

export interface LearnWindowTools extends LearnTools {
  clock: Clock;
}

/** A request that was refused. */
export interface Refused {
  providerId: string;
  modelId: string;
  error: MessageError;
  /** Absent when it is not known any more. */
  request?: ChatRequest | undefined;
  /** The messages that the request was made of. */
  history: readonly Message[];
}

/**
 * Notes what an overflow error gives away: the model's window, unless the server says the same of what is loaded, and by
 * the size that it counted, how its tokenizer compares to the estimate.
 */
export async function learnWindow(refused: Refused, tools: LearnWindowTools): Promise<void> {
  const { providers, clock, onFailure } = tools;
  const { modelId, error } = refused;
  const provider = unwrap(providers.get(refused.providerId));
  const overflow = readOverflow(error);
  if (!provider || provider.demo || !overflow) return;
  const { window: tokens } = overflow;
  const known = windowOf(provider, modelId);
  const isNews =
    tokens !== undefined && !(known?.source === 'server-runtime' && known.tokens === tokens);
  const before = ownEntry(provider.calibrations, modelId);
  const after = calibrated(before, plainOf(refused), overflow.sent ?? 0);
  if (!isNews && (!after || after === before)) return;
  await providers.note(
    { id: provider.id, ...connectionOf(provider) },
    ({ learnedWindows, calibrations }) => ({
      ...(isNews && {
        learnedWindows: withWindow(learnedWindows, modelId, { tokens, at: clock.now() }),
      }),
      ...(after && { calibrations: { ...calibrations, [modelId]: after } }),
    }),
  );
  if (isNews) {
    const words = `Learned: the context window of ${modelId} is ${formatNumber(tokens)} tokens`;
    onFailure(provider.label, words);
  }
}

/** What was sent by the plain estimate; 0 where it teaches nothing. */
function plainOf({ request, history }: Refused): number {
  if (!request) return 0;
  const { plain, images } = estimateRequest(request, history);
  return images > 0 ? 0 : plain;
}
