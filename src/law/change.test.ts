import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyChange, factNow } from './apply-change.ts';
import { changeSchema, type Change } from './change.ts';
import { readLawFolder } from './data-files.store.ts';
import { differencesBetween } from './differences.ts';
import { loadLaw } from './load.ts';
import { tryChange } from './proposal.acts.ts';
import { textsOf, valuesOf } from './published.acts.ts';

const DAY = '2026-11-26';
const shipped = readLawFolder();
const values = valuesOf(shipped);
const version = {
  texts: shipped,
  line: {
    number: 1,
    dataVersion: '',
    shippedVersion: '',
    publishedAt: new Date(0),
    proposal: undefined,
    setAside: [],
  },
};

const SOURCE = { id: 'new-notice', title: 'A notice of the depositary', kind: 'official' };
const GROUNDS = { source: SOURCE, as_of: '2026-07-01', confidence: 'confirmed' };

/** With what is there now as what was seen. */
function seen(change: object): Change {
  const parsed = changeSchema.parse({ was: null, ...GROUNDS, ...change });
  return { ...parsed, was: factNow(values, parsed) };
}

function applied(change: object): ReturnType<typeof differencesBetween> {
  const done = applyChange(values, seen(change), DAY);
  assert.ok(done.ok, JSON.stringify(done));
  const texts = textsOf(done.values, shipped);
  const loaded = loadLaw(texts);
  assert.ok(loaded.ok, 'what a change makes is law data that the loader takes');
  assert.deepEqual(valuesOf(texts), done.values);
  return differencesBetween(values, done.values);
}

const lines = (found: ReturnType<typeof differencesBetween>): string[] =>
  found.map(({ record, field, before, after }) => `${record}: ${field}: ${before ?? '-'} > ${after ?? '-'}`);

test('a State becomes a Party: one line a fact, and the depositary’s earlier count stays right', () => {
  const found = lines(
    applied({
      kind: 'party',
      instrument: 'coe-ets-185',
      state: 'KE',
      status: 'party',
      entry_into_force: '2026-10-01',
    }),
  );
  assert.ok(found.includes('parties coe-ets-185: KE, status: invited > party'));
  assert.ok(found.includes('parties coe-ets-185: KE, entry_into_force: - > 2026-10-01'));
  assert.ok(found.includes('parties coe-ets-185: published_total, later, KE: - > KE'));
  assert.ok(found.includes('source parties.new-notice: title: - > A notice of the depositary'));
  assert.ok(!found.some((one) => one.includes(' FR,')), 'nothing else is said to differ');
});

test('a State that was on no list, an instrument without a list, and one that leaves a group empty', () => {
  for (const change of [
    { instrument: 'coe-ets-185', state: 'TV', status: 'invited' },
    { instrument: 'eu-com-2010-517', state: 'FR', status: 'not_bound' },
    { instrument: 'coe-cets-201', state: 'TN', status: 'party', entry_into_force: '2020-02-01' },
  ])
    assert.ok(applied({ kind: 'party', ...change }).length > 0, JSON.stringify(change));
});

test('a reservation is entered, and rewritten', () => {
  const found = lines(
    applied({
      kind: 'declaration',
      instrument: 'coe-ets-185',
      state: 'FJ',
      article: '29(4)',
      effect: 'none',
    }),
  );
  assert.ok(found.some((one) => one.includes('effect: - > none')));
  const other = {
    kind: 'declaration',
    instrument: 'coe-ets-185',
    state: 'AT',
    article: '29(4)',
    effect: 'Withdrawn.',
  };
  assert.ok(lines(applied(other)).some((one) => one.endsWith('> Withdrawn.')));
});

test('one value of a record: the old source still holds for the rest of it', () => {
  const found = lines(applied({ kind: 'value', record: 'clock bc29.hold', path: ['length'], value: 61 }));
  assert.ok(found.includes('clock bc29.hold: length: 60 > 61'));
  assert.ok(found.some((one) => /clock bc29\.hold: source, new-notice: - > new-notice/.test(one)));
});

