import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Json } from '../base/canonical-json.ts';
import { applyChange, factNow } from './apply-change.ts';
import { changeSchema } from './change.ts';
import { readLawFolder } from './data-files.store.ts';
import { differencesBetween } from './differences.ts';
import { exportCsv } from './export-csv.ts';
import { exportJson, exportJsonLd, exportYaml } from './export.ts';
import { loadLaw, loadLawOrRefuse } from './load.ts';
import { cited, instrumentOf } from './look-up.ts';
import type { Knowledge, Reviewed } from './model.ts';
import { textsOf, valuesOf } from './published.acts.ts';
import { REVIEWER, reviewText, withoutReviews } from './review.ts';
import { sharesOf, totalOf } from './share.ts';
import { findRecord, isObject, type LawValues } from './values.ts';
import type { SourceText } from './yaml-file.ts';

const DAY = '2026-11-26';
const shipped = readLawFolder();
const values = valuesOf(shipped);
const GROUNDS = {
  source: { id: 'a-notice', title: 'A notice made up for this test', kind: 'official' },
  as_of: '2026-07-01',
  confidence: 'confirmed',
};
const BY: Reviewed = { by: REVIEWER, on: DAY };

/** As a second editor publishes it; `by` undefined: as it is only proposed. */
function changed(change: object, before = values, by: string | undefined = REVIEWER): LawValues {
  const parsed = changeSchema.parse({ was: null, ...GROUNDS, ...change });
  const applied = applyChange(before, { ...parsed, was: factNow(before, parsed) }, DAY, by);
  assert.ok(applied.ok, JSON.stringify(applied));
  return applied.values;
}

const textsFrom = (made: LawValues): SourceText[] => textsOf(made, shipped);
const lawFrom = (made: LawValues): Knowledge => loadLawOrRefuse(textsFrom(made)).knowledge;

const KENYA = {
  kind: 'party',
  instrument: 'coe-ets-185',
  state: 'KE',
  status: 'party',
  entry_into_force: '2026-10-01',
};
const AT_END = { kind: 'value', record: 'clock bc29.hold', path: ['at_end'], value: 'It stays.' };

test('what came with the program was reviewed by nobody here, and says so', () => {
  const { knowledge } = loadLawOrRefuse(shipped);
  const { parties, clocks, channels, measures, declarations } = knowledge;
  for (const one of [...parties, ...clocks, ...channels, ...measures, ...declarations])
    assert.equal(reviewText(one), 'not reviewed', one.at);
  assert.ok(!shipped.some(({ text }) => /\breviewed:/.test(text)));
});

test('a State’s standing is reviewed when it is published, and those of the same group are not', () => {
  const law = lawFrom(changed(KENYA));
  const of = (state: string): Reviewed | undefined =>
    law.parties.find((one) => one.instrument === 'coe-ets-185' && one.state === state)?.reviewed;
  assert.deepEqual(of('KE'), BY);
  assert.equal(of('FR'), undefined);
  const found = law.parties.find((one) => one.state === 'KE' && one.instrument === 'coe-ets-185');
  assert.ok(found);
  assert.deepEqual(cited(found).reviewed, BY, 'a planner’s fact carries it');
  assert.equal(reviewText(found), `reviewed ${DAY} by ${REVIEWER}`);
  const next = lawFrom(changed({ ...KENYA, state: 'TV' }, changed(KENYA), 'another agency'));
  assert.equal(next.parties.find((one) => one.state === 'TV')?.reviewed?.by, 'another agency');
  assert.deepEqual(next.parties.find((one) => one.state === 'KE' && one.status === 'party')?.reviewed, BY);
});

