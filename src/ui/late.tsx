import { type JSX, lazy } from 'solid-js';

/** What a module of a late part exports. */
interface LateModule<Props> {
  default: (props: Props) => JSX.Element;
}

type LatePart<Props> = ((props: Props) => JSX.Element) & { preload: () => Promise<unknown> };

/**
 * A part of a page that comes with its first use. Where it cannot be loaded, the page stands without it: nothing is drawn
 * in its place, or `missing`. (`app` tells of it; a page of its own is `lazy`, and fails as a whole.)
 */
export function late<Props>(
  load: () => Promise<LateModule<Props>>,
  missing: () => JSX.Element = () => null,
): LatePart<Props> {
  return lazy<(props: Props) => JSX.Element>(() => load().catch(() => ({ default: missing })));
}
