// What one side does on a request that went by line is told to the other and becomes its act there: once, by the clock of who did it, and
// nobody types it again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Uuid } from '../src/base/ids.ts';
import { forPerson, setSeenTo } from '../src/exchange/for-person.store.ts';
import { insOf } from '../src/exchange/in.store.ts';
import { FOLLOWED } from '../src/exchange/request-life.acts.ts';
import { seenAll } from '../src/exchange/conversation-seen.acts.ts';
import { nodeCrypto } from '../src/platform/node-crypto.ts';
import { keptReceipt } from '../src/verify/envelope-receipt.ts';
import { keptEnvelope, secondOf } from '../src/verify/envelope.ts';
import { typeOfAct } from '../src/exchange/life-messages.ts';
import { messageOf } from '../src/exchange/message.ts';
import { outsOf } from '../src/exchange/out.store.ts';
import { costs, recordClaim, stepClaim } from '../src/requests/verbs/results/cost-claim.do.ts';
import { sendIn } from '../src/exchange/send.acts.ts';
import { insertMember } from '../src/people/case-member.store.ts';
import { preservationEvents, preservationsOf } from '../src/requests/machine/clocks/preservation.store.ts';
import { lifeOf, takeAct, type Acting } from '../src/requests/verbs/life/life.acts.ts';
import { takePreservationAct } from '../src/requests/verbs/life/preservation.acts.ts';
import { asMember, enrol } from './support/people.ts';
import { JAPAN, lineTo } from './support/two-authorities.ts';
import { registerIn, requestBetween, sentBetween } from './support/request-between.ts';
import { signAct } from './support/signing-request.ts';
import { anotherUnvalidated } from './support/unvalidated-order.ts';
import { testCase } from './support/installation.ts';
import { isRefusal } from './support/refusal.ts';
import {
  ARRIVED_MOST,
  arrivedRequest,
  arrivedRequests,
  papersWith,
  sayInConversation,
  sendRequest,
  takeIntoCase,
} from '../src/exchange/request-exchange.acts.ts';
import { answerConditions, sealStanding } from '../src/exchange/sealed-information.acts.ts';