test('words of a party list are changed, and the file counts anew what that makes of its records', () => {
  const change = { kind: 'value', record: 'parties coe-ets-185', value: 'Made up.', confidence: 'recalled' };
  const found = lines(applied({ ...change, path: ['groups', 0, 'note'], source: { id: 'recall' } }));
  assert.ok(
    found.some((one) => /: AD, note: Named on .* > Made up\.$/.test(one)),
    JSON.stringify(found.slice(0, 5)),
  );
  assert.ok(found.includes('parties coe-ets-185: AD, confidence: confirmed > recalled'));
  const wrong = { ...GROUNDS, was: null, ...change, path: ['groups', 0, 'states'] };
  const parsed = changeSchema.parse(wrong);
  const refused = applyChange(values, { ...parsed, was: factNow(values, parsed) }, DAY);
  assert.ok(!refused.ok && refused.faults.length > 0, 'a list that is none is refused, and not counted');
});

test('a fact of the directory may be known to the year', () => {
  const [first] = values['authorities-model.yaml']['entries'] as { id: string }[]; // as its schema says
  const change = { kind: 'value', record: `authority ${first?.id}`, path: ['name'], value: 'Made up.' };
  assert.ok(lines(applied({ ...change, as_of: '2026' })).some((one) => /: as_of: [\d-]+ > 2026$/.test(one)));
});

test('a whole record is entered and taken away', () => {
  const value = {
    id: 'test-clock',
    instrument: 'coe-ets-185',
    article: '29',
    starts_on: 'request_received',
    length: null,
    unit: 'at_once',
    bound: 'max',
    conditions: {},
    emergency: false,
    pauses: [],
    extension: null,
    at_end: 'The data is preserved.',
    duty_of: 'requested_state',
    warn_before: [],
    form: null,
    source: 'new-notice',
    confidence: 'contributed',
  };
  assert.ok(applied({ kind: 'record', record: 'clock test-clock', value }).length > 5);
  const gone = applied({ kind: 'record', record: 'clock bc29.hold', value: null });
  assert.ok(gone.every(({ record, after }) => record.startsWith('source ') || after === undefined));
});

test('a figure, a template and a source of the register are changed as any fact is', () => {
  const figure = {
    kind: 'value',
    record: 'statistic eu-refusal-reasons',
    path: ['fact'],
    value: 'Other reasons',
  };
  const of = (one: object): string[] => lines(applied(one)).filter((line) => !line.includes('new-notice'));
  assert.match(of(figure)[0] ?? '', /^statistic eu-refusal-reasons: fact: Reasons .* > Other reasons$/);
  const value = {
    id: 'freezing-minimum',
    title: 'What a request for freezing must say',
    basis: 'un-uncac-2003 Art 54',
    source: 'new-notice',
    confidence: 'contributed',
    items: [{ id: 'goods', text: 'What is to be frozen' }],
  };
  const entered = of({ kind: 'record', record: 'template freezing-minimum', value });
  assert.ok(entered.includes('template freezing-minimum: items, goods, text: - > What is to be frozen'));
  const record = 'source providers.sirius-eucrim';
  assert.deepEqual(of({ kind: 'value', record, path: ['title'], value: 'Eucrim on SIRIUS' }), [
    `${record}: title: ${factNow(values, seen({ kind: 'value', record, path: ['title'], value: '' })) as string} > Eucrim on SIRIUS`,
  ]);
  const refusal = (change: object): string => JSON.stringify(applyChange(values, seen(change), DAY));
  assert.match(refusal({ kind: 'record', record, value: null }), /is not in the source register/);
  const alone = { kind: 'record', record: 'source providers.new-one', value: { title: 'T', kind: 'press' } };
  assert.match(refusal(alone), /entered with the fact that rests on it/);
});