test('of a fact of several parts it says which was looked at; a fact of one value is looked at whole', () => {
  const clock = (law: Knowledge) => law.clocks.find(({ id }) => id === 'bc29.hold');
  assert.deepEqual(clock(lawFrom(changed(AT_END)))?.reviewed, { ...BY, of: ['at_end'] });
  assert.equal(clock(lawFrom(changed(AT_END)))?.asOf, '2026-07-01');
  const dated = changed({
    kind: 'value',
    record: 'instrument coe-ets-185',
    path: ['in_force', 'value'],
    value: '2004-07-02',
  });
  const instrument = instrumentOf(lawFrom(dated), 'coe-ets-185');
  assert.deepEqual(instrument?.inForce.reviewed, BY);
  assert.equal(instrument?.adopted.reviewed, undefined, 'another fact of the same record');
  const provision = changed({
    kind: 'value',
    record: 'instrument coe-ets-185',
    path: ['provisions', 0, 'gives'],
    value: 'Other words.',
  });
  const provisions = instrumentOf(lawFrom(provision), 'coe-ets-185')?.provisions ?? [];
  assert.deepEqual(
    provisions.slice(0, 2).map(({ reviewed }) => reviewed),
    [{ ...BY, of: ['gives'] }, undefined],
  );
  const sure = changed({
    kind: 'value',
    record: 'form mla-request',
    path: ['confidence'],
    value: 'confirmed',
  });
  assert.deepEqual(lawFrom(sure).forms.find(({ id }) => id === 'mla-request')?.reviewed, BY);
});

test('a declaration, a whole record, and records that rest on what their file says of all', () => {
  const declared = lawFrom(
    changed({
      kind: 'declaration',
      instrument: 'coe-ets-185',
      state: 'FJ',
      article: '29(4)',
      effect: 'Made up.',
    }),
  );
  assert.deepEqual(
    declared.declarations.map(({ state, reviewed }) => (reviewed === undefined ? '' : state)).join(''),
    'FJ',
  );
  for (const [record, path] of [
    ['measure search', ['definition']],
    ['channel consent', ['addressee']],
  ] as const) {
    const made = changed({ kind: 'value', record, path, value: 'Made up.' });
    assert.deepEqual(findRecord(made, record)?.value['reviewed'], { ...BY, of: [...path] });
    const whole = findRecord(values, record)?.value;
    assert.ok(whole);
    const rewritten = changed({ kind: 'record', record, value: { ...whole, [path[0]]: 'Made up.' } });
    const { reviewed, source, as_of } = findRecord(rewritten, record)?.value ?? {};
    assert.deepEqual(
      [isObject(reviewed) && reviewed['on'], source, as_of],
      [DAY, 'a-notice', '2026-07-01'],
      record,
    );
    lawFrom(rewritten);
  }
  const law = findRecord(values, 'instrument coe-ets-185')?.value;
  const rewritten = changed({
    kind: 'record',
    record: 'instrument coe-ets-185',
    value: { ...law, adopted: { value: '2001-11-22', source: 'a-notice', confidence: 'confirmed' } },
  });
  const made = instrumentOf(lawFrom(rewritten), 'coe-ets-185');
  assert.deepEqual([made?.adopted.reviewed, made?.inForce.reviewed], [BY, undefined]);
});

test('what a proposer writes of a review is none, and while it is only proposed nothing is reviewed', () => {
  const claimed = { by: 'the proposer', on: DAY };
  const clock = findRecord(values, 'clock bc29.hold')?.value;
  assert.ok(clock);
  const record = { kind: 'record', record: 'clock bc29.hold', value: { ...clock, reviewed: claimed } };
  assert.equal(findRecord(changed(record), 'clock bc29.hold')?.value['reviewed'], undefined);
  const other = { ...record, value: { ...clock, at_end: 'It stays.', reviewed: claimed } };
  assert.deepEqual(findRecord(changed(other), 'clock bc29.hold')?.value['reviewed'], {
    ...BY,
    of: ['at_end'],
  });
  const trial = (change: object): Json | undefined => {
    const parsed = changeSchema.parse({ was: null, ...GROUNDS, ...change });
    const applied = applyChange(values, { ...parsed, was: factNow(values, parsed) }, DAY);
    assert.ok(applied.ok);
    assert.ok(!differencesBetween(values, applied.values).some(({ field }) => field.includes('reviewed')));
    return findRecord(applied.values, 'clock bc29.hold')?.value['reviewed'];
  };
  assert.deepEqual([trial(other), trial(AT_END), trial(KENYA)], [undefined, undefined, undefined]);
  const path = { kind: 'value', record: 'clock bc29.hold', path: ['reviewed'], value: claimed };
  const parsed = changeSchema.parse({ was: null, ...GROUNDS, ...path });
  const refused = applyChange(values, parsed, DAY, REVIEWER);
  assert.ok(!refused.ok);
  assert.equal(refused.faults[0]?.field, 'path');
});

