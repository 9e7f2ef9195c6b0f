import { streamChat } from '../../protocol/openai/stream-chat';
import { inDialect } from './in-dialect';

/** The protocol client, speaking each server's dialect; one module, so that it loads in one piece. */
export const chatInDialect = inDialect(streamChat);
