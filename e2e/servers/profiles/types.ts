import type { Answer, Step } from '../scripted';

/** What the person who started the server chose. */
export interface Facts {
  /** The id of its one chat model. */
  model: string;
  /** The context it serves, in tokens. */
  context: number;
  /** Requests without it are refused, as this system refuses; none: no key is asked for. */
  key?: string | undefined;
  /** The beginning of what does not fit is dropped without a word, where this system can do that. */
  cuts?: boolean | undefined;
  /** It was started without what reads tool calls, where that is a choice: requests with tools are refused. */
  withoutTools?: boolean | undefined;
  /** The origins that its CORS setting was opened for; absent: as installed. */
  origins?: string[] | undefined;
}

/** An answer and whether it leaves without passing the CORS layer. */
export interface Response extends Answer {
  outside?: boolean;
}

/** A system: how it answers, and where that is known from. */
export interface Profile {
  name: string;
  /** The section of protocol.md, the line of servers.md or the recording that each part was read in. */
  source: string;
  /** The path that a person appends to the server's address; `/v1` mostly. */
  basePath: string;
  cors: CorsRules;
  /** Absent: keys are ignored. */
  auth?: AuthRules;
  /** What a path says while the model is still loaded; undefined where it answers as ever. */
  loading?: (path: string) => Response | undefined;
  /** By 'METHOD /path'; the model list among them. */
  routes: Record<string, Response | ((request: Asked) => Response)>;
  /** Any other path. */
  unknown: (request: Asked) => Response;
  chat: ChatRules;
}

export type MakeProfile = (facts: Facts) => Profile;

/** A request as far as an answer depends on it. */
export interface Asked {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: Record<string, unknown>;
}

export interface CorsRules {
  allows: (origin: string) => boolean;
  /** The headers of an answer that an allowed page may read; `origin` is '' without one. */
  readable: (origin: string) => Record<string, string>;
  /** The headers of the other answers, those outside of the layer excepted. */
  unreadable?: Record<string, string>;
  preflight: (origin: string, headers: string, allowed: boolean, path: string) => Response;
  /** What a plain request from an origin that is not allowed gets instead of its answer. */
  forbidden?: Response;
}

export interface AuthRules {
  guards: (path: string) => boolean;
  /** Given the header `Authorization`, '' if there was none. */
  refusal: (authorization: string) => Response;
  /** Every preflight needs the key too, those to open paths among them; no browser sends it with one. */
  guardsPreflights?: boolean;
}

/** What a chat request may have about it that some system refuses; the first that is refused decides. */
export type Oddity =
  | 'bad-json'
  | 'cross-site'
  | 'no-model'
  | 'unknown-model'
  | 'no-messages'
  | 'empty-messages'
  | 'max-completion-tokens'
  | 'max-tokens'
  | 'stream-options'
  | 'unknown-field'
  | 'past-reasoning'
  | 'developer-role'
  | 'text-parts'
  | 'image'
  | 'temperature'
  | 'tools'
  | 'tool-history'
  | 'broken-arguments'
  | 'long-call-id'
  | 'overflow';

export interface ChatRules {
  /** Oddities without an entry are taken, or ignored. An undefined answer takes the request after all. */
  refusals: Partial<Record<Oddity, (request: Asked) => Response | undefined>>;
  stream: StreamShape;
  /** The JSON of an answer without `stream`. */
  complete: (said: Said, usage: Usage) => object;
  completeHeaders?: Record<string, string>;
  /** It reads no more of the prompt than this, in tokens; the rest is dropped. */
  mostRead?: number;
}

/** What the scripted model says, piece by piece; steps (gates, cuts) may stand between. */
export type Piece = { text: string } | { reasoning: string } | { call: Call } | Step;

export interface Call {
  name: string;
  arguments: string;
}

/** The pieces joined. */
export interface Said {
  text: string;
  reasoning: string;
  calls: Call[];
  finish: string;
}

export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

/** One chunk on its way: which one it is, and what is in it. */
export interface Part {
  place: 'first' | 'middle' | 'last' | 'usage';
  delta: object;
  finish: string | null;
  /** Whether the request asked for usage. */
  usageAsked: boolean;
  usage: Usage;
}

export interface StreamShape {
  headers: Record<string, string>;
  /** Bytes before the first chunk, e.g. a keep-alive comment. */
  prelude?: string;
  /** The delta of an opening chunk; absent: the role comes with the first words. */
  first?: object | undefined;
  reasoning: (text: string, ends: { first: boolean; last: boolean }) => object;
  text: (text: string) => object;
  /** The deltas of one tool call. */
  call: (call: Call, index: number) => object[];
  /** What stands beside the finish reason in a chunk of its own; nothing unless told. */
  lastDelta?: (said: Said) => object;
  /** Where the finish reason is: in a chunk of its own, or beside the last words. */
  finish: 'own' | 'with-last';
  /** Whether a chunk of its own tells the usage. */
  usage: 'when-asked' | 'always' | 'never';
  chunk: (part: Part) => object;
  done: boolean;
}
