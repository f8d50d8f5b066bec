// Ways and Parties have days of their own: the planner answers by the law of the day that is asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../base/canonical-json.ts';
import { applyChange, factNow } from '../law/apply-change.ts';
import type { Change } from '../law/change.ts';
import { readLawFolder } from '../law/data-files.store.ts';
import { exportCsv } from '../law/export-csv.ts';
import { exportYaml } from '../law/export.ts';
import { loadLaw, loadLawOrRefuse } from '../law/load.ts';
import { inForceOn, instrumentOf } from '../law/look-up.ts';
import type { Knowledge } from '../law/model.ts';
import { knowledgeOn, recordOn } from '../law/on-day.ts';
import { textsOf, valuesOf } from '../law/published.acts.ts';
import { searchLaw } from '../law/search.ts';
import { findRecord, type JsonObject } from '../law/values.ts';
import { matrixHeading, matrixRows } from './matrix.ts';
import { needOf } from './need.ts';
import { planFor, type Answer } from './plan.ts';

const TODAY = '2026-11-26';
const texts = readLawFolder();
const GROUNDS = {
  was: null,
  source: { id: 'made-up', title: 'A history made up for a test', kind: 'official' },
  as_of: '2026-11',
  confidence: 'confirmed',
} as const;

function publishedWith(...changes: readonly Change[]): typeof texts {
  let values = valuesOf(texts);
  for (const change of changes) {
    const applied = applyChange(values, { ...change, was: factNow(values, change) }, TODAY);
    assert.ok(applied.ok, JSON.stringify(applied));
    ({ values } = applied);
  }
  return textsOf(values, texts);
}

function channel(id: string, dates: { readonly [key: string]: Json }): Change {
  const value: JsonObject | undefined = findRecord(valuesOf(texts), 'channel network-24-7')?.value;
  assert.ok(value);
  return { kind: 'record', record: `channel ${id}`, value: { ...value, id, ...dates }, ...GROUNDS };
}

function stateOn(answer: Answer, id: string): string {
  const [part] = answer.parts;
  const shut = (['future', 'closed'] as const).flatMap((state) =>
    (part?.[state] ?? [])
      .filter((one) => one.channel === id)
      .map(({ because }) => `${state}: ${String(because.text)}`),
  );
  return part?.plans.find((one) => one.channel === id)?.state ?? shut[0] ?? 'nowhere';
}

const ask = (law: Knowledge, day: string): Answer =>
  planFor(needOf({ from: 'FR', to: 'US', categories: ['traffic'], urgency: 'urgent' }), law, day);

test('a way that begins on a day is to come before it, and one that has ended is closed, each with its fact', () => {
  const law = loadLawOrRefuse(
    publishedWith(channel('network-24-7', { from: '2027-01-01', until: '2028-06' })),
  ).knowledge;
  const open = stateOn(ask(loadLawOrRefuse(texts).knowledge, TODAY), 'network-24-7');
  assert.equal(open, 'open', 'without dates, as ever');
  assert.match(
    stateOn(ask(law, '2026-12-31'), 'network-24-7'),
    /^future: This channel exists only from 2027-01-01$/,
  );
  assert.equal(stateOn(ask(law, '2027-01-01'), 'network-24-7'), open);
  assert.equal(stateOn(ask(law, '2028-06-15'), 'network-24-7'), 'unknown', 'some day of that month');
  assert.match(
    stateOn(ask(law, '2028-07-01'), 'network-24-7'),
    /^closed: This channel has not existed since 2028-06$/,
  );
  const because = ask(law, '2028-07-01').parts[0]?.closed.find(
    (one) => one.channel === 'network-24-7',
  )?.because;
  assert.match(because?.facts[0]?.at ?? '', /^channels\.yaml:\d+$/);
  assert.notEqual(because?.opensIf, '');
  const preserves = (day: string): boolean =>
    ask(law, day).parts[0]?.plans.some(({ steps }) => steps.some((one) => one.channel === 'network-24-7')) ===
    true;
  assert.deepEqual(
    [preserves('2026-12-31'), preserves('2027-06-01'), preserves('2028-07-01')],
    [false, true, false],
  );
});

