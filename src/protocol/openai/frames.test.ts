import { afterEach, describe, expect, test, vi } from 'vitest';
import { FrameReader } from './frames';
import { wholeText } from './http';

afterEach(() => vi.restoreAllMocks());

const piece = 'x'.repeat(100_000);

/** The characters that are put together while `work` runs. */
function joinedBy(work: () => void): number {
  let joined = 0;
  const join = Array.prototype.join;
  vi.spyOn(Array.prototype, 'join').mockImplementation(function (this: unknown[], between) {
    const text = join.call(this, between);
    joined += text.length;
    return text;
  });
  work();
  vi.restoreAllMocks();
  return joined;
}

describe('what is kept for an error alone is bounded', () => {
  test.each([
    ['a text without line ends', 'No. ', ''],
    ['a text of many lines', 'No.\n', '\n'],
    ['a comment without end', ': x', ''],
  ])('%s', (_, start, end) => {
    const reader = new FrameReader();
    const joined = joinedBy(() => {
      reader.feed(start);
      for (let at = 0; at < 100; at += 1) reader.feed(piece + end);
      const frames = reader.end();
      expect(frames).toHaveLength(1);
      const [frame] = frames;
      expect(frame && 'text' in frame && frame.text.length).toBeLessThanOrEqual(4_096);
    });
    expect(joined).toBeLessThan(3 * piece.length);
  });

  test('a page of HTML', () => {
    const reader = new FrameReader();
    reader.feed('<!doctype html><title>Router</title>');
    for (let at = 0; at < 100; at += 1) reader.feed(piece);
    const [frame] = reader.end();
    expect(frame).toMatchObject({ kind: 'document' });
    expect(frame?.kind === 'document' && frame.text.length).toBeLessThan(1_200_000);
  });

  test('the body of a failure', async () => {
    let reads = 0;
    let canceled = false;
    const bytes = new TextEncoder().encode(piece);
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull(controller) {
          reads += 1;
          if (reads > 100) controller.close();
          else controller.enqueue(bytes);
        },
        cancel: () => void (canceled = true),
      },
      { highWaterMark: 0 },
    );
    const text = await wholeText(new Response(body, { status: 500 }));
    expect(text).toBe(piece.repeat(11));
    expect(reads).toBe(11);
    expect(canceled).toBe(true);
  });
});

test('a document is put together once, at its end', () => {
  const reader = new FrameReader();
  const start = '{"choices":[{"message":{"content":"';
  const joined = joinedBy(() => {
    reader.feed(start);
    for (let at = 0; at < 100; at += 1) reader.feed(piece);
    reader.feed('"}}]}');
    expect(reader.end()).toHaveLength(1);
  });
  expect(joined).toBe(start.length + 100 * piece.length + '"}}]}'.length);
});
