import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import { draftOwner } from '../core/attachments/owner';
import type { PreparedFile } from '../core/attachments/types';
import type { Attachment } from '../core/chat/types';
import type { ChatRequestPart } from '../protocol/openai/request';
import { attachedContents } from './attached-contents';
import { createAttachments } from './attachments';
import { branchOff } from './branch-off';
import {
  alwaysIdle,
  fakeClock,
  fakeConversationRepository,
  fakeIds,
  microtaskScheduler,
  settle,
} from './testing/fakes';
import { setUp } from './testing/running-completion';

/** Every file is an image, but those named `bad`. */
async function prepare({ name }: File): Promise<PreparedFile> {
  if (name.startsWith('bad')) return { kind: 'binary', name };
  const blob = new Blob([name], { type: 'image/png' });
  return { kind: 'ready', blob, attachment: { kind: 'image', name, type: blob.type, bytes: 1 } };
}

/** One tab's composers over a repository; another tab may be made of what it saved. */
function composers(
  stored = fakeConversationRepository(),
  saved: Record<string, readonly Attachment[]> = {},
) {
  const kept = { saved };
  const lost: string[] = [];
  const newId = fakeIds();
  const state = createRoot(() =>
    createAttachments({
      repository: stored.attachments,
      prepare,
      store: {
        load: () => structuredClone(kept.saved) as Record<string, Attachment[]>,
        save: (files) => void (kept.saved = structuredClone({ ...files })),
      },
      newId: () => `file-${newId()}`,
      clock: fakeClock(),
      idle: alwaysIdle,
      onLost: (names) => lost.push(...names),
    }),
  );
  const names = (chat?: string) =>
    state.drafted(chat).map((file) => {
      if (file.kind === 'ready') return file.attachment.name;
      if (file.kind === 'refused') return `${file.attachment.name}?`;
      return file.kind === 'problem' ? `${file.problem.name}!` : `${file.name}…`;
    });
  return { ...state, stored, kept, lost, names };
}
const file = (name: string) => new File(['x'], name);

test('files are drafted in their order, and what is of no use says so', async () => {
  const { add, names, kept, stored } = composers();
  add('c', [file('a.png'), file('bad.zip'), file('b.png')]);
  expect(names('c')).toEqual(['a.png…', 'bad.zip…', 'b.png…']);
  await settle();
  expect(names('c')).toEqual(['a.png', 'bad.zip!', 'b.png']);
  expect(kept.saved['c']?.map(({ name }) => name)).toEqual(['a.png', 'b.png']);
  expect([...stored.files.values()].map(({ conversationId }) => conversationId)).toEqual([
    draftOwner(1_000_000),
    draftOwner(1_000_000),
  ]);
});

test('what is removed while it is read leaves nothing behind', async () => {
  const { add, remove, names, stored } = composers();
  const [id = ''] = add(undefined, [file('a.png')]);
  remove(id);
  await settle();
  expect(names()).toEqual([]);
  expect(stored.files.size).toBe(0);
});

/** Composers over a disk that is full until `empty` is called. */
function overFullDisk() {
  const stored = fakeConversationRepository();
  const { save } = stored.attachments;
  stored.attachments.save = async () => {
    throw new Error('The storage of this browser is full.');
  };
  return { ...composers(stored), empty: () => void (stored.attachments.save = save) };
}

test('what the disk refuses is kept, says so, and is written at the next try', async () => {
  const { add, drafted, names, tryAgain, empty, kept, stored } = overFullDisk();
  const [id = ''] = add('c', [file('a.png')]);
  await settle();
  expect(drafted('c')[0]).toMatchObject({
    kind: 'refused',
    reason: 'The storage of this browser is full.',
  });
  await tryAgain(id);
  expect(names('c')).toEqual(['a.png?']);
  expect(kept.saved['c'] ?? []).toEqual([]);
  empty();
  await tryAgain(id);
  expect(names('c')).toEqual(['a.png']);
  expect(await stored.files.get(id)?.blob.text()).toBe('a.png');
  expect(kept.saved['c']).toHaveLength(1);
});

test('a question does not go without a file that the disk refuses; it goes with it once there is room', async () => {
  const { add, toSend, empty, names } = overFullDisk();
  add('c', [file('a.png')]);
  await expect(toSend('c')).rejects.toThrow('a.png is not stored. The storage of this browser');
  expect(names('c')).toEqual(['a.png?']);
  empty();
  expect((await toSend('c')).map(({ name }) => name)).toEqual(['a.png']);
});

test('a refused file that is removed stays away', async () => {
  const { add, remove, tryAgain, empty, names, stored } = overFullDisk();
  const [id = ''] = add('c', [file('a.png')]);
  await settle();
  remove(id);
  empty();
  await tryAgain(id);
  expect(names('c')).toEqual([]);
  expect(stored.files.size).toBe(0);
});

