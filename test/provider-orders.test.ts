// A provider that runs the program: an order that comes by line is read and its data are to be kept before anybody looks; what is recorded of
// it by people or by the retrieval system becomes the act of what is registered, and the authority hears it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from '../src/base/ids.ts';
import { answerOrder, answersGiven } from '../src/exchange/provider-answer.acts.ts';
import { sayInConversation } from '../src/exchange/request-exchange.acts.ts';
import { lifeOf, takeAct, type Acting } from '../src/requests/verbs/life/life.acts.ts';
import { inById, insOf } from '../src/exchange/in.store.ts';
import { messageOf } from '../src/exchange/message.ts';
import { proofSeen } from '../src/exchange/request-proof.acts.ts';
import { sendIn } from '../src/exchange/send.acts.ts';
import { checkOf } from '../src/exchange/provider-order.ts';
import {
  answerKeeping,
  mapAccount,
  ordersOfDesk,
  orderSeen,
  ourEntities,
  setOurs,
} from '../src/exchange/provider-order.acts.ts';
import { preservationsOf } from '../src/requests/machine/clocks/preservation.store.ts';
import { asMember, enrol } from './support/people.ts';
import { registerArrived, sentBetween } from './support/request-between.ts';
import { isRefusal } from './support/refusal.ts';
import { lineTo } from './support/two-authorities.ts';

test('an order is read, and its data are to be kept, before anybody looks at it; then the authority hears that they are', async (t) => {
  const sent = await sentBetween(t, 'provider-preservation', ['provider']);
  const { scene, lyon, tokyo, conversation, talk, desk } = sent;
  const { people, house } = tokyo;
  const types = async () => (await insOf(lyon.house.db.kysely, conversation)).map(({ type }) => type);
  assert.deepEqual(await types(), ['preservedAtOnce'], 'said at once, and no more than that');
  const [order, ...more] = await ordersOfDesk(people, desk.person, { toKeep: true });
  assert.ok(order);
  assert.equal(more.length, 0);
  assert.equal(order.request, undefined, 'nobody has taken it in');
  assert.deepEqual(order.entities, ['Example Mail Inc.']);
  assert.equal(order.identifiers.length, 2);
  assert.match(order.secrecy ?? '', /destroy other evidence/);
  // Whose order it is, held against the lists that an administrator keeps.
  await assert.rejects(setOurs(people, desk.person, { entities: ['x'], services: [] }));
  await setOurs(people, tokyo.ana, { entities: ['EXAMPLE MAIL, INC'], services: ['Mail'] });
  const ours = await ourEntities(house.db.kysely);
  assert.equal(checkOf(order.entities, ours.entities), 'ours');
  assert.equal(checkOf(['Example Social Ltd'], ours.entities), 'others');
  assert.equal(checkOf(order.services, ours.services), 'notNamed');

  // Whose accounts they are: the newest counts, and the same again is none.
  const map = (place: number, found: 'account' | 'none', account?: string) =>
    mapAccount(people, desk.person, { order: order.id, place, found, ...(account && { account }) });
  await map(1, 'none');
  await map(1, 'account', 'acct-2291');
  await map(1, 'account', 'acct-2291');
  await map(2, 'none');
  await assert.rejects(map(3, 'none'), isRefusal('badInput'));
  const seen = await orderSeen(people, desk.person, order.id);
  assert.deepEqual(
    seen?.accounts.map(({ place, account }) => [place, account]),
    [
      [1, 'acct-2291'],
      [2, undefined],
    ],
  );
  // Who does not handle requests sees and says nothing of it.
  const stranger = (await enrol(people, 'una')).person;
  assert.equal(await orderSeen(people, stranger, order.id), undefined);
  const keep = (by = desk.person, outcome: 'kept' | 'unable' = 'kept') =>
    answerKeeping(people, by, {
      order: order.id,
      outcome,
      ...(outcome === 'kept' ? { reference: 'LE-4471' } : { reason: 'No' }),
    });
  await assert.rejects(keep(stranger), isRefusal('notAllowed'));
  await keep();
  await keep();
  await assert.rejects(keep(desk.person, 'unable'), isRefusal('conflict'));
  await talk();
  assert.deepEqual(await types(), ['preservedAtOnce'], 'it is an act of what is registered');

  const there = await registerArrived(sent, 'provider-preservation');
  await talk();
  await talk();
  const of = async ({ people: who, person, file }: typeof there) =>
    (await who.db.asPerson(person.id, (tx) => preservationsOf(tx, file.id, 5))).map((one) => [
      one.direction,
      one.state,
      one.reference,
      one.holder,
    ]);
  assert.deepEqual(await of(there), [['incoming', 'inForce', 'LE-4471', 'Example Mail Inc.']]);
  assert.deepEqual(await of(scene.prosecutor), [['outgoing', 'inForce', 'LE-4471', 'Example Mail Inc.']]);
  assert.deepEqual(await types(), ['preservedAtOnce', 'registered', 'preserveConfirmed']);
  const [registered] = await ordersOfDesk(people, desk.person);
  assert.equal(registered?.request?.number, 1);
});

