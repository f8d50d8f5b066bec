// Acts of other programs: sent again after a crash they are done once, they say through which key they came, and what is for
// people to decide is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../../base/ids.ts';
import { requestScene } from '../../../test/support/complete-request.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { lifeOf, takeAct, type Acting } from './life.acts.ts';
import { beginPreservation, takePreservationAct } from './preservation.acts.ts';
import { preservationEvents, preservationOf } from './preservation.store.ts';
import { registerRequest } from '../incoming/register.acts.ts';
import { beginRequest, savePage } from '../drafting/request-draft.acts.ts';
import { requestsOf } from '../request.store.ts';

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
