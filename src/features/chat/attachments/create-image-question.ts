import { createMemo, createSignal, type Accessor } from 'solid-js';
import { blindWords } from '../../../core/attachments/words';
import type { ImageChoice, Message } from '../../../core/chat/types';
import { ConversationsContext } from '../../../state/conversations';
import { ModelsContext } from '../../../state/models';
import { ProvidersContext } from '../../../state/providers';
import type { Chat } from '../create-chat';

/** Whether images may go to a model that is not known to read them. */
export interface ImageQuestion {
  /** How many would go: of the question that is written, and of the chat so far. */
  own: Accessor<number>;
  older: Accessor<number>;
  /** Whether images would go to a model that is not known to read them. */
  matters: Accessor<boolean>;
  choice: Accessor<ImageChoice | undefined>;
  /** Of a chat that has no id yet. */
  draftedChoice: Accessor<ImageChoice | undefined>;
  modelName: Accessor<string>;
  /** Who says that it reads none. */
  words: Accessor<string>;
  /** Rejects when it could not be stored. */
  choose(choice: ImageChoice): Promise<void>;
  /** A person knows better: the model reads images. */
  correct(): Promise<void>;
  /** The new chat has its id, and the choice is in its head. */
  forget(): void;
}

export function createImageQuestion(
  chat: Chat,
  id: Accessor<string | undefined>,
  own: Accessor<number>,
): ImageQuestion {
  const conversations = ConversationsContext.use();
  const models = ModelsContext.use();
  const providers = ProvidersContext.use();
  const [drafted, setDrafted] = createSignal<ImageChoice>();
  const older = createMemo(() => imagesIn(chat.path()));
  const model = createMemo(() => {
    const ref = chat.model();
    return ref && { ref, known: models.get(ref) };
  });
  const head = createMemo(() => conversations.get(id() ?? ''));
  return {
    own,
    older,
    matters: () =>
      own() + older() > 0 && model() !== undefined && model()?.known?.vision.value !== true,
    choice: () => (head() ? head()?.images : drafted()),
    draftedChoice: drafted,
    modelName: () => model()?.ref.modelName ?? '',
    words: () => {
      const { ref, known } = model() ?? {};
      return blindWords(ref?.modelName ?? '', ref?.providerLabel ?? '', known?.vision);
    },
    async choose(choice) {
      const chosenIn = head()?.id;
      if (chosenIn === undefined) setDrafted(choice);
      else await conversations.change(chosenIn, { images: choice });
    },
    async correct() {
      const ref = model()?.ref;
      const provider = ref && providers.get(ref.providerId);
      if (!ref || !provider) return;
      const override = { ...provider.overrides[ref.modelId], vision: true };
      await providers.update(provider.id, {
        overrides: { ...provider.overrides, [ref.modelId]: override },
      });
    },
    forget: () => setDrafted(),
  };
}

/** What a compaction stands for is not sent. */
function imagesIn(path: readonly Message[]): number {
  const from = path.findLastIndex((message) => message.compaction !== undefined) + 1;
  const attachments = path.slice(from).flatMap((message) => message.attachments ?? []);
  return attachments.filter(({ kind }) => kind === 'image').length;
}
