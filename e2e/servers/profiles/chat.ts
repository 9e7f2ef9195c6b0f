import { raw, type Step } from '../scripted';
import { json } from './answers';
import type { Asked, ChatRules, Facts, Oddity, Piece, Response, Said, Usage } from './types';

/** What the model says unless told: the words of the model "parrot-chat" of the real servers. */
export const WORDS: Piece[] = [
  { reasoning: 'Okay, ' },
  { reasoning: 'the user ' },
  { reasoning: 'wants a ' },
  { reasoning: 'greeting.\n' },
  { text: 'Hello ' },
  { text: 'there!' },
];

/** The request's answer: a refusal, a stream or one JSON completion. */
export function answerChat(
  rules: ChatRules,
  facts: Facts,
  request: Asked,
  says: Piece[],
): Response {
  for (const oddity of oddities(request, facts)) {
    const refusal = rules.refusals[oddity]?.(request);
    if (refusal) return refusal;
  }
  const pieces = upTo(maxTokens(request), says);
  const said = { ...join(pieces), ...(pieces.length < says.length && { finish: 'length' }) };
  const usage = count(request, said, rules.mostRead);
  if (request.body['stream'] !== true) {
    return json(200, rules.complete(said, usage), rules.completeHeaders);
  }
  return {
    status: 200,
    headers: rules.stream.headers,
    body: stream(rules, pieces, said, usage, isUsageAsked(request)),
  };
}

function maxTokens({ body }: Asked): number {
  const asked = body['max_tokens'] ?? body['max_completion_tokens'];
  return typeof asked === 'number' && asked > 0 ? asked : Infinity;
}

/** Each piece that is said counts as a token; steps between them do not. */
function upTo(tokens: number, says: Piece[]): Piece[] {
  let said = 0;
  return says.filter((piece) => ('type' in piece ? said < tokens : said++ < tokens));
}

function isUsageAsked({ body }: Asked): boolean {
  const options = body['stream_options'] as { include_usage?: boolean } | undefined;
  return options?.include_usage === true;
}

function join(says: Piece[]): Said {
  const said: Said = { text: '', reasoning: '', calls: [], finish: 'stop' };
  for (const piece of says) {
    if ('call' in piece) said.calls.push(piece.call);
    else if ('reasoning' in piece) said.reasoning += piece.reasoning;
    else if (!('type' in piece)) said.text += piece.text;
  }
  if (said.calls.length > 0) said.finish = 'tool_calls';
  return said;
}

/** About four characters make a token; the numbers only have to be plausible. */
function count({ body }: Asked, { text, reasoning }: Said, most = Infinity): Usage {
  const prompt = Math.min(most, Math.ceil(JSON.stringify(body['messages'] ?? '').length / 4));
  const completion = Math.ceil((text + reasoning).length / 4);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  };
}

function stream(
  { stream: shape }: ChatRules,
  says: Piece[],
  said: Said,
  usage: Usage,
  usageAsked: boolean,
): Step[] {
  const frame = (place: 'first' | 'middle' | 'last' | 'usage', delta: object): Step => {
    const finish = place === 'last' ? said.finish : null;
    return raw(
      `data: ${JSON.stringify(shape.chunk({ place, delta, finish, usage, usageAsked }))}\n\n`,
    );
  };
  const steps: Step[] = [];
  if (shape.prelude) steps.push(raw(shape.prelude));
  if (shape.first) steps.push(frame('first', shape.first));
  const deltas = says.flatMap((piece, at) => deltasOf(shape, says, piece, at));
  // A call is never the chunk that ends an answer.
  const endsWithLast = shape.finish === 'with-last' && said.calls.length === 0;
  for (const [at, delta] of deltas.entries()) {
    const isLast = endsWithLast && at === deltas.length - 1;
    steps.push('type' in delta ? delta : frame(isLast ? 'last' : 'middle', delta));
  }
  if (!endsWithLast) steps.push(frame('last', shape.lastDelta?.(said) ?? {}));
  if (shape.usage === 'always' || (shape.usage === 'when-asked' && usageAsked)) {
    steps.push(frame('usage', {}));
  }
  if (shape.done) steps.push(raw('data: [DONE]\n\n'));
  return steps;
}

function deltasOf(
  shape: ChatRules['stream'],
  says: Piece[],
  piece: Piece,
  at: number,
): (object | Step)[] {
  if ('type' in piece) return [piece];
  if ('text' in piece) return [shape.text(piece.text)];
  if ('call' in piece) {
    const calls = says.filter((other) => 'call' in other);
    return shape.call(piece.call, calls.indexOf(piece));
  }
  const isReasoning = (other: Piece | undefined): boolean =>
    other !== undefined && 'reasoning' in other;
  const ends = { first: !isReasoning(says[at - 1]), last: !isReasoning(says[at + 1]) };
  return [shape.reasoning(piece.reasoning, ends)];
}

const KNOWN_FIELDS =
  /^(model|messages|stream|stream_options|max_tokens|max_completion_tokens|temperature|top_p|stop|seed|n|tools|tool_choice|response_format|presence_penalty|frequency_penalty|logprobs|reasoning_effort)$/;

/** Everything about a request that some system refuses, in the order in which systems look. */
function oddities({ body, headers }: Asked, { model, context }: Facts): Oddity[] {
  const list = Array.isArray(body['messages']) ? (body['messages'] as Message[]) : undefined;
  const parts = (list ?? []).flatMap(({ content }) => (Array.isArray(content) ? content : []));
  const temperature = Number(body['temperature'] ?? 1);
  const calls = (list ?? []).flatMap(({ tool_calls = [] }) => tool_calls);
  const found: Record<Oddity, boolean> = {
    'cross-site': headers['sec-fetch-site'] === 'cross-site' && !headers['authorization'],
    'bad-json': 'text' in body,
    'no-messages': !list,
    'empty-messages': list?.length === 0,
    'unknown-field': Object.keys(body).some((name) => !KNOWN_FIELDS.test(name)),
    'max-completion-tokens': 'max_completion_tokens' in body,
    'max-tokens': 'max_tokens' in body,
    'stream-options': 'stream_options' in body,
    'past-reasoning': (list ?? []).some((message) => 'reasoning_content' in message),
    temperature: temperature < 0 || temperature > 2,
    'no-model': !('model' in body),
    'unknown-model': 'model' in body && body['model'] !== model,
    'developer-role': (list ?? []).some(({ role }) => role === 'developer'),
    image: parts.some(({ type }) => type === 'image_url'),
    'text-parts': parts.length > 0,
    tools: Array.isArray(body['tools']) && body['tools'].length > 0,
    'tool-history': calls.length > 0 || (list ?? []).some(({ role }) => role === 'tool'),
    'broken-arguments': calls.some((call) => !isObjectText(call.function?.arguments)),
    'long-call-id': calls.some(({ id = '' }) => !/^[a-zA-Z0-9]{9}$/.test(id)),
    overflow: JSON.stringify(list ?? '').length / 4 > context,
  };
  return (Object.keys(found) as Oddity[]).filter((name) => found[name]);
}

interface Message {
  role?: string;
  content?: string | { type?: string }[];
  tool_calls?: { id?: string; function?: { arguments?: unknown } }[];
}

/** Whether the arguments of a past call are what a template can be filled with. */
function isObjectText(text: unknown): boolean {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
