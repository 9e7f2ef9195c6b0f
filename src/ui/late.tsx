import { type JSX, lazy } from 'solid-js';
import { once } from '../lib/once';

/** What a module of a late part exports. */
interface LateModule<Props> {
  default: (props: Props) => JSX.Element;
}

type LatePart<Props> = ((props: Props) => JSX.Element) & {
  /**
   * Fetches it: from then on its first use draws it at once, where a further `import` takes some twenty milliseconds, though
   * it only looks through what is there. Never rejects; after a failure the next one to ask tries again.
   */
  preload: () => Promise<unknown>;
};

/**
 * A part of a page that comes with its first use. Where it cannot be loaded, the page stands without it: nothing is drawn
 * in its place, or `missing`. (`app` tells of it; a page of its own is `lazy`, and fails as a whole.)
 */
export function late<Props>(
  load: () => Promise<LateModule<Props>>,
  missing: () => JSX.Element = () => null,
): LatePart<Props> {
  const loaded = once(load);
  const part = lazy<(props: Props) => JSX.Element>(() =>
    loaded().catch(() => ({ default: missing })),
  );
  return Object.assign((props: Props) => part(props), {
    preload: () => loaded().then(part.preload, () => undefined),
  });
}
