// Acts of other programs: sent again after a crash they are done once, they say through which key they came, and what is for
// people to decide is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { requestScene } from '../../../../test/support/complete-request.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { lifeOf, takeAct, type Acting } from '../../verbs/life/life.acts.ts';
import { beginPreservation, takePreservationAct } from '../../verbs/life/preservation.acts.ts';
import { preservationEvents, preservationOf } from '../clocks/preservation.store.ts';
import { registerRequest } from '../../verbs/incoming/register.acts.ts';
import { beginRequest, savePage } from '../../verbs/drafting/request-draft.acts.ts';
import { requestOf, requestsOf } from './request.store.ts';
import { keepConfidential, openConfidential } from '../../verbs/drafting/confidence/confidentiality.acts.ts';
import { sayRemark } from '../../verbs/drafting/review/remark.acts.ts';
import { remarksOf } from '../../verbs/drafting/review/remark.store.ts';
import { noticesOf, planNotice, stepNotice } from '../../verbs/results/notice.do.ts';
import { changeCompartment } from '../../../cases/case-file.acts.ts';

const KEY = 'key 00000000-0000-7000-8000-000000000001';
const throughKey = (acting: Acting): Acting => ({ ...acting, people: { ...acting.people, through: KEY } });

test('what was begun, registered or recorded under an id is not begun, registered or recorded again', async (t) => {
  const scene = await requestScene(t);
  const { people, file, number } = scene;
  const [ines, lead] = [throughKey(scene.ines), throughKey(scene.lead)];
  const id = () => newUuid(people.clock, people.random);
  const [begun, registered, act, kept, confirmed] = [id(), id(), id(), id(), id()];
  const received = {
    id: registered,
    form: 'bc-29-preservation',
    paper: undefined,
    counterpart: 'JP',
    urgency: 'normal' as const,
    writtenIn: 'en' as const,
    reference: undefined,
    receivedAt: '2026-10-05T11:30:00+02:00',
    zone: 'Europe/Paris',
    evidence: 'Receipt',
  };
  const held = {
    id: kept,
    direction: 'outgoing' as const,
    request: undefined,
    holder: 'Example Mail',
    stateCode: 'US' as const,
    instrument: 'coe-ets-185',
    identifiers: [{ kind: 'email' as const, value: 'a@harbour.example' }],
    categories: ['subscriber' as const],
  };
  const confirm = { number: 1, act: 'confirm', evidence: 'Letter', id: confirmed };
  const twice = async <T>(make: () => Promise<T>): Promise<T> => {
    const first = await make();
    assert.deepEqual(await make(), first);
    return first;
  };
  assert.equal(await twice(() => beginRequest(ines, 'bc-31-subscriber', {}, { id: begun })), 2);
  assert.equal(await twice(() => registerRequest(lead, received)), 3);
  assert.deepEqual(
    await twice(() => takeAct(ines, { number, act: 'submit', id: act })).then(({ event }) => event),
    1,
  );
  assert.equal(await twice(() => beginPreservation(lead, held)), 1);
  assert.equal((await twice(() => takePreservationAct(lead, confirm))).state, 'inForce');
  await people.db.asPerson(lead.person.id, async (tx) => {
    assert.equal((await requestsOf(tx, file.id, 10)).length, 3);
    const { events } = await lifeOf(tx, lead, number);
    assert.deepEqual(
      events.map((event) => [event.act, event.through]),
      [['submit', KEY]],
    );
    const preserved = await preservationOf(tx, file.id, 1);
    assert.ok(preserved);
    const moved = await preservationEvents(tx, preserved.id);
    assert.deepEqual(
      moved.map((event) => [event.act, event.through]),
      [['confirm', KEY]],
    );
  });
});

test('what is answered so already is saved, though somebody saved in between', async (t) => {
  const { ines, lead, number } = await requestScene(t);
  const page = { number, base: 1, page: 'all', fields: ['facts'], answers: { facts: 'Another text' } };
  const first = await savePage(ines, page);
  const again = await savePage(ines, page);
  assert.deepEqual([first.ok, again.ok, again.request.version.number], [true, true, 2]);
  const other = await savePage(lead, { ...page, answers: { facts: 'A third text' } });
  assert.deepEqual([other.ok, other.request.version.number], [false, 2], 'what was not seen stays');
});

