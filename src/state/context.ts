import { createContext, useContext, type ContextProviderComponent } from 'solid-js';

/** A typed context without a default: `use` throws by name where nobody provides it. */
export function createStateContext<T>(name: string): {
  Provider: ContextProviderComponent<T | undefined>;
  use: () => T;
} {
  const context = createContext<T>();
  return {
    Provider: context.Provider,
    use() {
      const value = useContext(context);
      if (value === undefined) throw new Error(`use${name} needs <${name}Provider>`);
      return value;
    },
  };
}
