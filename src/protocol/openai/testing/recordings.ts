import { readdirSync, readFileSync } from 'node:fs';

export interface Recording {
  /** `server/NN-name`. */
  name: string;
  kind: 'chat' | 'models';
  status: number;
  statusText: string;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer>;
}

const folder = new URL('../recordings/', import.meta.url);

/** Every recorded answer: status line and headers as text, the body (de-chunked when recorded) as bytes. */
export function recordings(): Recording[] {
  return readdirSync(folder)
    .flatMap((server) =>
      readdirSync(new URL(`${server}/`, folder)).map((file) => `${server}/${file}`),
    )
    .sort()
    .map((path) => readRecording(path));
}

function readRecording(path: string): Recording {
  const bytes = new Uint8Array(readFileSync(new URL(path, folder)));
  const latin = Buffer.from(bytes).toString('latin1');
  const split = latin.indexOf('\r\n\r\n');
  const [statusLine = '', ...headerLines] = latin.slice(0, split).split('\r\n');
  const [, status, statusText] = /^HTTP\/1\.1 (\d+) ?(.*)$/.exec(statusLine) ?? [];
  return {
    name: path.replace('.txt', ''),
    kind: /\/(?:01|02|32|33|40|45|46|47|70)-/.test(path) ? 'models' : 'chat',
    status: Number(status),
    statusText: statusText ?? '',
    headers: headerLines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
    body: bytes.slice(split + 4),
  };
}
