import type {
  CallToolResult,
  ContentBlock,
  GetPromptResult,
  ReadResourceResult,
} from '@modelcontextprotocol/client';
import { McpError } from './errors';
import type { McpFile, McpMessage, McpPart, McpResult } from './types';

/** What a tool answered. Where it gave structured content alone, that is the text. */
export function partsOfResult(result: CallToolResult): McpResult {
  const parts = (result.content ?? []).map(partOf);
  if (parts.length === 0 && result.structuredContent !== undefined) {
    parts.push({ kind: 'text', text: JSON.stringify(result.structuredContent) });
  }
  return { parts, isError: result.isError === true };
}

/** The messages of a prompt, one after the other. */
export function messagesOfPrompt({ messages }: GetPromptResult): McpMessage[] {
  return messages.map(({ role, content }) => ({ role, part: partOf(content) }));
}

/** What a resource consists of, mostly one file; rejects what is no Base64. */
export function filesOfResource({ contents }: ReadResourceResult): McpFile[] {
  return contents.map((file) => ({
    uri: file.uri,
    mimeType: file.mimeType ?? '',
    content: 'text' in file ? file.text : bytesIn(file.blob),
  }));
}

function partOf(block: ContentBlock): McpPart {
  switch (block.type) {
    case 'text':
      return { kind: 'text', text: block.text };
    case 'image':
    case 'audio':
      return { kind: block.type, mimeType: block.mimeType, bytes: bytesOf(block.data) };
    case 'resource_link':
      return { kind: 'link', uri: block.uri, name: block.title ?? block.name };
    case 'resource':
      return resourcePart(block.resource);
  }
}

function resourcePart(contents: ReadResourceResult['contents'][number]): McpPart {
  const { uri, mimeType = '' } = contents;
  return 'text' in contents
    ? { kind: 'resource', uri, mimeType, text: contents.text, bytes: contents.text.length }
    : { kind: 'resource', uri, mimeType, bytes: bytesOf(contents.blob) };
}

/** Of Base64, three bytes in four letters. */
function bytesOf(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
}

function bytesIn(base64: string): Uint8Array<ArrayBuffer> {
  let letters: string;
  try {
    letters = atob(base64);
  } catch {
    throw new McpError('protocol', 'What the server sent is no Base64.');
  }
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
