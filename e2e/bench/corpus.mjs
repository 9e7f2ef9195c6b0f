// The texts that are streamed: made from a seed, so that every run and every page gets the same.

const WORDS =
  'the of a to in is that for as with on be at by this from or one all were when we there can an your which their if will each about how up out them then she many some so these would other into has more two like him see time could no make than first been its who now people my made over did down only way find use may water long little very after words called just where most know'.split(
    ' ',
  );

/** @param {number} seed */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** The word that ends every text; when it is on screen, all of it is. */
const LAST_MARK = 999999;

/** @typedef {() => string} Words */

/**
 * @param {() => number} random
 * @param {number} count
 */
function words(random, count) {
  return Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
}

/** @param {() => number} random */
function sentence(random) {
  const text = words(random, 6 + Math.floor(random() * 12));
  const marked = random() < 0.3 ? `${text} **${words(random, 2)}** ${words(random, 3)}` : text;
  const coded =
    random() < 0.2 ? `${marked} \`${words(random, 1)}_x()\` ${words(random, 2)}` : marked;
  return `${coded[0]?.toUpperCase()}${coded.slice(1)}.`;
}

/** @param {() => number} random */
function paragraph(random) {
  return Array.from({ length: 3 + Math.floor(random() * 4) }, () => sentence(random)).join(' ');
}

/** @param {() => number} random */
function list(random) {
  const mark = random() < 0.5 ? '-' : '1.';
  return Array.from({ length: 5 }, () => `${mark} ${sentence(random)}`).join('\n');
}

/** @param {() => number} random */
function tableRow(random) {
  return `| ${words(random, 2)} | ${Math.floor(random() * 1000)} | ${words(random, 3)} |`;
}

/** @param {() => number} random */
function table(random, rows = 6) {
  const head = `| ${words(random, 1)} | count | ${words(random, 2)} |\n| --- | ---: | :-- |`;
  return [head, ...Array.from({ length: rows }, () => tableRow(random))].join('\n');
}

/** @param {() => number} random */
function codeLine(random) {
  const [a, b, c] = words(random, 3).split(' ');
  return `  const ${a}_${b} = await ${c}(${Math.floor(random() * 100)}, { ${a}: '${words(random, 2)}' });`;
}

/** @param {() => number} random */
function code(random, lines = 10) {
  const body = Array.from({ length: lines }, () => codeLine(random)).join('\n');
  return `\`\`\`ts\n${body}\n\`\`\``;
}

/** @param {() => number} random */
function formula(random) {
  const n = Math.floor(random() * 9) + 1;
  const formulas = [
    `\\frac{x^${n}}{\\sqrt{1 + y_{${n}}}}`,
    `\\sum_{i=1}^{${n}} \\alpha_i^2`,
    `\\int_0^{${n}} e^{-t^2}\\,dt`,
  ];
  return formulas[Math.floor(random() * formulas.length)] ?? '';
}

/** @param {() => number} random */
function prose(random) {
  const parts = [
    `## ${words(random, 4)}`,
    paragraph(random),
    paragraph(random),
    list(random),
    code(random),
    paragraph(random),
    `> ${sentence(random)}`,
    table(random),
    `Here ${words(random, 5)} $${formula(random)}$ and ${words(random, 3)}:\n\n$$\n${formula(random)}\n$$`,
  ];
  return parts.join('\n\n');
}

/**
 * @typedef {object} Kind
 * @property {(random: () => number) => string} more makes some more of the text
 * @property {(random: () => number) => string} [head] what the text begins with
 * @property {string} [foot] what closes it
 * @property {number | 'letters'} [unit] how many pieces one `more` counts as; else the text is counted in tokens
 */

/** @type {Record<string, Kind>} */
const KINDS = {
  prose: { more: (random) => `${prose(random)}\n\n` },
  code: { more: (random) => `${codeLine(random)}\n`, head: () => '```ts\n', foot: '\n```' },
  table: {
    more: (random) => `${tableRow(random)}\n`,
    head: (random) => `${table(random, 1)}\n`,
    unit: 1,
  },
  list: { more: (random) => `- ${words(random, 5)}\n`, unit: 1 },
  line: { more: (random) => `${sentence(random)} `, unit: 'letters' },
  formulas: {
    more: (random) =>
      `${words(random, 8)} $${formula(random)}$ ${words(random, 8)}:\n\n$$\n${formula(random)}\n$$\n\n`,
    unit: 2,
  },
};

/**
 * @param {Kind} kind
 * @param {number} count
 */
function write({ more, head, unit }, count) {
  const random = randomFrom(7);
  let text = head?.(random) ?? '';
  let written = 0;
  while (written < count) {
    const next = more(random);
    text += next;
    written += typeof unit === 'number' ? unit : unit === 'letters' ? next.length : next.length / 7;
  }
  return text;
}

/** @type {Map<string, string[]>} */
const made = new Map();

/**
 * Whether a question may begin with this word.
 * @param {string} name
 */
export const isKind = (name) => Object.hasOwn(KINDS, name);

/**
 * The tokens of a text: so many tokens of prose or code, rows of a table, items of a list, letters of a line, formulas.
 * About every 25th is a mark, a word `m123m` with its place, and the last one says 999999.
 * @param {string} name a key of KINDS
 * @param {number} count
 * @returns {string[]}
 */
export function tokens(name, count) {
  const key = `${name} ${count}`;
  const known = made.get(key);
  if (known) return known;
  const kind = KINDS[name];
  if (!kind)
    throw new Error(`There is no text "${name}"; there are ${Object.keys(KINDS).join(', ')}.`);
  // No token is longer than six characters and a space.
  const found = write(kind, count).match(/\s*[^\s]{1,6}|\s+$/g) ?? [];
  const wanted = kind.unit === undefined ? found.slice(0, count - 1) : found;
  let since = 0;
  const marked = wanted.map((token, at) => {
    since += 1;
    if (since < 25 || !/^ [a-z]{3,6}$/.test(token)) return token;
    since = 0;
    return ` m${at}m`;
  });
  const result = [...marked, `${kind.foot ?? ''}\n\nend m${LAST_MARK}m`];
  made.set(key, result);
  return result;
}
