// A preservation expires by itself: once, with its event, when the last reading of its last clock has ended where the data are
// kept, and after the alarm; what was agreed before and is recorded after it still counts. And who may let data go.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import type { CaseRole } from '../../../people/roles.ts';
import { testCase } from '../../../../test/support/installation.ts';
import { testHouse, testMember, type TestHouse } from '../../../../test/support/people.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { fireAlarms } from '../../machine/clocks/alarm.acts.ts';
import { startAlarms } from './alarms.acts.ts';
import { waitingAlarms } from '../../machine/clocks/alarm.store.ts';
import { clocksOf, runningClocks } from '../../machine/clocks/clock.store.ts';
import type { Acting } from '../life/life.acts.ts';
import type { ActGiven } from '../../machine/states/life.ts';
import { beginPreservation, takePreservationAct, type PreservationGiven } from '../life/preservation.acts.ts';
import { expirePreservations } from './preservation-expire.acts.ts';
import { preservationEvents, preservationOf } from '../../machine/clocks/preservation.store.ts';

const law = await shippedLaw();

interface Scene extends TestHouse {
  readonly as: (name: string, role: CaseRole) => Promise<Acting>;
  readonly ines: Acting;
  readonly at: (time: string) => TestHouse['house'];
  readonly begin: (given?: Partial<PreservationGiven>) => Promise<number>;
  readonly take: (number: number, given: ActGiven) => Promise<unknown>;
  readonly look: (number: number) => Promise<{ state: string; acts: string[]; clocks: string[] }>;
}

async function scene(t: TestContext): Promise<Scene> {
  const made = await testHouse(t);
  const time = { ms: Date.now() };
  const clock = (): number => time.ms;
  const people = { ...made.people, clock };
  const house = { ...made.house, clock };
  const file = await testCase(house);
  const as = async (name: string, role: CaseRole): Promise<Acting> => ({
    people,
    law,
    ...(await testMember(house, file, name, role)),
  });
  const [ines, lead] = [await as('Ines Example', 'investigator'), await as('Lena Example', 'lead')];
  return {
    ...made,
    people,
    house,
    as,
    ines,
    at: (text) => {
      time.ms = Date.parse(text);
      return house;
    },
    begin: (given) =>
      beginPreservation(ines, {
        direction: 'outgoing',
        request: undefined,
        holder: 'Example Mail Inc.',
        stateCode: 'US',
        instrument: 'coe-ets-185',
        identifiers: [{ kind: 'email', value: 'invoices@harbour.example' }],
        categories: ['subscriber'],
        ...given,
      }),
    take: (number, given) => takePreservationAct(lead, { number, ...given }),
    look: (number) =>
      people.db.asPerson(ines.person.id, async (tx) => {
        const held = await preservationOf(tx, ines.file.id, number);
        assert.ok(held);
        const events = await preservationEvents(tx, held.id);
        const clocks = await clocksOf(tx, { preservation: held.id });
        return {
          state: held.state,
          acts: events.map(({ act, side }) => `${act} ${side}`),
          clocks: clocks.map(({ rule, run }) => `${rule.id} ${run.status}`),
        };
      }),
  };
}

const BEGAN = '2026-09-01T16:30:00Z';
const NEW_YORK = {
  act: 'confirm',
  occurredAt: '2026-09-01T12:00:00-04:00',
  zone: 'America/New_York',
  evidence: 'Their letter',
};

test('it expires when its last day has ended where the data are kept, once, after the alarm', async (t) => {
  const { at, begin, take, look, people, ines } = await scene(t);
  at(BEGAN);
  const number = await begin();
  await take(number, NEW_YORK);
  // 60 days: 31 October, by the later reading the whole of it; 04:00 in UTC is midnight in New York.
  const before = at('2026-11-01T03:59:59Z');
  assert.equal(await expirePreservations(before), 0, 'the alarm comes first');
  await fireAlarms(before);
  assert.equal(await expirePreservations(before), 0, 'the day has not ended there');
  const after = at('2026-11-01T04:00:00Z');
  assert.equal(await startAlarms(after), true, 'there is something to do');
  const counts = await Promise.all([after, after, after].map((house) => expirePreservations(house)));
  assert.equal(
    counts.reduce((sum, n) => sum + n, 0),
    1,
    'once, whoever else does it at the same time',
  );
  assert.equal(await expirePreservations(after), 0);
  assert.deepEqual(await look(number), {
    state: 'expired',
    acts: ['confirm theirs', 'expire system'],
    clocks: ['bc29.hold running'],
  });
  const found = await people.db.asPerson(ines.person.id, async (tx) => {
    const held = await preservationOf(tx, ines.file.id, number);
    assert.ok(held);
    assert.deepEqual(await runningClocks(tx, 10), [], 'no calendar waits for it any more');
    const alarms = await waitingAlarms(tx, ines.person.id, 10);
    assert.equal(alarms.length, 1, 'its alarm waits for somebody all the same');
    return (await preservationEvents(tx, held.id)).at(-1);
  });
  assert.deepEqual(
    [found?.by, found?.occurredAt.toISOString(), found?.zone, found?.at.toISOString()],
    [undefined, '2026-11-01T04:00:00.000Z', 'America/New_York', '2026-11-01T04:00:00.000Z'],
  );
});