test('who reads a fact again and finds it as it is marks it by its own value and the day of the reading, and it is counted', () => {
  const clock = findRecord(values, 'clock bc29.hold')?.value;
  assert.ok(clock);
  const again = {
    kind: 'value',
    record: 'clock bc29.hold',
    path: ['length'],
    value: clock['length'] ?? null,
  };
  const read = changed(again);
  const marked = findRecord(read, 'clock bc29.hold')?.value;
  assert.deepEqual(marked?.['reviewed'], BY, 'the whole of it');
  assert.deepEqual([marked?.['length'], marked?.['confidence']], [clock['length'], 'confirmed']);
  const seen = (made: LawValues): number =>
    totalOf(sharesOf(loadLawOrRefuse(textsFrom(made)).files)).reviewed;
  assert.deepEqual([seen(values), seen(read)], [0, 1]);
});

test('the next change of a reviewed fact fits, and the review of what it does not touch stays', () => {
  const once = changed(AT_END);
  const parsed = changeSchema.parse({ was: null, ...GROUNDS, ...AT_END, path: ['length'], value: 61 });
  const drafted = { ...parsed, was: factNow(values, parsed) };
  const twice = applyChange(once, drafted, '2027-01-05', 'a treaty office');
  assert.ok(twice.ok, 'what was seen before the review is still what is there');
  assert.deepEqual(findRecord(twice.values, 'clock bc29.hold')?.value['reviewed'], {
    by: 'a treaty office',
    on: '2027-01-05',
    of: ['length'],
  });
  assert.deepEqual(
    withoutReviews(once['clocks.yaml']),
    once['clocks.yaml'] && withoutReviews(once['clocks.yaml']),
  );
  const whole = findRecord(once, 'clock bc29.hold')?.value;
  const same = changeSchema.parse({
    ...GROUNDS,
    kind: 'record',
    record: 'clock bc29.hold',
    was: withoutReviews(whole ?? {}),
    value: { ...(withoutReviews(whole ?? {}) as object), note: 'Made up.' },
  });
  assert.ok(applyChange(once, same, DAY, REVIEWER).ok, 'one who saw it before anybody reviewed it');
});

test('YAML gives the reviewer back byte for byte; JSON, JSON-LD and CSV carry it', () => {
  const published = textsFrom(changed(AT_END, changed(KENYA)));
  assert.deepEqual(exportYaml(published), published);
  const yaml = published.find(({ name }) => name === 'clocks.yaml')?.text ?? '';
  assert.match(yaml, /reviewed:/);
  assert.deepEqual(valuesOf(exportYaml(published))['clocks.yaml'], parse(yaml));
  const { files, knowledge } = loadLawOrRefuse(published);
  assert.match(exportJson(files), /"reviewed": \{\s+"by": "knowledge editor",\s+"on": "2026-11-26"/);
  assert.match(exportJsonLd(knowledge), /"reviewed": \{\s+"by": "knowledge editor"/);
  const csv = (name: string): string => exportCsv(knowledge).find((one) => one.name === name)?.text ?? '';
  assert.match(csv('parties.csv'), /^[^\r]*,note,read,reviewed_by,reviewed_on,reviewed_of,at\r\n/);
  assert.match(csv('parties.csv'), /\r\ncoe-ets-185,KE,party,[^\r]*,knowledge editor,2026-11-26,,parties/);
  assert.match(csv('clocks.csv'), /\r\nbc29\.hold,[^\r]*,knowledge editor,2026-11-26,at_end,clocks/);
});

test('a review without a day, with an unknown key or of nothing is refused with file and line', () => {
  for (const [reviewed, says] of [
    ['{by: knowledge editor}', /reviewed.on/],
    ['{by: knowledge editor, on: "2026-02-30"}', /a day such as/],
    ['{by: knowledge editor, on: "2026-11-26", name: X}', /unknown key 'name'/],
    ['{by: knowledge editor, on: "2026-11-26", of: []}', /reviewed.of/],
    ['{by: "", on: "2026-11-26"}', /reviewed.by/],
  ] as const) {
    const wrong = shipped.map(({ name, text }) => ({
      name,
      text:
        name === 'competence.yaml'
          ? text.replace(
              '    confidence: confirmed\n',
              `    confidence: confirmed\n    reviewed: ${reviewed}\n`,
            )
          : text,
    }));
    const loaded = loadLaw(wrong);
    assert.ok(!loaded.ok, reviewed);
    const [first] = loaded.findings;
    assert.equal(first?.file, 'competence.yaml');
    assert.ok(first.line > 10);
    assert.match(first.message, says);
  }
});
