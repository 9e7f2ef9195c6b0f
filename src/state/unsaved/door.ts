import { type Accessor, createSignal } from 'solid-js';
import { once } from '../../lib/once';
import type { Unsaved } from './unsaved';

export interface UnsavedDoor {
  /** What keeps the writes that failed; undefined until one has. Tracked. */
  opened: Accessor<Unsaved | undefined>;
  open(): Promise<Unsaved>;
  /**
   * The repository as long as its writes succeed. With the first call of any that fails, all go through what `pick` finds,
   * which tries again and keeps what still fails. Where that cannot be loaded, the call fails as it would have.
   */
  guard<T extends object>(repository: T, pick: (unsaved: Unsaved) => T): T;
}

/** Stands before the repositories; what keeps failed writes loads with the first of them. */
export function createUnsavedDoor(load: () => Promise<Unsaved>): UnsavedDoor {
  const [opened, setOpened] = createSignal<Unsaved>();
  const open = once(async () => {
    const unsaved = await load();
    setOpened(unsaved);
    return unsaved;
  });

  async function call(target: object, name: string | symbol, args: unknown[]): Promise<unknown> {
    const method: unknown = Reflect.get(target, name);
    const result: unknown = await Reflect.apply(method as () => unknown, target, args);
    return result;
  }

  return {
    opened,
    open,
    guard: (repository, pick) =>
      new Proxy(repository, {
        get:
          (_, name) =>
          async (...args: unknown[]) => {
            const keeper = opened();
            if (keeper) return call(pick(keeper), name, args);
            try {
              return await call(repository, name, args);
            } catch (error) {
              const late = await open().catch(() => {
                throw error;
              });
              return call(pick(late), name, args);
            }
          },
      }),
  };
}