test('what is done on one side is an act of the other: asked, postponed, refused', async (t) => {
  const { scene, lyon, tokyo, there, conversation, talk, lives } = await requestBetween(t);
  const { house, people } = tokyo;
  const judge = await enrol(people, 'jiro', []);
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: there.file.id, person: judge.id, role: 'judge', at: new Date() }),
  );
  const decides = { ...there, ...(await asMember(people, judge, there.file)) };
  const take = (act: string, more: object = {}, by = there) =>
    takeAct(by, { number: 1, act, evidence: 'Seen', ...more });
  const state = async () => {
    await talk();
    const { here, there: their } = await lives();
    return [here.state, their.state];
  };
  await take('checkAuthenticity');
  await take('register');
  await take('beginReview', {}, decides);
  assert.deepEqual(
    await state(),
    ['acknowledged', 'admissibility'],
    'its own checks stay with who makes them',
  );
  await take('askClarification', { reason: 'Which days?' });
  assert.deepEqual(await state(), ['clarificationAsked', 'clarificationAsked']);
  await takeAct(scene.prosecutor, {
    number: scene.number,
    act: 'answerClarification',
    reason: 'All',
    evidence: 'Ours',
  });
  assert.deepEqual(await state(), ['acknowledged', 'admissibility']);
  await take('postpone', { detail: { ground: 'own-investigation' }, reason: 'Until 1 December' }, decides);
  assert.deepEqual(await state(), ['postponed', 'postponed']);
  await take('resume', { reason: 'It is over' }, decides);
  assert.deepEqual(await state(), ['executing', 'admissibility']);
  const refusal = { detail: { ground: 'essential-interests' }, reason: 'It would harm the State.' };
  await take('refuse', { ...refusal, zone: 'Asia/Tokyo' }, decides);
  assert.deepEqual(await state(), ['refused', 'refused']);
  await talk();
  const { here, there: their } = await lives();
  const [heard, ...twice] = here.events.filter(({ act }) => act === 'refuse');
  const said = their.events.find(({ act }) => act === 'refuse');
  assert.equal(twice.length, 0, 'once');
  assert.deepEqual(
    [heard?.side, heard?.reason, heard?.detail.ground, heard?.zone],
    ['theirs', refusal.reason, 'essential-interests', 'Asia/Tokyo'],
  );
  assert.equal(
    Math.floor((heard?.occurredAt.getTime() ?? 0) / 1000),
    Math.floor((said?.occurredAt.getTime() ?? 1) / 1000),
  );
  const ins = await insOf(lyon.house.db.kysely, conversation);
  assert.deepEqual(
    ins.map(({ type }) => type),
    ['registered', 'question', 'postponed', 'resumed', 'refused'],
  );
  // Each message with what answered it: both sides name the same, by the clock of who said it and of who got it.
  const answersSeen = async (at: typeof lyon) => {
    const all = seenAll(
      await outsOf(at.house.db.kysely, conversation),
      await insOf(at.house.db.kysely, conversation),
    );
    return all.flatMap(({ type: of, isOurs, steps }) =>
      steps.flatMap(({ is, by, ours, theirs }) => {
        if (is !== 'answered') return [];
        const answer = all.find(({ id }) => id === by?.id);
        assert.equal(answer?.isOurs, !isOurs, 'it is said by the other');
        assert.deepEqual(ours, answer?.at);
        return [[of, by?.type, theirs?.toISOString()] as const];
      }),
    );
  };
  const [inLyon, inTokyo] = [await answersSeen(lyon), await answersSeen(tokyo)];
  const pairs = [
    ['request', 'registered'],
    ['request', 'question'],
    ['request', 'postponed'],
    ['request', 'refused'],
    ['question', 'answer'],
  ] as const;
  for (const found of [inLyon, inTokyo])
    assert.deepEqual(
      found.map(([of, by]) => [of, by]),
      pairs,
    );
  const created = async (at: typeof lyon, type: string) => {
    const out = (await outsOf(at.house.db.kysely, conversation)).find((one) => one.type === type);
    return out && keptEnvelope(out.envelope, nodeCrypto)?.header.created;
  };
  const delivered = async (at: typeof lyon, type: string) => {
    const one = (await insOf(at.house.db.kysely, conversation)).find((other) => other.type === type);
    return one?.delivery && keptReceipt(one.delivery).at;
  };
  const second = (at: string | undefined) => secondOf(Date.parse(at ?? ''));
  assert.equal(
    second(inLyon[1]?.[2]),
    await created(tokyo, 'question'),
    'created by theirs, as it is signed',
  );
  assert.equal(second(inLyon[4]?.[2]), second(await delivered(tokyo, 'answer')), 'by their receipt');
  // Closed and taken up again: each side keeps its own state, and reads what the other did and what came of it.
  await take('close');
  await takeAct(scene.lead, {
    number: scene.number,
    act: 'close',
    detail: { costs: { kind: 'none' }, feedback: { kind: 'given', use: 'partly', words: 'The days.' } },
  });
  await takeAct(scene.lead, { number: scene.number, act: 'reopen', reason: 'A new decision' });
  assert.deepEqual(await state(), ['acknowledged', 'closed']);
  const ofTokyo = (await insOf(house.db.kysely, conversation)).slice(-3);
  assert.deepEqual(
    ofTokyo.map(({ type }) => type),
    ['feedback', 'closed', 'reopened'],
  );
  const feedback = ofTokyo[0]?.plain && messageOf(ofTokyo[0].plain);
  assert.ok(feedback?.type === 'feedback');
  assert.deepEqual([feedback.use, feedback.text], ['partly', 'The days.']);
  assert.equal((await insOf(lyon.house.db.kysely, conversation)).at(-1)?.type, 'closed');
  const toRead = await people.db.asPerson(there.person.id, (tx) => forPerson(tx, FOLLOWED));
  assert.deepEqual(
    toRead.map(({ type, why }) => [type, why]),
    [['reopened', 'toRead']],
  );

  // What is the other side's to say is not taken from this one, and what says of items what is ours changes nothing.
  const peer = await lineTo(tokyo, lyon);
  const sender = { keys: tokyo.keys, clock: house.clock, random: house.random };
  const wrong = { v: 2, type: 'withdrawn', at: '2026-11-26T09:15:00Z', zone: 'UTC', language: 'en' } as const;
  await house.db.transaction((tx) =>
    sendIn(tx, sender, { peer, conversation, message: wrong, by: undefined }),
  );
  await talk();
  assert.equal((await lives()).here.state, 'acknowledged');
  assert.equal((await insOf(lyon.house.db.kysely, conversation)).at(-1)?.state, 'refused');
});

