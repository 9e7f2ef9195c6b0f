import type { Tool, ToolOutput } from '../types';

/** A tool that says what it was given. */
export function someTool(name: string, more: Partial<Tool> = {}): Tool {
  return {
    name,
    description: `Does ${name}.`,
    parameters: { type: 'object' },
    id: `builtin:${name}`,
    title: name,
    origin: 'Patchbay',
    onByDefault: true,
    asks: 'never',
    run: async (args): Promise<ToolOutput> => ({ text: `${name} ${JSON.stringify(args)}` }),
    ...more,
  };
}
