import type { Typesetter } from '../../../../core/typeset/types';
import { createMathDrawer } from './draw-math';
import './late.css';
import { createNearView } from '../near-view';
import { createCodePainter } from './paint-code';
import { createWhenLeft } from './selection';

/**
 * What is done to a block once its text is settled: code gets its colours, TeX becomes a formula. All of it in small jobs
 * by `slice`, and only near the view, so that neither a huge block nor hundreds of them hold up a frame.
 */
export function createLateRendering(
  typesetter: Typesetter,
  slice: (job: () => void) => void,
): (block: Element) => void {
  const tools = {
    typesetter,
    slice,
    near: createNearView(),
    whenLeft: createWhenLeft(slice, document),
  };
  const paint = createCodePainter(tools);
  const draw = createMathDrawer(tools, document);
  return (block) => slice(() => (block.hasAttribute('data-math') ? draw(block) : paint(block)));
}