test('a withdrawal reaches who is asked; what is of another time waits for a person', async (t) => {
  const { scene, lyon, tokyo, there: at, conversation, talk, lives } = await requestBetween(t);
  const { prosecutor, number } = scene;
  await takeAct(prosecutor, {
    number,
    act: 'withdraw',
    evidence: 'Order of 3 November',
    reason: 'Not needed',
  });
  await talk();
  const { here, there } = await lives();
  assert.deepEqual([here.state, there.state], ['withdrawn', 'withdrawn']);
  assert.equal(there.events.find(({ act }) => act === 'withdrawn')?.reason, 'Not needed');
  const peer = await lineTo(lyon, tokyo);
  const { house, keys } = lyon;
  const sender = { keys, clock: house.clock, random: house.random };
  const old = { v: 2, type: 'withdrawn', at: '2020-01-01T00:00:00Z', zone: 'UTC', language: 'en' } as const;
  await house.db.transaction((tx) => sendIn(tx, sender, { peer, conversation, message: old, by: undefined }));
  await talk();
  const { rows } = await tokyo.house.db.withOwner((owner) =>
    owner.query<{ done_as: string }>(`select done_as from exchange_in where type = 'withdrawn' order by seq`),
  );
  assert.deepEqual(
    rows.map(({ done_as }) => done_as),
    ['done', 'an act of another time: 2020-01-01T00:00:00Z'],
  );
  // It stands before whoever handles requests and may know of this one, with the request that it is about, until somebody has seen to it.
  const { people } = tokyo;
  const waiting = (person: Uuid) => people.db.asPerson(person, (tx) => forPerson(tx, FOLLOWED));
  const [one, ...more] = await waiting(at.person.id);
  assert.ok(one);
  assert.deepEqual(
    [one.type, more.length, one.why],
    ['withdrawn', 0, 'an act of another time: 2020-01-01T00:00:00Z'],
  );
  assert.ok(one.about);
  const { person: stranger } = await enrol(people, 'stranger', ['centralAuthority']);
  assert.deepEqual(await waiting(stranger.id), []);
  await setSeenTo(tokyo.house.db.kysely, one);
  assert.deepEqual(await waiting(at.person.id), []);

  // An order of an emergency is sent before it is validated (Regulation (EU) 2023/1543, Art. 4(5)); that a prosecutor validated it is told to who
  // has it, and so is that nobody did: a person there reads that.
  const { lead } = scene;
  const order = async (place: number) => {
    const another = await anotherUnvalidated(scene);
    await another.take(scene.ines, { act: 'submit' });
    assert.ok((await signAct(another, lead, 'issueUnvalidated', { counter: place })).ok);
    const { number: its } = another;
    const detail = { channel: 'epoc', carried: { by: 'system' } } as const;
    await another.take(lead, { act: 'transmit', evidence: 'Receipt of the system', detail });
    // To a State that is bound by the Regulation; the line here is to another.
    await house.db.withOwner((owner) =>
      owner.query(`update request set counterpart = 'JP' where number = $1`, [its]),
    );
    const sent = await sendRequest(lead, { ...sender, house }, { number: its, peer: JAPAN.origin });
    await talk();
    const [arrived] = await arrivedRequests(people, at.person);
    assert.equal(arrived?.said.urgency, 'emergency');
    await registerIn(at, tokyo, arrived, {
      form: 'epoc-pr',
      urgency: 'emergency',
      capacity: 'addressee',
    });
    await talk();
    const last = async () => {
      const { plain, state } = (await insOf(tokyo.house.db.kysely, sent.conversation)).at(-1) ?? {};
      const message = plain && messageOf(plain);
      assert.equal(state, 'delivered');
      return { message };
    };
    return { another, last };
  };
  const first = await order(9);
  assert.ok((await signAct(first.another, prosecutor, 'validate', { counter: 10 })).ok);
  await talk();
  assert.equal((await first.last()).message?.type, 'validated');
  assert.deepEqual(await waiting(at.person.id), [], 'nobody there has to do anything');
  const second = await order(11);
  await second.another.take(prosecutor, { act: 'refuseValidation', reason: 'No imminent danger' });
  await talk();
  const refused = (await second.last()).message;
  assert.ok(refused?.type === 'validationRefused');
  assert.equal(refused.text, 'No imminent danger');
  assert.deepEqual(
    (await waiting(at.person.id)).map(({ type, why }) => [type, why]),
    [['validationRefused', 'toRead']],
  );
});

