/** As much of CacheStorage as the service worker asks for; `room` is how many more files fit on the disk. */
export function fakeCaches() {
  const stores = new Map<string, Map<string, { body: ArrayBuffer; type: string }>>();
  const disk = { room: Infinity };
  const open = async (name: string) => {
    const store = stores.get(name) ?? new Map<string, { body: ArrayBuffer; type: string }>();
    stores.set(name, store);
    return {
      async put(url: string, response: Response) {
        const body = await response.arrayBuffer();
        if (disk.room <= 0) throw new DOMException('No room', 'QuotaExceededError');
        disk.room -= 1;
        store.set(url, { body, type: response.headers.get('content-type') ?? '' });
      },
      async match(url: string) {
        const found = store.get(url);
        return found && new Response(found.body, { headers: { 'content-type': found.type } });
      },
      keys: async () => Array.from(store.keys(), (url) => new Request(url)),
      delete: async (url: string) => store.delete(url),
    };
  };
  const caches = {
    open,
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
  } as unknown as CacheStorage;
  return { caches, stores, disk };
}
