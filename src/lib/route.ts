/** The app's hash routes; stable names, see README. */
export type Route =
  | { page: 'new-chat' }
  | { page: 'chat'; id: string }
  | { page: 'providers' }
  | { page: 'add-provider'; baseUrl: string }
  | { page: 'provider'; id: string }
  | { page: 'settings' }
  | { page: 'log' }
  /** An empty server is the list of them. */
  | { page: 'help'; server: string }
  | { page: 'not-found' };

/** Reads `location.hash`; anything unknown is `not-found`, an empty hash a new chat. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  const [first = '', second = '', ...rest] = path.split('/').map(decode);
  if (rest.length > 0) return { page: 'not-found' };
  switch (first) {
    case '':
      return { page: 'new-chat' };
    case 'chat':
      return second ? { page: 'chat', id: second } : { page: 'new-chat' };
    case 'providers':
      if (second === 'add') {
        return { page: 'add-provider', baseUrl: new URLSearchParams(query).get('base_url') ?? '' };
      }
      return second ? { page: 'provider', id: second } : { page: 'providers' };
    case 'settings':
      return { page: 'settings' };
    case 'log':
      return { page: 'log' };
    case 'help':
      return { page: 'help', server: second };
    default:
      return { page: 'not-found' };
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
