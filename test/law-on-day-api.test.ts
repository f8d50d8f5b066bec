// `?on=` of the API: what was in force on a day, asked over HTTP of an installation whose law two editors amended.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factNow } from '../src/law/apply-change.ts';
import type { Change } from '../src/law/change.ts';
import { propose, publish } from '../src/law/proposal.acts.ts';
import { openPublishedLaw, valuesOf } from '../src/law/published.acts.ts';
import { findRecord, type JsonObject } from '../src/law/values.ts';
import { makeApiKey } from '../src/people/api-key.acts.ts';
import type { JsonAnswer } from './support/api.ts';
import { comity } from './support/comity.ts';
import { enrol, testSite } from './support/people.ts';

const GROUNDS = {
  was: null,
  source: { id: 'made-up', title: 'A history made up for a test', kind: 'official' },
  as_of: '2026-11',
  confidence: 'confirmed',
} as const;
const [BEFORE, AFTER] = ['2026-12-31', '2027-01-01'] as const;

test('every list of the API that knows days answers by the day, and the planner as the terminal does', async (t) => {
  const { people, house, made, site } = await testSite(t);
  const [ines, omar] = [
    await enrol(people, 'ines', ['knowledgeEditor']),
    await enrol(people, 'omar', ['knowledgeEditor']),
  ];
  const law = openPublishedLaw(house.db, people.clock);
  const shipped = valuesOf((await law.latest()).texts);
  const valueOf = (record: string): JsonObject => {
    const found = findRecord(shipped, record);
    assert.ok(found, record);
    return found.value;
  };
  const publishChange = async (change: Change): Promise<void> => {
    const was = factNow(valuesOf((await law.latest()).texts), change);
    const made = await propose({ people, law }, ines.person, {
      change: { ...change, was },
      reason: 'Made up',
    });
    assert.ok(made.ok, JSON.stringify(made));
    await publish({ people, law }, omar.person, made.id);
  };
  const rewrite = (record: string, dates: JsonObject): Promise<void> =>
    publishChange({ kind: 'record', record, value: { ...valueOf(record), ...dates }, ...GROUNDS });
  const left = { status: 'party', entry_into_force: '2020-01-01', until: AFTER } as const;
  await publishChange({ kind: 'party', instrument: 'coe-ets-185', state: 'FJ', ...left, ...GROUNDS });
  await rewrite('clock bc29.hold', { length: 97, from: AFTER });
  const old = { ...valueOf('clock bc29.hold'), id: 'bc29.hold-2001', until: AFTER, replaced_by: 'bc29.hold' };
  await publishChange({ kind: 'record', record: 'clock bc29.hold-2001', value: old, ...GROUNDS });
  await rewrite('authority nl-npo', { until: AFTER });
  await rewrite('channel network-24-7', { from: AFTER });

  const key = await makeApiKey(people, { by: ines.person, name: 'Test', may: 'read', days: 7 });
  const fetched = (path: string): Promise<Response> =>
    fetch(`${site.url}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } });
  const items = async (path: string): Promise<JsonAnswer[]> => {
    const answer = await fetched(`${path}&limit=200`);
    assert.equal(answer.status, 200, path);
    const body: JsonAnswer = await answer.json();
    assert.equal(body.next, null, 'all of it is here');
    return body.items;
  };

  const parties = (on: string) => items(`/law/parties?instrument=coe-ets-185&state=FJ${on}`);
  assert.deepEqual(
    (await parties('')).map(({ state, entryIntoForce, until }) => [state, entryIntoForce, until]),
    [['FJ', '2020-01-01', AFTER]],
    'without a day it is told when it leaves',
  );
  assert.deepEqual([(await parties(`&on=${BEFORE}`)).length, (await parties(`&on=${AFTER}`)).length], [1, 0]);
  const hold = async (on: string): Promise<unknown[]> =>
    (await items(`/law/clocks?instrument=coe-ets-185&on=${on}`))
      .filter(({ id }) => id === 'bc29.hold')
      .map(({ length }) => length);
  assert.deepEqual([await hold(BEFORE), await hold(AFTER)], [[60], [97]]);
  const authority = async (on: string): Promise<boolean> =>
    (await items(`/law/authorities?state=NL&on=${on}`)).some(({ id }) => id === 'nl-npo');
  assert.deepEqual([await authority(BEFORE), await authority(AFTER)], [true, false]);
  const instruments = async (on: string): Promise<boolean> =>
    (await items(`/law/instruments?on=${on}`)).some(({ id }) => id === 'coe-ets-185');
  assert.deepEqual([await instruments('2004-06-30'), await instruments('2004-07-01')], [false, true]);
  const whole = await fetched(`/law/instruments/coe-ets-185?on=${AFTER}`);
  assert.equal(whole.status, 200);
  const found = async (on: string): Promise<string[]> =>
    (await items(`/law/search?q=preservation&kind=clock&on=${on}`)).map(({ record }) => record);
  assert.ok((await found(BEFORE)).includes('clock bc29.hold-2001'));
  assert.ok(!(await found(AFTER)).includes('clock bc29.hold-2001'));

  for (const on of [BEFORE, AFTER]) {
    const words = { from: 'FR', to: 'US', category: 'traffic', urgency: 'urgent', on };
    const answer = await (await fetched(`/channels?${new URLSearchParams(words).toString()}`)).text();
    const options = Object.entries(words).flatMap(([name, value]) => [`--${name}`, value]);
    const terminal = await comity(made.home.path, ['channels', ...options, '--json'], '', made.env);
    assert.equal(answer, terminal.out, on);
    const [part] = JSON.parse(answer).parts;
    const names = (list: JsonAnswer[]): string[] => list.map(({ channel }) => channel);
    assert.equal(names(part.future).includes('network-24-7'), on === BEFORE, on);
    assert.equal(names(part.plans).includes('network-24-7'), on === AFTER, on);
  }

  for (const path of [
    '/law/parties?on=2026-02-30',
    '/law/clocks?on=soon',
    '/law/search?q=a&on=2026',
    '/channels?from=FR&to=US&on=2026-13-01',
  ]) {
    const wrong = await fetched(path);
    assert.equal(wrong.status, 422, path);
    assert.match(wrong.headers.get('content-type') ?? '', /problem\+json/);
    assert.match(await wrong.text(), /query\/on\b|on with/, path);
  }
});
