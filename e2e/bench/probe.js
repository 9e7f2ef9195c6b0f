/*
 * Put into each measured page before its own scripts. It notes when bytes arrive (by the reader that every page uses), when
 * they can be seen (the marks `m123m` in the last text of the log, looked for once a frame), how long frames are, and long
 * tasks. It costs both pages the same.
 */
(() => {
  const LAST = 999999;
  const state = {
    /** @type {number[]} */ frames: [],
    /** @type {{ start: number, ms: number }[]} */ longTasks: [],
    /** @type {number[]} */ latencies: [],
    running: false,
    firstSeen: 0,
    lastSeen: 0,
    /** When the box to write in was there, in milliseconds after the navigation began. */
    composerAt: 0,
    /** @type {() => void} */ finish: () => {},
  };
  let finished = Promise.resolve();
  /** @type {[number, number][]} marks that arrived and are not seen yet, with their time */
  let arrived = [];
  const decoder = new TextDecoder();
  /** A page may hand its pieces on through a stream of its own; each counts once. */
  const met = new WeakSet();
  const read = ReadableStreamDefaultReader.prototype.read;
  ReadableStreamDefaultReader.prototype.read = async function () {
    const piece = await read.call(this);
    if (state.running && piece.value instanceof Uint8Array && !met.has(piece.value)) {
      met.add(piece.value);
      const now = performance.now();
      const text = decoder.decode(piece.value);
      for (const [, mark] of text.matchAll(/m(\d+)m/g)) arrived.push([Number(mark), now]);
    }
    return piece;
  };

  const lastArticle = () => [...document.querySelectorAll('[role=log] article')].at(-1);
  /** The last one when the measuring began, and where the text of the one that came since goes. */
  let old = lastArticle();
  /** @type {Element | undefined} */
  let body;

  /** Looked for until it is there: to search a long answer in each frame would cost the page that has more elements more. */
  const findBody = () => {
    const article = lastArticle();
    if (!article || article === old || article.ariaLabel === 'You') return undefined;
    if (article.ariaLabel === null) return article;
    return article.querySelector('[class*=markdown]') ?? undefined;
  };

  /** The highest mark in the last few texts of the answer: what was added last. */
  const seenMark = () => {
    if (!body?.isConnected) body = findBody();
    let node = body?.lastChild;
    while (node?.lastChild) node = node.lastChild;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    if (!node) return -1;
    walker.currentNode = node;
    let text = node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? '') : '';
    for (let at = 0; at < 40 && text.length < 600; at += 1) {
      const before = walker.previousNode();
      if (!before) break;
      text = (before.nodeValue ?? '').slice(-600) + text;
    }
    const marks = [...text.slice(-900).matchAll(/m(\d+)m/g)];
    return marks.length > 0 ? Number(marks.at(-1)?.[1]) : -1;
  };

  let before = 0;
  const frame = () => {
    if (!state.running) return;
    const now = performance.now();
    if (before > 0) state.frames.push(now - before);
    before = now;
    const mark = seenMark();
    if (mark >= 0 && state.firstSeen === 0) state.firstSeen = now;
    while (arrived[0] && arrived[0][0] <= mark) {
      state.latencies.push(now - arrived[0][1]);
      arrived.shift();
    }
    if (mark === LAST) {
      state.lastSeen = performance.timeOrigin + now;
      state.running = false;
      // What it held would be a closed chat's page that is still in memory.
      body = undefined;
      state.finish();
      return;
    }
    requestAnimationFrame(frame);
  };

  new MutationObserver((_, observer) => {
    if (!document.querySelector('textarea')) return;
    observer.disconnect();
    state.composerAt = performance.now();
  }).observe(document, { childList: true, subtree: true });

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      state.longTasks.push({ start: startTime, ms: duration });
  }).observe({ type: 'longtask', buffered: true });

  Object.assign(globalThis, {
    benchProbe: {
      state,
      begin() {
        Object.assign(state, {
          frames: [],
          latencies: [],
          firstSeen: 0,
          lastSeen: 0,
          running: true,
        });
        arrived = [];
        old = lastArticle();
        body = undefined;
        before = 0;
        finished = new Promise((resolve) => (state.finish = () => resolve(undefined)));
        requestAnimationFrame(frame);
      },
      /** Resolves when the last mark is on screen. */
      finished: () => finished,
      stop() {
        state.running = false;
      },
    },
  });
})();
