import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digest, eventsOf } from '../../test/support/package-contents.ts';
import { isUnbroken } from '../evidence/events/event.ts';
import { readLawFolder } from '../law/data-files.store.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import type { CustodyFactId } from '../law/model.ts';
import { CUSTODY_FACTS } from '../law/schema/admissibility.ts';
import { checklistFor, type Checklist } from './checklist.ts';
import { custodyFacts, type LoggedExhibit, type Standing } from './custody-facts.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());
const DAY = '2026-11-25';
const NUMBER = 'FR-2026-000012-1';
const digests = { sha256: digest('bytes') };

type Some = Parameters<typeof eventsOf>[2][number];

const ACQUIRED: Some = {
  type: 'acquired',
  authority: { type: 'warrant', id: '441/26' },
  digests,
  tool: { name: 'comity', version: '0.1.0' },
  facts: { files: 1, bytes: 8, method: 'file' },
  detailText: { source: 'Laptop in the office', takenBy: 'I. Example', takenOn: '2026-11-03' },
};
const RECEIVED: Some = {
  type: 'received',
  authority: { type: 'request', id: '4/26' },
  digests,
  facts: { files: 1, bytes: 8, fromLog: 'pt.example/custody', fromItem: 'PT-2026-000001-1' },
};
const CHECKED: Some = { type: 'checked', digests, facts: { files: 1, bytes: 8 } };
const FAILED: Some = {
  type: 'checkFailed',
  facts: { files: 1, bytes: 8, what: 'sha256', expected: 'a', found: 'b' },
};
const LEADS: Some = { type: 'conditionAdded', facts: { conditions: ['For leads only'] } };
const CURED: Some = {
  type: 'authorityAdded',
  authority: { type: 'request', id: 'FR-2026-000012/R4' },
  facts: { lifts: ['For leads only'] },
};
const OFFERED: Some = {
  type: 'disclosed',
  facts: { toOrganisation: 'Court of Lyon', package: '019a4f3b-8a00-7b52-8f10-0c2d4e6f8a10' },
};
const STORED: Some = { type: 'stored', facts: { files: 1, bytes: 8, object: 'x', inventory: digest('i') } };

function logged(...some: readonly Some[]): LoggedExhibit {
  const events = eventsOf(NUMBER, 10, some);
  return { number: NUMBER, title: 'Letter', bytes: 8, ...digests, events, isUnbroken: isUnbroken(events) };
}

const withFacts = (facts: object): Some => ({ ...ACQUIRED, facts: { ...ACQUIRED.facts, ...facts } as never }); // facts of its type

const ROWS: { readonly [id in CustodyFactId]: readonly (readonly [Standing, LoggedExhibit])[] } = {
  origin: [
    ['met', logged(ACQUIRED)],
    ['met', logged(RECEIVED)],
    ['missing', logged({ ...ACQUIRED, detailText: { takenBy: 'I. Example' } })],
    ['cannotTell', logged({ ...ACQUIRED, detailText: undefined as never, detail: digest('erased') })],
  ],
  taker: [
    ['met', logged(ACQUIRED)],
    ['missing', logged({ ...ACQUIRED, detailText: { source: 'Laptop' } })],
    ['met', logged({ ...ACQUIRED, detailText: { person: 'I. Example' } })],
    ['cannotTell', logged({ ...ACQUIRED, detailText: undefined as never, detail: digest('erased') })],
  ],
  authority: [
    ['met', logged(ACQUIRED)],
    ['missing', logged({ type: 'identified' })],
  ],
  method: [
    ['met', logged(ACQUIRED)],
    ['missing', logged({ ...ACQUIRED, tool: undefined as never })],
    ['cannotTell', logged(RECEIVED)],
  ],
  protected: [
    ['met', logged(withFacts({ method: 'device', writeBlocker: 'Bridge T8' }))],
    ['missing', logged(withFacts({ method: 'device' }))],
    ['cannotTell', logged(ACQUIRED)],
  ],
  allRead: [
    ['met', logged(ACQUIRED)],
    ['missing', logged(withFacts({ badBytes: 512, badRanges: [[0, 512]] }))],
    ['cannotTell', logged(RECEIVED)],
  ],
  hash: [
    ['met', logged(ACQUIRED)],
    ['missing', logged({ type: 'identified' })],
  ],
  sourceHash: [
    ['met', logged(withFacts({ method: 'image', image: { agrees: true, container: 'good' } }))],
    ['missing', logged(withFacts({ method: 'image', image: { agrees: true, container: 'bad' } }))],
    ['missing', logged(withFacts({ method: 'image', image: { agrees: false, container: 'good' } }))],
    ['cannotTell', logged(ACQUIRED)],
  ],
  sameHash: [
    ['met', logged(ACQUIRED, CHECKED)],
    ['met', logged(ACQUIRED, FAILED, CHECKED)],
    ['missing', logged(ACQUIRED)],
    ['missing', logged(ACQUIRED, CHECKED, FAILED)],
  ],
  unbroken: [
    ['met', logged(ACQUIRED, CHECKED)],
    [
      'missing',
      {
        ...logged(ACQUIRED, CHECKED),
        isUnbroken: isUnbroken(logged(ACQUIRED, STORED, CHECKED).events.toSpliced(1, 1)),
      },
    ],
  ],
  stages: [
    ['met', logged({ type: 'seized', authority: { type: 'warrant', id: '1' } }, ACQUIRED, STORED)],
    ['missing', logged(ACQUIRED, STORED)],
  ],
  request: [
    ['met', logged(RECEIVED)],
    ['cannotTell', logged(ACQUIRED)],
  ],
  forEvidence: [
    ['met', logged(withFacts({ conditions: ['This case only'] }))],
    ['missing', logged(withFacts({ conditions: ['This case only', 'For leads only: not as evidence'] }))],
    ['missing', logged(ACQUIRED, LEADS)],
    ['missing', logged(ACQUIRED, LEADS, { ...CURED, facts: { lifts: ['For leads only: another'] } })],
    ['missing', logged(ACQUIRED, LEADS, { ...CURED, facts: {} })],
    ['met', logged(ACQUIRED, LEADS, CURED)],
    ['met', logged(ACQUIRED, LEADS, CURED, { ...OFFERED, facts: { ...OFFERED.facts, ...LEADS.facts } })],
    ['missing', logged(ACQUIRED, LEADS, CURED, LEADS)],
  ],
};

