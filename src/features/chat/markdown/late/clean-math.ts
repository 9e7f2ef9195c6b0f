import type { MathNode } from '../../../../core/typeset/types';

/** MathML as it may stand on the page: known elements, known attributes, styles that stay in their place. */
const NAMES = new Set(
  (
    'math mrow mi mn mo mtext mspace mfrac msqrt mroot mstyle msub msup msubsup munder mover ' +
    'munderover mmultiscripts mprescripts none mtable mtr mtd mpadded mphantom menclose ms'
  ).split(' '),
);
const ATTRIBUTES = new Set(
  (
    'accent accentunder columnalign columnspan depth display displaystyle fence form height ' +
    'largeop linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize ' +
    'movablelimits notation rowspacing rowspan rspace scriptlevel separator stretchy symmetric ' +
    'voffset width'
  ).split(' '),
);
const STYLES = new Set(
  (
    'border border-bottom border-left border-right border-top color display font-style ' +
    'font-weight height justify-content left margin-left math-depth padding padding-bottom ' +
    'padding-left padding-right padding-top text-align transform width'
  ).split(' '),
);

const value = /^[\w .,%#()+-]{1,80}$/;
// Temml's own classes: a word of ours (`visually-hidden`) would take a part out of sight.
const className =
  /^(?:(?:tml|wbk|chr|ff)-[a-z\d-]+|menclose|upstrike|downstrike|sout|actuarial|circle-pad|textcircle|longdiv-(?:top|arc)|phasor-(?:bottom|angle)|special-fraction|math(?:cal|scr))$/;
/** In em and the like: enough for any table, too little to reach over other messages. */
const FARTHEST = 60;

/** The node without anything that is not known; an unknown element becomes a group of what it holds. */
export function cleanMath(node: MathNode): MathNode {
  if (typeof node === 'string') return node;
  const { name, attributes = {}, style = {}, children } = node;
  return {
    name: NAMES.has(name) ? name : 'mrow',
    attributes: kept(attributes, isAttribute),
    style: kept(style, isStyle),
    children: children.map(cleanMath),
  };
}

function kept(
  values: Readonly<Record<string, string>>,
  isAllowed: (name: string, text: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name, text]) => isAllowed(name, text)));
}

function isAttribute(name: string, text: string): boolean {
  if (name === 'class') return text.split(' ').every((word) => className.test(word));
  return ATTRIBUTES.has(name) && value.test(text) && isNear(text);
}

function isStyle(name: string, text: string): boolean {
  return STYLES.has(name) && value.test(text) && !text.includes('url') && isNear(text);
}

function isNear(text: string): boolean {
  const lengths = text.matchAll(/(-?[\d.]+)(?![\d.%])[a-z]/gi);
  return (
    text.startsWith('#') || [...lengths].every(([, size]) => Math.abs(Number(size)) <= FARTHEST)
  );
}
