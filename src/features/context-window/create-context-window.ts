import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import {
  countChat,
  countDraft,
  type CountBasis,
  type CountedChat,
} from '../../core/context-window/count';
import { fitTokens, type Fit } from '../../core/context-window/fit';
import { hasTokenizer } from '../../core/context-window/tokenizer';
import type { Model } from '../../core/models/types';
import type { Provider } from '../../core/providers/types';
import type { AttachmentsState } from '../../state/attachments';
import { ConversationsContext } from '../../state/conversations';
import { countOnServer } from '../../state/count-on-server';
import { ModelsContext } from '../../state/models';
import { ProvidersContext } from '../../state/providers';
import { ServicesContext } from '../../state/services';
import { ToolsContext } from '../../state/tools';
import type { ContextRingProps } from './ContextRing';

/** What the ring and its popover show. */
export interface ContextWindow {
  /** Undefined while nothing is known of the model. */
  model: Accessor<Model | undefined>;
  provider: Accessor<Provider | undefined>;
  chat: Accessor<CountedChat>;
  fit: Accessor<Omit<Fit, 'count'>>;
  basis: Accessor<CountBasis>;
  /** What is estimated on top of what the server counted, the composer included. */
  after: Accessor<number>;
  /** What stands in the composer, with what is attached there. */
  draft: Accessor<number>;
  attached: Accessor<number>;
}

/** A running answer grows the count once a second, typing four times: nobody reads a ring faster. */
const RUNNING_MS = 1_000;
const TYPING_MS = 250;
/** A tokenizer is asked when nothing has changed for so long. */
const REST_MS = 800;
const FILES_AFTER_MS = 1_500;

/** The count of a chat and what stands in its composer; owned. `isOpen`: somebody wants to know it exactly. */
export function createContextWindow(
  props: ContextRingProps,
  isOpen: Accessor<boolean>,
): ContextWindow {
  const conversations = ConversationsContext.use();
  const models = ModelsContext.use();
  const providers = ProvidersContext.use();
  const services = ServicesContext.use();
  const tools = ToolsContext.use();
  const { clock } = services;

  const provider = () => providers.get(props.model.providerId);
  const model = createMemo(() => models.get(props.model));
  const settings = () => conversations.get(props.chatId ?? '')?.settings;
  const calibration = () => provider()?.calibrations?.[props.model.modelId];
  // Without them what was counted before would not be taken for what is sent now.
  tools.ready().catch(() => {});
  const told = createMemo(() => {
    const asked = provider();
    const head = conversations.get(props.chatId ?? '');
    return asked ? tools.told({ head, provider: asked, modelId: props.model.modelId }) : [];
  });
  const chat = (): CountedChat => ({
    path: props.path,
    settings: settings(),
    tools: told(),
    model: props.model,
    calibration: calibration(),
  });

  const pace = createPace(() => props.isRunning, RUNNING_MS);
  const count = createMemo(() => {
    pace();
    isOpen();
    trackLastAnswer();
    return countChat(chat());
  });
  /** The messages of a path are plain; what an answer brings at its end is read where it is tracked. */
  function trackLastAnswer(): void {
    // The array stays the same when a summary comes or goes.
    conversations.path(props.chatId ?? '');
    const last = props.path.findLast(({ role }) => role === 'assistant');
    const answer = last && conversations.message(props.chatId ?? '', last.id);
    void [answer?.status, answer?.usage?.promptTokens, answer?.promptEstimate, answer?.truncation];
  }

  const draftText = createLagging(() => props.draft, TYPING_MS);
  const [files, setFiles] = createSignal<AttachmentsState>();
  // Its code comes with the composer's own part for files, and not before.
  onCleanup(
    clock.after(FILES_AFTER_MS, () => {
      services.attachments().then(
        (loaded) => setFiles(() => loaded),
        () => {},
      );
    }),
  );
  const drafted = createMemo(() =>
    (files()?.drafted(props.chatId) ?? []).flatMap((file) =>
      file.kind === 'ready' ? [file.attachment] : [],
    ),
  );
  const attached = createMemo(() => countDraft('', drafted(), calibration()));
  const draft = createMemo(() => countDraft(draftText(), [], calibration()) + attached());
  const [exact, setExact] = createSignal<number>();
  const used = () => exact() ?? count().tokens + draft();
  const after = () => {
    const { basis } = count();
    return (basis.kind === 'usage' ? basis.after : count().tokens) + draft();
  };
  const fit = createMemo(() =>
    fitTokens(used(), {
      window: model()?.contextWindow.tokens ?? 0,
      maxTokens: settings()?.maxTokens,
      maxOutput: model()?.maxOutputTokens.tokens,
    }),
  );

  /** Asking costs the server something: only where the estimate is a good part of a count that matters. */
  const isWorthAsking = () => {
    const window = model()?.contextWindow.tokens ?? 0;
    const matters = isOpen() || count().tokens + draft() > window / 2;
    const isAttached =
      drafted().length > 0 || props.path.some(({ attachments = [] }) => attachments.length > 0);
    return matters && !props.isRunning && !isAttached && after() > used() / 10 && used() > 0;
  };
  createEffect(
    on([count, draft, isOpen, () => provider()?.server?.kind, () => props.isRunning], () => {
      setExact();
      if (!hasTokenizer(provider()?.server) || !isWorthAsking()) return;
      const controller = new AbortController();
      const cancel = clock.after(isOpen() ? 0 : REST_MS, () => void ask(controller.signal));
      onCleanup(() => {
        cancel();
        controller.abort();
      });
    }),
  );
  async function ask(signal: AbortSignal): Promise<void> {
    const asked = { ...chat(), draft: draftText(), signal };
    const tokens = await countOnServer(providers, asked).catch(() => undefined);
    if (!signal.aborted) setExact(tokens);
  }

  return {
    model,
    provider,
    chat,
    fit,
    draft,
    attached,
    basis: () => (exact() === undefined ? count().basis : { kind: 'tokenizer', at: clock.now() }),
    after,
  };

  /** Changes once in a while as long as `isOn`. */
  function createPace(isOn: Accessor<boolean>, ms: number): Accessor<number> {
    const [beats, setBeats] = createSignal(0);
    createEffect(() => {
      if (!isOn()) return;
      let cancel = (): void => {};
      const beat = (): void => {
        setBeats((before) => before + 1);
        cancel = clock.after(ms, beat);
      };
      cancel = clock.after(ms, beat);
      onCleanup(() => cancel());
    });
    return beats;
  }

  /** A value that follows another one, so often at most: a key that is pressed costs nothing here. */
  function createLagging(of: Accessor<string>, ms: number): Accessor<string> {
    const [value, setValue] = createSignal('');
    let cancel: (() => void) | undefined;
    createEffect(() => {
      // What was sent is in the chat now: it must not count twice.
      if (of() === '') setValue('');
      cancel ??= clock.after(ms, () => {
        cancel = undefined;
        setValue(of());
      });
    });
    onCleanup(() => cancel?.());
    return value;
  }
}
