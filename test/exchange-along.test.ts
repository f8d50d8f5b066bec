// A case is handed over while a request of it is with another State: the request goes along with its proof, is closed here with the reference of
// the case there, and goes on there with all its fields.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../src/base/ids.ts';
import { changesOf } from '../src/cases/case-file.store.ts';
import { betweenOfCase, betweenToAnswer } from '../src/exchange/case-between.store.ts';
import { sayOfCase, takeOverCase } from '../src/exchange/case-between.acts.ts';
import { goOnWith } from '../src/exchange/case-requests.acts.ts';
import { messageOf, type MessageOf } from '../src/exchange/message.ts';
import { outsOf } from '../src/exchange/out.store.ts';
import { sendIn } from '../src/exchange/send.acts.ts';
import { caseOfMember } from '../src/people/case-member.store.ts';
import { papersOf } from '../src/requests/core/paper.store.ts';
import { lifeOf, takeAct } from '../src/requests/verbs/life/life.acts.ts';
import { isRefusal } from './support/refusal.ts';
import { sentBetween } from './support/request-between.ts';
import { JAPAN, lineTo } from './support/two-authorities.ts';

test('a request that goes along with its case is proven there, goes on there, and is closed here', async (t) => {
  const { scene, lyon, tokyo, talk, desk, law } = await sentBetween(t);
  const { prosecutor, number, file } = scene;
  const life = () =>
    prosecutor.people.db.asPerson(prosecutor.person.id, (tx) => lifeOf(tx, prosecutor, number));
  const given = { number, act: 'handOver', reason: 'With the case', evidence: 'Letter' };
  await assert.rejects(takeAct(prosecutor, given), isRefusal('notAllowed', /caseHandedOver/));
  const message: MessageOf<'caseOffered'> = {
    v: 1,
    type: 'caseOffered',
    reference: file.reference,
    title: 'Harbour',
    text: 'All of it.',
    language: 'en',
    stays: [],
    passedOn: ['The request'],
  };
  const id = newUuid(lyon.house.clock, lyon.house.random);
  await sayOfCase(lyon, prosecutor, { peer: JAPAN.origin, message, id, requests: [number] });
  await talk();
  const [offered] = await betweenToAnswer(tokyo.house.db.kysely);
  assert.ok(offered);
  assert.equal((await life()).request.state, 'delivered', 'it goes when the case is taken over');
  const by = { house: tokyo.house, keys: tokyo.keys, people: tokyo.people, person: desk.person };
  const theirs = await takeOverCase(by, offered.id, { title: 'Harbour', lead: desk.email });
  await talk();
  await talk();

  const { request, events } = await life();
  const last = events.at(-1);
  assert.deepEqual([request.state, last?.act], ['closed', 'handOver']);
  assert.ok(last?.reason?.endsWith(theirs) && last.reason.startsWith(JAPAN.origin));
  const [ours] = await betweenOfCase(lyon.house.db.kysely, file.id);
  assert.deepEqual(
    ours?.requests?.map(({ state }) => state),
    ['closed'],
  );
  const page = { after: undefined, limit: 5 };
  const history = await changesOf(lyon.house.db.kysely, file.id, page);
  assert.ok(
    history.some(({ after }) => after === `${JAPAN.origin} ${theirs}`),
    'the record has the acceptance',
  );

  // There: proven, and begun by whoever took the case over.
  const opened = await caseOfMember(tokyo.house.db.kysely, theirs, desk.id);
  assert.ok(opened && ours);
  const there = { people: tokyo.people, person: desk.person, file: opened, law };
  const along = async () => (await betweenOfCase(tokyo.house.db.kysely, opened.id))[0]?.requests ?? [];
  const [came] = await along();
  assert.deepEqual(
    [came?.reference, came?.state, came?.why],
    [`${file.reference}/R${number}`, 'proven', undefined],
  );
  const which = { between: offered.id, message: came?.message ?? id };
  const begun = await goOnWith(tokyo.house, there, which);
  assert.equal(await goOnWith(tokyo.house, there, which), begun, 'twice is once');
  const own = await tokyo.people.db.asPerson(desk.id, async (tx) => {
    const found = await lifeOf(tx, there, begun);
    return { ...found.request, papers: await papersOf(tx, found.request.id) };
  });
  assert.deepEqual(
    [own.form, own.direction, own.state, own.counterpart],
    [request.form, 'outgoing', 'draft', 'JP'],
    'their own person has to sign it',
  );
  assert.deepEqual(own.version.answers, request.version.answers);
  assert.equal(own.papers.length, 1, 'the letter as it was signed');
  assert.equal((await along())[0]?.state, 'begun');

  // The proof of one request is no proof of another.
  const out = (await outsOf(lyon.house.db.kysely, ours.conversation)).find(
    ({ type }) => type === 'caseRequest',
  );
  const said = out && messageOf(out.plain);
  assert.ok(said?.type === 'caseRequest');
  const peer = await lineTo(lyon, tokyo);
  const { clock, random } = lyon.house;
  const other = { ...said, reference: `${file.reference}/R99` };
  const sending = { peer, conversation: ours.conversation, message: other, by: undefined };
  await lyon.house.db.transaction((tx) => sendIn(tx, { keys: lyon.keys, clock, random }, sending));
  await talk();
  const faulty = (await along()).find(({ state }) => state === 'faulty');
  assert.match(faulty?.why ?? '', /another request/);
  const wrong = { between: offered.id, message: faulty?.message ?? id };
  await assert.rejects(goOnWith(tokyo.house, there, wrong), isRefusal('notFound'));
});
