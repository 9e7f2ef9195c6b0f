import type { McpPrompt, McpResource } from '../../protocol/mcp/types';
import { fold, wordsOf } from '../search/fold';

interface Offer {
  serverId: string;
  /** What the person calls the server. */
  server: string;
}

/** What a server has for a message that is being written: a prompt to put in, or a resource to attach. */
export type ServerOffer =
  | (Offer & { kind: 'server-prompt'; prompt: McpPrompt })
  | (Offer & { kind: 'resource'; resource: McpResource });

/** All that a server listed. */
export function offersOf(
  of: Offer,
  prompts: readonly McpPrompt[],
  resources: readonly McpResource[],
): ServerOffer[] {
  return [
    ...prompts.map((prompt): ServerOffer => ({ kind: 'server-prompt', ...of, prompt })),
    ...resources.map((resource): ServerOffer => ({ kind: 'resource', ...of, resource })),
  ];
}

export function offerTitle(offer: ServerOffer): string {
  return offer.kind === 'server-prompt'
    ? (offer.prompt.title ?? offer.prompt.name)
    : `Attach ${offer.resource.name}`;
}

/** Whose it is, and what the server says of it. */
export function offerWords(offer: ServerOffer): string {
  const about =
    offer.kind === 'server-prompt'
      ? offer.prompt.description
      : (offer.resource.description ?? offer.resource.uri);
  const line = (about ?? '').replace(/\s+/g, ' ').trim().slice(0, 200);
  return [offer.server, line].filter(Boolean).join(' · ');
}

/** Those with every word of the query in their title, their name or their server's, prompts first. */
export function findOffers(offers: readonly ServerOffer[], query: string): ServerOffer[] {
  const words = wordsOf(query);
  const found = offers.filter((offer) => {
    const own = offer.kind === 'server-prompt' ? offer.prompt.name : offer.resource.uri;
    const text = fold(`${offer.server} ${offerTitle(offer)} ${own}`);
    return words.every((word) => text.includes(word));
  });
  const isPrompt = ({ kind }: ServerOffer): boolean => kind === 'server-prompt';
  return [...found.filter(isPrompt), ...found.filter((offer) => !isPrompt(offer))];
}