test('a way that was amended answers by the wording of the day, under one name and in one column', () => {
  const law = loadLawOrRefuse(
    publishedWith(
      channel('network-24-7', { name: 'The new point of contact', from: '2027-01-01' }),
      channel('network-24-7-2001', { name: 'The old one', until: '2027-01-01', replaced_by: 'network-24-7' }),
    ),
  ).knowledge;
  const nameOn = (day: string): string | undefined =>
    ask(law, day).parts[0]?.plans.find((one) => one.channel === 'network-24-7')?.name;
  assert.deepEqual([nameOn('2026-12-31'), nameOn('2027-01-01')], ['The old one', 'The new point of contact']);
  const ids = (day: string): string[] => knowledgeOn(law, day).channels.map(({ id }) => id);
  assert.deepEqual(ids('2026-12-31'), ids('2027-01-01'));
  assert.equal(new Set(ids('2026-12-31')).size, ids('2026-12-31').length, 'each once');
  const heading = matrixHeading(law).trim().split(',');
  const [row = ''] = matrixRows(
    'FR',
    { words: { to: ['US'], category: ['traffic'] }, day: '2026-12-31' },
    law,
  ).split('\r\n');
  assert.equal(row.split(',').length, heading.length);
  assert.equal(row.split(',')[heading.indexOf('network-24-7')], 'open');
  assert.equal(recordOn(law, 'channel network-24-7', '2026-12-31').isOver, true);
  const found = (on: string): string[] =>
    searchLaw(law, { text: 'contact', kind: 'channel', on, limit: 999 }).hits.map(
      ({ passage }) => passage.record,
    );
  assert.ok(found('2026-12-31').includes('channel network-24-7-2001'));
  assert.ok(!found('2027-01-01').includes('channel network-24-7-2001'));
});

test('the dates of ways come back byte for byte, in CSV too, and wrong ones are refused with their line', () => {
  const published = publishedWith(channel('network-24-7', { from: '2027', until: '2028-06' }));
  assert.deepEqual(exportYaml(published), published);
  const csv =
    exportCsv(loadLawOrRefuse(published).knowledge).find(({ name }) => name === 'channels.csv')?.text ?? '';
  assert.match(csv, /\r\nnetwork-24-7,[^\r]*,2027,2028-06,/);
  for (const [dates, says] of [
    ['from: "2027-13"', /a date such as/],
    ['from: "2028"\n    until: "2027"', /no longer holds before it begins/],
    ['until: "2027"\n    replaced_by: open-source', /needs 'until'/],
    ['until: "2027"\n    replaced_by: no-such-way', /not the newest wording/],
  ] as const) {
    const wrong = texts.map(({ name, text }) => ({
      name,
      text: name === 'channels.yaml' ? text.replace('  - id: network-24-7\n', `$&    ${dates}\n`) : text,
    }));
    const loaded = loadLaw(wrong);
    assert.ok(!loaded.ok, dates);
    const [first] = loaded.findings;
    assert.equal(first?.file, 'channels.yaml');
    assert.ok((first?.line ?? 0) > 0);
    assert.match(first?.message ?? '', says);
  }
});

test('once a Party has left, the ways that rest on the treaty close, and the plan says who left and when', () => {
  const change: Change = {
    kind: 'party',
    instrument: 'coe-ets-185',
    state: 'US',
    status: 'party',
    entry_into_force: '2007-01-01',
    until: '2027-05-01',
    ...GROUNDS,
  };
  const law = loadLawOrRefuse(publishedWith(change)).knowledge;
  const way = (day: string): string => stateOn(ask(law, day), 'network-24-7');
  assert.equal(way('2027-04-30'), 'open');
  assert.notEqual(way('2027-05-01'), 'open');
  const budapest = (day: string): boolean =>
    ask(law, day).parts[0]?.plans.some(({ steps }) =>
      steps.some(({ bases }) =>
        bases.some(({ instrument, verdict }) => instrument === 'coe-ets-185' && verdict === 'yes'),
      ),
    ) === true;
  assert.deepEqual([budapest('2027-04-30'), budapest('2027-05-01')], [true, false]);
});

