/** What a server's words refuse, as they spell it. */
export interface Refusal {
  names: string[];
  /** Words that stand for the names, where the server has others than the request. */
  sign?: string;
  /** What the server wants instead of what it refused. */
  wants?: string;
  /** The words that say so; whoever wrote them, wrote the refusal. */
  phrase: string;
}

/** A name in quotes of any kind, or bare: `'max_tokens'`, `messages[2].reasoning_content`. */
const name = '[\'"`]?([A-Za-z_][\\w.[\\]]*)[\'"`]?';
const end = '(?=[\\s,;:.!)\\]}]|$)';

/** What gateways and frameworks put before the words of whoever refused. */
const prefix = new RegExp(
  [
    '^\\s*(?:provider returned error\\s+)?',
    '(?:litellm\\.\\w+:\\s*)?(?:\\w+exception\\s*-\\s*)?',
    '(?:error(?: code)?:\\s*)?(?:\\d{3}\\s*[-:]\\s*)?',
    '(?:\\d+ validation errors?:\\s*)?',
    "(?:'messages\\.\\d+'\\s*:\\s*for 'role:\\s*\\w+' the following must be satisfied\\[\\('messages\\.\\d+'\\s*:\\s*)?",
  ].join(''),
  'i',
);

/**
 * How servers word that they do not take a field. A bad value (`temperature must be in [0, 2]`) is worded otherwise,
 * and no pattern here may match one: it is the person's to change.
 */
