import { test, expect } from './chat-pages';
import { seedChats } from './long-chats';
test('probe', async ({ page, app }) => {
  test.setTimeout(120_000);
  await seedChats(page, app.url, [
    { id: 'c500', count: 500 },
    { id: 'c2000', count: 2000 },
    { id: 'c5000', count: 5000 },
  ]);
  await expect(page.getByRole('link', { name: '5000 messages' })).toBeVisible();
  await page.waitForTimeout(1500);
  const cdp = await page.context().newCDPSession(page);
  for (const [id, n] of [
    ['c500', 500],
    ['c2000', 2000],
    ['c5000', 5000],
    ['c500', 500],
    ['c5000', 5000],
    ['c2000', 2000],
  ] as const) {
    const profile = false;
    if (profile) {
      await cdp.send('Profiler.enable');
      await cdp.send('Profiler.setSamplingInterval', { interval: 200 });
      await cdp.send('Profiler.start');
    }
    const ms = await page.evaluate(
      async ([title, last]) => {
        const link = [...document.querySelectorAll('a')].find((a) =>
          a.textContent?.includes(title!),
        )!;
        const start = performance.now();
        link.click();
        await new Promise<void>((resolve) => {
          const look = () => {
            if (
              [...document.querySelectorAll('article')].some((a) => a.textContent?.includes(last!))
            )
              requestAnimationFrame(() => setTimeout(resolve));
            else requestAnimationFrame(look);
          };
          look();
        });
        return performance.now() - start;
      },
      [`${n} messages`, `#${n - 1} `],
    );
    if (profile) {
      const { profile: p } = await cdp.send('Profiler.stop');
      const self = new Map<string, number>();
      const byId = new Map(p.nodes.map((x) => [x.id, x]));
      p.samples!.forEach((s, i) => {
        const f = byId.get(s)!.callFrame;
        const k = `${f.functionName} ${f.url.split('/').pop()}:${f.lineNumber}:${f.columnNumber}`;
        self.set(k, (self.get(k) ?? 0) + p.timeDeltas![i]!);
      });
      console.log(
        [...self]
          .sort((a, b) => b[1] - a[1])
          .slice(0, 18)
          .map(([k, v]) => `${(v / 1000).toFixed(1)} ${k}`)
          .join('\n'),
      );
    }
    const nodes = await page.evaluate(() => [
      document.querySelectorAll('*').length,
      document.querySelectorAll('article').length,
    ]);
    console.log(id, ms.toFixed(0), 'ms', nodes.join(' '));
  }
  await page.screenshot({ path: '/tmp/probe.png' });
  const log = page.getByRole('log');
  const state = () => log.evaluate((e) => [e.scrollTop, e.scrollHeight, e.clientHeight]);
  console.log('end', await state());
  const report = await log.evaluate(async (e) => {
    let blank = 0,
      jumps = 0;
    const jumpsAt = [];
    const frames: number[] = [];
    let last = performance.now();
    const view = e.getBoundingClientRect();
    let steps = 0;
    while (e.scrollTop > 0 && steps < 600) {
      steps++;
      const rows = [...e.querySelectorAll('article')];
      const seen = rows.find((r) => r.getBoundingClientRect().bottom > view.top + 10)!;
      const before = seen.getBoundingClientRect().top;
      e.scrollTop -= 120;
      await new Promise((r) => requestAnimationFrame(r));
      await new Promise((r) => requestAnimationFrame(r));
      const now = performance.now();
      frames.push(now - last);
      last = now;
      const after = seen.isConnected ? seen.getBoundingClientRect().top : NaN;
      if (Math.abs(after - before - 120) > 2) {
        jumps++;
        jumpsAt.push([steps, after - before]);
      }
      const boxes = [...e.querySelectorAll('article')]
        .map((r) => r.getBoundingClientRect())
        .filter((b) => b.bottom > view.top && b.top < view.bottom);
      const top = Math.min(...boxes.map((b) => b.top)),
        bottom = Math.max(...boxes.map((b) => b.bottom));
      if (top > view.top + 41 || bottom < view.bottom - 41) blank++;
    }
    frames.sort((a, b) => a - b);
    return {
      blank,
      jumps,
      steps,
      jumpsAt: jumpsAt.slice(0, 10),
      p95: frames[Math.floor(frames.length * 0.95)],
      nodes: document.querySelectorAll('*').length,
    };
  });
  console.log(JSON.stringify(report));
  await page.getByRole('log').press('Home');
  await expect(page.getByRole('article').first()).toContainText('#0 ');
  console.log('home', await state());
  await page.screenshot({ path: '/tmp/probe2.png' });
  await page.getByRole('log').press('End');
  await expect(page.getByRole('article').last()).toContainText('#1999 ');
  console.log('end', await state());
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox', { name: 'Find in chat' }).fill('#1234 ');
  await expect(page.getByRole('status').filter({ hasText: /of/ })).toBeVisible();
  await page.screenshot({ path: '/tmp/probe3.png' });
});
