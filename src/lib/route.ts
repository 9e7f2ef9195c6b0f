/** The app's hash routes; stable names, see README. */
export type Route =
  | { page: 'new-chat' }
  /** A message to show, and words to find from there on. */
  | { page: 'chat'; id: string; messageId?: string; find?: string }
  | { page: 'providers' }
  | { page: 'add-provider'; baseUrl: string; label: string }
  /** What another device sent along; empty once it has been read. */
  | { page: 'hand-over'; payload: string }
  /** A model whose values are to be set. */
  | { page: 'provider'; id: string; modelId?: string }
  | { page: 'prompts' }
  | { page: 'tools' }
  | { page: 'storage' }
  | { page: 'settings' }
  | { page: 'log' }
  /** An empty topic is the list of them; `ollama`, `symptom/cors`. */
  | { page: 'help'; topic: string }
  | { page: 'not-found' };

/** Reads `location.hash`; anything unknown is `not-found`, an empty hash a new chat. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  const [first = '', second = '', ...rest] = path.split('/').map(decode);
  // A link that something broke still has to leave the address.
  if (first === 'hand-over') return { page: first, payload: [second, ...rest].join('/') };
  if (rest.length > 0 && first !== 'help') return { page: 'not-found' };
  switch (first) {
    case '':
      return { page: 'new-chat' };
    case 'chat':
      return second ? chatRoute(second, new URLSearchParams(query)) : { page: 'new-chat' };
    case 'providers':
      if (second === 'add') {
        const [baseUrl = '', label = ''] = ['base_url', 'label'].map(
          (name) => new URLSearchParams(query).get(name) ?? '',
        );
        return { page: 'add-provider', baseUrl, label };
      }
      return second
        ? providerRoute(second, new URLSearchParams(query).get('model'))
        : { page: 'providers' };
    case 'prompts':
      return { page: 'prompts' };
    case 'tools':
      return { page: 'tools' };
    case 'storage':
      return { page: 'storage' };
    case 'settings':
      return { page: 'settings' };
    case 'log':
      return { page: 'log' };
    case 'help':
      return { page: 'help', topic: [second, ...rest].join('/') };
    default:
      return { page: 'not-found' };
  }
}

function providerRoute(id: string, modelId: string | null): Route {
  return { page: 'provider', id, ...(modelId && { modelId }) };
}

function chatRoute(id: string, query: URLSearchParams): Route {
  const [messageId, find] = [query.get('message'), query.get('find')];
  return { page: 'chat', id, ...(messageId && { messageId }), ...(find && { find }) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
