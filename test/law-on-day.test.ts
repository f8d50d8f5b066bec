// What was in force on a day, asked of an installation whose law two editors amended: pages, terminal and planner.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factNow } from '../src/law/apply-change.ts';
import type { Change } from '../src/law/change.ts';
import { propose, publish } from '../src/law/proposal.acts.ts';
import { openPublishedLaw, valuesOf } from '../src/law/published.acts.ts';
import { findRecord } from '../src/law/values.ts';
import { comity } from './support/comity.ts';
import { enrol, testSite } from './support/people.ts';

const GROUNDS = { source: { id: 'text-ets185' }, as_of: '2026-11', confidence: 'confirmed' } as const;

test('an amended law answers for a day on the pages, at the terminal and in the planner', async (t) => {
  const { people, house, made, site } = await testSite(t);
  const [ines, omar] = [
    await enrol(people, 'ines', ['knowledgeEditor']),
    await enrol(people, 'omar', ['knowledgeEditor']),
  ];
  const law = openPublishedLaw(house.db, people.clock);
  const amend = async (change: Change): Promise<void> => {
    const was = factNow(valuesOf((await law.latest()).texts), change);
    const asked = { change: { ...change, was }, reason: 'Amended' };
    const proposed = await propose({ people, law }, ines.person, asked);
    assert.ok(proposed.ok, JSON.stringify(proposed));
    await publish({ people, law }, omar.person, proposed.id);
  };
  const hold = findRecord(valuesOf((await law.latest()).texts), 'clock bc29.hold')?.value;
  assert.ok(hold);
  const record = { kind: 'record', was: null, ...GROUNDS } as const;
  await amend({ ...record, record: 'clock bc29.hold', value: { ...hold, length: 97, from: '2027-01-01' } });
  const earlier = { ...hold, id: 'bc29.hold-2001', until: '2027-01-01', replaced_by: 'bc29.hold' };
  await amend({ ...record, record: 'clock bc29.hold-2001', value: earlier });
  const reservation = {
    kind: 'declaration',
    instrument: 'coe-ets-185',
    state: 'AT',
    article: '29(4)',
    effect: 'May refuse where dual criminality is missing.',
    until: '2027-01-01',
    was: null,
    ...GROUNDS,
    source: { id: 'at-185' },
  } as const;
  await amend(reservation);

  const page = async (path: string): Promise<string> => {
    const answer = await fetch(site.url + path, { headers: { cookie: ines.cookie } });
    assert.equal(answer.status, 200, path);
    return answer.text();
  };
  const effect = 'May refuse where dual criminality is missing.';
  for (const [on, days, stands] of [
    ['2026-12-31', 'at least 60 calendar days', true],
    ['2027-01-01', 'at least 97 calendar days', false],
  ] as const) {
    const clocks = await page(`/law/clocks?on=${on}`);
    assert.ok(clocks.includes(days), `${on}: ${days}`);
    assert.equal(clocks.includes('97 calendar days'), !stands, on);
    const boxes = [...clocks.matchAll(/name="on\.(?:day|month|year)"\s+type="text"\s+value="(\d+)"/g)];
    const [year, month, day] = on.split('-').map(Number);
    assert.deepEqual(
      boxes.map(([, value]) => Number(value)),
      [day, month, year],
      'the day stays in its boxes',
    );
    for (const path of ['/law/instruments/coe-ets-185', '/law/states/AT'])
      assert.equal((await page(`${path}?on=${on}`)).includes(effect), stands, `${path} ${on}`);
  }
  const isOver = /not in force on that day/;
  assert.ok(isOver.test(await page('/law/records/clock/bc29.hold?on=2026-12-31')), 'amended later');
  assert.ok(!isOver.test(await page('/law/records/clock/bc29.hold?on=2027-01-01')), 'amended');
  assert.ok(isOver.test(await page('/law/measures/expedited-preservation?on=2003-01-01')), 'too early');
  assert.ok(isOver.test(await page('/law/library?on=1980-01-01')), 'before most laws');

  const run = async (...args: string[]): Promise<string> =>
    (await comity(made.home.path, args, '', made.env)).out;
  assert.match(
    await run('law', 'show', 'bc29.hold', '--on', '2026-12-31'),
    /clock bc29\.hold: not in force on that day/,
  );
  const events = [
    '--zone',
    'Europe/Vienna',
    '--state',
    'AT',
    '--event',
    'preservation_effected=2026-11-01T10:00:00Z',
  ];
  const clock = (on: string) => run('law', 'clock', 'bc29.hold', '--on', on, ...events);
  assert.notEqual(await clock('2026-12-31'), await clock('2027-01-01'));
  assert.match(await run('law', 'show', 'AT', '--on', '2026-12-31'), /May refuse where dual/);
  assert.doesNotMatch(await run('law', 'show', 'AT', '--on', '2027-01-01'), /May refuse where dual/);
  const plan = (to: string, on: string) =>
    run(
      'channels',
      '--from',
      'FR',
      '--to',
      to,
      '--category',
      'content',
      '--urgency',
      'urgent',
      '--on',
      on,
      '--all',
    );
  assert.ok((await plan('AT', '2026-12-31')).includes('May refuse where dual'));
  assert.ok(!(await plan('AT', '2027-01-01')).includes('May refuse where dual'));
  assert.match(await plan('US', '2026-12-31'), /preservation ends on 2027-03-01/, '60 days later');
  assert.match(await plan('US', '2027-01-01'), /preservation ends on 2027-04-08/, '97 days later');
});
