import type { GuideId } from '../servers/guide-id';
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

/** May this page reach addresses of this computer or network? `unsupported`: the browser has no such question. */
export type LocalPermission = 'granted' | 'prompt' | 'denied' | 'unsupported';

/** The two kinds of address that Local Network Access tells apart from the internet. */
export type AddressSpace = 'loopback' | 'local';

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
      /** Which call was answered like this; absent: the model list. */
      call?: 'chat';
    }
  | { kind: 'not-openai'; baseUrl: string; status?: number; body?: string; call?: 'chat' }
  | Unreadable
  | UnreadableChat;

/** fetch rejected: nothing readable from the model list, with the key or without. */
export interface Unreadable {
  kind: 'unreadable';
  baseUrl: string;
  /** What a no-cors request saw. */
  answers: boolean;
  /** The list itself is readable, but not with the key. */
  readableWithoutKey: boolean;
  /** Another path of the same server that a keyless GET can read, e.g. `/version`. */
  readablePath?: string;
  /** Whether that path can be read by a request that carries a (made-up) key; absent when not asked. */
  preflightPasses?: boolean;
  /** The permission after the failure, where it matters; absent when it was not asked. */
  permission?: LocalPermission;
  /** How long the failing request was pending. */
  failedAfterMs?: number;
}

/** The list is readable, but a message got no answer that this page may read. */
export interface UnreadableChat {
  kind: 'unreadable-chat';
  baseUrl: string;
  /** An empty JSON request to the chat route was answered readably: then the message itself broke the connection. */
  emptyRequest: 'readable' | 'unreadable';
  /** The same as plain text, which needs no preflight; absent when the first was readable. */
  withoutPreflight?: 'readable' | 'answers' | 'silent';
}

/** The engines differ in what they let a page reach (browser-lab.md). */
export type Engine = 'chromium' | 'firefox' | 'webkit' | 'other';

export type Os = 'macos' | 'windows' | 'linux' | 'other';

/** What this page is, as far as it decides what it may reach. */
export interface PageFacts {
  origin: string;
  isSecureContext: boolean;
  isOnline: boolean;
  /** As the browser calls itself; what it decides has no feature to detect. */
  userAgent?: string;
}

export interface Remedy {
  /** What to do, in words. */
  text: string;
  /** A line to copy, with this page's origin filled in. */
  command?: string;
  /** For this system only. */
  os?: Exclude<Os, 'other'>;
}

export interface Evidence {
  /** Absent while it is being found out, or where it is neither good nor bad. */
  ok?: boolean;
  text: string;
  ms?: number;
}

export interface Diagnosis {
  cause: Cause;
  certainty: 'certain' | 'likely';
  /** One plain sentence. */
  sentence: string;
  /** The server's own words, shown first where it gave any. */
  serverWords: string;
  evidence: Evidence[];
  /** The program that the remedies are for, where it is known or guessed by its port. */
  looksLike?: { name: string; guide: GuideId };
  remedies: Remedy[];
}
