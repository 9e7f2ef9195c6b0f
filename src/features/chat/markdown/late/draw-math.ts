import type { Formula, MathNode } from '../../../../core/typeset/types';
import { cleanMath } from './clean-math';
import { copySource } from './copy-source';
import type { LateTools } from './paint-code';
import { texSource } from './tex-source';

const MATHML = 'http://www.w3.org/1998/Math/MathML';
const FONT = "16px 'Noto Sans Math'";

/** Draws settled formulas as each comes near the view. What cannot be drawn stays as its source, and says why. */
export function createMathDrawer({ typesetter, slice, near, whenLeft }: LateTools, page: Document) {
  const widen = createWidener();
  let ready: Promise<unknown> | undefined;
  // A formula that is drawn in another font first would change its size once more.
  const prepare = (): Promise<unknown> => {
    if (!ready) copySource(page);
    return (ready ??= page.fonts.load(FONT, '∑').catch(() => undefined));
  };
  const draw = (element: Element, formula: Formula): void =>
    whenLeft(element, () => {
      if (formula.kind === 'problem') {
        element.setAttribute('title', `This formula is not drawn. ${formula.message}`);
        element.setAttribute('data-problem', '');
        return;
      }
      element.setAttribute('data-tex', element.textContent);
      element.replaceChildren(...formula.nodes.map((node) => made(cleanMath(node), page)));
      widen(element);
    });

  return (element: Element): void => {
    const source = texSource(element.textContent);
    if (!source) return;
    near(element, () => {
      const drawing = Promise.all([typesetter.formula(source.tex, source.display), prepare()]);
      void drawing.then(([formula]) => slice(() => draw(element, formula)));
    });
  };
}

function made(node: MathNode, page: Document): Node {
  if (typeof node === 'string') return page.createTextNode(node);
  const element = page.createElementNS(MATHML, node.name);
  for (const [name, text] of Object.entries(node.attributes ?? {}))
    element.setAttribute(name, text);
  for (const [name, text] of Object.entries(node.style ?? {}))
    element.style.setProperty(name, text);
  element.append(...node.children.map((child) => made(child, page)));
  return element;
}

/**
 * What is wider than its place scrolls in a box of its own, by keyboard too. Sizes are read once for many formulas, and after
 * the frame that lays them out: before it, the page would be laid out once more for them.
 */
function createWidener(): (element: Element) => void {
  let drawn: Element[] = [];
  const measure = (): void => {
    const wide = drawn.filter((element) => isWide(element));
    drawn = [];
    for (const element of wide) {
      element.setAttribute('data-wide', '');
      element.setAttribute('tabindex', '0');
    }
  };
  return (element) => {
    if (drawn.length === 0) requestAnimationFrame(() => setTimeout(measure));
    drawn.push(element);
  };
}

function isWide(element: Element): boolean {
  const room = element.parentElement?.clientWidth ?? 0;
  const width = element.firstElementChild?.getBoundingClientRect().width ?? 0;
  return room > 0 && Math.max(width, element.scrollWidth) > room + 1;
}