test('no program decides for a prosecutor, a judge or a duty officer', async (t) => {
  const scene = await requestScene(t);
  const { number, take } = scene;
  await take(scene.ines, { act: 'submit' });
  const prosecutor = throughKey(scene.prosecutor);
  const decline = { act: 'declineToAuthorise', reason: 'The nexus is not shown' };
  await assert.rejects(takeAct(prosecutor, { number, ...decline }), isRefusal('notAllowed'));
  await take(scene.prosecutor, decline);
  const held = {
    direction: 'outgoing' as const,
    request: undefined,
    holder: 'Example Mail',
    stateCode: undefined,
  };
  const more = { instrument: 'coe-ets-185', identifiers: [], categories: ['subscriber' as const] };
  const kept = await beginPreservation(prosecutor, { ...held, ...more });
  const release = { number: kept, act: 'release', reason: 'Not needed any more' };
  await assert.rejects(takePreservationAct(prosecutor, release), isRefusal('notAllowed'));
  assert.equal((await takePreservationAct(scene.prosecutor, release)).state, 'released');
});

test('what was said, planned or told under an id is not said, planned or told again', async (t) => {
  const scene = await requestScene(t);
  const { people, number, file } = scene;
  const [judge, lead] = [throughKey(scene.judge), throughKey(scene.lead)];
  const id = () => newUuid(people.clock, people.random);
  const [said, planned] = [id(), id()];
  let told: Uuid | undefined;
  const request = await people.db.asPerson(judge.person.id, (tx) => requestOf(tx, file.id, number));
  assert.ok(request);
  const notice = { number, person: 'Holder of the account', basis: 'Art. 13', dueOn: '2027-01-31' };
  const step = { act: 'done' as const, on: '2026-11-01', evidence: 'Registered letter' };
  for (const _ of ['first', 'again']) {
    const remark = { field: 'facts', text: 'Which company?', suggestion: undefined, id: said };
    await sayRemark(judge, request, remark);
    assert.equal(await planNotice(lead, { ...notice, id: planned }), 1);
    await stepNotice(lead, { number, record: 1, id: (told ??= id()) }, step);
  }
  const found = await people.db.asPerson(judge.person.id, async (tx) => ({
    remarks: await remarksOf(tx, request.id, { limit: 9 }),
    notices: await noticesOf(tx, request.id),
  }));
  assert.deepEqual(
    found.remarks.map((one) => [one.id, one.through]),
    [[said, KEY]],
  );
  assert.deepEqual(
    found.notices.flatMap(({ events }) => events.map((one) => [one.act, one.through])),
    [
      ['planned', KEY],
      ['done', KEY],
    ],
  );
});

test('a program takes people out and lets nobody in, and weighs nothing', async (t) => {
  const { lead, judge, number, ...scene } = await requestScene(t);
  const program = throughKey(lead);
  const refused = (act: Promise<unknown>): Promise<void> => assert.rejects(act, isRefusal('notAllowed'));
  const knowers = [lead.person.id, judge.person.id];
  const asked = { number, until: undefined, reason: 'Officers at risk' };
  assert.equal(await keepConfidential(program, { ...asked, knowers }), true);
  assert.equal(await keepConfidential(program, { ...asked, knowers: [lead.person.id] }), true);
  await refused(keepConfidential(program, { ...asked, knowers }));
  await refused(openConfidential(program, asked));
  assert.equal(await keepConfidential(lead, { ...asked, knowers }), true, 'a person does');
  await openConfidential(lead, asked);

  await planNotice(program, { number, person: 'Holder', basis: 'Art. 13', dueOn: '2027-01-31' });
  const place = { number, record: 1 };
  await refused(stepNotice(program, place, { act: 'notNeeded', reason: 'No address' }));
  await refused(stepNotice(program, place, { act: 'delayed', reason: 'It warns', review: '2027-03-31' }));

  const { people, file } = scene;
  const compartment = { reason: 'Officers at risk' };
  await changeCompartment(program.people, program, { ...compartment, isCompartmented: true });
  await refused(changeCompartment(program.people, program, { ...compartment, isCompartmented: false }));
  await changeCompartment(people, lead, { ...compartment, isCompartmented: false });
  const { rows } = await sql<{
    is: boolean;
  }>`select is_compartmented as is from case_file where id = ${file.id}`.execute(scene.house.db.kysely);
  assert.deepEqual(rows, [{ is: false }]);
});