test('a way that rests on one act alone is closed by who left it, in words', () => {
  const law = loadLawOrRefuse(
    publishedWith({
      kind: 'party',
      instrument: 'eu-2023-1543',
      state: 'FR',
      status: 'bound',
      until: '2027-05-01',
      ...GROUNDS,
    }),
  ).knowledge;
  const order = (day: string): Answer =>
    planFor(
      needOf({
        from: 'FR',
        to: 'IE',
        categories: ['subscriber'],
        holder: { kind: 'provider', addressee: 'IE' },
      }),
      law,
      day,
    );
  assert.equal(stateOn(order('2027-04-30'), 'epoc'), 'open');
  assert.match(stateOn(order('2027-05-01'), 'epoc'), /^closed: /);
  const because = order('2027-05-01').parts[0]?.closed.find((one) => one.channel === 'epoc')?.because;
  assert.match(
    String(because?.facts[0]?.text),
    /^France left the .* and has not been bound by it since 2027-05-01$/,
  );
});

test('a treaty that has ended is in force until its day, closes what rests on it and is not one to come', () => {
  const value = findRecord(valuesOf(texts), 'instrument eu-2014-41')?.value;
  assert.ok(value);
  const dated = (ended: string, confidence = 'confirmed'): Knowledge =>
    loadLawOrRefuse(
      publishedWith({
        kind: 'record',
        record: 'instrument eu-2014-41',
        value: { ...value, ended: { value: ended, source: 'made-up', confidence } },
        ...GROUNDS,
      }),
    ).knowledge;
  const law = dated('2028-01-01');
  const verdict = (known: Knowledge, day: string): string => {
    const act = instrumentOf(known, 'eu-2014-41');
    assert.ok(act);
    const { verdict: is, fact } = inForceOn(act, day);
    return `${is}: ${String(fact.text)}`;
  };
  assert.match(verdict(law, '2027-12-31'), /^yes: /);
  assert.match(verdict(law, '2028-01-01'), /^no: The .* has not been in force since 2028-01-01$/);
  assert.match(verdict(dated('2028-02'), '2028-02-10'), /^unknown: The .* ceases to be in force in 2028-02/);
  assert.match(verdict(dated('2028-01-01', 'recalled'), '2028-01-02'), /^unknown: /, 'recalled ends nothing');
  const bases = (day: string): string[] => {
    const need = needOf({ from: 'FR', to: 'DE', categories: ['content'], urgency: 'normal' });
    const plans = planFor(need, law, day).parts[0]?.plans ?? [];
    return plans.flatMap(({ steps }) =>
      steps.flatMap((one) => one.bases.map(({ instrument }) => instrument)),
    );
  };
  assert.ok(bases('2027-12-31').includes('eu-2014-41'));
  assert.ok(!bases('2028-01-01').includes('eu-2014-41'));
  const need = needOf({ from: 'FR', to: 'DE', categories: ['content'] });
  const future = planFor(need, law, '2028-01-01').parts.flatMap((one) => one.future);
  assert.ok(!JSON.stringify(future).includes('not been in force'), 'what has ended is not to come');
  const wrong = texts.map(({ name, text }) => ({
    name,
    text:
      name === 'instruments.yaml'
        ? text.replace(
            '  - id: coe-ets-185\n',
            '$&    ended: {value: "1999", source: coe-chart-2015, confidence: confirmed}\n',
          )
        : text,
  }));
  const loaded = loadLaw(wrong);
  assert.ok(!loaded.ok);
  assert.match(loaded.findings[0]?.message ?? '', /ends before it is in force/);
});