test('what cannot be executed is answered with Annex III: by line, before anybody registered it, and it is the act on both sides', async (t) => {
  const sent = await sentBetween(t, 'bc-31-subscriber', ['provider']);
  const { scene, lyon, tokyo, conversation, talk, desk } = sent;
  const { people, house, keys } = tokyo;
  const [order] = await ordersOfDesk(people, desk.person);
  assert.ok(order);
  const answer = (body: Omit<Parameters<typeof answerOrder>[2], 'order' | 'language' | 'areKept'>) =>
    answerOrder({ house, people, keys }, desk.person, {
      order: order.id,
      language: 'en',
      areKept: true,
      ...body,
    });
  const id = () => newUuid(house.clock, house.random);
  const life = async (of: Acting, number: number) => {
    const { request, events } = await of.people.db.asPerson(of.person.id, (tx) => lifeOf(tx, of, number));
    return { state: request.state, last: events.at(-1) };
  };
  // The proof of the request came after it, by itself, and is checked by itself.
  const came = (await insOf(house.db.kysely, conversation)).filter(({ type }) => type === 'requestProof');
  assert.equal(came.length, 1, 'once');
  const plain = (await inById(house.db.kysely, order.id))?.plain;
  const ordered = plain && messageOf(plain);
  const letter = Buffer.from(ordered?.type === 'request' ? ordered.letter : '', 'base64');
  const proof = (of: Uint8Array | undefined) => proofSeen(house, conversation, of);
  const holds = await proof(letter);
  assert.ok(holds.is === 'holds', JSON.stringify(holds));
  assert.deepEqual([holds.isThisLetter, holds.isTrusted, holds.isEnded], [true, true, false]);
  const [by] = holds.statements;
  assert.ok(by?.id === 'requestAuthorised');
  assert.match(by.person, /Example/);
  for (const other of [Buffer.from('another letter'), undefined]) {
    const seen = await proof(other);
    assert.ok(seen.is === 'holds' && !seen.isThisLetter, 'a proof of another letter');
  }
  const peer = await lineTo(lyon, tokyo);
  const { keys: lyonKeys, house: sending } = lyon;
  const speaking = { keys: lyonKeys, clock: sending.clock, random: sending.random };
  const broken = { v: 1, type: 'requestProof', proof: Buffer.from('no zip').toString('base64') } as const;
  await sending.db.transaction((tx) =>
    sendIn(tx, speaking, { peer, conversation, message: broken, by: undefined }),
  );
  await talk();
  assert.equal((await proof(letter)).is, 'failed');
  const here = () => life(scene.prosecutor, scene.number);
  // What is not enough is asked about; once, whoever presses twice.
  const stranger = (await enrol(people, 'una')).person;
  const asked = { id: id(), reasons: ['insufficient'], question: 'Which of the two accounts?' } as const;
  const body = { order: order.id, language: 'en', areKept: true, ...asked };
  await assert.rejects(answerOrder({ house, people, keys }, stranger, body), isRefusal('notAllowed'));
  await assert.rejects(answer({ id: id(), reasons: ['impossible'] }), isRefusal('badInput'));
  await answer(asked);
  await answer(asked);
  await talk();
  assert.deepEqual(
    [(await here()).state, (await here()).last?.reason],
    ['clarificationAsked', asked.question],
  );
  const sender = { house: lyon.house, keys: lyon.keys, clock: lyon.house.clock, random: lyon.house.random };
  await sayInConversation(scene.prosecutor, sender, {
    number: scene.number,
    message: { v: 1, type: 'answer', text: 'The first.', language: 'en' },
  });
  await talk();

  // Registered, the objection is the act of both: suspended, for the law of another State.
  const there = await registerArrived(sent, 'bc-31-subscriber');
  const take = (who: Acting, act: string, more: object = {}) => takeAct(who, { number: 1, act, ...more });
  await take(there, 'checkAuthenticity', { evidence: 'Called back' });
  await take(there, 'register', { evidence: 'Acknowledged' });
  const paul = await enrol(people, 'paul', [], [[there.file, 'prosecutor']]);
  const jun = await enrol(people, 'jun', ['centralAuthority'], [[there.file, 'judge']]);
  await talk();
  const law = {
    law: 'Stored Records Act of Utopia, s. 4',
    provision: 'No record is given to another State but through the court.',
    interests: ['rights'],
    applicability: 'The records are controlled there.',
    conflict: 'The order asks for them directly.',
    link: 'Our seat is there.',
    consequences: 'A fine.',
  } as const;
  await assert.rejects(answer({ id: id(), reasons: ['third-country-law'], ...law, link: undefined }));
  const objecting = {
    ...body,
    id: id(),
    reasons: ['third-country-law'],
    question: undefined,
    ...law,
  } as const;
  await answerOrder({ house, people, keys }, jun.person, objecting);
  await talk();
  const { state, last } = await here();
  assert.deepEqual([state, last?.act, last?.detail.ground], ['postponed', 'postpone', 'third-country-law']);
  assert.match(last?.reason ?? '', /Stored Records Act.*controlled there/s);
  const types = (await insOf(lyon.house.db.kysely, conversation)).map(({ type }) => type);
  assert.deepEqual(types, ['providerAnswer', 'registered', 'conflictObjection'], 'each is told once');
  const given = async () => (await answersGiven(house.db.kysely, conversation)).map(({ as }) => as);
  const [objection, question] = await given();
  assert.equal(objection, undefined, 'nobody has looked into it yet');
  assert.match(question ?? '', /./, 'what was asked before is not asked again');
  await take({ ...(await asMember(people, paul, there.file)), law: there.law }, 'beginReview');
  await talk();
  assert.equal((await given())[0], 'done');
  const own = await life(there, 1);
  assert.deepEqual([own.state, own.last?.act, own.last?.by], ['postponed', 'postpone', 'Jun Example']);
  assert.equal((await insOf(lyon.house.db.kysely, conversation)).length, 3, 'and is not told again');
});