test('what a person writes stands on the other side as what it is, before the desk where somebody is to act', async (t) => {
  const { scene, lyon, tokyo, there, conversation, talk, lives } = await requestBetween(t);
  const before = await lives();
  const words = { v: 1, language: 'en', text: 'As we said.' } as const;
  const digestOf = async (at: typeof lyon) =>
    (await outsOf(at.house.db.kysely, conversation))[0]?.digest ?? '';
  const [ofLyon, ofTokyo] = [await digestOf(lyon), await digestOf(tokyo)];
  const digest = '0'.repeat(64);
  const both = [
    [{ ...words, type: 'conditionAdded' }, 'toRead'],
    [{ ...words, type: 'conditionLifted' }, 'toRead'],
    [{ ...words, type: 'secrecyFails' }, 'toRead'],
    [{ ...words, type: 'differs', digest }, 'toRead'],
    [{ ...words, type: 'correction', of: digest }, `it points at no message of theirs here: ${digest}`],
  ] as const;
  const fromLyon = [
    [{ ...words, type: 'reminder' }, 'toRead'],
    [{ ...words, type: 'correction', of: ofLyon }, 'toRead'],
    [{ ...words, type: 'translation', of: ofLyon, language: 'fr' }, 'done'],
    ...both,
  ] as const;
  const fromTokyo = [
    [{ ...words, type: 'correction', of: ofTokyo }, 'toRead'],
    [{ ...words, type: 'correction', of: ofLyon }, `it points at no message of theirs here: ${ofLyon}`],
    ...both,
  ] as const;
  const sides = [
    [lyon, tokyo, scene.prosecutor, scene.number, fromLyon],
    [tokyo, lyon, there, 1, fromTokyo],
  ] as const;
  for (const [from, to, acting, number, all] of sides) {
    const { house, keys } = from;
    const sender = { keys, clock: house.clock, random: house.random };
    for (const [message] of all) await sayInConversation(acting, sender, { number, message });
    await talk();
    await talk();
    const { rows } = await to.house.db.withOwner((owner) =>
      owner.query(
        `select type, state, done_as from exchange_in where conversation_id = $1 order by seq desc limit ${all.length}`,
        [conversation],
      ),
    );
    assert.deepEqual(
      rows.toReversed(),
      all.map(([{ type }, as]) => ({ type, state: 'delivered', done_as: as })),
    );
  }
  // A reminder, or a translation, is of who asks.
  const { house, keys } = tokyo;
  for (const message of [
    { ...words, type: 'reminder' },
    { ...words, type: 'translation', of: ofTokyo },
  ] as const) {
    await sayInConversation(
      there,
      { keys, clock: house.clock, random: house.random },
      { number: 1, message },
    );
    await talk();
    assert.equal((await insOf(lyon.house.db.kysely, conversation)).at(-1)?.state, 'refused', message.type);
  }
  const after = await lives();
  assert.deepEqual([after.here.state, after.there.state], [before.here.state, before.there.state]);
  assert.deepEqual(
    ['validate', 'refuseValidation', 'askEnforcement', 'findNotGenuine', 'close'].map((act) => [
      typeOfAct(act, true),
      typeOfAct(act, false),
    ]),
    [
      ['validated', undefined],
      ['validationRefused', undefined],
      ['enforcementAsked', undefined],
      [undefined, 'notGenuine'],
      ['closed', 'closed'],
    ],
  );

  // Papers after an emergency: a document of the request there, and the act that it waits for; of what is none a person decides.
  const papers = async () => {
    const { house: ours, keys: own } = lyon;
    const { clock, random } = ours;
    const message = papersWith(ours, { text: 'The signed letter', language: 'en' });
    await sayInConversation(
      scene.prosecutor,
      { keys: own, clock, random },
      { number: scene.number, message },
    );
    await talk();
    const { rows } = await tokyo.house.db.withOwner((owner) =>
      owner.query<{ done_as: string; start: string }>(
        `select i.done_as, convert_from(substring(p.bytes for 5), 'UTF8') as start from exchange_in i join request_paper p on p.id = i.id
          where i.type = 'papers' and p.request_id is not null order by i.seq desc`,
      ),
    );
    return rows;
  };
  assert.match((await papers())[0]?.done_as ?? '', /found received/);
  const judge = await enrol(tokyo.people, 'jiro', [], [[there.file, 'judge']]);
  const decides = { ...there, ...(await asMember(tokyo.people, judge, there.file)) };
  for (const [by, act, more] of [
    [there, 'checkAuthenticity', {}],
    [there, 'register', {}],
    [decides, 'beginReview', {}],
    [decides, 'accept', {}],
    [there, 'assign', { detail: { assignedTo: 'Unit 3' } }],
    [there, 'beginExecution', { reason: 'No order is needed' }],
  ] as const)
    await takeAct(by, { number: 1, act, evidence: 'Seen', ...more });
  await house.db.withOwner((owner) => owner.query(`update request set urgency = 'emergency'`));
  assert.deepEqual((await papers())[0], { done_as: 'done', start: '%PDF-' });
  assert.equal((await lives()).there.events.at(-1)?.act, 'receivePapers');

  // Costs that are claimed for an order become the record of the claim there, once; of what is no order they wait for a person.
  const on = new Date(scene.people.clock()).toISOString().slice(0, 10);
  const setForm = (at: typeof lyon, form: string) =>
    at.house.db.withOwner((owner) => owner.query('update request set form = $1', [form]));
  const claim = (amount: string) =>
    recordClaim(there, { number: 1, amount, currency: 'EUR', on, evidence: 'Own file 7' });
  await setForm(tokyo, 'epoc-pr');
  await claim('7');
  await talk();
  await setForm(lyon, 'epoc-pr');
  await claim('120.5');
  await talk();
  await talk();
  const { prosecutor, people, number } = scene;
  const claims = await people.db.asPerson(prosecutor.person.id, async (tx) =>
    costs.list(tx, (await lifeOf(tx, prosecutor, number)).request.id),
  );
  assert.deepEqual(
    claims.map(({ amount, claimed }) => [amount.amount, amount.currency, claimed.on]),
    [['120.50', 'EUR', on]],
  );
  assert.match(claims[0]?.claimed.evidence ?? '', /signed by tokyo/);
  const said = (await outsOf(house.db.kysely, conversation)).filter(({ type }) => type === 'costs');
  assert.equal(said.length, 2, 'once each');

  // And what is answered to a claim is the answer in the record of who claimed: paid in part, or refused with the reason.
  await claim('33');
  await talk();
  const place = (record: number) => ({ number, record });
  await stepClaim(prosecutor, place(1), { act: 'reimbursed', amount: '100.25', on, evidence: 'Transfer 9' });
  await stepClaim(prosecutor, place(2), { act: 'refused', on, evidence: 'Not provided for' });
  await talk();
  await talk();
  const claimed = await tokyo.people.db.asPerson(there.person.id, async (tx) =>
    costs.list(tx, (await lifeOf(tx, there, 1)).request.id),
  );
  const shown = `Message [0-9a-f]{64} signed by ${lyon.house.identity.origin}`;
  assert.deepEqual(
    claimed.map(({ amount, reimbursed, refused }) => [
      amount.amount,
      reimbursed?.amount.amount,
      (reimbursed ?? refused)?.evidence.replace(new RegExp(shown), 'shown'),
    ]),
    [
      ['7.00', undefined, undefined],
      ['120.50', '100.25', 'shown'],
      ['33.00', undefined, 'shown: Not provided for'],
    ],
  );
  const toTokyo = (await insOf(house.db.kysely, conversation)).filter(({ type }) => type === 'costsAnswered');
  assert.deepEqual(
    toTokyo.map(({ plain }) => plain && messageOf(plain)?.inReplyTo),
    (await outsOf(house.db.kysely, conversation))
      .filter(({ type }) => type === 'costs')
      .slice(1)
      .map(({ id }) => id),
    'once each, and each of its claim',
  );
  // Of nothing that was claimed, it waits for a person.
  const peer = await lineTo(lyon, tokyo);
  const { clock, random } = lyon.house;
  const stray = { v: 1, type: 'costsAnswered', of: digest, outcome: 'refused', on, language: 'en' } as const;
  await lyon.house.db.transaction((tx) =>
    sendIn(tx, { keys: lyon.keys, clock, random }, { peer, conversation, message: stray, by: undefined }),
  );
  await talk();
  const left = await tokyo.people.db.asPerson(there.person.id, (tx) => forPerson(tx, ['costsAnswered']));
  assert.deepEqual(
    left.map(({ why }) => why),
    ['of no claim that we made'],
  );
});

