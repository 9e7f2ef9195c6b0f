// What a reader would see, in the middle of a text and at its end.
import { tests } from 'commonmark-spec';

/** @typedef {import('./renderers.mjs').Renderer} Renderer */

/**
 * @param {Renderer} renderer
 * @param {string} text
 * @param {boolean} isAll whether no more comes
 */
function shown({ open }, text, isAll) {
  const answer = open();
  for (const piece of text) answer.write(piece);
  if (isAll) answer.end();
  return answer.html();
}

/** @param {string} html */
const words = (html) => html.replaceAll(/<[^>]*>/g, '');

/** @type {[string, string, 'open' | 'whole', (html: string) => boolean][]} */
const CHECKS = [
  [
    'bold that is open shows no stars',
    'so **bold te',
    'open',
    (html) => !words(html).includes('*'),
  ],
  ['code that is open shows no backtick', 'so `let x', 'open', (html) => !html.includes('`')],
  [
    'a link that is open shows no address',
    'so [a link](https://exa',
    'open',
    (html) => !words(html).includes('https'),
  ],
  [
    'the head of a table shows no bars before its second line is whole',
    'x\n\n| head | two |\n|--',
    'open',
    (html) => !words(html).includes('|'),
  ],
  [
    'a line below words is no heading before it is whole',
    'some words\n-',
    'open',
    (html) => !/<h[1-6]/.test(html),
  ],
  [
    'snake_case_names are no emphasis',
    'use snake_case_names and a[0] here\n',
    'whole',
    (html) => words(html).includes('snake_case_names and a[0] here'),
  ],
  [
    'a dollar swallows nothing',
    'set $HOME and\n\n## Next\n',
    'whole',
    (html) => /<h[1-6][^>]*>Next/.test(html) && html.includes('$HOME'),
  ],
  [
    'math keeps its marks',
    'so $a*b*c$ and \\(x_1 + y_1\\)\n',
    'whole',
    (html) => words(html).includes('a*b*c') && !html.includes('<em>'),
  ],
  [
    'the link that is cut off at the end is not lost',
    'see [the page](https://e.x/a',
    'whole',
    (html) => words(html).includes('the page') && words(html).includes('https://e.x/a'),
  ],
  ['`1)` begins a list', '1) one\n2) two\n', 'whole', (html) => html.includes('<ol')],
  ['`~~~` begins code', '~~~js\nlet x;\n~~~\n', 'whole', (html) => /<code[^>]*>/.test(html)],
  ['`&copy;` is a sign', '&copy; 2026\n', 'whole', (html) => /©|&copy;/.test(html)],
  [
    'a fence in a quote',
    '> ```js\n> let x;\n> ```\n',
    'whole',
    (html) => /<blockquote.*<code/s.test(html) && !words(html).includes('`'),
  ],
  [
    'two columns nest a list below 1., as many models write it',
    '1. one\n  - two\n',
    'whole',
    (html) => /<li[^>]*>(?:(?!<\/li>).)*<ul/s.test(html),
  ],
  [
    'bold beside East Asian marks',
    '**注意：**请看\n',
    'whole',
    (html) => html.includes('<strong>注意：</strong>'),
  ],
  [
    'no link runs a script',
    '[a](javascript:alert(1))\n',
    'whole',
    (html) => !/href="javascript/i.test(html),
  ],
  [
    'no HTML of a model becomes an element',
    '<img src=x onerror=alert(1)>\n',
    'whole',
    (html) => !/<img src=x/.test(html),
  ],
];

/** @param {Renderer} renderer */
function splitFaults(renderer) {
  const differs = tests.filter(({ markdown }) => {
    const whole = renderer.open();
    whole.write(markdown);
    whole.end();
    return normal(whole.html()) !== normal(shown(renderer, markdown, true));
  });
  return differs.length;
}

/** The borders of text nodes do not count, nor does where code was cut into parts. @param {string} html */
const normal = (html) => html.replaceAll(/<span data-part="">|<\/span>/g, '');

/**
 * @param {Renderer[]} renderers
 * @returns {string[][]} rows: what is right with each
 */
export function checkRows(renderers) {
  const rows = CHECKS.map(([name, text, moment, isRight]) => [
    name,
    ...renderers.map((renderer) =>
      isRight(shown(renderer, text, moment === 'whole')) ? '✓' : '✗',
    ),
  ]);
  const faults = renderers.map((renderer) => String(splitFaults(renderer)));
  return [
    ...rows,
    [
      `of ${tests.length} CommonMark examples, how many end otherwise when they come by characters`,
      ...faults,
    ],
  ];
}
