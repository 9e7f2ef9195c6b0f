import { expect, test } from 'vitest';
import type { Fetch } from '../../lib/fetch';
import { beginSignIn, type SignIn } from './sign-in';

const SERVER = 'https://tools.example';

/** A server that signs in by itself, at an address of its choice. */
function target(authorizationEndpoint: string) {
  let stored: SignIn = {};
  const answers: Record<string, object> = {
    '/.well-known/oauth-protected-resource/mcp': {
      resource: `${SERVER}/mcp`,
      authorization_servers: [SERVER],
    },
    '/.well-known/oauth-authorization-server': {
      issuer: SERVER,
      authorization_endpoint: authorizationEndpoint,
      token_endpoint: `${SERVER}/token`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
    },
  };
  const fetch: Fetch = async (url) => {
    const body = answers[new URL(url).pathname];
    return body ? Response.json(body) : new Response('', { status: 404 });
  };
  return {
    url: `${SERVER}/mcp`,
    fetch,
    redirectUrl: 'https://patchbay.example/oauth.html',
    clientId: 'by-hand',
    read: () => stored,
    save: async (signIn: SignIn) => void (stored = signIn),
  };
}

test('a sign-in leads to a web page of the server’s choice', async () => {
  const leaving = await beginSignIn(target(`${SERVER}/authorize`), 'tools.example', 'state-1');
  expect(leaving?.url).toMatch(/^https:\/\/tools\.example\/authorize\?/);
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'ms-msdt:/id', 'file:///etc/passwd'])(
  'and never to %s',
  async (address) => {
    await expect(beginSignIn(target(address), 'tools.example', 'state-1')).rejects.toThrow();
  },
);