test('a request that came is listed and opened, however many came since', async (t) => {
  const { tokyo, desk, conversation } = await sentBetween(t);
  await tokyo.house.db.withOwner((owner) =>
    owner.query(
      `with made as (
         insert into exchange_conversation (id, peer_origin, is_ours, opened_at)
         select gen_random_uuid(), peer_origin, false, opened_at from exchange_conversation, generate_series(1, 201) where id = $1
         returning id)
       insert into exchange_in (id, conversation_id, seq, type, lane, note_sha256, envelope, plain, state, arrived_at)
       select gen_random_uuid(), made.id, seq, type, lane, note_sha256, envelope, plain, state, arrived_at + interval '1 minute'
         from exchange_in, made where conversation_id = $1 and seq = 1`,
      [conversation],
    ),
  );
  const on = (skip: number) => arrivedRequests(tokyo.people, desk.person, { skip, most: ARRIVED_MOST });
  const ofIt = (all: Awaited<ReturnType<typeof on>>) =>
    all.filter((one) => one.conversation === conversation);
  assert.deepEqual(ofIt(await on(0)), []);
  const [first, ...more] = ofIt(await on(ARRIVED_MOST));
  assert.ok(first && more.length === 0);
  const opened = await arrivedRequest(tokyo.people, desk.person, first.message);
  assert.equal(opened?.conversation, conversation);
});

