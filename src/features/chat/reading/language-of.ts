/** How much of a text is looked at. */
const LOOKED_AT = 4_000;

/** Scripts that tell a language, in the order in which they are asked: Japanese is written with Han signs too. */
const scripts: readonly [script: RegExp, language: string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Thai}/gu, 'th'],
];

/** Small words that are frequent in one language and rare in the others. */
const words: Readonly<Record<string, readonly string[]>> = {
  en: ['the', 'and', 'of', 'to', 'is', 'that', 'with', 'for', 'you', 'this', 'are', 'it'],
  de: ['der', 'die', 'das', 'und', 'ist', 'nicht', 'ein', 'eine', 'mit', 'auf', 'für', 'sie'],
  fr: ['le', 'les', 'des', 'et', 'est', 'une', 'dans', 'pour', 'que', 'qui', 'sur', 'vous'],
  es: ['el', 'los', 'las', 'y', 'es', 'una', 'en', 'para', 'que', 'con', 'por', 'del'],
  it: ['il', 'gli', 'che', 'e', 'è', 'una', 'di', 'per', 'con', 'della', 'sono', 'non'],
  pt: ['o', 'os', 'as', 'e', 'é', 'uma', 'em', 'para', 'que', 'com', 'não', 'do'],
  nl: ['de', 'het', 'een', 'en', 'van', 'is', 'dat', 'niet', 'met', 'voor', 'zijn', 'je'],
  sv: ['och', 'att', 'det', 'är', 'som', 'en', 'på', 'för', 'med', 'inte', 'av', 'du'],
  pl: ['i', 'w', 'nie', 'na', 'jest', 'się', 'z', 'do', 'że', 'to', 'jak', 'dla'],
};

/** The language that a text is most likely written in, as `en`; `fallback` where it says too little. */
export function languageOf(markdown: string, fallback: string): string {
  const text = markdown
    .replace(/^ *(`{3,}|~{3,})[^]*?(?:^ *\1|$(?![^]))/gm, '')
    .slice(0, LOOKED_AT);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  // Foreign names in a text are no other language; a sign of these scripts says more than a letter.
  const found = scripts.find(([script]) => (text.match(script)?.length ?? 0) > letters / 5)?.[1];
  if (found === 'ru' && /[іїєґ]/i.test(text)) return 'uk';
  return found ?? byWords(text) ?? fallback;
}

function byWords(text: string): string | undefined {
  const found = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const counts = Object.entries(words).map(([language, small]) => {
    return { language, count: found.filter((word) => small.includes(word)).length };
  });
  const [best, second] = counts.sort((a, b) => b.count - a.count);
  return best && second && best.count > 1 && best.count > second.count ? best.language : undefined;
}
