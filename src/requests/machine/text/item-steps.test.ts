// An item is asked for one question a page: what is walked through, what is only reached, and that no answer disturbs another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { legalForm } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import { item as itemSchema, type Item } from '../../core/answers.ts';
import { findingsOf } from '../../verbs/drafting/checks/checks.ts';
import { codeOf } from '../way/request-finding.ts';
import { EVIDENCE_TYPES } from '../../core/evidence.ts';
import { EVIDENCE } from '../../core/evidence-types.ts';
import { isOfStep, ofKind, stepOfFinding, stepsOf, walkOf, withStep } from './item-steps.ts';
import { itemGiven, readItem } from '../../verbs/drafting/items/item.ts';

const law = await shippedLaw();
const begun = (more: Partial<Item> = {}): Item =>
  itemSchema.parse({ category: 'subscriber', identifiers: [], wanted: [], ...more });
const walk = (item: Item, roles = {}, form: Partial<Parameters<typeof walkOf>[1]> = {}) =>
  walkOf(
    { type: item.type ?? 'subscriber', given: itemGiven(item) },
    { purpose: 'obtain', rules: [], ...form, roles },
    item,
  );

test('an item is walked through what it cannot go without, and the rest is reached from its check', () => {
  assert.deepEqual(walk(begun()), ['identifiers', 'holder', 'reason', 'format', 'preservation']);
  assert.deepEqual(walk(begun({ type: 'content', category: 'content' })), [
    'category',
    'identifiers',
    'period',
    'holder',
    'reason',
    'details.protected',
    'format',
    'preservation',
  ]);
  assert.deepEqual(walk(begun({ type: 'image', category: 'device' })), [
    'identifiers',
    'holder',
    'reason',
    'details.model',
    'details.place',
    'details.image_format',
    'details.digest',
    'format',
  ]);
  const all = stepsOf({ type: 'subscriber', given: itemGiven(begun()) });
  for (const reached of ['service', 'wanted'] as const) assert.ok(all.includes(reached), reached);
});

test('of what is to be kept nobody is asked how it is handed over, or which stored data alone it is', () => {
  const { form } = legalForm(formOf('bc-29-preservation')!, law.forms);
  const kept = walk(begun({ type: 'traffic', category: 'traffic' }), {}, form);
  assert.deepEqual(kept, ['identifiers', 'holder', 'reason'], 'the period stands beside the identifiers');
  assert.ok(
    walk(begun({ type: 'traffic', category: 'traffic_realtime' }), {}, form).includes('category'),
    'what cannot be kept is asked again',
  );
});

test('what a form asks once for all its items is not asked of each', () => {
  const roles = {
    identifiers: 'accounts',
    period: 'range',
    preservation: 'earlier',
    evidenceForm: 'evidence-form',
  };
  assert.deepEqual(walk(begun({ type: 'traffic', category: 'traffic' }), roles), [
    'category',
    'holder',
    'reason',
  ]);
});

test('every field of an item belongs to exactly one question', () => {
  const period = { from: '2026-10-03T21:14:07+02:00', to: '2026-10-04T21:14:07+02:00' };
  for (const type of EVIDENCE_TYPES) {
    const details = Object.fromEntries(
      EVIDENCE[type].details.map(({ detail }) => [`details.${detail}`, 'said']),
    );
    const [category = 'subscriber'] = EVIDENCE[type].categories;
    const given = itemGiven(
      begun({
        type,
        category,
        ...period,
        identifiers: [{ kind: 'ip', value: '198.51.100.7', port: '443', ...period }],
      }),
    );
    for (const [name, said] of Object.entries(details)) given.set(name, said);
    const steps = stepsOf({ type, given: new URLSearchParams([...given, ['preservation', 'Ticket 12']]) });
    const isOpen = (name: string): boolean =>
      name !== 'type' && !(name === 'category' && EVIDENCE[type].categories.length === 1);
    for (const name of [...given.keys()].filter(isOpen))
      if (name !== 'preservation' || steps.includes('preservation'))
        assert.equal(steps.filter((step) => isOfStep(name, step)).length, 1, `${type}: ${name}`);
  }
});

test('an answer leaves every other as it was, an identifier that is not right included', () => {
  const wrong = begun({
    identifiers: [{ kind: 'email', value: 'invoices@harbour' }],
    reason: 'It sent them.',
  });
  const answered = new URLSearchParams({
    holder: 'Example Mail',
    format: 'Smuggled in',
    'value.0': 'x@y.example',
  });
  const read = readItem(withStep(itemGiven(wrong, 0), 'holder', answered), wrong.identifiers);
  assert.ok(read.ok);
  // As it is stored: what is not said is absent.
  assert.deepEqual(JSON.parse(JSON.stringify(read.item)), { ...wrong, holder: 'Example Mail' });
});

test('what is wanted and why may be said beside who holds the data', () => {
  const said = { holder: 'Example Mail', reason: 'It sent them.', wanted: 'name' };
  const given = withStep(itemGiven(begun({ reason: 'Not known yet.' })), 'holder', new URLSearchParams(said));
  const alone = withStep(given, 'holder', new URLSearchParams({ holder: 'Another' }));
  assert.deepEqual([given.get('reason'), given.get('wanted')], ['It sent them.', 'name']);
  assert.deepEqual([alone.get('holder'), alone.get('reason')], ['Another', 'It sent them.']);
});

test('another kind keeps what it asks for too, and nothing else', () => {
  const given = itemGiven(
    begun({
      type: 'image',
      category: 'device',
      holder: 'Police',
      details: { image_format: 'AFF4', model: 'Example Book' },
    }),
  );
  const device = ofKind(given, 'device');
  assert.equal(device.get('details.model'), 'Example Book');
  assert.equal(device.get('details.image_format'), null);
  assert.equal(ofKind(given, 'network').get('category'), 'traffic');
  assert.equal(ofKind(given, 'network').get('holder'), 'Police');
});

test('a draft may lack who holds the data and why; nothing leaves without, and each leads to its question', () => {
  const form = formOf('bc-31-subscriber');
  assert.ok(form);
  const found = (item: Item) =>
    findingsOf({ legal: legalForm(form, law.forms), answers: { data: [item] } } as never, law).filter(
      ({ level, item: n }) => level === 'block' && n === 1,
    );
  const lacks = found(begun());
  assert.deepEqual(
    lacks.map(({ what }) => codeOf(what)),
    ['noHolder', 'noReason', 'noIdentifiers'],
  );
  assert.deepEqual(
    lacks.map(({ what }) => stepOfFinding(what)),
    ['holder', 'reason', 'identifiers'],
  );
  const said = begun({
    holder: 'Example Mail',
    reason: 'It sent them.',
    identifiers: [{ kind: 'email', value: 'a@harbour.example' }],
  });
  assert.deepEqual(found(said), []);
});
