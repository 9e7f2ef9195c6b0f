import type {
  OAuthClientProvider,
  OAuthDiscoveryState,
  StoredOAuthClientInformation,
  StoredOAuthTokens,
} from '@modelcontextprotocol/client';
import type { Fetch } from '../../lib/fetch';
import { asJsonObject, type JsonObject } from '../../lib/json';
import { loadSdk } from './load-sdk';
import { createWire } from './wire';

/** What a sign-in leaves behind, in the wire's spelling; all of it is secret. */
export interface SignIn {
  /** The registration of this page at the server that signs in. */
  client?: JsonObject;
  tokens?: JsonObject;
  /** Where it signs in, as it was when the person agreed to it. */
  discovery?: JsonObject;
}

export interface SignInTarget {
  url: string;
  fetch: Fetch;
  /** The page that the browser comes back to. */
  redirectUrl: string;
  /** Of a person who registered by hand; empty: the page registers itself. */
  clientId: string;
  /** What `WWW-Authenticate` said, where it could be read. */
  challenge?: string | undefined;
  read: () => SignIn;
  save: (signIn: SignIn) => Promise<void>;
}

/** What must be kept until the browser is back. */
export interface Leaving {
  url: string;
  state: string;
  verifier: string;
}

/** The host that a sign-in at this server leads to. Asks nobody but the server itself. */
export async function findSignInHost(target: SignInTarget): Promise<string> {
  const { discoverOAuthProtectedResourceMetadata } = await loadSdk();
  const own = new URL(target.url);
  try {
    const options = hintOf(target);
    const { fetch } = createWire(target.fetch);
    const metadata = await discoverOAuthProtectedResourceMetadata(own, options, fetch);
    return new URL(metadata.authorization_servers?.[0] ?? own).host;
  } catch {
    // Servers of before 2025-06 sign in by themselves.
    return own.host;
  }
}

/** Registers where it has to, and tells where to send the browser; undefined when the old sign-in could be renewed. */
export async function beginSignIn(
  target: SignInTarget,
  host: string,
  state: string,
): Promise<Leaving | undefined> {
  const { auth } = await loadSdk();
  // Anew from the beginning: another place may sign in by now.
  const { discovery: _, ...kept } = target.read();
  await target.save(kept);
  const trip: Trip = { host, state };
  await auth(createProvider(target, trip), requestOf(target));
  if (!trip.url) return undefined;
  return { url: trip.url, state, verifier: trip.verifier ?? '' };
}

/** Turns the code that the browser brought back into tokens. */
export async function finishSignIn(
  target: SignInTarget,
  { code, iss, verifier }: { code: string; iss: string | null; verifier: string },
): Promise<void> {
  const { auth } = await loadSdk();
  await auth(createProvider(target, { verifier }), {
    ...requestOf(target),
    authorizationCode: code,
    ...(iss !== null && { iss }),
  });
}

/** Renews the tokens without a person; false when that takes a new sign-in. */
export async function renewSignIn(target: SignInTarget): Promise<boolean> {
  const { client, tokens } = target.read();
  if (!tokens?.['refresh_token'] || (!client && !target.clientId)) return false;
  const { auth } = await loadSdk();
  const provider = createProvider(target, {});
  // A registration that was revoked is not made anew unasked.
  provider.invalidateCredentials = () => Promise.reject(new Error('It was refused.'));
  try {
    return (await auth(provider, requestOf(target))) === 'AUTHORIZED';
  } catch (error) {
    // No network is no refusal: the next attempt may well succeed.
    if (error instanceof TypeError) throw error;
    return false;
  }
}

interface Trip {
  host?: string;
  state?: string;
  url?: string;
  verifier?: string;
}

function requestOf(target: SignInTarget) {
  const hint = hintOf(target).resourceMetadataUrl;
  const scope = /\bscope="([^"]*)"/i.exec(target.challenge ?? '')?.[1];
  return {
    serverUrl: target.url,
    fetchFn: createWire(target.fetch).fetch,
    ...(hint && { resourceMetadataUrl: hint }),
    ...(scope && { scope }),
  };
}

/** A description of the server counts only where it lies with the server. */
function hintOf({ url, challenge = '' }: SignInTarget): { resourceMetadataUrl?: URL } {
  const hint = /\bresource_metadata="([^"]+)"/i.exec(challenge)?.[1];
  if (!hint || !URL.canParse(hint)) return {};
  const resourceMetadataUrl = new URL(hint);
  return resourceMetadataUrl.origin === new URL(url).origin ? { resourceMetadataUrl } : {};
}

function createProvider(target: SignInTarget, trip: Trip): OAuthClientProvider {
  const { clientId, redirectUrl, read } = target;
  const save = (change: SignIn) => target.save({ ...read(), ...change });
  const typed = clientId ? { client_id: clientId } : undefined;
  return {
    redirectUrl,
    clientMetadata: {
      client_name: 'Patchbay',
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      // A page can keep no secret of its own.
      token_endpoint_auth_method: 'none',
    },
    state: () => trip.state ?? '',
    // Stored as they were given; the client checks what it needs of them.
    clientInformation: () => (read().client as StoredOAuthClientInformation | undefined) ?? typed,
    saveClientInformation: (client) => save({ client: asJsonObject(client) ?? {} }),
    tokens: () => read().tokens as StoredOAuthTokens | undefined,
    saveTokens: (tokens) => save({ tokens: asJsonObject(tokens) ?? {} }),
    redirectToAuthorization(url) {
      // The address is the server's words: what the browser opens is a page, whatever they say.
      if (url.protocol !== 'https:' && url.protocol !== 'http:') {
        throw new Error(`The server names no web page to sign in at: ${url.protocol}`);
      }
      trip.url = url.href;
    },
    saveCodeVerifier(verifier) {
      trip.verifier = verifier;
    },
    codeVerifier: () => trip.verifier ?? '',
    discoveryState: () => read().discovery as OAuthDiscoveryState | undefined,
    async saveDiscoveryState(found) {
      const host = new URL(found.authorizationServerUrl).host;
      if (trip.host !== undefined && trip.host !== host) {
        throw new Error(`The server now signs in at ${host}, not at ${trip.host}.`);
      }
      await save({ discovery: asJsonObject(found) ?? {} });
    },
    async invalidateCredentials(scope) {
      const { client, tokens, discovery } = read();
      const isAll = scope === 'all';
      await target.save({
        ...(client && !isAll && scope !== 'client' && { client }),
        ...(tokens && !isAll && scope !== 'tokens' && { tokens }),
        ...(discovery && !isAll && scope !== 'discovery' && { discovery }),
      });
    },
  };
}