const patterns: readonly RegExp[] = [
  // OpenAI: "Unsupported parameter: 'max_tokens' is not …", "Unrecognized request argument supplied: stream_options";
  // transformers serve: "Unexpected fields in the request: {'foo_bar'}" (servers.md, errors).
  /^(?:unsupported|unknown|unrecognized|unexpected) (?:request )?(?:parameter|argument|field|property|key)s?(?: supplied| provided)?(?: in (?:the )?request)?\s*:\s*[{[]?(?<list>['"`]?[A-Za-z_][\w.[\]]*['"`]?(?:\s*,\s*['"`]?[A-Za-z_][\w.[\]]*['"`]?)*)/i,
  // Groq: "property 'store' is unsupported, did you mean 'stop'?"
  new RegExp(`^property ${name} is unsupported`, 'i'),
  // FastAPI and Mistral, with the place before the words: "stream_options: Extra inputs are not permitted".
  new RegExp(`^${name}: extra (?:inputs|fields) (?:are )?not permitted`, 'i'),
  new RegExp(`^extra inputs are not permitted,? field:? ${name}`, 'i'),
  // The same as Python prints it (vLLM and what is built on it).
  /^\[?\{'type': 'extra_forbidden', 'loc': (?:\('body', |'body\.)(?<list>'?[\w.]+'?)/i,
  // LiteLLM: "openai does not support parameters: ['temperature'], for model=…"
  // and xAI since 2026: "Model grok-4.5 does not support parameter presencePenalty." (NativeTavern#83).
  /^(?:model )?\S+ does not support (?:the )?(?:parameter|field|argument)s?:? \[?(?<list>['"`]?[A-Za-z_]\w*['"`]?(?:\s*,\s*['"`]?[A-Za-z_]\w*['"`]?)*)/i,
  new RegExp(
    `^${name} (?:is|are) not (?:supported|allowed|permitted)(?: (?:with|by|for|on|in) (?:this|the|your) (?:model|server|api|endpoint|provider))?(?=[.,;!]|\\s*$)`,
    'i',
  ),
  new RegExp(`^(?:[\\w.]+\\(\\) )?got an unexpected keyword argument ${name}${end}`, 'i'),
  // OpenAI's reasoning models: a value that may only be what it is anyway is no value of the person's.
  new RegExp(`^unsupported value: ${name} does not support .{1,80}only the default`, 'i'),
  // xAI: "Argument not supported on this model: presencePenalty" (page-assist#581).
  new RegExp(`^argument not supported on this model: ${name}`, 'i'),
];

/** How servers word that a model, or the server as it was started, takes no tools. */
const noTools: readonly RegExp[] = [
  // Ollama, for a model whose template has no place for tools; DeepSeek: "deepseek-reasoner does not support Function
  // Calling" (anon-kode#10); xAI: "Invalid request content: The model does not support tool use …" (adk-python#952);
  // Volcengine: "The parameter `` specified in the request are not valid: the requested model …" (OpenManus#123).
  /^(?:invalid request content:\s*|the parameter `*\w*`* specified in the request are not valid:\s*)?(?:(?:the|this)(?: requested| current)? model|\S+) (?<sign>does not support (?:tools?|tool[ -](?:use|calls?|calling)|functions?|function[ -]call(?:s|ing)))(?=[\s.,;]|$)/i,
  // vLLM and NIM without a parser for calls (servers.md, errors; langchain4j#3475).
  /^["']?auto["']? tool choice requires --enable-auto-tool-choice/i,
  // llama.cpp without Jinja templates, with status 500 (LLMKube#126; older: llama.cpp#10920).
  /^tools param requires --jinja flag/i,
  /^unsupported param: tools(?=[\s.,;]|$)/i,
  // OpenRouter, with status 404 (pydantic-ai#2896).
  /^no endpoints found that support tool use/i,
];

/** How servers word that they, or the model, take no JSON Schema for the answer. */
const noSchema: readonly RegExp[] = [
  // DeepSeek (llm-exe#662), and as it was before (litellm#7580).
  /^this response_format type is unavailable/i,
  /^failed to deserialize the json body into the target type: response_format: response_format\.type [`'"]?json_schema[`'"]? is unavailable/i,
  // OpenAI, for older models (multi-agent-llm#2).
  /^invalid parameter: ['"`]?response_format['"`]? of type ['"`]?json_schema['"`]? is not supported/i,
  // Groq (langchain#23629), xAI (litellm#6610).
  /^['"`]?response_format['"`]? does not support streaming/i,
  /^the response_format parameter is unsupported/i,
];

/** DeepSeek: "The `reasoning_content` in the thinking mode must be passed back to the API." */
const wanted = new RegExp(`^(?:the )?${name} in the thinking mode must be passed back`, 'i');
/** Chat templates without a system prompt, as Gemma's, raise this. */
const noSystem =
  /^(?:error rendering prompt with jinja template:\s*|jinja exception:\s*)?["']?(?<list>system) role (?:is )?not supported/i;

/** Every refusal in a server's words, clause by clause, each only at the beginning of its clause. */
export function refusalsIn(words: string): Refusal[] {
  const [head = '', ...rest] = words.split(/;\s+/);
  return [head.replace(prefix, ''), ...rest].flatMap((clause) => refusalIn(clause.trim()) ?? []);
}

function refusalIn(clause: string): Refusal | undefined {
  const wants = wanted.exec(clause);
  if (wants) return { names: [], wants: wants[1] ?? '', phrase: wants[0] };
  const role = noSystem.exec(clause);
  if (role) return { names: ['role:system'], phrase: role[0] };
  const toolless = noTools.map((pattern) => pattern.exec(clause)).find((match) => match !== null);
  if (toolless) {
    const [phrase] = toolless;
    return { names: ['tools'], sign: toolless.groups?.['sign'] ?? phrase, phrase };
  }
  const schemaless = noSchema
    .map((pattern) => pattern.exec(clause))
    .find((match) => match !== null);
  if (schemaless) return { names: ['response_format'], phrase: schemaless[0] };
  for (const pattern of patterns) {
    const match = pattern.exec(clause);
    if (match)
      return { names: namesIn(match.groups?.['list'] ?? match[1] ?? ''), phrase: match[0] };
  }
  return undefined;
}

function namesIn(list: string): string[] {
  return list.split(',').map((item) => item.replace(/['"`\s{}]/g, ''));
}