test('information with conditions cannot be opened before somebody has accepted them', async (t) => {
  const { lyon, tokyo, desk, law, conversation, talk } = await sentBetween(t, 'spontaneous-information');
  const { house, people, keys } = tokyo;
  const [arrived] = await arrivedRequests(people, desk.person);
  assert.ok(arrived?.said.sealed);
  assert.equal(arrived.said.sealed.confidential, true);
  assert.match(arrived.said.sealed.use ?? '', /not to be shown/i);
  assert.equal(
    Buffer.from(arrived.said.letter, 'base64').subarray(0, 21).toString(),
    'age-encryption.org/v1',
  );
  const file = await testCase(house, 'Information from Lyon');
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: desk.id, role: 'lead', at: new Date() }),
  );
  const acting = { ...(await asMember(people, desk, file)), law };
  const take = () => takeIntoCase({ acting, house, keys }, arrived.message);
  await assert.rejects(take(), isRefusal('notReady', /accept the conditions/i));
  // A key that comes unasked opens nothing.
  const stranger = await enrol(people, 'una');
  const accept = (person: typeof stranger.person) =>
    answerConditions({ house, keys, person }, arrived.message);
  await assert.rejects(accept(stranger.person), { code: 'notAllowed' });
  await accept(desk.person);
  await accept(desk.person);
  await answerConditions({ house, keys, person: desk.person }, arrived.message, {
    text: 'No',
    language: 'en',
  });
  await assert.rejects(take(), { code: 'notReady' }, 'the key is not here yet');
  await talk();
  assert.equal(await sealStanding(house.db.kysely, arrived), 'open');
  const paper = await take();
  assert.equal(paper, arrived.message);
  const { rows } = await house.db.withOwner((owner) =>
    owner.query<{ bytes: Buffer }>('select bytes from request_paper where id = $1', [paper]),
  );
  assert.equal(rows[0]?.bytes.subarray(0, 5).toString(), '%PDF-');
  const said = (await insOf(lyon.house.db.kysely, conversation)).map(({ type }) => type);
  assert.deepEqual(said, ['sealedAccepted'], 'once, and what was said first counts');
});

