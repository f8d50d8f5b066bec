// What each kind of electronic evidence must say.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Item } from './answers.ts';
import { DETAIL_WORDS } from '../forms/evidence-details.ts';
import { DETAILS, EVIDENCE_TYPES, type EvidenceType } from './evidence.ts';
import { EVIDENCE, evidenceTypeOf, missingDetails, typeFindings } from './evidence-types.ts';
import { EVIDENCE_WORDS } from '../forms/evidence-words.ts';

const ONCE = { identifiers: false, period: false };
const WHEN = { from: '2026-10-01T00:00:00Z', to: '2026-10-02T00:00:00Z' };

/** An item that names what it is about as the first of its kinds does, and says nothing else. */
function bare(type: EvidenceType, more: Partial<Item> = {}): Item {
  const [kind = 'other'] = EVIDENCE[type].namedBy;
  const [category = 'content'] = EVIDENCE[type].categories;
  return {
    type,
    category,
    identifiers: [{ kind, value: 'x' }],
    holder: 'Example',
    wanted: [],
    reason: 'Because',
    ...more,
  };
}

const codes = (item: Item): string[] => typeFindings(item, ONCE).map(({ code }) => code);
const lacks = (item: Item): string[] => missingDetails(item).map(({ detail, level }) => `${detail} ${level}`);

test('each kind says which details it needs, and how much each weighs', () => {
  const needs = EVIDENCE_TYPES.map((type) => [type, lacks(bare(type))]);
  assert.deepEqual(Object.fromEntries(needs), {
    subscriber: [],
    identification: ['logs warn'],
    traffic: [],
    content: ['filters warn', 'protected block'],
    network: ['system warn', 'clock warn'],
    device: ['model block', 'place block', 'rights warn', 'depth warn'],
    image: ['model block', 'place block', 'image_format block', 'digest block', 'carrier warn'],
    domain: [],
    virtual_asset: [],
    cloud_tenant: ['tenant_role block', 'protected block'],
  });
});

test('logs and content need a period; a person, a thing and a register do not', () => {
  const timed = EVIDENCE_TYPES.filter((type) => codes(bare(type)).includes('noPeriod'));
  assert.deepEqual(timed, ['identification', 'traffic', 'content', 'network', 'cloud_tenant']);
  for (const type of timed) assert.deepEqual(codes(bare(type, WHEN)), [], type);
  assert.deepEqual(codes(bare('cloud_tenant', { category: 'subscriber' })), []);
  assert.deepEqual(typeFindings(bare('traffic'), { ...ONCE, period: true }), []);
});

test('who used an address at one second needs no other period', () => {
  const address = { kind: 'ip', value: '198.51.100.7', port: '51944' } as const;
  const at = { ...address, from: '2026-10-03T21:14:07+02:00' };
  assert.deepEqual(codes(bare('identification', { identifiers: [at] })), []);
  assert.deepEqual(codes(bare('identification', { identifiers: [at, address] })), ['noPeriod']);
  assert.deepEqual(codes(bare('traffic', { identifiers: [at] })), ['noPeriod']);
});

test('what does not find such data is refused, and what may be of another kind', () => {
  const named = (type: EvidenceType, kind: Item['identifiers'][number]['kind']): string[] =>
    codes(bare(type, { ...WHEN, identifiers: [{ kind, value: 'x' }] }));
  assert.deepEqual(named('domain', 'url'), ['wrongKind']);
  assert.deepEqual(named('virtual_asset', 'iban'), ['wrongKind']);
  assert.deepEqual(named('device', 'email'), ['wrongKind']);
  assert.deepEqual(named('cloud_tenant', 'phone'), ['wrongKind']);
  assert.deepEqual(named('image', 'serial'), []);
  assert.deepEqual(codes(bare('image', { category: 'content' })), ['wrongCategory']);
  assert.deepEqual(codes(bare('network', { category: 'content', ...WHEN })), []);
});

test('a transaction says its chain; an address says it itself', () => {
  const transaction = bare('virtual_asset', { identifiers: [{ kind: 'transaction', value: 'x' }] });
  assert.deepEqual(lacks(transaction), ['chain block']);
  assert.deepEqual(lacks({ ...transaction, details: { chain: 'Bitcoin' } }), []);
});

test('an item without a kind is of the usual one; what is open to all is of none', () => {
  assert.equal(evidenceTypeOf({ category: 'content_realtime' }), 'content');
  assert.equal(evidenceTypeOf({ category: 'device' }), 'device');
  assert.equal(evidenceTypeOf({ category: 'open_source' }), undefined);
});

test('kinds and details have words in six languages', () => {
  const all = [
    ...EVIDENCE_TYPES.flatMap((type) => Object.values(EVIDENCE_WORDS[type])),
    ...DETAILS.map((detail) => DETAIL_WORDS[detail]),
  ];
  for (const words of all) assert.deepEqual(Object.keys(words), ['en', 'fr', 'es', 'ru', 'zh', 'ar']);
});
