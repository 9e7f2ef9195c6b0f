import type { JsonObject } from '../../lib/json';
import type { Tool, ToolOutput } from '../tools/types';
import { wireName } from './slug';
import type { ToolServer } from './types';

/** Runs a tool of a server by the server's own name for it. */
export type RunTool = (
  serverId: string,
  name: string,
  args: JsonObject,
  signal: AbortSignal,
) => Promise<ToolOutput>;

/** Of the tools that Patchbay brings: a server's must not be taken for one of them. */
const own = ['current_time', 'calculator', 'javascript', 'read_url'];

/**
 * The tools that the servers offer to chats. What a server says of itself (that a tool only reads) is no reason to ask
 * less: a person is asked before each tool runs for the first time.
 */
export function toTools(servers: readonly ToolServer[], run: RunTool): Tool[] {
  const taken = new Set(own);
  return servers.flatMap((server) => {
    if (!server.isEnabled) return [];
    const hidden = new Set(server.hidden);
    return (server.seen?.tools ?? []).flatMap((tool): Tool[] => {
      // Hidden ones keep their name too, so that no other tool's changes with a check mark.
      const name = wireName(server.slug, tool.name, taken);
      taken.add(name);
      if (hidden.has(tool.name)) return [];
      return [
        {
          id: `mcp:${server.id}:${tool.name}`,
          name,
          title: tool.title ?? tool.name,
          description: tool.description,
          parameters: tool.parameters,
          origin: server.label,
          onByDefault: false,
          asks: 'once',
          run: (args, signal) => run(server.id, tool.name, args, signal),
        },
      ];
    });
  });
}