test('a preservation begins on both sides by itself, and that it is confirmed and extended travels', async (t) => {
  const { scene, lyon, tokyo, there, conversation, talk } = await requestBetween(t, 'bc-29-preservation');
  const of = async (who: Acting) =>
    who.people.db.asPerson(who.person.id, async (tx) => {
      const [held, ...more] = await preservationsOf(tx, who.file.id, 10);
      assert.ok(held);
      assert.deepEqual(more, [], 'one');
      return held;
    });
  const sent = await of(scene.prosecutor);
  assert.equal(sent.id, sent.request, 'with its transmission, under the id of the request');
  await talk();
  const [here, their] = [await of(scene.prosecutor), await of(there)];
  assert.equal(here.id, sent.id, 'the exchange finds it');
  assert.deepEqual(
    [here.direction, here.state, their.direction, their.state],
    ['outgoing', 'requested', 'incoming', 'requested'],
  );
  assert.deepEqual(here.identifiers, their.identifiers);
  assert.deepEqual([here.holder, here.identifiers.length], ['Example Mail K.K.', 1]);
  const take = (who: Acting, act: string, more: object = {}) =>
    takePreservationAct(who, { number: 1, act, evidence: 'Letter', zone: 'Asia/Tokyo', ...more });
  await take(there, 'confirm', { detail: { reference: 'NW-17' } });
  await talk();
  const confirmed = await of(scene.prosecutor);
  assert.deepEqual([confirmed.state, confirmed.reference], ['inForce', 'NW-17']);
  const endsAt = new Date((confirmed.expiresAt?.getTime() ?? 0) + 90 * 86_400_000).toISOString();
  // That who asks says so binds nobody: it is no order. Whoever keeps the data says it.
  const peer = await lineTo(lyon, tokyo);
  const { house, keys } = lyon;
  const forced = { v: 1, type: 'preserveExtend', zone: 'UTC', language: 'en' } as const;
  await house.db.transaction((tx) =>
    sendIn(
      tx,
      { keys, clock: house.clock, random: house.random },
      {
        peer,
        conversation,
        message: { ...forced, at: secondOf(house.clock()), until: '2027-11-26T09:15:00Z' },
        by: undefined,
      },
    ),
  );
  await talk();
  assert.equal((await of(there)).state, 'inForce');
  await take(there, 'extend', { detail: { endsAt } });
  await talk();
  await talk();
  const extended = await of(scene.prosecutor);
  assert.equal(extended.state, 'extended');
  assert.equal(extended.expiresAt?.getTime(), Math.floor(Date.parse(endsAt) / 1000) * 1000);
  const events = await scene.people.db.asPerson(scene.prosecutor.person.id, (tx) =>
    preservationEvents(tx, extended.id),
  );
  assert.deepEqual(
    events.map(({ act, zone }) => [act, zone]),
    [
      ['confirm', 'Asia/Tokyo'],
      ['extend', 'Asia/Tokyo'],
    ],
    'once each',
  );
  assert.deepEqual(
    (await insOf(lyon.house.db.kysely, conversation)).map(({ type }) => type),
    ['registered', 'preserveConfirmed', 'preserveExtended'],
  );
});
