import { config } from 'zod/mini';

/** The official client. It builds its schemas as it loads, and would try `new Function` then, which the page forbids. */
export async function loadSdk(): Promise<typeof import('@modelcontextprotocol/client')> {
  config({ jitless: true });
  return import('@modelcontextprotocol/client');
}
