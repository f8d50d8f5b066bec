// Clocks in a real database: moved by acts with their evidence, under the rule as it was; alarms fired once, whatever crashes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import { Refusal } from '../../../base/refusal.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { lettersGivenUp } from '../../../people/alerts.store.ts';
import { setMail } from '../../../people/mail.acts.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { bodyOf, testMailServer } from '../../../../test/support/mail-server.ts';
import {
  asMember,
  enrol,
  type Enrolled,
  testHouse,
  type TestHouse,
} from '../../../../test/support/people.ts';
import { testCase } from '../../../../test/support/installation.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import type { Acting } from '../../verbs/life/life.acts.ts';
import { beginPreservation, takePreservationAct } from '../../verbs/life/preservation.acts.ts';
import { preservationOf } from './preservation.store.ts';
import type { TestContext } from 'node:test';
import { startAlarms } from '../../verbs/preservation/alarms.acts.ts';
import { fireAlarms, seeTo, sendAlarmLetters } from './alarm.acts.ts';
import { alarmsPage } from './alarm-setting.pages.ts';
import { waitingAlarms } from './alarm.store.ts';
import { ALARM_HOURS } from './alarm.ts';
import { alarmsAtWork } from './clock.routes.ts';
import { clocksOfCase, eventsOfClocks, sourcesOf } from './clock.store.ts';
import { otherwiseToday, runKept, type StoredClock } from './stored.ts';

const law = await shippedLaw();

interface Scene extends TestHouse {
  readonly duty: Acting & { readonly enrolled: Enrolled };
  readonly lead: Acting & { readonly enrolled: Enrolled };
  readonly ana: Enrolled;
  readonly stranger: Enrolled;
  /** The house, from then on. */
  readonly at: (time: string) => Scene['house'];
  readonly clocks: () => Promise<StoredClock[]>;
  readonly number: number;
}

/** Data that a provider in the United States was asked to keep under the Budapest Convention; the duty officer watches. */
async function scene(t: TestContext, instrument = 'coe-ets-185'): Promise<Scene> {
  const made = await testHouse(t);
  const time = { ms: Date.now() };
  const clock = (): number => time.ms;
  const people = { ...made.people, clock };
  const house = { ...made.house, clock };
  const file = await testCase(house);
  const acting = async (enrolled: Enrolled) => {
    return { ...(await asMember(people, enrolled, file)), law, enrolled };
  };
  const duty = await acting(await enrol(people, 'dora', ['dutyOfficer'], [[file, 'investigator']]));
  const lead = await acting(await enrol(people, 'lena', [], [[file, 'lead']]));
  const number = await beginPreservation(duty, {
    direction: 'outgoing',
    request: undefined,
    holder: 'Example Mail Inc.',
    stateCode: 'US',
    instrument,
    identifiers: [{ kind: 'email', value: 'invoices@harbour.example' }],
    categories: ['subscriber'],
  });
  return {
    ...made,
    people,
    house,
    duty,
    lead,
    number,
    ana: await enrol(people, 'ana', ['administrator']),
    stranger: await enrol(people, 'omar', ['dutyOfficer']),
    at: (text) => {
      time.ms = Date.parse(text);
      return house;
    },
    clocks: () => people.db.asPerson(duty.person.id, (tx) => clocksOfCase(tx, file.id as Uuid, 100)),
  };
}

const BEGAN = '2026-09-01T16:30:00Z';
const CONFIRMED = {
  act: 'confirm',
  occurredAt: '2026-09-01T12:00:00-04:00',
  zone: 'America/New_York',
  evidence: 'Letter of the point of contact, 1 September 2026',
};

