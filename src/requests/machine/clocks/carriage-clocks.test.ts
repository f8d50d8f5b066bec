// Clocks of what follows an order, in a real database: what went by other means is recorded in the system of the Union, evidence behind a
// link is fetched in time, the person concerned is told. Each starts and ends by a recorded event, with its evidence.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { NOTHING_TO_SAY } from '../../../../test/support/closing.ts';
import { explainAll } from '../../../../test/support/complete-request.ts';
import { asMember, enrol } from '../../../../test/support/people.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import {
  answerOf,
  signingScene,
  signIt,
  type SigningScene,
} from '../../../../test/support/signing-request.ts';
import { newUuid } from '../../../base/ids.ts';
import { lifeOf } from '../../verbs/life/life.acts.ts';
import type { ActDetail } from '../states/life.ts';
import { sentOtherwise } from '../states/carriage.ts';
import { planNotice, stepNotice } from '../../verbs/results/notice.do.ts';
import { setAsked } from '../../verbs/drafting/request-draft.acts.ts';
import { setAlarmHours } from './alarm-setting.acts.ts';
import { ALARM_HOURS, alarmsKept, receiptExpected } from './alarm.ts';
import { alarmsOfClock } from './alarm.store.ts';
import { clocksOf, sourcesOf } from './clock.store.ts';

const OTHERWISE: NonNullable<ActDetail['carried']> = {
  by: 'other',
  why: ['disruption'],
  inWhat: 'The access point did not answer for three hours.',
  recipient: 'Example Social Ireland Ltd, legal desk',
};

/** Of each line that the order ticks. */
const everyLine = (actual: 'produced' | 'none') => [1, 2, 3, 4].map((item) => ({ item, actual }));

/** An order for production that went, and was received. */
async function order(
  t: TestContext,
  carried: NonNullable<ActDetail['carried']>,
  hours = ALARM_HOURS.receiptHours,
) {
  const scene = await signingScene(t, 'epoc');
  const { ines, judge, lead, people, number, take } = scene;
  const look = () => people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, lead, number));
  await setAsked(ines, { number, counterpart: 'NL', urgency: 'normal' });
  if (hours !== ALARM_HOURS.receiptHours) await setHours(scene, hours);
  await explainAll(ines, number);
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, judge, await answerOf(scene, judge))).ok);
  const detail = { notified: { authority: 'Enforcing authority of the Netherlands' }, channel: 'epoc' };
  const sent = { act: 'transmit', evidence: 'Receipt', detail };
  await assert.rejects(take(lead, sent), isRefusal('notAllowed', /carriageSaid/));
  await take(lead, { ...sent, detail: { ...detail, carried } });
  const clock = async (id: string) => {
    const { request } = await look();
    return people.db.asPerson(lead.person.id, async (tx) => {
      const found = (await clocksOf(tx, { request: request.id })).filter(({ rule }) => rule.id === id);
      assert.ok(found.length <= 1, id);
      const [one] = found;
      return one && { ...one, sources: await sourcesOf(tx, one.id) };
    });
  };
  const statusOf = async (id: string) => (await clock(id))?.run.status;
  // Not of law: who sent it is warned where nobody says that it came.
  const awaited = await clock('house.receipt');
  assert.deepEqual(
    [awaited?.run.status, awaited?.desk, awaited?.rule.length, awaited?.rule.confidence],
    ['running', 'desk', hours, 'stated'],
  );
  const length = (Date.parse(awaited?.run.earliest ?? '') - (awaited?.begunAt.getTime() ?? 0)) / 3_600_000;
  assert.equal(Math.round(length), hours);
  const alarms = () =>
    people.db.asPerson(lead.person.id, (tx) => alarmsOfClock(tx, awaited?.id ?? assert.fail()));
  assert.deepEqual(
    (await alarms()).map(({ kind }) => kind),
    ['end'],
  );
  await take(lead, { act: 'deliver', evidence: 'Receipt of the addressee', zone: 'Europe/Amsterdam' });
  assert.equal(await statusOf('house.receipt'), 'done', 'a receipt ends it');
  assert.deepEqual(await alarms(), [], 'and nobody is alarmed any more');
  return { ...scene, look, clock, statusOf };
}

/** As an administrator sets it. */
async function setHours({ people }: SigningScene, receiptHours: number): Promise<void> {
  const admin = await enrol(people, 'adam', ['administrator']);
  await setAlarmHours(people, admin.person, { ...ALARM_HOURS, receiptHours });
}

const RECORD = 'eu1550.record-alternative';
const FETCH = 'eu1550.retrieval';
const TELL = 'epoc.user-information';

