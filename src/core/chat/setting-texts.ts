import { readJson } from '../providers/json-text';
import type { ChatSettings } from './types';

export type SettingName = keyof ChatSettings;

/** What the field of a setting says: nothing, a value, or something that cannot be one. */
export type SettingRead<Name extends SettingName> =
  | { kind: 'unset' }
  | { kind: 'set'; value: NonNullable<ChatSettings[Name]> }
  | { kind: 'bad'; problem: string };

export const settingLabels: Readonly<Record<SettingName, string>> = {
  systemPrompt: 'System prompt',
  temperature: 'Temperature',
  topP: 'Top P',
  maxTokens: 'Max tokens',
  stop: 'Stop sequences',
  seed: 'Seed',
  presencePenalty: 'Presence penalty',
  frequencyPenalty: 'Frequency penalty',
  reasoningEffort: 'Reasoning effort',
  responseSchema: 'JSON Schema of the answer',
  extra: 'Extra request body',
};

const names = Object.keys(settingLabels) as SettingName[];

/** The settings that have a value, in the order of the form. */
export function setNames(settings: ChatSettings): SettingName[] {
  return names.filter((name) => settings[name] !== undefined);
}

const readers: { readonly [Name in SettingName]: (text: string) => SettingRead<Name> } = {
  systemPrompt: (text) => (text.trim() === '' ? { kind: 'unset' } : { kind: 'set', value: text }),
  temperature: (text) => readNumber(text, 0, 2),
  topP: (text) => readNumber(text, 0, 1),
  maxTokens(text) {
    const read = readWhole(text.replace(/[\s.,_\u202f]/g, ''));
    const isBad = read.kind === 'bad' || (read.kind === 'set' && read.value < 1);
    return isBad ? { kind: 'bad', problem: 'A whole number of tokens, at least 1.' } : read;
  },
  stop(text) {
    const lines = text.split(/\r?\n/).filter((line) => line !== '');
    return lines.length > 0 ? { kind: 'set', value: lines.map(unescaped) } : { kind: 'unset' };
  },
  seed: (text) => readWhole(text.trim()),
  presencePenalty: (text) => readNumber(text, -2, 2),
  frequencyPenalty: (text) => readNumber(text, -2, 2),
  reasoningEffort: (text) =>
    text.trim() === '' ? { kind: 'unset' } : { kind: 'set', value: text.trim() },
  responseSchema: (text) => readObject(text, '{"type": "object"}'),
  extra: (text) => readObject(text, '{"top_k": 40}'),
};

/** The settings with one of them as its field says; an empty field takes it away. A bad one changes nothing. */
export function withText(
  settings: ChatSettings,
  name: SettingName,
  text: string,
): { settings: ChatSettings } | { problem: string } {
  const read = readers[name](text);
  if (read.kind === 'bad') return { problem: read.problem };
  const { [name]: _, ...others } = settings;
  return { settings: read.kind === 'unset' ? others : { ...others, [name]: read.value } };
}

/** A setting as it stands in its field; empty when it is not set. */
export function textOf(settings: ChatSettings, name: SettingName): string {
  if (settings[name] === undefined) return '';
  if (name === 'stop') return (settings.stop ?? []).map(escaped).join('\n');
  if (name === 'extra' || name === 'responseSchema') {
    return JSON.stringify(settings[name], undefined, 2);
  }
  return String(settings[name]);
}

function readNumber(
  text: string,
  least: number,
  most: number,
): SettingRead<'temperature' | 'topP' | 'presencePenalty' | 'frequencyPenalty'> {
  // Half of the world writes a decimal comma.
  const written = text.trim().replace(',', '.').replace('−', '-');
  if (written === '') return { kind: 'unset' };
  const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(written) ? Number(written) : NaN;
  return value >= least && value <= most
    ? { kind: 'set', value }
    : { kind: 'bad', problem: `A number from ${least} to ${most}.`.replace('-', '−') };
}

function readWhole(digits: string): SettingRead<'seed' | 'maxTokens'> {
  if (digits === '') return { kind: 'unset' };
  const value = /^[+-]?\d+$/.test(digits) ? Number(digits) : NaN;
  return Number.isSafeInteger(value)
    ? { kind: 'set', value }
    : { kind: 'bad', problem: 'A whole number.' };
}

function readObject(text: string, example: string): SettingRead<'extra' | 'responseSchema'> {
  if (text.trim() === '') return { kind: 'unset' };
  const read = readJson(text, 'text');
  if (!read.ok) return { kind: 'bad', problem: read.problems[0]?.message ?? 'This is not JSON.' };
  const { value } = read;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { kind: 'bad', problem: `An object in braces, such as ${example}.` };
  }
  return Object.keys(value).length > 0 ? { kind: 'set', value } : { kind: 'unset' };
}

/** One line is one sequence, so a line break within is written `\n`. */
function escaped(sequence: string): string {
  return sequence.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\t/g, '\\t');
}

function unescaped(line: string): string {
  const meant: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\' };
  return line.replace(/\\([nt\\])/g, (_, letter: string) => meant[letter] ?? letter);
}
