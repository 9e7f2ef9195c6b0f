import type {
  ListPromptsResult,
  ListResourcesResult,
  ListToolsResult,
} from '@modelcontextprotocol/client';
import { asJsonObject } from '../../lib/json';
import type { McpPrompt, McpResource, McpTool } from './types';

/** More than this, no model and no person reads. */
const MAX_ITEMS = 256;
const MAX_TEXT = 4_000;
const MAX_NAME = 200;
const MAX_SCHEMA = 64_000;

const short = (text: string): string => text.slice(0, MAX_TEXT);

/** The tools of a list. One whose schema is larger than any request should be is left out. */
export function toTools({ tools }: ListToolsResult): McpTool[] {
  return unique(tools.slice(0, MAX_ITEMS), ({ name }) => name).flatMap((tool) => {
    const parameters = asJsonObject(tool.inputSchema);
    if (!parameters || JSON.stringify(parameters).length > MAX_SCHEMA) return [];
    const title = tool.title ?? tool.annotations?.title;
    return [
      {
        name: tool.name,
        ...(title && { title: title.slice(0, MAX_NAME) }),
        description: short(tool.description ?? ''),
        parameters,
      },
    ];
  });
}

export function toPrompts({ prompts }: ListPromptsResult): McpPrompt[] {
  return unique(prompts.slice(0, MAX_ITEMS), ({ name }) => name).map((prompt) => ({
    name: prompt.name,
    ...(prompt.title && { title: prompt.title.slice(0, MAX_NAME) }),
    ...(prompt.description && { description: short(prompt.description) }),
    arguments: (prompt.arguments ?? []).slice(0, 32).map((argument) => ({
      name: argument.name,
      ...(argument.description && { description: short(argument.description) }),
      required: argument.required === true,
    })),
  }));
}

export function toResources({ resources }: ListResourcesResult): McpResource[] {
  return unique(resources.slice(0, MAX_ITEMS), ({ uri }) => uri).map((resource) => ({
    uri: resource.uri,
    name: (resource.title ?? resource.name).slice(0, MAX_NAME),
    ...(resource.description && { description: short(resource.description) }),
    ...(resource.mimeType && { mimeType: resource.mimeType }),
  }));
}

/** The first of each name, and none whose name is longer than any request takes. */
function unique<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const name = nameOf(item);
    if (seen.has(name) || name === '' || name.length > 2_000) return false;
    seen.add(name);
    return true;
  });
}
