import type { ListedModel } from '../../protocol/openai/models';

/** What is so about a connection; the values of `data-cause`. */
export type Cause =
  | 'ok'
  | 'offline'
  | 'invalid-url'
  | 'mixed-content'
  | 'local-network-prompt'
  | 'local-network-blocked'
  | 'unreachable'
  | 'certificate'
  | 'redirected'
  | 'cors'
  | 'cors-preflight'
  | 'unauthorized'
  | 'forbidden'
  | 'payment'
  | 'wrong-path'
  | 'not-openai'
  | 'no-models'
  | 'loading'
  | 'rate-limited'
  | 'server-error'
  | 'slow';

/** What the probes saw, without judgement. */
export type ProbeOutcome =
  | { kind: 'ok'; baseUrl: string; models: ListedModel[]; ms: number }
  | { kind: 'invalid-url'; message: string }
  /** Plain http to a public host would show the key to the network: ask first. */
  | { kind: 'needs-consent'; baseUrl: string }
  /** A keyless request was sent on to another address. */
  | { kind: 'redirected'; baseUrl: string; to: string }
  | {
      kind: 'http-error';
      baseUrl: string;
      status: number;
      serverMessage: string;
      serverCode?: string;
      body?: string;
    }
  | { kind: 'not-openai'; baseUrl: string; status?: number; body?: string }
  /** fetch rejected: nothing readable. `answers` is what a no-cors request saw. */
  | { kind: 'unreadable'; baseUrl: string; answers: boolean; readableWithoutKey: boolean };

/** What this page is, as far as it decides what it may reach. */
export interface PageFacts {
  origin: string;
  isSecureContext: boolean;
  isOnline: boolean;
}

export interface Remedy {
  /** What to do, in words. */
  text: string;
  /** A line to copy, with this page's origin filled in. */
  command?: string;
}

export interface Evidence {
  ok: boolean;
  text: string;
}

export interface Diagnosis {
  cause: Cause;
  certainty: 'certain' | 'likely';
  /** One plain sentence. */
  sentence: string;
  /** The server's own words, shown first where it gave any. */
  serverWords: string;
  evidence: Evidence[];
  remedies: Remedy[];
}