test('a receipt is expected within the hours that administrators set, sooner of an urgent request', async (t) => {
  await order(t, { by: 'system' }, 5);
  const of = (urgency: 'normal' | 'urgent' | 'emergency') => receiptExpected(urgency, ALARM_HOURS);
  assert.deepEqual(of('normal'), { hours: 72, desk: 'desk' });
  assert.deepEqual(of('urgent'), { hours: 4, desk: 'desk' });
  assert.deepEqual(of('emergency'), { hours: 4, desk: 'duty' });
  const kept = alarmsKept.parse({ hours: 12, urgentHours: 2 });
  assert.deepEqual(kept, { ...ALARM_HOURS, hours: 12, urgentHours: 2 }, 'as it was set before');
});

test('what went through the system starts no clock to record it, and has nothing to record', async (t) => {
  const { take, lead, statusOf, look } = await order(t, { by: 'system' });
  assert.equal(await statusOf(RECORD), undefined);
  assert.deepEqual(sentOtherwise((await look()).events), []);
  await assert.rejects(take(lead, { act: 'recordAlternative', evidence: 'Record 1' }), isRefusal('conflict'));
});

test('what went by other means is kept with its files, and its clock ends when it is recorded in the system', async (t) => {
  const { take, lead, prosecutor, look, clock, statusOf, file, number } = await order(t, OTHERWISE);
  assert.equal(await statusOf(RECORD), 'running');
  const [sent, ...more] = sentOtherwise((await look()).events);
  assert.deepEqual(more, []);
  assert.equal(sent?.record, undefined);
  const [letter, ...others] = sent?.means.files ?? [];
  assert.equal(letter?.name, `${file.reference}-R${number}.pdf`, 'the letter that was signed');
  assert.ok(letter.bytes > 1000);
  assert.deepEqual([others, sent?.means.why], [[], ['disruption']]);
  // Withdrawn meanwhile: the duty stays, and nothing is closed before.
  await take(prosecutor, { act: 'withdraw', evidence: 'Letter', reason: 'Not needed' });
  assert.equal(await statusOf(RECORD), 'running');
  await assert.rejects(take(lead, { act: 'close' }), isRefusal('notAllowed', /alternativeRecorded/));
  await assert.rejects(take(lead, { act: 'recordAlternative' }), isRefusal('notAllowed', /evidence/));
  await take(lead, { act: 'recordAlternative', evidence: 'Record 2026/88 of the system' });
  const ended = await clock(RECORD);
  assert.equal(ended?.run.status, 'done');
  assert.deepEqual(
    ended.sources.map(({ event, evidence }) => [event, evidence]),
    [
      ['sent_by_other_means', 'Receipt'],
      ['done', 'Record 2026/88 of the system'],
    ],
  );
  assert.equal(
    sentOtherwise((await look()).events)[0]?.record?.evidence,
    'Record 2026/88 of the system',
    'and the record says so',
  );
  await assert.rejects(take(lead, { act: 'recordAlternative', evidence: 'Twice' }), isRefusal('conflict'));
  await take(lead, { act: 'close', detail: NOTHING_TO_SAY });
});

test('evidence behind a link is fetched by the day that was stated, which may be put off; then its clock ends', async (t) => {
  const { take, lead, ines, clock, statusOf } = await order(t, { by: 'system' });
  const link = (until: string): ActDetail => ({ link: { until } });
  const available = { act: 'makeAvailable', evidence: 'Their notice', zone: 'Europe/Dublin' };
  await assert.rejects(take(lead, available), isRefusal('notAllowed', /linkStated/));
  assert.equal(await statusOf(FETCH), undefined);
  const far = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await take(lead, { ...available, detail: link(far(20)) });
  assert.equal((await clock(FETCH))?.run.readings[0]?.lastDay, far(20), 'as stated, not after ten days');
  assert.equal(await statusOf('epoc.produce-notified'), 'done', 'the addressee has done its part');
  const longerUntil = { deadline: { lastDay: far(40), setBy: 'The investigating judge' } };
  const set = { act: 'setDeadline', evidence: 'Letter of 3 May', detail: longerUntil };
  await assert.rejects(take(lead, { ...set, detail: {} }), isRefusal('notAllowed', /deadlineGiven/));
  await assert.rejects(take(lead, { ...set, evidence: '' }), isRefusal('notAllowed', /evidenceGiven/));
  await take(lead, set);
  const longer = await clock(FETCH);
  assert.deepEqual(
    [longer?.run.readings[0]?.lastDay, longer?.sources.map(({ event }) => event)],
    [far(40), ['evidence_made_available_by_link', 'extended', 'extended']],
  );
  const { evidence, setBy } = longer?.sources.at(-1) ?? assert.fail();
  assert.deepEqual([evidence, setBy], ['Letter of 3 May', 'The investigating judge']);
  const step = longer?.run.readings[0]?.steps.findLast((one) => one.step === 'deadlineSet');
  assert.deepEqual([step?.lastDay, step?.before], [far(40), far(20)], 'with the day that it replaces');
  const items = everyLine('produced');
  await take(lead, { act: 'reportExecuted', evidence: 'Their letter', detail: { items } });
  assert.equal(await statusOf(FETCH), 'running', 'it lies there still');
  await take(ines, {
    act: 'receiveEvidence',
    evidence: 'Copied from the link',
    detail: { exhibits: ['X-1'] },
  });
  const fetched = await clock(FETCH);
  assert.equal(fetched?.run.status, 'done');
  assert.equal(fetched.sources.at(-1)?.evidence, 'Copied from the link');
});

