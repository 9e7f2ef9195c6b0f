import type { JsonObject } from '../../lib/json';
import type { ListedModel } from '../../protocol/openai/models';
import type { Calibration } from '../context-window/calibration';
import type { FileModel, LearnedWindow, ModelOverride } from '../models/types';
import type { KeyHeader } from '../../protocol/openai/connection';
import type { ModelCheck } from '../checks/types';
import type { LearnedField } from '../dialect/types';
import type { ServerInfo } from '../servers/types';
import type { PresetId } from './preset-id';

/** Limits on requests that a providers.json may carry; honoured by the completion queue. */
export interface RateLimit {
  requestsPerMinute?: number;
  minIntervalMs?: number;
  tokensPerMinute?: number;
}

/** One configured endpoint, as stored. */
export interface Provider {
  /** Random, for routes and records; never in a file. */
  id: string;
  /** The key in providers.json, fixed for good: `openai-compatible` for the first, a slug for further ones. */
  key: string;
  /** Shown everywhere: the preset's name, else `OpenAI-Compatible`, or what the user typed. */
  label: string;
  preset?: PresetId;
  /** Settled, e.g. `http://localhost:1234/v1`, without a trailing slash. */
  baseUrl: string;
  /** Empty for none. Sent only to the origin of `baseUrl`: a change of origin clears it. */
  apiKey: string;
  /** Which header carries the key; absent: `authorization`. */
  keyHeader?: KeyHeader;
  /** Further headers of every request; as secret as the key, and bound to the same origin. */
  headers?: Record<string, string>;
  /** What answered there when it was last recognised. */
  server?: ServerInfo;
  /** What the server's refusals taught about the request fields it takes. */
  learned?: LearnedField[];
  /** What models could do when they were last checked, by id. */
  checks?: Record<string, ModelCheck>;
  /** Windows that answers or refusals gave away, by model id. */
  learnedWindows?: Record<string, LearnedWindow>;
  /** What answers taught about tokenizers, by model id. */
  calibrations?: Record<string, Calibration>;
  /** The last list the server gave, and when (epoch ms); absent until it answered once. */
  listed?: { models: ListedModel[]; at: number };
  /** From the `models` of an imported providers.json; their limits have the source `file`. */
  fileModels: FileModel[];
  /** Ids the user added by hand. */
  addedModels: string[];
  overrides: Record<string, ModelOverride>;
  rateLimit?: RateLimit;
  /** The built-in demo: no server, never exported. */
  demo?: boolean;
  /** Unknown keys of the entry in providers.json, kept for export. */
  extra?: JsonObject;
  /** Epoch ms; the list is ordered by it. */
  createdAt: number;
}