test('drafted files come back in the next load; one that is gone is named', async () => {
  const first = composers();
  first.add('c', [file('a.png'), file('b.png')]);
  await settle();
  const [gone] = first.kept.saved['c'] ?? [];
  first.stored.files.delete(gone?.id ?? '');
  const second = composers(first.stored, first.kept.saved);
  await settle();
  expect(second.names('c')).toEqual(['b.png']);
  expect(second.lost).toEqual(['a.png']);
});

test('sending waits for what is read, and takes it out of the composer', async () => {
  const { add, toSend, sent, names } = composers();
  add(undefined, [file('a.png'), file('bad.zip')]);
  const attachments = await toSend(undefined);
  expect(attachments.map(({ name }) => name)).toEqual(['a.png']);
  add(undefined, [file('late.png')]);
  await settle();
  sent(undefined, attachments, 'c1');
  expect(names()).toEqual([]);
  expect(names('c1')).toEqual(['late.png']);
});

test('what another tab has sent meanwhile goes as a copy', async () => {
  const { add, toSend, sent, stored, names } = composers();
  add('c', [file('a.png')]);
  await settle();
  const [record] = [...stored.files.values()];
  if (record) record.conversationId = 'other';
  const [copy] = await toSend('c');
  expect(copy?.id).not.toBe(record?.id);
  expect(stored.files.get(record?.id ?? '')?.conversationId).toBe('other');
  sent('c', copy ? [copy] : [], 'c');
  expect(names('c')).toEqual([]);
});

test('what waited to be sent later comes back into the composer, and goes as it is', async () => {
  const { add, toSend, sent, takeBack, stored, names } = composers();
  add('c', [file('a.png')]);
  const attachments = await toSend('c');
  sent('c', attachments, 'c');
  for (const record of stored.files.values()) record.conversationId = 'c';
  takeBack('c', attachments);
  expect(names('c')).toEqual(['a.png']);
  expect(await toSend('c')).toEqual(attachments);
});

/** A chat whose first question has an image. */
async function withImage() {
  const running = await setUp(microtaskScheduler());
  const { stored, completion, server, model } = running;
  const drafted = composers(stored);
  drafted.add(undefined, [file('a.png')]);
  const attachments = await drafted.toSend(undefined);
  const id = await completion.send(undefined, { text: '', attachments }, model);
  await settle();
  server.finish();
  await settle();
  const owners = () => [...stored.files.values()].map(({ conversationId }) => conversationId);
  return { ...running, ...drafted, stored, id, attachments, owners };
}

test('an image is sent as a part with its bytes, and its chat is named after it', async () => {
  const { server, conversations, id, owners } = await withImage();
  expect(server.requests[0]?.body).toMatchObject({
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: `data:image/png;base64,${btoa('a.png')}` } },
        ],
      },
    ],
  });
  expect(conversations.get(id)?.title).toBe('a.png');
  expect(owners()).toEqual([id]);
});

test('versions of a question share its image: it goes with the last of them, and comes back', async () => {
  const { conversations, completion, server, model, id, attachments, owners } = await withImage();
  const [question] = conversations.path(id);
  await completion.edit(id, question?.id ?? '', { text: 'Again', attachments }, model);
  await settle();
  server.finish();
  await settle();
  await conversations.removeMessage(id, conversations.path(id)[0]?.id ?? '');
  expect(owners()).toEqual([id]);
  const undo = await conversations.removeMessage(id, conversations.path(id)[0]?.id ?? '');
  expect(owners()).toEqual([]);
  await undo();
  expect(owners()).toEqual([id]);
});

test('a deleted chat takes its image along, and brings it back', async () => {
  const { conversations, id, owners } = await withImage();
  const undo = await conversations.remove(id);
  expect(owners()).toEqual([]);
  await undo();
  expect(owners()).toEqual([id]);
});

test('a chat that branches off has an image of its own', async () => {
  const { conversations, copy, clock, id, owners } = await withImage();
  const newId = fakeIds();
  const tools = { conversations, copyAttachments: copy, clock, newId: () => `branch-${newId()}` };
  const branch = await branchOff(tools, id, conversations.path(id)[1]?.id ?? '');
  expect(owners()).toEqual([id, branch]);
  await conversations.remove(id);
  expect(owners()).toEqual([branch]);
});

test('a model that is not known to read images gets notes once a person chose so, another the image', async () => {
  const { conversations, repository, model, id, stored } = await withImage();
  await conversations.change(id, { images: 'note' });
  const path = conversations.path(id);
  const [provider] = repository.setup.providers;
  const [question, answer] = path;
  if (!provider || !question || !answer) throw new Error('no chat');
  const contentFor = async (vision: boolean) => {
    const contents = await attachedContents({
      answer,
      history: path,
      provider: { ...provider, addedModels: [model.modelId], overrides: { m: { vision } } },
      head: conversations.get(id),
      attachments: stored.attachments,
    });
    return contents.get(question.id) as string | ChatRequestPart[];
  };
  expect(await contentFor(false)).toMatch(/^\[The image a\.png is left out/);
  expect(await contentFor(true)).toMatchObject([{ type: 'image' }]);
});
