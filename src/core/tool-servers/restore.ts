import { asJsonObject } from '../../lib/json';
import type { SignIn } from '../../protocol/mcp/sign-in';
import type { McpTool } from '../../protocol/mcp/types';
import type { ToolServer } from './types';

type Fields = Readonly<Partial<Record<string, unknown>>>;

/** A server from a stored record, or undefined without an id or a web address. Any other broken field is left out. */
export function restoreToolServer(record: unknown): ToolServer | undefined {
  const fields = fieldsOf(record);
  const id = textOf(fields?.['id']);
  const url = textOf(fields?.['url']);
  if (!fields || !id || !isWebAddress(url)) return undefined;
  const signIn = restoreSignIn(fields['signIn']);
  const seen = restoreSeen(fields['seen']);
  return {
    id,
    url,
    label: textOf(fields['label']) || new URL(url).host,
    slug: textOf(fields['slug']) || 'server',
    headers: restoreHeaders(fields['headers']),
    isEnabled: fields['isEnabled'] !== false,
    clientId: textOf(fields['clientId']),
    hidden: listOf(fields['hidden']).filter((name) => typeof name === 'string'),
    createdAt: numberOf(fields['createdAt']),
    ...(signIn && { signIn }),
    ...(seen && { seen }),
  };
}

/** Nobody can type another one; a record from a file may hold it. */
function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function restoreHeaders(value: unknown): Record<string, string> {
  const entries = Object.entries(fieldsOf(value) ?? {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function restoreSignIn(value: unknown): SignIn | undefined {
  const fields = fieldsOf(value);
  if (!fields) return undefined;
  const [client, tokens, discovery] = ['client', 'tokens', 'discovery'].map((name) =>
    asJsonObject(fields[name]),
  );
  return { ...(client && { client }), ...(tokens && { tokens }), ...(discovery && { discovery }) };
}

function restoreSeen(value: unknown): ToolServer['seen'] {
  const fields = fieldsOf(value);
  if (!fields) return undefined;
  return { tools: listOf(fields['tools']).flatMap(restoreTool), at: numberOf(fields['at']) };
}

function restoreTool(value: unknown): McpTool[] {
  const fields = fieldsOf(value);
  const name = textOf(fields?.['name']);
  const parameters = asJsonObject(fields?.['parameters']);
  if (!fields || !name || !parameters) return [];
  const title = textOf(fields['title']);
  return [
    { name, description: textOf(fields['description']), parameters, ...(title && { title }) },
  ];
}

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
