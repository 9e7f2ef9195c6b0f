import { decode, type Decoded } from '../providers/codec';
import type { Sealing, SealedText } from '../sealing/types';
import { newCode } from './code';
import type { Compression } from './compression';
import { fromBody, openPayload, readPayload, sealedPayload, toBody } from './payload';

/** How long a link with keys is taken, in hours. Only the receiving side's word: whoever has link and code has the keys. */
export const HOURS = 24;
const MINUTE = 60_000;

/** What became of a link that was opened. */
export type Received =
  | { kind: 'setup'; decoded: Decoded }
  | { kind: 'sealed'; sealed: SealedText }
  | { kind: 'expired'; madeAt: number }
  /** `no-crypto`: it holds keys, and an insecure origin unlocks nothing. `too-old`: a browser that cannot inflate. */
  | { kind: 'damaged' | 'newer' | 'too-old' | 'no-crypto' };

export interface HandOver {
  /** Of this page, without a fragment. */
  address: string;
  /** Whether keys can go along; not from an insecure origin. */
  canSeal: boolean;
  /** The fragment of a link with this providers.json, in clear: it must hold no keys. */
  pack(text: string): Promise<string>;
  /** The same locked with a code that is in neither. */
  seal(text: string): Promise<{ fragment: string; code: string }>;
  open(payload: string): Promise<Received>;
  /** What a code opens; undefined: it is another code. */
  unseal(sealed: SealedText, code: string): Promise<Received | undefined>;
}

export interface HandOverTools {
  address: string;
  /** Undefined on an insecure origin. */
  sealing: Sealing | undefined;
  compression: Compression | undefined;
  random: (bytes: number) => Uint8Array;
  now: () => number;
}

/** Links that set up another device, and what they bring to this one. */
export function createHandOver(tools: HandOverTools): HandOver {
  const { address, sealing, compression, random, now } = tools;

  async function receive(body: string): Promise<Received> {
    const read = await fromBody(body, compression);
    if (typeof read === 'string') return { kind: read };
    const [, made, text] = /^(\d*)\n(.*)$/s.exec(read.text) ?? [];
    if (text === undefined) return { kind: 'damaged' };
    const madeAt = Number(made) * MINUTE;
    if (made && now() - madeAt > HOURS * 60 * MINUTE) return { kind: 'expired', madeAt };
    return { kind: 'setup', decoded: decode(text) };
  }

  return {
    address,
    canSeal: sealing !== undefined,
    async pack(text) {
      return fragment(openPayload(await toBody(`\n${text}`, compression)));
    },
    async seal(text) {
      if (!sealing) throw new Error('Nothing can be encrypted on this page.');
      const code = newCode(random);
      const key = await sealing.newKey(code);
      const made = Math.floor(now() / MINUTE);
      const sealed = await key.seal(await toBody(`${made}\n${text}`, compression));
      return { fragment: fragment(sealedPayload(sealed)), code };
    },
    async open(payload) {
      const read = readPayload(payload);
      if (read.kind === 'open') return receive(read.body);
      return read.kind === 'sealed' && !sealing ? { kind: 'no-crypto' } : read;
    },
    async unseal(sealed, code) {
      const key = await sealing?.keyOf(code, sealed);
      const body = await key?.open(sealed);
      return body === undefined ? undefined : receive(body);
    },
  };
}

function fragment(payload: string): string {
  return `#/hand-over/${payload}`;
}

/** Where Patchbay is on the other device, as somebody types it; undefined for what no link leads to. */
export function readHome(typed: string): string | undefined {
  const text = typed.trim();
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, pathname, username, password } = new URL(text);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  return isWeb && !username && !password ? origin + pathname : undefined;
}
