// Each entry of what was gathered on the European Investigation Order stands in the data, or is named here with the reason why it does not.
// The ids are copied, so that the walk goes on where that file is not; where it is there, the copy is held against it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { sharedData } from '../../test/support/shared.ts';
import { shippedLaw } from './data-files.store.ts';

const law = await shippedLaw();
const directive = law.instruments.find(({ id }) => id === 'eu-2014-41');
assert.ok(directive);
const { grounds = [], alwaysAvailable, provisions, notes } = directive;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const IDS = {
  clocks: words(`
    acknowledge recognition execution requested-date transfer provisional provisional-hold
    inform-incomplete inform-decision resume confidentiality-notice interception-notice
    interception-objection immunity-end
  `).map((id) => `eio.${id}`),
  grounds: words(`
    immunity national-security non-criminal ne-bis-in-idem territoriality fundamental-right
    dual-criminality restricted-measure custody-consent custody-prolonged video-consent
    video-principles non-bank real-time-not-authorised covert-not-authorised
    covert-no-agreement interception-not-authorised postpone-case postpone-used
    not-by-authority formalities officials form-incomplete costs other-measure less-intrusive
    no-other-measure notified-objection
  `),
  alwaysAvailable: ['in-possession', 'databases', 'hearing', 'non-coercive', 'subscriber'],
  specialMeasures: words(`
    controlled-delivery covert-investigation interception-with-help interception-without-help
    real-time-other
  `),
  application: ['AT', 'BE', 'BG', 'DE', 'GR'],
  amendments: ['2022-228', '2023-2843'],
  forms: ['eio-a', 'eio-b', 'eio-c'],
};

/** Which provision of the Directive says what is said there of a special measure. */
const PROVISION: { readonly [measure: string]: string } = {
  'controlled-delivery': '28',
  'covert-investigation': '29',
  'interception-with-help': '30-31',
  'interception-without-help': '30-31',
  'real-time-other': '28',
};

/** Of a form: what stands within another field, a party or a row of persons; what is not asked, with the reason. */
const WITHIN: { readonly [field: string]: string } = {
  'concerned.position-other': 'concerned.position',
  'transfer.to-officials': 'officials.hand-over',
  'contact.reach': 'contact',
  'notified.state': 'notified',
  'intercepting.file': 'reference',
  'intercepting.languages': 'languages',
  issued: 'date',
  'concerned.persons': 'persons',
  'concerned.legal': 'persons.legal',
  'remedy.person': 'remedy.authority',
};

test('every clock, ground, always available measure and special measure is there, confirmed and with its source', () => {
  const clock = new Map(law.clocks.map((one) => [one.id, one]));
  for (const id of IDS.clocks) {
    const one = clock.get(id);
    assert.ok(one, id);
    assert.deepEqual([one.confidence, one.sources], ['confirmed', ['lex-eio']], id);
    assert.match(one.read ?? '', /^\d{4}-\d{2}-\d{2}$/, id);
  }
  assert.deepEqual(
    grounds.map(({ id }) => id),
    IDS.grounds,
  );
  for (const one of [...grounds, alwaysAvailable]) {
    assert.deepEqual([one?.confidence, one?.sources], ['confirmed', ['lex-eio']]);
    assert.match(one?.read ?? '', /^\d{4}-\d{2}-\d{2}$/);
  }
  assert.deepEqual(
    alwaysAvailable?.items.map(({ id }) => id),
    IDS.alwaysAvailable,
  );
  for (const id of IDS.specialMeasures)
    assert.ok(
      provisions.some(({ article }) => article === PROVISION[id]),
      id,
    );
});

test('who is consulted first, and what stands against nothing that is always available (Arts 11(2) and 11(4))', () => {
  const having = (is: (one: (typeof grounds)[number]) => boolean) => grounds.filter(is).map(({ id }) => id);
  assert.deepEqual(
    having(({ consultFirst }) => consultFirst === true),
    ['immunity', 'national-security', 'ne-bis-in-idem', 'territoriality', 'fundamental-right'],
  );
  assert.deepEqual(
    having(({ isNotForAlwaysAvailable }) => isNotForAlwaysAvailable === true),
    ['dual-criminality', 'restricted-measure', 'other-measure'],
  );
  const measures = new Set(
    law.forms
      .find(({ id }) => id === 'eio-a')
      ?.sections.flatMap(({ fields }) => fields)
      .find(({ id }) => id === 'measures')
      ?.options.map(({ id }) => id),
  );
  for (const { id, appliesTo } of grounds)
    for (const measure of appliesTo) assert.ok(measures.has(measure), `${id}: ${measure}`);
});

test('days of application and amendments are there', () => {
  for (const state of IDS.application)
    assert.match(
      law.parties.find((one) => one.instrument === 'eu-2014-41' && one.state === state)?.entryIntoForce ?? '',
      /^201[78]-/,
      state,
    );
  for (const id of IDS.amendments)
    assert.ok(
      notes.some((note) => note.includes(id.replace('-', '/'))),
      id,
    );
});

test('the copied ids are those of the file', (t) => {
  const folder = sharedData('law/additions');
  if (folder === undefined) return t.skip('../shared/data/law/additions is not there');
  const file = parse(readFileSync(join(folder, 'eio.yaml'), 'utf8')) as Record<
    string,
    readonly { id: string }[]
  > & {
    always_available: { items: readonly { id: string }[] };
    bound: { in_application: readonly { state: string }[] };
    forms: readonly { id: string; sections: readonly { fields: readonly { id: string }[] }[] }[];
  };
  const ids = (list: readonly { id: string }[] = []) => list.map(({ id }) => id);
  assert.deepEqual(IDS, {
    clocks: ids(file['clocks']),
    grounds: ids(file['grounds']),
    alwaysAvailable: ids(file.always_available.items),
    specialMeasures: ids(file['special_measures']),
    application: file.bound.in_application.map(({ state }) => state),
    amendments: ids(file['amendments']),
    forms: ids(file.forms),
  });
  for (const { id, sections } of file.forms) {
    const ours = new Set(
      law.forms.find((one) => one.id === id)?.sections.flatMap(({ fields }) => ids(fields)) ?? [],
    );
    // A party has its name, person, post, address, numbers and file in one field.
    const isThere = (field: string): boolean =>
      ours.has(field) || ours.has(WITHIN[field] ?? '') || ours.has(field.split('.')[0] ?? '');
    assert.deepEqual(
      sections.flatMap(({ fields }) => ids(fields)).filter((field) => !isThere(field)),
      [],
      id,
    );
  }
});