for (const [what, change, field, message] of [
  [
    'an unknown key',
    { kind: 'value', record: 'clock bc29.hold', path: ['colour'], value: 'red' },
    /bc29\.hold, colour/,
    /unknown key 'colour'/,
  ],
  [
    'an unknown code',
    { kind: 'value', record: 'clock bc29.hold', path: ['unit'], value: 'moons' },
    /bc29\.hold, unit/,
    /Invalid option/,
  ],
  [
    'a reference to nothing',
    { kind: 'value', record: 'clock bc29.hold', path: ['instrument'], value: 'coe-ets-999' },
    /bc29\.hold, instrument/,
    /neither in/,
  ],
  [
    'a list of parties without its instrument',
    { kind: 'party', instrument: 'coe-ets-999', state: 'FR', status: 'party' },
    /instrument/,
    /not in instruments\.yaml/,
  ],
  [
    'a State that is none',
    { kind: 'party', instrument: 'coe-ets-185', state: 'XX', status: 'party' },
    /state/,
    /ISO 3166-1/,
  ],
  [
    'a total that the lists deny',
    { kind: 'value', record: 'parties coe-ets-185', path: ['published_total', 'parties'], value: 90 },
    /published_total/,
    /90 parties published/,
  ],
  [
    'a source that is not described',
    { kind: 'value', record: 'clock bc29.hold', path: ['note'], value: 'x', source: { id: 'nowhere' } },
    /source/,
    /say its title and its kind/,
  ],
  [
    'a source under another title',
    {
      kind: 'value',
      record: 'clock bc29.hold',
      path: ['note'],
      value: 'x',
      source: { ...SOURCE, id: 'text-ets185' },
    },
    /source/,
    /another title/,
  ],
  [
    'a confirmation by heart',
    { kind: 'value', record: 'clock bc29.hold', path: ['note'], value: 'x', source: { id: 'recall' } },
    /confidence/,
    /needs a source that was read/,
  ],
  [
    'a day to come',
    { kind: 'party', instrument: 'coe-ets-185', state: 'KE', status: 'party', as_of: '2027-01-01' },
    /as_of/,
    /lies after/,
  ],
  [
    'a day that is none',
    { kind: 'party', instrument: 'coe-ets-185', state: 'KE', status: 'party', as_of: '2026-02-30' },
    /as_of/,
    /a date such as/,
  ],
  [
    'a record of no kind',
    { kind: 'record', record: 'planet mars', value: {} },
    /record/,
    /no list for its kind/,
  ],
  [
    'a record under another name',
    { kind: 'record', record: 'clock x', value: { id: 'y' } },
    /id/,
    /says otherwise/,
  ],
  [
    'a place that is not there',
    { kind: 'value', record: 'clock bc29.hold', path: ['article', 'x'], value: 'x' },
    /path/,
    /no such place/,
  ],
  [
    'a key of the prototype',
    { kind: 'value', record: 'clock bc29.hold', path: ['__proto__'], value: 'x' },
    /path/,
    /no such place/,
  ],
] as const)
  test(`a change with ${what} is refused with its field and the reason`, () => {
    const asked = { was: null, ...GROUNDS, ...change };
    const parsed = changeSchema.safeParse(asked);
    const trial = tryChange(
      version,
      parsed.success ? { ...asked, was: factNow(values, parsed.data) } : asked,
      DAY,
    );
    assert.ok(!trial.ok, 'it was taken');
    const found = trial.faults.find((one) => message.test(one.message));
    assert.ok(found, JSON.stringify(trial.faults));
    assert.match(found.field, field);
  });

test('what is not a change at all is refused, and no value is touched by a trial', () => {
  const before = JSON.stringify(values);
  for (const asked of [undefined, null, 7, 'x', {}, { kind: 'value' }, { kind: 'steal', ...GROUNDS }])
    assert.ok(!tryChange(version, asked, DAY).ok);
  const big = {
    kind: 'value',
    record: 'clock bc29.hold',
    path: ['note'],
    was: null,
    value: 'x'.repeat(70_000),
    ...GROUNDS,
  };
  assert.ok(!tryChange(version, big, DAY).ok);
  assert.equal(JSON.stringify(values), before);
});