test('a preservation that is confirmed runs by its rule, in the zone of whoever keeps it, and says how that is known', async (t) => {
  const { duty, number, clocks, people, stranger, at } = await scene(t);
  at(BEGAN);
  await assert.rejects(
    takePreservationAct(duty, { number, act: 'confirm', zone: 'America/New_York' }),
    isRefusal('notAllowed', /evidence/),
  );
  assert.deepEqual(await clocks(), [], 'without evidence no clock');
  await takePreservationAct(duty, { number, ...CONFIRMED });
  const [clock, ...others] = await clocks();
  assert.ok(clock);
  assert.equal(others.length, 0);
  assert.equal(clock.rule.id, 'bc29.hold');
  assert.deepEqual(clock.at, { state: 'US', week: 'own', zone: 'America/New_York' });
  assert.equal(clock.lawVersion, law.dataVersion);
  // 60 days from 1 September: by the moment, and with the whole of 31 October; the wall clock changes on 1 November.
  assert.equal(clock.run.earliest, '2026-10-31T16:00:00Z');
  assert.equal(clock.run.latest, '2026-11-01T04:00:00Z');
  const held = await people.db.asPerson(duty.person.id, async (tx) => {
    const [source] = await sourcesOf(tx, clock.id);
    assert.equal(source?.event, 'preservation_effected');
    assert.equal(source?.evidence, CONFIRMED.evidence);
    return preservationOf(tx, duty.file.id, number);
  });
  assert.equal(held?.expiresAt?.toISOString(), '2026-10-31T16:00:00.000Z');
  const seen = await people.db.asPerson(stranger.id, (tx) => sql`select from request_clock`.execute(tx));
  assert.equal(seen.rows.length, 0, 'no other duty officer sees it');
});

test('an extension that the law does not know runs as the holder agreed; the old end warns no more', async (t) => {
  const { duty, number, clocks, at } = await scene(t);
  at(BEGAN);
  await takePreservationAct(duty, { number, ...CONFIRMED });
  const extend = { number, act: 'extend', evidence: 'Their letter', zone: 'America/New_York' };
  await assert.rejects(takePreservationAct(duty, extend), isRefusal('notAllowed', /end/));
  const detail = { endsAt: '2027-03-01T00:00:00-05:00' };
  const occurredAt = '2026-10-20T09:00:00-04:00';
  at('2026-10-20T14:00:00Z');
  await takePreservationAct(duty, { ...extend, occurredAt, detail });
  const found = await clocks();
  assert.deepEqual(found.map(({ rule, run }) => [rule.id, run.status, run.earliest]).toReversed(), [
    ['bc29.hold', 'done', '2026-10-31T16:00:00Z'],
    ['holder.agreed', 'running', '2027-03-01T05:00:00.000Z'],
  ]);
  const again = takePreservationAct(duty, { ...extend, detail });
  await assert.rejects(again, isRefusal('notAllowed', /no end that is later/), 'recorded twice');
});

test('an extension that the law knows is counted as one period with the first', async (t) => {
  const { duty, number, clocks, at } = await scene(t, 'us-18usc-2703');
  const detail = { endsAt: '2027-02-28T00:00:00-05:00' };
  at(BEGAN);
  await takePreservationAct(duty, { number, ...CONFIRMED });
  const occurredAt = '2026-11-20T09:00:00-05:00';
  at('2026-11-20T15:00:00Z');
  const extended = { act: 'extend', occurredAt, evidence: 'Their mail', zone: CONFIRMED.zone, detail };
  await takePreservationAct(duty, { number, ...extended });
  const kept = (await clocks()).find(({ rule }) => rule.id === 'us.preserve');
  assert.equal(kept?.run.status, 'running');
  assert.equal(kept?.run.earliest, '2027-02-28T17:00:00Z', '180 days from 1 September');
});

test('a change of the law moves no date, and the page can say what it would be today', async (t) => {
  const { duty, number, clocks, people, at } = await scene(t);
  at(BEGAN);
  await takePreservationAct(duty, { number, ...CONFIRMED });
  const [clock] = await clocks();
  assert.ok(clock);
  const events =
    (await people.db.asPerson(duty.person.id, (tx) => eventsOfClocks(tx, [clock.id]))).get(clock.id) ?? [];
  assert.equal(otherwiseToday(clock, events, law.clocks), undefined, 'the same law, the same date');
  const changed = law.clocks.map((rule) => (rule.id === 'bc29.hold' ? { ...rule, length: 90 } : rule));
  assert.equal(runKept(clock.rule, events, clock.at).earliest, clock.run.earliest);
  assert.equal(otherwiseToday(clock, events, changed)?.run?.earliest, '2026-11-30T17:00:00Z');
  const gone = law.clocks.filter(({ id }) => id !== 'bc29.hold');
  assert.deepEqual(otherwiseToday(clock, events, gone), { rule: undefined, run: undefined });
});

