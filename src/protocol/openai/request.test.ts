import { describe, expect, test } from 'vitest';
import { chatRequestBody, type ChatRequestMessage, sentTools } from './request';
import { anyRequest } from './testing/collect';

const body = (change: object) =>
  JSON.parse(chatRequestBody({ ...anyRequest, ...change })) as Record<string, unknown>;

test('the smallest body is model, messages and stream', () => {
  expect(body({})).toEqual({
    model: 'parrot',
    messages: [{ role: 'user', content: 'Hello' }],
    stream: true,
  });
});

test('what is set is sent in the wire’s spelling', () => {
  const set = {
    includeUsage: true,
    maxTokens: 100,
    temperature: 0,
    topP: 0.5,
    stop: ['x'],
    seed: 0,
    reasoningEffort: 'low',
    extra: { top_k: 4, temperature: 1, tools: [] },
  };
  expect(body(set)).toEqual({
    model: 'parrot',
    messages: [{ role: 'user', content: 'Hello' }],
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: 100,
    temperature: 1,
    top_p: 0.5,
    stop: ['x'],
    seed: 0,
    reasoning_effort: 'low',
    top_k: 4,
    tools: [],
  });
});

test('what is empty is not sent, and usage is asked for only in a stream', () => {
  const sent = body({ stream: false, includeUsage: true, stop: [], reasoningEffort: '' });
  expect(Object.keys(sent)).toEqual(['model', 'messages', 'stream']);
});

test('calls and their results', () => {
  const messages = [
    { role: 'assistant', content: '', toolCalls: [{ id: 'a', name: 'time', arguments: '{}' }] },
    { role: 'tool', content: '12:00', toolCallId: 'a' },
    { role: 'assistant', content: 'Noon.', toolCalls: [] },
  ];
  const call = { id: 'a', type: 'function', function: { name: 'time', arguments: '{}' } };
  expect(body({ messages })).toMatchObject({
    messages: [
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', content: '12:00', tool_call_id: 'a' },
      { role: 'assistant', content: 'Noon.' },
    ],
  });
  expect(chatRequestBody({ ...anyRequest, messages: [] })).not.toContain('tool_calls');
});

test('tools are told as functions, and no tools not at all', () => {
  const parameters = { type: 'object', properties: { __proto__: { type: 'string' } } };
  const clock = { name: 'time', description: 'Tells the time.', parameters, title: 'Time' };
  expect(body({ tools: [clock] })).toMatchObject({
    tools: [
      { type: 'function', function: { name: 'time', description: 'Tells the time.', parameters } },
    ],
  });
  const sent = body({ tools: [clock] }) as { tools: { function: object }[] };
  expect(Object.keys(sent.tools[0] ?? {})).toEqual(['type', 'function']);
  expect(Object.keys(sent.tools[0]?.function ?? {})).toEqual(['name', 'description', 'parameters']);
  expect(body({ tools: [] })).not.toHaveProperty('tools');
});

const withCalls: ChatRequestMessage[] = [
  { role: 'user', content: 'Hi' },
  {
    role: 'assistant',
    content: 'Let me see.',
    toolCalls: ['call_1', 'D681PevKs'].map((id) => ({ id, name: 'f', arguments: '{"a":1}' })),
  },
  { role: 'tool', content: 'one', toolCallId: 'call_1' },
  { role: 'tool', content: 'two', toolCallId: 'D681PevKs' },
  { role: 'user', content: 'And?' },
];

test('calls go as words to a server that knows none, and their results as a person’s', () => {
  const spelling = { callsInWords: true, roles: { tool: 'user' } };
  const call = '<tool_call>\n{"name": "f", "arguments": {"a":1}}\n</tool_call>';
  const result = (text: string): string => `<tool_response>\n${text}\n</tool_response>`;
  expect(body({ messages: withCalls, spelling })['messages']).toEqual([
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: `Let me see.\n${call}\n${call}` },
    { role: 'user', content: `${result('one')}\n\n${result('two')}\n\nAnd?` },
  ]);
});

