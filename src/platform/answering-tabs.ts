/** Whether any tab of this browser has an answer under way: each holds a lock for it, whose name begins with `prefix`. */
export function createAnsweringTabs(manager: LockManager, prefix: string): () => Promise<boolean> {
  return async () => {
    const { held = [] } = await manager.query();
    return held.some(({ name }) => name?.startsWith(prefix));
  };
}
