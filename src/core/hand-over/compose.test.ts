import { expect, it } from 'vitest';
import { decode } from '../providers/codec';
import type { ProviderSetup } from '../providers/repository';
import type { Provider } from '../providers/types';
import { composeSetup } from './compose';

const provider = (id: string, more: Partial<Provider> = {}): Provider => ({
  id,
  key: id,
  label: `Label of ${id}`,
  baseUrl: `http://${id}.lan/v1`,
  apiKey: `sk-${id}`,
  headers: { 'X-Team': `team-${id}` },
  fileModels: [],
  addedModels: [],
  overrides: {},
  createdAt: 1,
  ...more,
});

const setup: ProviderSetup = {
  providers: [
    provider('one', { listed: { models: [], at: 1 } }),
    provider('two', { extra: { client_secret: 'extra-secret' } }),
    provider('three'),
  ],
  remainder: { entries: { other: { api_key: 'sk-other' } }, extra: { planning_model: 'p' } },
  orchestrationModel: 'of-one',
  summarizeModel: 'of-three',
};
const models = ({ id }: Provider) => [{ id: `of-${id}` }];

function composed(ids: string[], includeKeys: boolean) {
  const text = composeSetup(setup, new Set(ids), { includeKeys, models });
  const decoded = decode(text);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems));
  return { text, file: decoded.file };
}

it('carries the chosen providers, and of the defaults and the rest only what is theirs', () => {
  const { text, file } = composed(['one', 'two'], true);
  expect(file.entries).toMatchObject([
    { label: 'Label of one', baseUrl: 'http://one.lan/v1', apiKey: 'sk-one', models: [] },
    { label: 'Label of two', headers: { 'X-Team': 'team-two' }, models: [{ id: 'of-two' }] },
  ]);
  expect(file).toMatchObject({ orchestrationModel: 'of-one', summarizeModel: '', others: [] });
  expect(text).not.toMatch(/three|sk-other|planning/);
});

it('keeps the label of one alone', () => {
  expect(composed(['two'], false).file.entries).toMatchObject([{ label: 'Label of two' }]);
});

it('holds no secret unless it is asked for', () => {
  const secrets = /sk-|team-|extra-secret/;
  expect(composed(['one', 'two', 'three'], true).text).toMatch(secrets);
  expect(composed(['one', 'two', 'three'], false).text).not.toMatch(secrets);
});
