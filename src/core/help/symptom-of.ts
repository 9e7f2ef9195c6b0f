import { isOverflow } from '../chat/overflow';
import type { MessageError } from '../chat/types';
import type { SymptomId } from './symptom-id';

/** Which page explains why an answer failed. */
export function symptomOf(error: MessageError): SymptomId {
  if (isOverflow(error)) return 'overflow';
  switch (error.code) {
    case 'network':
      return 'unreachable';
    case 'http':
      return symptomOfStatus(error);
    case 'stream':
      return 'server-error';
    default:
      return error.code;
  }
}

const statusSymptoms: Readonly<Record<number, SymptomId>> = {
  401: 'unauthorized',
  402: 'payment',
  403: 'forbidden',
  404: 'wrong-path',
  429: 'rate-limited',
};

function symptomOfStatus({ status = 0, serverMessage }: MessageError): SymptomId {
  if (status === 503 && /(?<!over)load/i.test(serverMessage)) return 'loading';
  return statusSymptoms[status] ?? (status >= 500 ? 'server-error' : 'bad-request');
}