test('what a clock is, and that an alarm was fired, nobody changes by hand', async (t) => {
  const { duty, number, people, house, at } = await scene(t);
  at(BEGAN);
  await takePreservationAct(duty, { number, ...CONFIRMED });
  for (const change of [
    sql`update request_clock set rule = '{}'`,
    sql`delete from request_clock_event`,
    sql`update request_clock_event set at = now()`,
    sql`update clock_alarm set fired_at = now()`,
    sql`update clock_alarm set escalates_at = now()`,
    sql`delete from clock_alarm`,
  ])
    await assert.rejects(
      people.db.asPerson(duty.person.id, (tx) => change.execute(tx)),
      { code: '42501' },
    );
  assert.equal(await fireAlarms(house), 0, 'and nothing was');
});

test('an alarm is fired once, at the desk that sees to it; nobody reacts, and others are told', async (t) => {
  const exim = await testMailServer(t);
  if (exim === undefined) return;
  const { duty, lead, number, people, at, stranger, ana } = await scene(t);
  at(BEGAN);
  await takePreservationAct(duty, { number, ...CONFIRMED });
  const work = (who: Acting | Enrolled) =>
    people.db.asPerson(who.person.id, (tx) => waitingAlarms(tx, who.person.id, 10));
  assert.deepEqual(await work(duty), []);
  assert.equal(await startAlarms(at('2026-10-16T11:00:00Z')), false, 'fifteen days before is not yet');
  const mail = { host: '127.0.0.1', port: exim.port, tls: 'none', sender: 'comity@agency.example' } as const;
  const form = { ...mail, user: '', certificates: '', password: '' };
  assert.equal(await setMail(people, ana.person, form, 'https://comity.agency.example'), undefined);

  const warned = at('2026-10-16T16:00:01Z');
  assert.equal(await startAlarms(warned), true);
  assert.equal(await startAlarms(warned), false, 'one job at a time');
  // Two processes at once, and again after a crash before any letter went.
  const fired = await Promise.all([fireAlarms(warned), fireAlarms(warned), fireAlarms(warned)]);
  assert.equal(
    fired.reduce((sum, n) => sum + n, 0),
    1,
  );
  const crash = () => Promise.reject(new Error('killed'));
  await assert.rejects(sendAlarmLetters({ house: warned, db: people.db, send: crash }), /killed/);
  assert.equal(await fireAlarms(warned), 0);
  const sent = await Promise.all([
    sendAlarmLetters({ house: warned, db: people.db }),
    sendAlarmLetters({ house: warned, db: people.db }),
  ]);
  assert.equal(
    sent.reduce((sum, n) => sum + n, 0),
    1,
  );
  const [letter = ''] = await exim.arrived('dora@agency.example', 1);
  const [waiting] = await work(duty);
  assert.ok(waiting);
  // Need to know: a link, and nothing of a case, a person or what is kept.
  assert.match(bodyOf(letter), new RegExp(`https://comity.agency.example/time-limits/${waiting.clock}`));
  assert.doesNotMatch(letter, /FR-20|harbour|Example Mail|reserv|Budapest/i);
  assert.deepEqual(await work(stranger), []);

  assert.equal(await fireAlarms(at('2026-10-17T15:59:00Z')), 0, 'not before 24 hours');
  const late = at('2026-10-17T16:00:02Z');
  assert.equal(await fireAlarms(late), 1, 'nobody reacted');
  await sendAlarmLetters({ house: late, db: people.db });
  assert.equal((await exim.arrived('lena@agency.example', 1)).length, 1);
  assert.equal((await work(lead))[0]?.isEscalated, true);
  assert.equal(await fireAlarms(late), 0, 'once');

  assert.equal(await seeTo(people, lead.person, waiting.clock), true);
  assert.equal(await seeTo(people, lead.person, waiting.clock), false);
  assert.deepEqual([...(await work(duty)), ...(await work(lead))], [], 'somebody sees to it');
  // The next warning, five days before, is another alarm; the end one more.
  assert.equal(await fireAlarms(at('2026-10-26T16:00:01Z')), 1);
  assert.equal(await fireAlarms(at('2026-10-31T16:00:01Z')), 1);
});

