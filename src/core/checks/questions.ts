import type { CompletionEvent } from '../../protocol/openai/events';
import type { Observation } from '../../protocol/openai/observe';
import type { ChatRequest } from '../../protocol/openai/request';
import type { CheckName, CheckResult } from './types';

/** One short request, and what its answer says about the model. */
export interface Question {
  names: readonly CheckName[];
  request: Omit<ChatRequest, 'model'>;
  judge: (seen: Observation) => CheckResult[];
}

/** Room for a model that reasons first. */
const maxTokens = 512;

const plain = (content: ChatRequest['messages'][number]['content']): Question['request'] => ({
  messages: [{ role: 'user', content }],
  stream: false,
  maxTokens,
});

const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Tells the weather of one city.',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
    },
  },
};

const wet = {
  type: 'json_schema',
  json_schema: {
    name: 'answer',
    strict: true,
    schema: {
      type: 'object',
      properties: { wet: { type: 'boolean' } },
      required: ['wet'],
      additionalProperties: false,
    },
  },
};

/** 64 × 64 pixels of green: who cannot see guesses red or blue. */
const green =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAT0lEQVR42u3PQQkAAAgEsItgFCMb1Qi+hcEKLDX9WgQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQELgv7fwDTmzR9rAAAAABJRU5ErkJggg==';

/** Is asked first: whoever does not answer this is asked nothing else. */
export const hello: Question = {
  names: ['streaming', 'usage', 'reasoning'],
  request: { ...plain('Say hello in one short sentence.'), stream: true, includeUsage: true },
  judge: ({ events, isStream, reasoningIn }) => [
    result('streaming', isStream ? 'yes' : 'no', isStream ? '' : 'The answer came in one piece.'),
    result('usage', events.some(({ type }) => type === 'usage') ? 'yes' : 'no', ''),
    reasoningIn
      ? result('reasoning', 'yes', `It comes as ${reasoningIn}.`)
      : result('reasoning', 'unclear', 'It answered without.'),
  ],
};

export const others: readonly Question[] = [
  {
    names: ['tools', 'parallel-tools'],
    request: {
      ...plain('What is the weather in Paris and in Rome? Call get_weather once for each city.'),
      extra: { tools: [weather] },
    },
    judge: judgeTools,
  },
  {
    names: ['json-schema'],
    request: { ...plain('Is water wet?'), extra: { response_format: wet } },
    judge: judgeSchema,
  },
  {
    names: ['images'],
    request: plain([
      { type: 'text', text: 'Which colour is this picture? Answer with one word.' },
      { type: 'image', url: green },
    ]),
    judge: judgeImage,
  },
];

function judgeTools({ events }: Observation): CheckResult[] {
  const calls = events.flatMap((event) =>
    event.type === 'tool-call-delta' && event.name === weather.function.name ? [event.index] : [],
  );
  const count = new Set(calls).size;
  if (count > 0) {
    const parallel = count > 1 ? 'yes' : 'unclear';
    const words = count > 1 ? '' : 'It made one call of two.';
    return [result('tools', 'yes', ''), result('parallel-tools', parallel, words)];
  }
  // Servers without a parser for the model's tool calls pass them on as text (servers.md, SSE).
  const isText = /get_weather/.test(textOf(events)) && /[{<[]/.test(textOf(events));
  const words = isText ? 'The call came as plain text.' : saidInstead(events);
  return [
    result('tools', isText ? 'no' : 'unclear', words),
    result('parallel-tools', 'unclear', ''),
  ];
}

function judgeSchema({ events }: Observation): CheckResult[] {
  if (/^\s*\{\s*"wet"\s*:\s*(?:true|false)\s*\}\s*$/.test(textOf(events))) {
    return [result('json-schema', 'yes', '')];
  }
  return [result('json-schema', isCut(events) ? 'unclear' : 'no', saidInstead(events))];
}

function judgeImage({ events }: Observation): CheckResult[] {
  const isGreen = /\bgreen\b/i.test(textOf(events));
  return [result('images', isGreen ? 'yes' : 'unclear', isGreen ? '' : saidInstead(events))];
}

function result(name: CheckName, verdict: CheckResult['verdict'], words: string): CheckResult {
  return { name, verdict, words };
}

function textOf(events: readonly CompletionEvent[]): string {
  return events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
}

function isCut(events: readonly CompletionEvent[]): boolean {
  return events.some((event) => event.type === 'finish' && event.reason === 'length');
}

function saidInstead(events: readonly CompletionEvent[]): string {
  if (isCut(events)) return `It was not done after ${maxTokens} tokens.`;
  const text = textOf(events).replace(/\s+/g, ' ').trim();
  if (text === '') return 'It answered nothing.';
  return `It answered “${text.length > 80 ? `${text.slice(0, 79)}…` : text}”`;
}
