import type { JsonObject } from '../../lib/json';

/** A tool as its server lists it. */
export interface McpTool {
  name: string;
  title?: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: JsonObject;
}

export interface McpPromptArgument {
  name: string;
  description?: string;
  required: boolean;
}

export interface McpPrompt {
  name: string;
  title?: string;
  description?: string;
  arguments: McpPromptArgument[];
}

export interface McpResource {
  uri: string;
  name: string;
  description?: string;
  mimeType?: string;
}

/** One part of what a tool or a prompt answered; bytes are counted, never kept. */
export type McpPart =
  | { kind: 'text'; text: string }
  | { kind: 'image' | 'audio'; mimeType: string; bytes: number }
  /** What the server put in. */
  | { kind: 'resource'; uri: string; mimeType: string; text?: string; bytes: number }
  /** What it only points to. */
  | { kind: 'link'; uri: string; name: string };

/** One message of a prompt. */
export interface McpMessage {
  role: 'user' | 'assistant';
  part: McpPart;
}

/** One file that a resource consists of, whole. */
export interface McpFile {
  uri: string;
  mimeType: string;
  content: string | Uint8Array<ArrayBuffer>;
}

export interface McpResult {
  parts: McpPart[];
  /** The tool itself says that it failed. */
  isError: boolean;
}

/** What one request to the server looked like from inside the page: no body, no key. */
export interface Exchange {
  /** The method of the message, such as `initialize`; `GET` for the stream of the server's own messages. */
  call: string;
  /** Absent: `fetch` failed, so the page may read nothing of it. */
  status?: number;
  contentType?: string;
  /** Whether the page could read `Mcp-Session-Id` of the answer. */
  hasSession: boolean;
  /** `WWW-Authenticate`, where the page may read it. */
  challenge?: string;
  /** The beginning of an answer that was a failure. */
  words?: string;
}
