import { hashText } from '../../lib/hash-text';
import type { FileModel } from '../models/types';
import type { NewId } from '../ports';
import { decode, type DecodedFile } from './codec';
import { composeLinked } from './compose-linked';
import type { Problem } from './json-path';
import { readJson } from './json-text';
import { sameJson } from './json-value';
import { applyMerge, planMerge, type MergePlan } from './merge';
import type { ProviderSetup } from './repository';
import type { Provider } from './types';

/** Both sides as they were when they were last in step, by their hashes. */
export interface LinkBase {
  file: string;
  /** What a person, an import or another tab can change here. */
  here: string;
  /** The whole export: what servers tell of their models too. */
  shown: string;
}

/** What is to be done about a linked file. */
export type LinkStep =
  /** In step. `base` is what to remember. */
  | { kind: 'nothing' }
  | { kind: 'write'; text: string }
  /** The file's change comes here; afterwards the file is looked at again when `thenWrite`. */
  | { kind: 'merge'; setup: ProviderSetup; changes: number; thenWrite: boolean }
  /** Somebody has to choose: `both` changed, they `differ` at the first look, or a `key` would be lost. */
  | { kind: 'ask'; why: 'both' | 'differ' | 'key'; file: DecodedFile; warnings: Problem[] }
  | { kind: 'broken'; problems: Problem[] };

export interface LinkSides {
  setup: ProviderSetup;
  fileText: string;
  /** Absent before the first step. */
  base: LinkBase | undefined;
  includeKeys: boolean;
  /** The chat models of a provider, with the limits shown. */
  models: (provider: Provider) => FileModel[];
}

/** Both sides as they are now. */
export function linkBase(sides: LinkSides): LinkBase {
  const { setup, fileText } = sides;
  return {
    file: hashText(fileText),
    here: hashText(ownText(setup)),
    shown: hashText(composeLinked(setup, '', sides)),
  };
}

/** Judges what brings a linked file and the setup back in step; nothing of either side is overwritten unasked. */
export function judgeLink(sides: LinkSides, tools: { newId: NewId; now: number }): LinkStep {
  const { base, fileText } = sides;
  const now = linkBase(sides);
  if (base && now.file === base.file) {
    return now.here === base.here && now.shown === base.shown ? { kind: 'nothing' } : write(sides);
  }
  // A file that was just made.
  if (!base && fileText.trim() === '') return write(sides);
  const decoded = decode(fileText);
  if (!decoded.ok) return { kind: 'broken', problems: decoded.problems };
  const { file, warnings } = decoded;
  const plan = planMerge(sides.setup, file, sides.models);
  const next = applyMerge(plan, sides.setup, tools);
  const isHereChanged = !base || now.here !== base.here;
  if (ownText(next) === ownText(sides.setup))
    return isHereChanged ? write(sides) : { kind: 'nothing' };
  const ask = (why: 'both' | 'differ' | 'key'): LinkStep => ({ kind: 'ask', why, file, warnings });
  if (base && isHereChanged) return ask('both');
  if (!base && overwrites(plan, sides.setup, next)) return ask('differ');
  if (plan.rows.some((row) => row.subject === 'provider' && row.keyDropped)) return ask('key');
  const changes = plan.rows.filter((row) => row.selected && row.kind !== 'same').length;
  return { kind: 'merge', setup: next, changes, thenWrite: !base };
}

/** Not where the file already says the same, in whatever spelling. */
function write(sides: LinkSides): LinkStep {
  const text = composeLinked(sides.setup, sides.fileText, sides);
  const [wanted, found] = [readJson(text), readJson(sides.fileText)];
  const isThere = wanted.ok && found.ok && sameJson(wanted.value, found.value);
  return isThere ? { kind: 'nothing' } : { kind: 'write', text };
}

/** A first look that only adds needs no choice. */
function overwrites(plan: MergePlan, before: ProviderSetup, after: ProviderSetup): boolean {
  const { entries, extra } = before.remainder;
  return (
    plan.rows.some((row) => row.kind === 'changed') ||
    Object.keys(entries).some((key) => !sameJson(entries[key], after.remainder.entries[key])) ||
    Object.keys(extra).some((key) => !sameJson(extra[key], after.remainder.extra[key]))
  );
}

/** Without what servers tell by themselves: that is no change of anybody's. */
function ownText(setup: ProviderSetup): string {
  const { providers, ...rest } = setup;
  const own = providers
    .filter((provider) => !provider.demo)
    .map(({ key, label, baseUrl, apiKey, keyHeader, headers, rateLimit, extra, ...more }) => [
      ...[key, label, baseUrl, apiKey, keyHeader, headers, rateLimit, extra],
      ...[more.fileModels, more.addedModels, more.overrides],
    ]);
  return JSON.stringify([own, rest.remainder, rest.orchestrationModel, rest.summarizeModel]);
}