test('where nobody said in which zone, the day must have ended everywhere', async (t) => {
  const { at, begin, take, look } = await scene(t);
  at(BEGAN);
  const number = await begin();
  await take(number, { ...NEW_YORK, zone: 'UTC' });
  const late = at('2026-11-01T11:59:59Z');
  await fireAlarms(late);
  assert.equal(await expirePreservations(late), 0);
  assert.equal(await expirePreservations(at('2026-11-01T12:00:00Z')), 1);
  assert.equal((await look(number)).state, 'expired');
});

test('an extension that was given in time and is recorded late counts by its rule; one given late, as agreed', async (t) => {
  const { at, begin, take, look } = await scene(t);
  at(BEGAN);
  const [inTime, tooLate] = [
    await begin({ instrument: 'us-18usc-2703' }),
    await begin({ instrument: 'us-18usc-2703' }),
  ];
  for (const number of [inTime, tooLate]) await take(number, NEW_YORK);
  const over = at('2026-12-02T12:00:00Z');
  await fireAlarms(over);
  assert.equal(await expirePreservations(over), 2);
  await assert.rejects(
    take(inTime, { act: 'announceProduction', evidence: 'x' }),
    isRefusal('conflict', /inForce/),
  );
  const extend = { act: 'extend', evidence: 'Their mail', zone: NEW_YORK.zone };
  await take(inTime, {
    ...extend,
    occurredAt: '2026-11-20T09:00:00-05:00',
    detail: { endsAt: '2027-02-28T00:00:00-05:00' },
  });
  await take(tooLate, { ...extend, detail: { endsAt: '2027-01-31T00:00:00-05:00' } });
  assert.deepEqual(await look(inTime), {
    state: 'extended',
    acts: ['confirm theirs', 'expire system', 'extend ours'],
    clocks: ['us.preserve running', 'holder.agreed running'],
  });
  assert.deepEqual((await look(tooLate)).clocks, ['us.preserve done', 'holder.agreed running']);
  const next = at('2027-02-01T12:00:00Z');
  await fireAlarms(next);
  assert.equal(await expirePreservations(next), 1, 'the agreed end of the one');
  assert.equal((await look(inTime)).state, 'extended', '180 days from 1 September have not ended');
});

test('what has no end, or is announced for production, does not expire; and nothing does by hand', async (t) => {
  const { at, begin, take, ines, look } = await scene(t);
  at(BEGAN);
  const noClock = await begin({ instrument: undefined });
  const waiting = await begin();
  await take(noClock, NEW_YORK);
  const far = at('2036-01-01T00:00:00Z');
  await fireAlarms(far);
  assert.equal(
    await expirePreservations(far),
    0,
    'no clock says that it ended; the other was never confirmed',
  );
  assert.equal((await look(noClock)).state, 'inForce');
  assert.equal((await look(waiting)).state, 'requested');
  await assert.rejects(
    takePreservationAct(ines, { number: noClock, act: 'expire', evidence: 'x', reason: 'x' }),
    isRefusal('notAllowed', /the program itself/),
  );
});

test('who may order data to be kept may let them go; under a treaty that leaves it open, the desk that asked', async (t) => {
  const { at, begin, take, as, look } = await scene(t);
  at(BEGAN);
  const prosecutor = await as('Paula Example', 'prosecutor');
  const examiner = await as('Emil Example', 'examiner');
  const order = await begin({ instrument: 'eu-2023-1543', stateCode: 'IE' });
  await assert.rejects(take(order, { act: 'release' }), isRefusal('notAllowed', /reason/));
  await assert.rejects(
    take(order, { act: 'release', reason: 'The case is closed' }),
    isRefusal('notAllowed', /mayRelease \(eu-2023-1543, Art\. 4\(3\)\)/),
  );
  await takePreservationAct(prosecutor, { number: order, act: 'release', reason: 'The case is closed' });
  assert.equal((await look(order)).state, 'released');

  const treaty = await begin();
  await assert.rejects(
    takePreservationAct(examiner, { number: treaty, act: 'release', reason: 'x' }),
    isRefusal('notFound'),
  );
  await take(treaty, { act: 'release', reason: 'Not needed any more' });
  assert.deepEqual((await look(treaty)).acts, ['release ours']);

  const theirs = await begin({ direction: 'incoming', instrument: 'eu-2023-1543' });
  await assert.rejects(take(theirs, { act: 'release', reason: 'x' }), isRefusal('notAllowed', /who asked/));
  await take(theirs, { act: 'release', reason: 'They withdrew it', evidence: 'Their letter' });
});