test('each of two links has its own time; what was fetched ends the time of that one alone', async (t) => {
  const { take, lead, ines, look, people } = await order(t, { by: 'system' });
  const far = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  for (const until of [far(20), far(30)])
    await take(lead, { act: 'makeAvailable', evidence: 'Their notice', detail: { link: { until } } });
  const links = async () => {
    const { request } = await look();
    const all = await people.db.asPerson(lead.person.id, (tx) => clocksOf(tx, { request: request.id }));
    return all.filter(({ rule }) => rule.id === FETCH);
  };
  const [first, second] = await links();
  assert.ok(first && second);
  assert.deepEqual(
    [first, second].map(({ run }) => run.readings[0]?.lastDay),
    [far(20), far(30)],
  );
  const deadline = { lastDay: far(35), setBy: 'The issuing authority' };
  const set = { act: 'setDeadline', evidence: 'Letter' };
  const unnamed = take(lead, { ...set, detail: { deadline } });
  await assert.rejects(unnamed, isRefusal('notAllowed', /several time limits/));
  await take(lead, { ...set, detail: { deadline: { ...deadline, timeLimit: second.id } } });
  assert.deepEqual(
    (await links()).map(({ run }) => run.readings[0]?.lastDay),
    [far(20), far(35)],
    'the other keeps its day',
  );
  const items = everyLine('produced');
  await take(lead, { act: 'reportExecuted', evidence: 'Their letter', detail: { items } });
  const fetch = { act: 'receiveEvidence', detail: { exhibits: ['X-1'] } };
  await assert.rejects(take(ines, fetch), isRefusal('notAllowed', /linksNamed/));
  const stranger = { ...fetch.detail, fetched: [lead.person.id] };
  await assert.rejects(take(ines, { ...fetch, detail: stranger }), isRefusal('notAllowed', /not open/));
  await take(ines, { ...fetch, detail: { ...fetch.detail, fetched: [second.id] } });
  const now = async () => (await links()).map(({ run }) => run.status);
  assert.deepEqual(await now(), ['running', 'done']);
  await take(ines, fetch);
  assert.deepEqual(await now(), ['done', 'done'], 'the one that was left');
  await assert.rejects(take(ines, fetch), isRefusal('notAllowed', /all recorded as received/));
  await take(ines, { ...fetch, detail: { exhibits: ['X-1', 'X-2'] } });
});

test('where there are no such data, the duty to answer ends and nobody is to be told that data came', async (t) => {
  const { take, lead, statusOf } = await order(t, { by: 'system' });
  const items = everyLine('none');
  await take(lead, { act: 'reportExecuted', evidence: 'Their letter', detail: { items } });
  assert.equal(await statusOf('epoc.produce-notified'), 'done');
  assert.equal(await statusOf(TELL), undefined);
});

test('a new deadline for an order is set while its time runs, not while it stands still or is over', async (t) => {
  const { take, lead, ines, clock, statusOf } = await order(t, { by: 'system' });
  const produce = 'epoc.produce-notified';
  const before = (await clock(produce))?.run.readings[0]?.lastDay ?? assert.fail();
  const lastDay = new Date(Date.parse(before) + 7 * 86_400_000).toISOString().slice(0, 10);
  const set = {
    act: 'setDeadline',
    evidence: 'Letter 44',
    detail: { deadline: { lastDay, setBy: 'The investigating judge' } },
  };
  await take(lead, { act: 'askClarification', evidence: 'Annex III', reason: 'Which account?' });
  assert.equal(await statusOf(produce), 'paused');
  await assert.rejects(take(lead, set), isRefusal('notAllowed', /deadlineGiven/));
  await take(ines, { act: 'answerClarification', evidence: 'Sent', reason: 'The first' });
  const past = { deadline: { lastDay: '2020-01-01', setBy: 'The investigating judge' } };
  await assert.rejects(take(lead, { ...set, detail: past }), isRefusal('notAllowed', /before it was set/));
  await take(lead, set);
  const moved = await clock(produce);
  assert.deepEqual(
    [...new Set(moved?.run.readings.map((reading) => reading.lastDay))],
    [lastDay],
    'a day that is set leaves no two readings',
  );
  assert.equal(moved?.sources.at(-1)?.setBy, 'The investigating judge');
});

