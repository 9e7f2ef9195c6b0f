import type { McpFile, McpResource } from '../../protocol/mcp/types';

/** More files than this, nobody wants beside one message. */
const MOST_FILES = 16;
const MAX_NAME = 120;

const endings: Readonly<Record<string, string>> = {
  'application/json': '.json',
  'application/pdf': '.pdf',
  'application/xml': '.xml',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'text/css': '.css',
  'text/csv': '.csv',
  'text/html': '.html',
  'text/markdown': '.md',
  'text/xml': '.xml',
};

/** What a resource consists of, as files that a composer takes; what is too large or of no use is judged there. */
export function resourceFiles(resource: McpResource, files: readonly McpFile[]): File[] {
  return files.slice(0, MOST_FILES).map(({ uri, mimeType, content }) => {
    const [type = ''] = (mimeType || resource.mimeType || '').toLowerCase().split(';');
    const name = nameOf(resource, uri, type.trim(), typeof content === 'string');
    return new File([content], name, { type: type.trim() });
  });
}

/** The last part of its address where that looks like a file's name, else the name that its server gave it. */
function nameOf(resource: McpResource, uri: string, type: string, isText: boolean): string {
  const last = decoded(/([^/?#]+)(?:[?#].*)?$/.exec(uri)?.[1] ?? '');
  const isFile = /\.[A-Za-z0-9]{1,10}$/.test(last);
  const name = isFile || uri !== resource.uri ? last : resource.name;
  const plain = name.replace(/[\p{Cc}/\\]+/gu, ' ').trim() || 'resource';
  if (/\.[A-Za-z0-9]{1,10}$/.test(plain)) return plain.slice(-MAX_NAME);
  const ending = Object.hasOwn(endings, type) ? endings[type] : undefined;
  return plain.slice(0, MAX_NAME) + (ending ?? (isText ? '.txt' : ''));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