for (const id of CUSTODY_FACTS)
  for (const [standing, exhibit] of ROWS[id])
    test(`${id} is ${standing} after ${exhibit.events.map(({ event }) => event.type).join(', ')}`, () => {
      const fact = custodyFacts(exhibit).find((one) => one.id === id);
      assert.equal(fact?.standing, standing);
      const known = new Set(exhibit.events.map(({ index }) => index));
      assert.ok(fact?.events.every((index) => known.has(index)));
      if (standing === 'met') assert.notDeepEqual(fact?.events, []);
    });

const check = (exhibit: LoggedExhibit, state: string): Checklist =>
  checklistFor(exhibit, state, knowledge, DAY);

const asked = (list: Checklist, id: string): Standing[] | undefined =>
  list.rules.find(({ rule }) => rule.id === id)?.asked.map(({ standing }) => standing);

test('a rule is met, missing or cannot tell as the log shows it, and says where', () => {
  const read = check(logged(ACQUIRED, CHECKED), 'US');
  assert.deepEqual(
    asked(read, 'us-2'),
    ['met', 'cannotTell'],
    'Rule 902(14): digital identification; a certificate',
  );
  assert.deepEqual(read.rules.find(({ rule }) => rule.id === 'us-2')?.asked[0]?.events, [10, 11]);
  assert.deepEqual(
    asked(check(logged(ACQUIRED), 'US'), 'us-2'),
    ['missing', 'cannotTell'],
    'never read again',
  );
  const stages = logged({ type: 'seized', authority: { type: 'warrant', id: '1' } }, ACQUIRED, STORED);
  assert.deepEqual(asked(check(stages, 'BR'), 'br-1'), ['met', 'met', 'met'], 'Articles 158-A to 158-F');
  assert.deepEqual(asked(check(logged(ACQUIRED), 'BR'), 'br-1'), ['met', 'missing', 'met']);
  assert.deepEqual(
    asked(check(logged(RECEIVED), 'GB'), 'gb-1'),
    ['cannotTell', 'cannotTell', 'met'],
    'section 117',
  );
});

test('what only a person can state is never met, whatever the log holds', () => {
  const everything = logged(
    { type: 'seized', authority: { type: 'request', id: '1' } },
    ACQUIRED,
    STORED,
    CHECKED,
  );
  for (const state of ['US', 'IN', 'KE', 'NG', 'MY', 'ZA'])
    for (const { rule, asked: list } of check(everything, state).rules)
      list.forEach(({ standing, shownBy, text }) => {
        if (shownBy.length === 0) assert.equal(standing, 'cannotTell', `${rule.id}: ${text}`);
      });
});

test('the Union’s own rule goes with the rules of who is bound by it, and with no other', () => {
  const ids = (state: string): string[] => check(logged(ACQUIRED), state).rules.map(({ rule }) => rule.id);
  assert.deepEqual(ids('FR'), ['fr-1', 'eu-1']);
  assert.deepEqual(ids('DK'), []);
  assert.deepEqual(ids('IN'), ['in-1']);
});

test('a State whose rules are not on record has no rules, and the facts all the same', () => {
  const list = check(logged(ACQUIRED), 'FJ');
  assert.deepEqual(list.rules, []);
  assert.equal(list.facts.length, CUSTODY_FACTS.length);
});

test('every line of every rule has its provision, source and confidence', () => {
  for (const rule of knowledge.admissibility) {
    assert.ok(rule.provision !== '' && rule.sources.length > 0, rule.id);
    assert.equal(rule.shownBy.length, rule.requirements.length);
    for (const field of rule.certificate?.fields ?? []) assert.notEqual(field.label, '');
  }
});
