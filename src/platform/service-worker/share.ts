import type { WorkerRequest } from './answers-for';

/** All that one share may weigh; more than any model takes, and what a phone still holds. */
const MOST_BYTES = 60_000_000;
const MOST_FILES = 20;
const MOST_CHARACTERS = 1_000_000;

const WORDS = ['title', 'text', 'url'] as const;
const FILES = 'files';

export interface Shared {
  title: string;
  text: string;
  url: string;
  files: File[];
}

type Cached = Pick<CacheStorage, 'open' | 'delete'>;

const cacheName = (scope: string): string => `patchbay-shared ${scope}`;
const address = (scope: string): string => `${scope}share`;

/** Whether the system hands over what a person shared: `share_target` of the manifest. */
export function isShare({ url, method, mode }: WorkerRequest, scope: string): boolean {
  return method === 'POST' && mode === 'navigate' && url === address(scope);
}

/**
 * Keeps what was shared for the page and leads to it. Only the last share is kept. A page of another origin can post a
 * form here too: one that says where it comes from is not heard, and from the others comes no more than a draft.
 */
export async function takeShare(
  request: Request,
  scope: string,
  caches: Cached,
): Promise<Response> {
  const isKept =
    isOwn(request.referrer, scope) && (await keep(request, scope, caches).catch(() => false));
  return Response.redirect(`${scope}#/?shared${isKept ? '' : '=failed'}`, 303);
}

/** Hands out, once, what the worker has kept. */
export async function openShared(scope: string, caches: Cached): Promise<Shared | undefined> {
  const cache = await caches.open(cacheName(scope));
  const kept = await cache.match(address(scope));
  // Two tabs may look at the same moment.
  if (!(await caches.delete(cacheName(scope))) || !kept) return undefined;
  return fieldsOf(await kept.formData());
}

function isOwn(referrer: string, scope: string): boolean {
  return !/^https?:/.test(referrer) || new URL(referrer).origin === new URL(scope).origin;
}

async function keep(request: Request, scope: string, caches: Cached): Promise<boolean> {
  const form = await readForm(request);
  if (!form) return false;
  const { files, ...words } = fieldsOf(form);
  const kept = new FormData();
  for (const word of WORDS) kept.set(word, words[word]);
  for (const file of files) kept.append(FILES, file);
  await caches.delete(cacheName(scope));
  const cache = await caches.open(cacheName(scope));
  await cache.put(address(scope), new Response(kept));
  return true;
}

/** Undefined for a form that is larger than we read. */
async function readForm(request: Request): Promise<FormData | undefined> {
  const parts: BlobPart[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
    bytes += next.value.length;
    if (bytes > MOST_BYTES) {
      await reader?.cancel();
      return undefined;
    }
    parts.push(next.value);
  }
  const type = request.headers.get('content-type') ?? '';
  return new Response(new Blob(parts), { headers: { 'content-type': type } }).formData();
}

function fieldsOf(form: FormData): Shared {
  const word = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, MOST_CHARACTERS) : '';
  };
  // An empty field for files is a file without a name.
  const files = form
    .getAll(FILES)
    .filter((entry) => typeof entry !== 'string' && (entry.name !== '' || entry.size > 0));
  return {
    title: word('title'),
    text: word('text'),
    url: word('url'),
    files: files.slice(0, MOST_FILES) as File[],
  };
}