test('ids of calls are made short where they have to be, alike in call and result', () => {
  const [, called, one, two] = body({ messages: withCalls, spelling: { shortCallIds: true } })[
    'messages'
  ] as Record<string, unknown>[];
  const ids = (called?.['tool_calls'] as { id: string }[] | undefined)?.map(({ id }) => id);
  expect(ids).toEqual([expect.stringMatching(/^[a-z0-9]{9}$/), 'D681PevKs']);
  expect([one?.['tool_call_id'], two?.['tool_call_id']]).toEqual(ids);
});

test('a server’s spelling leaves members out and renames them, extra ones too', () => {
  const spelling = {
    omit: ['stream_options', 'top_k'],
    rename: { max_tokens: 'max_completion_tokens' },
  };
  const sent = body({ includeUsage: true, maxTokens: 9, seed: 1, extra: { top_k: 4 }, spelling });
  expect(sent).toEqual({
    model: 'parrot',
    messages: [{ role: 'user', content: 'Hello' }],
    stream: true,
    max_completion_tokens: 9,
    seed: 1,
  });
});

test('reasoning goes back only under the name that the spelling gives', () => {
  const messages = [
    { role: 'user', content: 'Hello' },
    { role: 'assistant', content: 'Hi', reasoning: 'A greeting.' },
  ];
  expect(body({ messages })).toMatchObject({
    messages: [{}, { role: 'assistant', content: 'Hi' }],
  });
  expect(chatRequestBody({ ...anyRequest, ...{ messages } } as typeof anyRequest)).not.toContain(
    'greeting',
  );
  const spelling = { reasoningField: 'reasoning_content' };
  expect(body({ messages, spelling })).toMatchObject({
    messages: [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hi', reasoning_content: 'A greeting.' },
    ],
  });
});

test('a system prompt that goes as the person’s words leads their first message', () => {
  const messages = [
    { role: 'system', content: 'Be short.' },
    { role: 'user', content: 'Hello' },
    { role: 'assistant', content: 'Hi' },
    { role: 'user', content: 'Bye' },
  ];
  expect(body({ messages, spelling: { roles: { system: 'user' } } })).toMatchObject({
    messages: [
      { role: 'user', content: 'Be short.\n\nHello' },
      { role: 'assistant', content: 'Hi' },
      { role: 'user', content: 'Bye' },
    ],
  });
});

test('text and images are parts of one message', () => {
  const content = [
    { type: 'text', text: 'What is this?' },
    { type: 'image', url: 'data:image/png;base64,AA' },
  ];
  expect(body({ messages: [{ role: 'user', content }] })).toMatchObject({
    messages: [
      {
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
        ],
      },
    ],
  });
});

describe('a JSON Schema for the answer', () => {
  const schema = { type: 'object', title: 'My trip: 1' };

  test('goes along as OpenAI has it, with a name that it takes', () => {
    expect(body({ responseSchema: schema })).toMatchObject({
      response_format: { type: 'json_schema', json_schema: { name: 'My_trip_1', schema } },
    });
    expect(body({ responseSchema: {} })).toMatchObject({
      response_format: { json_schema: { name: 'answer', schema: {} } },
    });
  });

  test('has another form in TGI, and can be left out', () => {
    expect(body({ responseSchema: schema, spelling: { schemaForm: 'tgi' } })).toMatchObject({
      response_format: { type: 'json', value: schema },
    });
    const left = body({ responseSchema: schema, spelling: { omit: ['response_format'] } });
    expect(left).not.toHaveProperty('response_format');
  });

  test('goes along without tools', () => {
    const tools = [{ name: 'a', description: '', parameters: {} }];
    expect(body({ tools })).toHaveProperty('tools');
    expect(body({ tools, responseSchema: schema })).not.toHaveProperty('tools');
    expect(sentTools({ ...anyRequest, tools })).toEqual(tools);
    expect(sentTools({ ...anyRequest, tools, responseSchema: schema })).toEqual([]);
    expect(sentTools({ ...anyRequest, tools, spelling: { omit: ['tools'] } })).toEqual([]);
  });
});