test('the notified authority has its time from the notice; enforcement and its questions have theirs once it is asked for', async (t) => {
  const { take, lead, ines, people, statusOf } = await order(t, { by: 'system' });
  const { file, law } = lead;
  const ids = [
    'epoc.refusal',
    'epoc.recognition',
    'epoc.clarification-reply',
    'epoc.enforcement-information',
  ];
  const now = () => Promise.all(ids.map(statusOf));
  assert.deepEqual(
    await now(),
    [undefined, undefined, undefined, undefined],
    'delivered to the addressee alone',
  );
  await take(lead, { act: 'noticeReceived', evidence: 'Their receipt' });
  await assert.rejects(take(lead, { act: 'noticeReceived', evidence: 'Twice' }), isRefusal('conflict'));
  await take(lead, { act: 'askClarification', evidence: 'Annex III', reason: 'Which account?' });
  assert.deepEqual(await now(), ['running', undefined, 'running', undefined]);
  await take(ines, { act: 'answerClarification', evidence: 'Sent', reason: 'The first' });
  const enforce = { act: 'askEnforcement', evidence: 'Receipt', reason: 'It does not comply' };
  const id = newUuid(people.clock, people.random);
  const { event } = await take(lead, { ...enforce, id });
  assert.deepEqual(await now(), ['running', 'running', 'done', undefined]);
  assert.equal((await take(lead, { ...enforce, id })).event, event, 'the same key is the same act');
  const other = { ...(await asMember(people, await enrol(people, 'omar', [], [[file, 'lead']]), file)), law };
  await assert.rejects(take(other, enforce), isRefusal('conflict', /“askEnforcement”, recorded already/));
  await take(lead, { act: 'askClarification', evidence: 'Letter', reason: 'Which fine?' });
  assert.deepEqual(await now(), ['running', 'running', 'done', 'running']);
  await take(lead, { act: 'refuse', evidence: 'Letter', detail: { ground: 'immunity' } });
  await take(lead, enforce);
});

test('the person concerned is told: planned and delayed leave the clock open, told ends it, whatever became of the request', async (t) => {
  const { take, lead, judge, ines, clock, statusOf, number } = await order(t, { by: 'system' });
  assert.equal(await statusOf(TELL), undefined);
  const items = everyLine('produced');
  await take(lead, { act: 'reportExecuted', evidence: 'Their letter', detail: { items } });
  assert.equal(await statusOf(TELL), 'running');
  await take(ines, { act: 'receiveEvidence', evidence: 'Disc', detail: { exhibits: ['X-1'] } });
  const certificate = { kind: 'none', why: 'The Regulation asks for none' } as const;
  const compared = { act: 'verifyEvidence', detail: { digestsMatch: true, certificate } };
  await assert.rejects(take(ines, compared), isRefusal('notAllowed', /countMatches.*no file for item/));
  const counted = { ...compared, reason: 'They came on one disc' };
  await assert.rejects(
    take(ines, { ...counted, detail: { digestsMatch: true } }),
    isRefusal('notAllowed', /certificatePresent/),
  );
  await take(ines, counted);
  await assert.rejects(take(lead, { act: 'close' }), isRefusal('notAllowed', /noticeDecided/));
  const basis = 'Regulation (EU) 2023/1543, Art. 13(1)';
  const plan = (person: string) => planNotice(lead, { number, person, basis, dueOn: '2027-01-10' });
  const [holder, payer] = [await plan('Holder of the account'), await plan('Who pays for it')];
  await take(lead, { act: 'close', detail: NOTHING_TO_SAY });
  assert.equal(await statusOf(TELL), 'running', 'closed, and still to be told');
  const step = (notice: number, one: Parameters<typeof stepNotice>[2]) =>
    stepNotice(judge, { number, record: notice }, one);
  await step(holder, { act: 'delayed', reason: 'It would warn the others', review: '2027-02-01' });
  assert.equal(await statusOf(TELL), 'running');
  const today = new Date().toISOString().slice(0, 10);
  await step(holder, { act: 'done', on: today, evidence: 'Registered letter 4711' });
  assert.equal(await statusOf(TELL), 'running', 'one of two');
  await step(payer, { act: 'notNeeded', reason: 'The same person' });
  const told = await clock(TELL);
  assert.equal(told?.run.status, 'done');
  assert.deepEqual(
    told.sources.map(({ event, evidence, by }) => [event, evidence, by]),
    [
      ['data_produced', 'Their letter', lead.person.name],
      ['done', 'The same person', judge.person.name],
    ],
  );
});
