import type { ChatRequestTool } from './request';
import { isObject, parseJson } from './wire';

/** A call as text; `arguments` is JSON. */
export interface TaggedCall {
  name: string;
  arguments: string;
}

/** What stands between `<tool_call>` and `</tool_call>`, if it is a call in one of the two forms. */
export function readTaggedCall(
  text: string,
  tools: readonly ChatRequestTool[],
): TaggedCall | undefined {
  const body = text.trim();
  return body.startsWith('{') ? jsonCall(body) : functionCall(body, tools);
}

/** Whether JSON text ends inside of a string: a tag there is a part of it. */
export function isInString(json: string): boolean {
  if (!json.trimStart().startsWith('{')) return false;
  const quotes = json.replace(/\\[\s\S]/g, '').split('"').length - 1;
  return quotes % 2 === 1;
}

/** Hermes, Qwen: `{"name": …, "arguments": {…}}`; some models write `parameters`, or the arguments as a string. */
function jsonCall(body: string): TaggedCall | undefined {
  const value = parseJson(body);
  if (!isObject(value)) return undefined;
  const { name } = value;
  const args = value['arguments'] ?? value['parameters'] ?? {};
  if (typeof name !== 'string' || name === '') return undefined;
  if (typeof args === 'string') return { name, arguments: args };
  return isObject(args) ? { name, arguments: JSON.stringify(args) } : undefined;
}

/** Qwen3-Coder: `<function=NAME><parameter=X>…</parameter>…</function>`, with a line break around each value. */
function functionCall(body: string, tools: readonly ChatRequestTool[]): TaggedCall | undefined {
  const [head, name = ''] = /^<function=([^<>\n]+)>/.exec(body) ?? [];
  if (head === undefined || !body.endsWith('</function>')) return undefined;
  const inner = body.slice(head.length, -'</function>'.length);
  const types = declaredTypes(tools.find((tool) => tool.name === name));
  const members: [string, unknown][] = [];
  for (const part of inner.trim() === '' ? [] : inner.split('</parameter>').slice(0, -1)) {
    const [start, key = ''] = /^\s*<parameter=([^<>\n]+)>\n?/.exec(part) ?? [];
    if (start === undefined) return undefined;
    members.push([key, typedValue(part.slice(start.length).replace(/\n$/, ''), types.get(key))]);
  }
  const rest = inner.slice(inner.lastIndexOf('</parameter>') + '</parameter>'.length);
  if (members.length > 0 ? rest.trim() !== '' : inner.trim() !== '') return undefined;
  return { name, arguments: JSON.stringify(Object.fromEntries(members)) };
}

function declaredTypes(tool: ChatRequestTool | undefined): Map<string, unknown[]> {
  const properties: unknown = tool?.parameters['properties'];
  return new Map(
    Object.entries(isObject(properties) ? properties : {}).map(([key, schema]) => [
      key,
      typesOf(schema),
    ]),
  );
}

function typesOf(schema: unknown): unknown[] {
  if (!isObject(schema)) return [];
  const { type, anyOf, oneOf } = schema;
  const forms = [anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return [type, ...forms.map((form: unknown) => (isObject(form) ? form['type'] : undefined))]
    .flat()
    .filter((each) => each !== undefined);
}

/** This form writes every value as it is; only the schema says that `5` is a number. */
function typedValue(text: string, types: readonly unknown[] = []): unknown {
  if (types.length === 0 || types.includes('string')) return text;
  const value = parseJson(text.trim());
  return value === undefined ? text : value;
}
