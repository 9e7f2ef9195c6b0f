import { createIdle } from '../platform/idle';
import { late } from '../ui/late';

/** What one without a provider can begin with, once the first screen stands. */
export const LateStart = late(async () => {
  await createIdle()();
  return import('./Start');
});