test('a mail server that is away for three days loses no letter, and one that never takes it ends the tries', async (t) => {
  const { duty, lead, number, people, at, ana } = await scene(t);
  at(BEGAN);
  await takePreservationAct(duty, { number, ...CONFIRMED });
  const mail = { host: '127.0.0.1', port: 1, tls: 'none', sender: 'comity@agency.example' } as const;
  await setMail(people, ana.person, { ...mail, user: '', certificates: '', password: '' }, 'http://x');
  const began = Date.parse('2026-10-16T16:00:01Z');
  const inMinutes = (minutes: number) => at(new Date(began + minutes * 60_000).toISOString());
  assert.equal(await fireAlarms(inMinutes(0)), 1);
  const told: string[] = [];
  const taken = (_: unknown, { to }: { to: string }) => Promise.resolve(void told.push(to));
  let tries = 0;
  const failing = (code: 'notReachable' | 'notAllowed') => () => {
    tries += 1;
    return Promise.reject(new Refusal(code, { expected: 'x', found: 'y', next: 'z' }));
  };
  const [away, unwanted] = [failing('notReachable'), failing('notAllowed')];
  const sendAt = (minutes: number, send: typeof away | typeof taken): Promise<number> =>
    sendAlarmLetters({ house: inMinutes(minutes), db: people.db, send });
  const days = 24 * 60;
  for (let minutes = 0; minutes < 3 * days; minutes += 120) await sendAt(minutes, away);
  assert.equal(tries, 36, 'each time anew');
  assert.equal(await sendAt(3 * days, taken), 1, 'it waited');
  assert.deepEqual(told, ['dora@agency.example']);

  assert.equal(await fireAlarms(inMinutes(3 * days)), 1, 'nobody reacted: others are told');
  await sendAt(3 * days, unwanted);
  assert.equal(await sendAt(3 * days, taken), 0, 'what was just tried waits a while');
  await people.operator.transaction((tx) =>
    sql`update alarm_letter set tries = 383 where sent_at is null`.execute(tx),
  );
  await sendAt(7 * days, unwanted);
  assert.equal(await sendAt(9 * days, taken), 0, 'after four days it ends');

  // Said to whoever it was for beside the alarm, and to administrators without a word of what it told of.
  const letters = (who: Enrolled) => people.db.asPerson(who.id, lettersGivenUp);
  const lines = await letters(ana);
  const each = lines.map(({ name, letters: n }) => `${name} ${n}`);
  assert.deepEqual(each.toSorted(), ['Dora Example 1', 'Lena Example 1']);
  for (const { since, until } of lines) assert.equal(until.getTime() - since.getTime(), 4 * days * 60_000);
  assert.deepEqual(await letters(duty.enrolled), [], 'nobody else is told of others');
  const say = LANGUAGES.en;
  const settings = alarmsPage(say, { set: ALARM_HOURS, notSent: lines }, { errors: {}, notice: undefined });
  const page = (await settings.main).toString();
  assert.ok(page.includes('lena@agency.example') && page.includes(say.timeLimits.notSent.next), page);
  assert.doesNotMatch(page, /FR-20|harbour|Example Mail|time-limits/);
  const work = async (who: Acting): Promise<string> => {
    const shown = await people.db.asPerson(who.person.id, (tx) => alarmsAtWork(tx, who.person));
    return (await shown(say)).toString();
  };
  for (const who of [lead, duty])
    assert.match(await work(who), /An e-mail about this alarm did not reach you/);

  assert.equal(await fireAlarms(at('2026-10-26T16:00:01Z')), 1);
  const late = at('2026-10-27T16:00:02Z');
  assert.equal(await fireAlarms(late), 1);
  assert.equal(await sendAlarmLetters({ house: late, db: people.db, send: taken }), 3);
  assert.deepEqual(await letters(ana), [], 'a letter reached them again');
  assert.doesNotMatch(await work(lead), /did not reach you/);
});

test('who may not see it any more gets no letter', async (t) => {
  const { duty, number, people, at, ana } = await scene(t);
  at(BEGAN);
  await takePreservationAct(duty, { number, ...CONFIRMED });
  const mail = { host: '127.0.0.1', port: 1, tls: 'none', sender: 'comity@agency.example' } as const;
  await setMail(people, ana.person, { ...mail, user: '', certificates: '', password: '' }, 'http://x');
  const warned = at('2026-10-16T16:00:01Z');
  assert.equal(await fireAlarms(warned), 1);
  assert.equal(await sendAlarmLetters({ house: warned, db: people.db }), 0, 'no server there; kept');
  await people.operator.transaction((tx) =>
    sql`delete from case_member where person_id = ${duty.person.id}`.execute(tx),
  );
  const told: string[] = [];
  const send = (_: unknown, { to }: { to: string }) => Promise.resolve(void told.push(to));
  assert.equal(await sendAlarmLetters({ house: warned, db: people.db, send }), 0);
  assert.deepEqual(told, []);
  assert.deepEqual(await people.db.asPerson(ana.id, lettersGivenUp), [], 'which is no failure');
});
