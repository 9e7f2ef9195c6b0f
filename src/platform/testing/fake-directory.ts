/** Files in a Map, as a directory handle of a browser gives them: a file's text comes with `close`, never before. */
export interface FakeDirectory {
  files: Map<string, string>;
  handle: FileSystemDirectoryHandle;
}

export interface FakeDirectoryOptions {
  /** Not every browser moves files, and not everywhere. */
  move?: 'works' | 'throws' | undefined;
  /** Called before each write; what it throws is what the disk says. */
  onWrite?: (name: string) => void;
}

export function fakeDirectory(options: FakeDirectoryOptions = {}): FakeDirectory {
  const files = new Map<string, string>();
  const gone = (name: string) => new DOMException(`${name} is not there`, 'NotFoundError');

  const fileHandle = (first: string) => {
    let name = first;
    return {
      kind: 'file',
      get name() {
        return name;
      },
      async getFile() {
        const text = files.get(name);
        if (text === undefined) throw gone(name);
        return new File([text], name);
      },
      createWritable: async () => writable(name),
      ...(options.move && {
        async move(next: string) {
          if (options.move === 'throws') throw new DOMException('no', 'NotSupportedError');
          files.set(next, files.get(name) ?? '');
          files.delete(name);
          name = next;
        },
      }),
    };
  };

  function writable(name: string) {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const write = async (data: Uint8Array<ArrayBuffer>) => {
      options.onWrite?.(name);
      parts.push(data);
    };
    const close = async () => {
      if (!files.has(name)) throw gone(name);
      files.set(name, await new Blob(parts).text());
    };
    const stream = new WritableStream<Uint8Array<ArrayBuffer>>({ write, close });
    return Object.assign(stream, { write, close, abort: async () => {} });
  }

  const handle = {
    kind: 'directory',
    name: 'backups',
    async getFileHandle(name: string, { create = false } = {}) {
      if (!files.has(name) && !create) throw gone(name);
      if (!files.has(name)) files.set(name, '');
      return fileHandle(name);
    },
    async removeEntry(name: string) {
      if (!files.delete(name)) throw gone(name);
    },
    async *values() {
      for (const name of files.keys()) yield fileHandle(name);
    },
    async *keys() {
      yield* [...files.keys()];
    },
  };
  return { files, handle: handle as unknown as FileSystemDirectoryHandle };
}
