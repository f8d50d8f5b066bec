import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import { heldByInes, refusedAs } from '../../../test/support/held-exhibit.ts';
import { deleteMember } from '../../people/case-member.store.ts';
import { endPerson } from '../../people/person.store.ts';
import { audit } from '../upkeep/audit.acts.ts';
import { disposeExhibit } from './custody.acts.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import type { Viewer } from '../exhibits/exhibit-act.acts.ts';
import { answerHandOver, offerExhibit } from './hand-over.acts.ts';
import { waitingHandOvers } from './hand-over.store.ts';
import { holdingOf, type Holding } from '../exhibits/holding.store.ts';
import { exhibitById } from '../exhibits/exhibit.store.ts';

const refused = refusedAs;

async function setUp(t: TestContext) {
  const held = await heldByInes(t);
  const { house } = held.made;
  const holding = (): Promise<Holding> => holdingOf(house.db.kysely, held.file.id, held.number);
  return { ...held, caseId: held.file.id, holding };
}

test('an exhibit passes from the holder to the receiver in two acts, and both are events', async (t) => {
  const { made, number, ines, omar, holding, types, key } = await setUp(t);
  const { house } = made;
  const { handOver } = await offerExhibit(house, {
    by: ines,
    number,
    to: omar.person.id,
    reason: 'Examination',
    place: 'Lyon, FR',
    key: key(),
  });
  const offered = await holding();
  assert.equal(offered.holder?.id, ines.person.id, 'an offer alone moves nothing');
  assert.equal(offered.open?.to.name, 'Omar Example');
  const waiting = await waitingHandOvers(house.db.kysely, omar.person.id, 10);
  assert.deepEqual(
    waiting.map((one) => [one.number, one.from, one.isMine]),
    [[number, 'Ines Example', true]],
  );
  await answerHandOver(house, { by: omar, number, handOver, outcome: 'accepted' });
  const passed = await holding();
  assert.equal(passed.holder?.id, omar.person.id);
  assert.equal(passed.open, undefined);
  assert.ok(passed.since);
  assert.deepEqual(await types(), ['acquired', 'stored', 'offered', 'accepted']);
  const [, , first, second] = await eventsOf(house, number);
  assert.equal(first?.event.actor.role, 'investigator');
  assert.equal(second?.event.actor.role, 'examiner');
  assert.equal(first?.event.facts?.['handOver'], handOver);
  assert.equal(second?.event.facts?.['handOver'], handOver);
  assert.match(first?.detail?.text ?? '', /"person":"Ines Example".*"to":"Omar Example"/);
  for (const one of [first, second])
    assert.doesNotMatch(Buffer.from(one?.note ?? []).toString(), /Ines|Omar/, 'no names in the log');
  assert.deepEqual(await waitingHandOvers(house.db.kysely, omar.person.id, 10), []);
  const found = await audit(house, {});
  assert.equal(found.differencesCount, 0);
});

test('the same form sent twice, also at once, offers once; the same answer twice is one answer', async (t) => {
  const { made, number, ines, omar, types, key } = await setUp(t);
  const offer = { by: ines, number, to: omar.person.id, reason: 'Examination', key: key() };
  const both = await Promise.all([offerExhibit(made.house, offer), offerExhibit(made.house, offer)]);
  assert.equal(both[0].handOver, both[1].handOver);
  const again = await offerExhibit(made.house, offer);
  assert.deepEqual(again, { handOver: both[0].handOver, repeated: true });
  const answer = { by: omar, number, handOver: again.handOver, outcome: 'accepted' } as const;
  const answers = await Promise.all([answerHandOver(made.house, answer), answerHandOver(made.house, answer)]);
  assert.deepEqual(answers.map((one) => String(one.repeated)).sort(), ['false', 'true']);
  assert.deepEqual(await types(), ['acquired', 'stored', 'offered', 'accepted']);
});

