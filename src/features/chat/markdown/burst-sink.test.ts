import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BurstSink } from './burst-sink';
import { DomSink } from './dom-sink';
import { MarkdownStream } from './markdown-stream';
import { fakeDom } from './testing/fake-dom';

/** A stream into a page whose time and view are moved by hand. */
function setUp({ isFresh = true, view = 600 } = {}) {
  const dom = fakeDom();
  const passed: unknown[] = [];
  const builds: (() => void)[] = [];
  let now = 0;
  let timer: { at: number; callback: () => void } | undefined;
  let isReleased = false;
  const sink = new DomSink(dom.target, dom.factory, (part) => passed.push(part));
  const page = {
    held: {
      hold: (_part: unknown, build: () => void) => void builds.push(build),
      release: () => void (isReleased = true),
    },
    view: () => view,
    now: () => now,
    after(ms: number, callback: () => void) {
      timer = { at: now + ms, callback };
      return () => (timer = undefined);
    },
  };
  const stream = new MarkdownStream(new BurstSink(sink, page, isFresh));
  return {
    ...dom,
    stream,
    passed,
    pass(ms: number) {
      now += ms;
      const due = timer && timer.at <= now ? timer : undefined;
      if (due) timer = undefined;
      due?.callback();
    },
    isReleased: () => isReleased,
    held: () => dom.target.all('div').filter(({ attributes }) => attributes.has('data-held')),
    build: () => builds.splice(0).forEach((build) => build()),
    text: () => dom.target.textContent,
    /** What the parts hold, whatever lies in which. */
    html: () =>
      dom.target.children
        .map((part) => part.html.replace(/^<div[^>]*>/, '').replace(/<\/div>$/, ''))
        .join('')
        .replaceAll(/ data-(?:settled|passed)=""/g, ''),
  };
}

const paragraphs = (count: number): string =>
  Array.from({ length: count }, (_, at) => `p${at} ${'words '.repeat(30)}`).join('\n\n');

test('of a piece that is more than a view, only the end is built, in room for the rest', () => {
  const { stream, counts, held, build, text, passed } = setUp();
  stream.write(paragraphs(200));
  expect(counts.elements['p']).toBeLessThan(30);
  expect(text()).toMatch(/p199 [^p]*$/);
  expect(held().length).toBeGreaterThan(20);
  expect(
    held().every(({ style }) => parseInt(String(Reflect.get(style, 'minBlockSize'))) > 100),
  ).toBe(true);
  build();
  expect(held()).toEqual([]);
  expect(counts.elements['p']).toBe(200);
  expect(text().match(/p\d+/g)).toEqual(Array.from({ length: 200 }, (_, at) => `p${at}`));
  expect(passed).toEqual([]);
  stream.end();
  expect(passed.length).toBeGreaterThan(20);
});

test('what is held is released at the end, and what is built after that is told at once', () => {
  const { stream, build, passed, isReleased } = setUp();
  stream.write(paragraphs(200));
  expect(isReleased()).toBe(false);
  stream.end();
  expect(isReleased()).toBe(true);
  expect(passed).toEqual([]);
  build();
  expect(passed.length).toBeGreaterThan(20);
});

test('text that races is drawn ten times a second, and its end at once', () => {
  const { stream, text, pass } = setUp();
  stream.write(paragraphs(50));
  stream.write(`\n\nsecond ${paragraphs(50)}`);
  expect(text()).not.toContain('second');
  pass(99);
  expect(text()).not.toContain('second');
  pass(1);
  expect(text()).toMatch(/p49 [^p]*$/);
  stream.write(`\n\nthird ${paragraphs(50)} last`);
  expect(text()).not.toContain('last');
  stream.end();
  expect(text()).toContain('last');
});

test('a slow piece behind a fast one keeps its place', () => {
  const { stream, html, pass, build } = setUp();
  stream.write(paragraphs(50));
  stream.write(`\n\n${paragraphs(50)}`);
  stream.write(' slow');
  pass(100);
  stream.write(' slower');
  stream.end();
  build();
  expect(html()).toMatch(/ slow slower<\/p>$/);
});

test('a message that is there as a whole is built as a whole, and so is what comes at a readable pace', () => {
  const whole = setUp({ isFresh: false });
  whole.stream.write(paragraphs(200));
  expect(whole.counts.elements['p']).toBe(200);
  const paced = setUp();
  for (const piece of paragraphs(200).match(/[^]{1,1500}/g) ?? []) paced.stream.write(piece);
  expect(paced.counts.elements['p']).toBe(200);
  expect([...whole.held(), ...paced.held()]).toEqual([]);
});

const block = fc.constantFrom(
  'Some **bold** words with `code` and a [link](https://example.org), and more of them.\n\n',
  '## A heading\n\n',
  `- an item\n${'- another _one_\n  with a line\n'.repeat(40)}\n`,
  `\`\`\`js\n${'const x = [1, 2];\n'.repeat(200)}\`\`\`\n\n`,
  `words above\n| a | b |\n| - | - |\n${'| 1 | **2** |\n'.repeat(30)}\n`,
  `> a quote\n> ${'that goes on '.repeat(60)}\n\n`,
  `${'One long paragraph. '.repeat(150)}\n\n`,
  '$$\nx^2\n$$\n\n---\n\n',
);

test('however it comes and whenever it is drawn, the page is the same in the end', () => {
  const step = fc.record({
    letters: fc.integer({ min: 1, max: 9000 }),
    ms: fc.integer({ min: 0, max: 120 }),
  });
  fc.assert(
    fc.property(
      fc.array(block, { minLength: 1, maxLength: 40 }),
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      (blocks, steps, buildsEarly) => {
        const text = blocks.join('');
        const whole = setUp({ isFresh: false });
        whole.stream.write(text);
        whole.stream.end();
        const streamed = setUp();
        for (let at = 0, turn = 0; at < text.length; turn += 1) {
          const { letters, ms } = steps[turn % steps.length] ?? { letters: 1000, ms: 0 };
          streamed.stream.write(text.slice(at, at + letters));
          streamed.pass(ms);
          if (buildsEarly && turn % 3 === 0) streamed.build();
          at += letters;
        }
        streamed.stream.end();
        streamed.build();
        expect(normal(streamed.html())).toBe(normal(whole.html()));
      },
    ),
    { numRuns: 60 },
  );
});

/** A formula or a cell that came in pieces is the same with other spaces. */
const normal = (html: string): string => html.replaceAll(/\s+/g, ' ');
