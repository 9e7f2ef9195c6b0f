import { expect } from 'vitest';
import { type ListedModel, parseModelList } from '../../../protocol/openai/models';
import type { PresetId } from '../../providers/preset-id';
import { discover } from '../discover';
import { handClock, nativeServer, recordedBody, type Route } from './native-server';
import type { ServerKind } from '../types';

export interface Case {
  baseUrl?: string;
  preset?: PresetId;
  list: unknown;
  routes?: Record<string, Route>;
  kind: ServerKind;
  version?: string;
  asked?: string[];
  /** Facts of the first model, besides those that the list has. */
  facts?: Partial<ListedModel>;
}

export const near = 'http://localhost:9/v1';
export const recorded = (path: string) => JSON.parse(recordedBody(path)) as Record<string, unknown>;
export const data = (...entries: object[]) => ({ object: 'list', data: entries });
export const owned = (owner: string, id = 'm') => data({ id, object: 'model', owned_by: owner });

/** What is learned of a server that answers so, and what it was asked. */
export async function look(given: Case, server = nativeServer(given.routes ?? {})) {
  const { baseUrl = near, preset, list } = given;
  const models = parseModelList(list) ?? [];
  const { signal } = new AbortController();
  const target = { baseUrl, apiKey: '', preset, models, fetch: server.fetch, signal };
  return { ...(await discover(target, handClock())), asked: server.asked, listed: models };
}

/** A server that answers so is recognised as its case says, by no more requests. */
export async function expectRecognised(given: Case): Promise<void> {
  const found = await look(given);
  const { kind, version, facts } = given;
  expect(found.server).toEqual({ kind, ...(version && { version }), at: 1_000 });
  if (given.asked) expect(found.asked).toEqual(given.asked);
  if (facts) expect(found.models[0]).toEqual({ ...found.listed[0], ...facts });
}
