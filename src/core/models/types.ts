/** Where a number comes from, most trusted first. */
export type LimitSource =
  'user' | 'learned' | 'server-runtime' | 'server-trained' | 'file' | 'name' | 'default';

export interface Limit {
  tokens: number;
  source: LimitSource;
}

/** Where a capability fact comes from, most trusted first. */
export type CapabilitySource = 'user' | 'checked' | 'server' | 'name' | 'default';

export interface Capability {
  value: boolean;
  source: CapabilitySource;
}

/** A model of one provider as the app shows it: every fact with its source. */
export interface Model {
  id: string;
  /** Display name; the id where the server gives no better one. */
  name: string;
  description?: string;
  /** Where the entry itself comes from: listed by the server, added by hand, or a providers.json. */
  origin: 'server' | 'user' | 'file';
  /** False for embedding, speech, image … ids: hidden, counted, one click away. */
  chat: boolean;
  contextWindow: Limit;
  /** The trained maximum in tokens where the server tells it beside a smaller loaded window ("4 096 of 131 072"). */
  trainedContextWindow?: number;
  maxOutputTokens: Limit;
  tools: Capability;
  vision: Capability;
  reasoning: Capability;
  reasoningEffort?: string;
  /** As the server words it: `Q4_K_M`, `fp8`. */
  quantization?: string;
  /** As the server words it: `7B`, `270M`. */
  parameterSize?: string;
  /** Whether it is in memory now; absent where the server does not tell. */
  loaded?: boolean;
}

/** What the user set by hand for one model; an absent field is not overridden. */
export interface ModelOverride {
  contextWindow?: number;
  maxOutputTokens?: number;
  tools?: boolean;
  vision?: boolean;
  reasoning?: boolean;
  /** Shows a hidden id as a chat model, or hides one. */
  chat?: boolean;
  name?: string;
}

/** A window that an answer or a refusal of the server gave away. */
export interface LearnedWindow {
  tokens: number;
  /** Epoch ms. */
  at: number;
}

/** A model as a providers.json entry carries it, unknown keys kept in `extra`. */
export interface FileModel {
  id: string;
  name?: string;
  description?: string;
  contextWindow?: number;
  maxOutputTokens?: number;
  reasoningEffort?: string;
  extra?: import('../../lib/json').JsonObject;
}

/** A model of a chat, with the names kept for the day when its provider is gone. */
export interface ModelRef {
  providerId: string;
  modelId: string;
  providerLabel: string;
  modelName: string;
}
