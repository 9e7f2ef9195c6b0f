import type { BrowserContext } from '@playwright/test';
import { type ProfileOptions, profiles, serveProfile, type SystemName } from './servers/profiles';
import type { ScriptedServer } from './servers/scripted';
import type { Watch } from './watch';

/** Starts a system as a server; it is closed after the test. */
export type ServeSystem = (system: SystemName, options?: ProfileOptions) => Promise<ScriptedServer>;

/** The fixture `serveSystem`; what closes a test's pages must name it, as `context` below does. */
export async function systemServers(
  { watch }: { watch: Watch },
  use: (serve: ServeSystem) => Promise<void>,
): Promise<void> {
  const servers: ScriptedServer[] = [];
  await use(async (system, options) => {
    const server = await serveProfile(profiles[system], options);
    servers.push(server);
    watch.allowOrigins(server.origin);
    return server;
  });
  await Promise.all(servers.map((server) => server.close()));
}

/** The fixture `context` of a spec that has `serveSystem`: its pages are closed before the servers that they may still ask. */
export async function contextBeforeSystems(
  { context, serveSystem: _serveSystem }: { context: BrowserContext; serveSystem: ServeSystem },
  use: (context: BrowserContext) => Promise<void>,
): Promise<void> {
  await use(context);
  await context.close();
}
