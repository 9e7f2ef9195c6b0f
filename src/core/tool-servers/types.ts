import type { McpTool } from '../../protocol/mcp/types';
import type { SignIn } from '../../protocol/mcp/sign-in';

/** One MCP server, as stored. */
export interface ToolServer {
  id: string;
  label: string;
  /** Begins the names of its tools in requests; fixed for good, so that old chats read on. */
  slug: string;
  url: string;
  /** Of every request; as secret as a key. */
  headers: Record<string, string>;
  /** False: it is kept, and asked nothing. */
  isEnabled: boolean;
  /** Of an app that the person registered at the server; empty: Patchbay registers itself. */
  clientId: string;
  signIn?: SignIn;
  /** The tools that it listed last, and when (epoch ms). */
  seen?: { tools: McpTool[]; at: number };
  /** Tools that no chat is offered, by name. */
  hidden: string[];
  /** Epoch ms; the list is ordered by it. */
  createdAt: number;
}

export interface ToolServerRepository {
  /** Total: what is broken is left out. */
  list(): Promise<ToolServer[]>;
  /**
   * With `before`, what this tab knew of it: only what differs from that is written, over what is stored by now, and nothing
   * of one that is gone. Resolves with what is stored then. Fails with the code `not-sealed` while its secrets are not locked
   * like all others.
   */
  save(server: ToolServer, before?: ToolServer): Promise<ToolServer | undefined>;
  remove(id: string): Promise<void>;
}