test('only the holder offers, and only to another member whose role may hold', async (t) => {
  const { made, number, lead, ines, omar, judge, stranger, types, key } = await setUp(t);
  const offer = (by: Viewer, to: Viewer) =>
    offerExhibit(made.house, { by, number, to: to.person.id, reason: 'Examination', key: key() });
  for (const by of [omar, lead, judge]) await assert.rejects(offer(by, ines), refused('notAllowed'));
  for (const to of [judge, stranger, ines]) await assert.rejects(offer(ines, to), refused('notAllowed'));
  await assert.rejects(offer(stranger, omar), refused('notFound'));
  await assert.rejects(offer({ ...ines, file: stranger.file }, omar), refused('notFound'));
  await offer(ines, omar);
  await assert.rejects(offer(ines, lead), refused('conflict'), 'it is on offer already');
  assert.deepEqual(await types(), ['acquired', 'stored', 'offered']);
});

test('only the receiver answers; who offered or the lead takes back; an answered offer is over', async (t) => {
  const { made, number, lead, ines, omar, judge, holding, key } = await setUp(t);
  const { house } = made;
  const offer = async (): Promise<Uuid> =>
    (await offerExhibit(house, { by: ines, number, to: omar.person.id, reason: 'Examination', key: key() }))
      .handOver;
  const first = await offer();
  const answer = (by: Viewer, handOver: Uuid, outcome: 'accepted' | 'rejected' | 'withdrawn') =>
    answerHandOver(house, { by, number, handOver, outcome });
  for (const by of [ines, lead]) await assert.rejects(answer(by, first, 'accepted'), refused('notAllowed'));
  for (const by of [omar, judge]) await assert.rejects(answer(by, first, 'withdrawn'), refused('notAllowed'));
  await answer(omar, first, 'rejected');
  assert.equal((await holding()).holder?.id, ines.person.id);
  for (const outcome of ['accepted', 'withdrawn'] as const)
    await assert.rejects(answer(outcome === 'accepted' ? omar : ines, first, outcome), refused('conflict'));
  const second = await offer();
  await assert.rejects(answer(omar, first, 'accepted'), refused('conflict'), 'that was the earlier one');
  await answer(ines, second, 'withdrawn');
  const third = await offer();
  await answer(lead, third, 'withdrawn');
  assert.equal((await holding()).open, undefined);
});

test('the lead hands out what the store holds, and what is left by somebody who is gone', async (t) => {
  const { made, number, exhibitId, caseId, lead, ines, omar, holding, key } = await setUp(t);
  const { house } = made;
  const offer = (by: Viewer, to: Viewer) =>
    offerExhibit(house, { by, number, to: to.person.id, reason: 'Examination', key: key() });
  await house.db.transaction((tx) => deleteMember(tx, caseId, ines.person.id));
  const { handOver } = await offer(lead, omar);
  await answerHandOver(house, { by: omar, number, handOver, outcome: 'accepted' });
  assert.equal((await holding()).holder?.id, omar.person.id);
  await house.db.transaction((tx) => endPerson(tx, omar.person.id, new Date(house.clock())));
  await assert.rejects(offer(omar, lead), refused('notFound'), 'access has ended');
  await sql`update exhibit set holder = null where id = ${exhibitId}`.execute(house.db.kysely);
  await assert.rejects(offer(lead, omar), refused('notAllowed'), 'access of the receiver has ended');
});

test('a receiver who left the case, or an exhibit that was destroyed, ends the matter', async (t) => {
  const { made, number, exhibitId, caseId, ines, omar, key } = await setUp(t);
  const { house } = made;
  const offer = { by: ines, number, to: omar.person.id, reason: 'Examination' };
  const first = await offerExhibit(house, { ...offer, key: key() });
  await house.db.transaction((tx) => deleteMember(tx, caseId, omar.person.id));
  const answer = { by: omar, number, handOver: first.handOver, outcome: 'accepted' } as const;
  await assert.rejects(answerHandOver(house, answer), refused('notFound'));
  assert.deepEqual(await waitingHandOvers(house.db.kysely, omar.person.id, 10), []);
  await answerHandOver(house, { ...answer, by: ines, outcome: 'withdrawn' });
  await disposeExhibit(house, { number, order: { type: 'order', id: '9/26' } });
  assert.equal((await exhibitById(house.db.kysely, exhibitId))?.status, 'destroyed');
  await assert.rejects(offerExhibit(house, { ...offer, key: key() }), refused('notAllowed'));
});
