import fc from 'fast-check';
import { fuzz } from '../lib/testing/fuzz';
import { restoreAttachments, restoreConversation, restoreMessage } from './chat/restore';
import { restoreLibraryEntry } from './library/restore';
import { restoreFileRemainder, restoreProvider } from './providers/restore';
import { restoreSealed } from './sealing/restore';
import { restoreSettings } from './settings/restore';
import { restoreToolServer } from './tool-servers/restore';

const restores: readonly [string, (record: unknown) => unknown][] = [
  ['chat', restoreConversation],
  ['message', restoreMessage],
  ['attachments', restoreAttachments],
  ['provider', restoreProvider],
  ['file remainder', restoreFileRemainder],
  ['library', restoreLibraryEntry],
  ['tool server', restoreToolServer],
  ['settings', restoreSettings],
  ['sealed text', restoreSealed],
];

/** Names that records have, at any depth: what is foreign is most dangerous where it looks like ours. */
const name = fc.constantFrom(
  ...[
    'id',
    'conversationId',
    'parentId',
    'role',
    'createdAt',
    'updatedAt',
    'text',
    'reasoning',
    'toolCalls',
    'status',
  ],
  ...[
    'error',
    'usage',
    'timing',
    'model',
    'providerId',
    'modelId',
    'attachments',
    'settings',
    'title',
    'leafId',
    'tools',
  ],
  ...[
    'key',
    'label',
    'baseUrl',
    'apiKey',
    'headers',
    'fileModels',
    'addedModels',
    'overrides',
    'listed',
    'models',
    'at',
  ],
  ...[
    'kind',
    'name',
    'arguments',
    'result',
    'queue',
    'folder',
    'pinned',
    'checks',
    'learned',
    'calibrations',
    'v',
    'url',
  ],
  ...['__proto__', 'constructor', 'toJSON', 'length'],
);
const value = fc.anything({
  key: name,
  maxDepth: 4,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withNullPrototype: true,
  withBoxedValues: true,
  values: [
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(
      null,
      undefined,
      'user',
      'assistant',
      'done',
      'streaming',
      'http',
      'image',
      'preset',
      'prompt',
      'http://localhost:1/v1',
    ),
  ],
});
const record = fc
  .tuple(fc.dictionary(name, value, { maxKeys: 12 }), fc.boolean())
  .map(([fields, isOurs]) =>
    isOurs
      ? {
          id: 'm1',
          conversationId: 'c1',
          role: 'assistant',
          createdAt: 1,
          title: 'T',
          kind: 'prompt',
          ...fields,
        }
      : fields,
  );

fuzz('stored records: whatever lies in a store is read or set aside', {
  what: 'records',
  runs: 30_000,
  cases: fc.oneof({ weight: 4, arbitrary: record }, { weight: 1, arbitrary: value }),
  check(stored) {
    for (const [kind, restore] of restores) {
      const once = restore(stored);
      if (once === undefined) continue;
      // What was read can be stored and read again, and is the same then.
      const twice = restore(structuredClone(once));
      if (JSON.stringify(twice) !== JSON.stringify(once))
        throw new Error(`${kind}: ${JSON.stringify({ once, twice })}`);
    }
  },
});
