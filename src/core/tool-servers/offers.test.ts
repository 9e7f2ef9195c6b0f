import { describe, expect, test } from 'vitest';
import type { McpMessage, McpResource } from '../../protocol/mcp/types';
import { findOffers, offersOf, offerTitle, offerWords } from './offers';
import { promptWords } from './prompt-words';
import { resourceFiles } from './resource-files';

const resource: McpResource = { uri: 'docs://all/read%20me.md', name: 'Read me' };

describe('what servers offer for a message', () => {
  const offers = [
    ...offersOf({ serverId: 'a', server: 'Wiki' }, [], [resource]),
    ...offersOf(
      { serverId: 'b', server: 'Everything' },
      [{ name: 'args-prompt', title: 'Weather', description: 'Asks\nabout it', arguments: [] }],
      [{ uri: 'docs://x', name: 'x' }],
    ),
  ];
  const titles = (query: string): string[] => findOffers(offers, query).map(offerTitle);

  test('prompts come first, and all are found by their title, name or server', () => {
    expect(titles('')).toEqual(['Weather', 'Attach Read me', 'Attach x']);
    expect(titles('args')).toEqual(['Weather']);
    expect(titles('attach wiki')).toEqual(['Attach Read me']);
    expect(titles('EVERY')).toEqual(['Weather', 'Attach x']);
    expect(titles('other')).toEqual([]);
  });

  test('each says whose it is', () => {
    expect(findOffers(offers, '').map(offerWords)).toEqual([
      'Everything · Asks about it',
      'Wiki · docs://all/read%20me.md',
      'Everything · docs://x',
    ]);
  });
});

describe('the text of a prompt', () => {
  const says = (role: McpMessage['role'], text: string): McpMessage => ({
    role,
    part: { kind: 'text', text },
  });

  test('of one side is its parts, joined, with what is no text named', () => {
    const image = { kind: 'image', mimeType: 'image/png', bytes: 24_000 } as const;
    expect(promptWords([says('user', 'Look.'), { role: 'user', part: image }])).toBe(
      'Look.\n\n[An image: image/png, 24\u202fkB.]',
    );
  });

  test('of both sides says who speaks, in their order', () => {
    expect(
      promptWords([
        says('user', 'Hi'),
        says('user', 'there'),
        says('assistant', 'Hello'),
        says('user', 'Go on'),
      ]),
    ).toBe('User:\nHi\n\nthere\n\nAssistant:\nHello\n\nUser:\nGo on');
  });

  test('is bounded', () => {
    const many = Array.from({ length: 9 }, () => says('user', 'x'.repeat(100_000)));
    expect(promptWords(many).length).toBeLessThan(200_100);
  });
});

describe('a resource as files', () => {
  const namesOf = (of: McpResource, uri: string, mimeType: string): string[] =>
    resourceFiles(of, [{ uri, mimeType, content: 'text' }]).map(({ name }) => name);

  test('is named as its address ends, or as its server names it, with an ending for its type', () => {
    expect(namesOf(resource, resource.uri, 'text/markdown')).toEqual(['read me.md']);
    const table = { uri: 'db://rows/7?all', name: 'Row/7' };
    expect(namesOf(table, table.uri, 'application/json; charset=utf-8')).toEqual(['Row 7.json']);
    expect(namesOf(table, table.uri, '__proto__')).toEqual(['Row 7.txt']);
    expect(namesOf(table, 'db://rows/%', '')).toEqual(['%.txt']);
  });

  test('keeps its bytes and its type; of very many only the first are taken', async () => {
    const content = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
    const [file] = resourceFiles({ uri: 'x:logo', name: 'logo' }, [
      { uri: 'x:logo', mimeType: 'image/png', content },
    ]);
    expect(file).toMatchObject({ name: 'logo.png', type: 'image/png' });
    expect(new Uint8Array((await file?.arrayBuffer()) ?? [])).toEqual(content);
    const many = Array.from({ length: 99 }, (_, at) => ({ uri: `x:${at}`, mimeType: '', content }));
    expect(resourceFiles(resource, many)).toHaveLength(16);
  });
});
