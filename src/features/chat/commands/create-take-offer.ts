import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { offerTitle, type ServerOffer } from '../../../core/tool-servers/offers';
import { promptWords } from '../../../core/tool-servers/prompt-words';
import { resourceFiles } from '../../../core/tool-servers/resource-files';
import { reasonOf } from '../../../lib/reason';
import { NoticesContext } from '../../../state/notices';
import { ServicesContext } from '../../../state/services';
import type { ToolServersState } from '../../../state/tool-servers';

type Of<Kind extends ServerOffer['kind']> = Extract<ServerOffer, { kind: Kind }>;

export interface TakeOffer {
  /** What is just being fetched; tracked. */
  fetching: Accessor<ServerOffer | undefined>;
  /** Puts a prompt in the place of what stands in the composer. */
  insert(offer: Of<'server-prompt'>, values: Readonly<Record<string, string>>): void;
  /** Attaches a resource to the message of a chat, and takes the command out of the composer. */
  attach(offer: Of<'resource'>, chat: string | undefined): void;
  /** Gives up what is being fetched. */
  stop(): void;
}

/** Fetches what a tool server offers. A notice says what failed, and the composer keeps its text then. Owned, needs the contexts. */
export function createTakeOffer(
  servers: Accessor<ToolServersState | undefined>,
  write: (text: string) => void,
): TakeOffer {
  const notices = NoticesContext.use();
  const services = ServicesContext.use();
  const [fetching, setFetching] = createSignal<ServerOffer>();
  let current: AbortController | undefined;

  function stop(): void {
    current?.abort();
    current = undefined;
    setFetching();
  }
  onCleanup(stop);

  async function run(
    offer: ServerOffer,
    fetch: (servers: ToolServersState, signal: AbortSignal) => Promise<() => void>,
  ): Promise<void> {
    const open = servers();
    if (!open) return;
    stop();
    const own = new AbortController();
    current = own;
    setFetching(offer);
    try {
      const take = await fetch(open, own.signal);
      own.signal.throwIfAborted();
      stop();
      take();
    } catch (error) {
      if (own.signal.aborted) return;
      stop();
      const what = offer.kind === 'resource' ? offer.resource.name : offerTitle(offer);
      notices.warn(
        `“${what}” did not come from ${offer.server}. ${reasonOf(error)}`,
        'tool-server',
      );
    }
  }

  return {
    fetching,
    stop,
    insert: (offer, values) =>
      void run(offer, async (open, signal) => {
        const { serverId, prompt } = offer;
        const filled = Object.entries(values).filter(([, value]) => value !== '');
        const text = promptWords(
          await open.prompt(serverId, prompt.name, Object.fromEntries(filled), signal),
        );
        if (text.trim() === '') throw new Error('The prompt is empty.');
        return () => write(text);
      }),
    attach: (offer, chat) =>
      void run(offer, async (open, signal) => {
        const { serverId, resource, server } = offer;
        const attachments = await services.attachments();
        const read = await open.resource(serverId, resource.uri, signal);
        const files = resourceFiles(resource, read);
        if (files.length === 0) throw new Error('The resource is empty.');
        return () => {
          attachments.add(chat, files);
          write('');
          if (files.length === read.length) return;
          notices.warn(
            `${server} sent ${read.length} files for “${resource.name}”. The first ${files.length} are attached.`,
            'tool-server',
          );
        };
      }),
  };
}
