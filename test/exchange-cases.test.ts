// A case is handed to another authority, and an authority is asked for one act: said by a signed message, answered there by a person in a
// named role, with the evidence following by offer. What is said out of turn, or in a conversation about something else, has no effect.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { addEntry } from '../src/cases/case-file.acts.ts';
import { changesOf } from '../src/cases/case-file.store.ts';
import { standingOf } from '../src/evidence/custody/passing.store.ts';
import { answerAct, declineCase, sayOfCase, takeOverCase } from '../src/exchange/case-between.acts.ts';
import * as store from '../src/exchange/case-between.store.ts';
import { custodyConversation } from '../src/exchange/custody-receipts.store.ts';
import type { Message, MessageOf } from '../src/exchange/message.ts';
import { acceptOffer } from '../src/exchange/offered.acts.ts';
import { offersOf } from '../src/exchange/offer.store.ts';
import { outsOf } from '../src/exchange/out.store.ts';
import { keptReceipt } from '../src/exchange/receipt.ts';
import { sendIn } from '../src/exchange/send.acts.ts';
import { caseOfMember } from '../src/people/case-member.store.ts';
import { enrol, testMember } from './support/people.ts';
import { isClean, offered, offerOf, pair, received, talk, type Side } from './support/evidence-between.ts';
import { isRefusal } from './support/refusal.ts';
import { lineTo, listen } from './support/two-authorities.ts';

const WORDS = { text: 'Invoices of the harbour: the accounts lie abroad.', language: 'en' };

const speaking = ({ house, keys }: Side) => ({ house, keys });

const once = ({ house }: Side): Uuid => newUuid(house.clock, house.random);

/** As one side says it, whatever its own program thinks of that. */
async function saysAnyway(from: Side, to: Side, conversation: Uuid, message: Message): Promise<string> {
  const { house, keys } = from;
  const peer = await lineTo(from, to);
  const { id } = await house.db.transaction((tx) =>
    sendIn(
      tx,
      { keys, clock: house.clock, random: house.random },
      { peer, conversation, message, by: undefined },
    ),
  );
  await talk(from, to);
  const out = (await outsOf(house.db.kysely, conversation)).find((one) => one.id === id);
  return out?.rejection === undefined ? (out?.state ?? '') : (keptReceipt(out.rejection).code ?? '');
}

async function saidOf(side: Side): Promise<store.CaseBetween[]> {
  return store.betweenOfCase(side.house.db.kysely, side.file.id);
}

async function waiting({ house }: Side): Promise<store.CaseBetween> {
  const [one, ...more] = await store.betweenToAnswer(house.db.kysely);
  assert.ok(one && more.length === 0);
  return one;
}

test('cases between two authorities', async (t) => {
  const { lyon, tokyo } = await pair(t);
  await listen(t, lyon);
  await listen(t, tokyo);
  const { person: dora } = await enrol(tokyo.people, 'dora', ['centralAuthority']);
  const desk = { ...speaking(tokyo), people: tokyo.people, person: dora };
  const peer = tokyo.house.identity.origin;
  const { reference, title } = lyon.file;
  const told = { v: 1, reference, title, ...WORDS } as const;

  await t.test('a case is handed over, accepted, and its evidence follows by offer', async () => {
    const lena = await testMember(lyon.house, lyon.file, 'Lena Example', 'lead');
    await addEntry(lyon.people, lena, {
      id: once(lyon),
      entry: { kind: 'deadline', text: 'Custody of the suspect ends', dueOn: '2027-01-10' },
    });
    const [open, ...none] = await store.openThings(lyon.house.db.kysely, lyon.file.id);
    assert.equal(open?.words, 'Custody of the suspect ends');
    assert.deepEqual(none, []);
    const message: MessageOf<'caseOffered'> = {
      ...told,
      type: 'caseOffered',
      stays: [],
      passedOn: [open.words],
    };
    await assert.rejects(
      sayOfCase(speaking(lyon), lyon.ines, { peer, message, id: once(lyon) }),
      isRefusal('notAllowed', /speak for the case/),
    );
    const id = once(lyon);
    for (let i = 0; i < 2; i++) await sayOfCase(speaking(lyon), lyon.judge, { peer, message, id });
    await assert.rejects(
      sayOfCase(speaking(lyon), lyon.judge, { peer, message, id: once(lyon) }),
      isRefusal('conflict', /no other authority/),
    );
    await talk(lyon, tokyo);
    const one = await waiting(tokyo);
    assert.deepEqual(JSON.parse(one.said), message);
    await assert.rejects(
      takeOverCase({ ...desk, person: tokyo.judge.person }, one.id, { title, lead: 'dora@agency.example' }),
      { code: 'notAllowed' },
    );
    const theirs = await takeOverCase(desk, one.id, { title: 'From Lyon', lead: 'dora@agency.example' });
    await assert.rejects(declineCase(desk, one.id, WORDS), { code: 'notFound' });
    assert.equal((await store.betweenToAnswer(tokyo.house.db.kysely)).length, 0);
    await talk(tokyo, lyon);
    const [ours] = await saidOf(lyon);
    assert.ok(ours);
    assert.deepEqual([ours.state, ours.theirReference, ours.role], ['taken', theirs, 'centralAuthority']);
    const page = { after: undefined, limit: 10 };
    const history = await changesOf(lyon.house.db.kysely, lyon.file.id, page);
    assert.ok(
      history.some(({ what, after }) => what === 'transfer' && after === tokyo.house.settings.agency),
    );

    // The evidence follows in the same conversation; Lyon keeps its case, its log and what it says of it.
    const { number, id: share } = await offered(lyon, tokyo);
    await talk(lyon, tokyo);
    const [offer] = await offersOf(lyon.house.db.kysely, share);
    assert.equal(offer?.conversation, ours.conversation);
    const arrived = await offerOf(tokyo, share);
    await received(tokyo, arrived);
    await acceptOffer({ house: tokyo.house, people: tokyo.people, person: tokyo.ines.person }, arrived);
    await talk(tokyo, lyon);
    assert.equal(await standingOf(lyon.house.db.kysely, number), 'none');

    const { conversation } = ours;
    assert.equal(
      await saysAnyway(tokyo, lyon, conversation, { v: 1, type: 'caseDeclined', ...WORDS }),
      'wrongState',
    );
    assert.equal(
      await saysAnyway(tokyo, lyon, conversation, { v: 1, type: 'actDone', ...WORDS }),
      'wrongState',
    );
    assert.equal(await saysAnyway(lyon, tokyo, conversation, message), 'wrongState');
    const taken = { v: 1, type: 'caseTaken', reference: 'X-1', role: 'lead' } as const;
    assert.equal(await saysAnyway(lyon, tokyo, conversation, taken), 'notYoursToSend');
    const request = { v: 1, type: 'request', reference: 'X-1', urgency: 'normal', letter: 'AA==' } as const;
    assert.equal(await saysAnyway(lyon, tokyo, conversation, request), 'wrongState');
    assert.equal((await saidOf(lyon))[0]?.state, 'taken');
  });

  await t.test(
    'one act is asked for, taken on and done; another is declined; neither can be entered by others',
    async () => {
      const message = { ...told, type: 'actAsked', dueOn: '2027-01-10' } as const;
      for (const id of [once(lyon), once(lyon)])
        await sayOfCase(speaking(lyon), lyon.judge, { peer, message, id });
      await talk(lyon, tokyo);
      const [first, second] = await store.betweenToAnswer(tokyo.house.db.kysely);
      assert.ok(first && second);
      assert.equal(
        await saysAnyway(tokyo, lyon, first.conversation, { v: 1, type: 'actDone', ...WORDS }),
        'wrongState',
        'nobody has taken it on',
      );
      await declineCase(desk, second.id, { text: 'Not here', language: 'en' });
      await assert.rejects(declineCase(desk, second.id, WORDS), { code: 'conflict' });
      const file = await takeOverCase(desk, first.id, {
        title: 'An act for Lyon',
        lead: 'dora@agency.example',
      });
      const opened = await caseOfMember(tokyo.house.db.kysely, file, dora.id);
      assert.ok(opened);
      const by = { person: dora, file: opened };
      const done = {
        id: first.id,
        type: 'actDone',
        text: 'The office was visited.',
        language: 'en',
      } as const;
      await assert.rejects(
        answerAct(speaking(tokyo), tokyo.judge, done),
        { code: 'notFound' },
        'of another case',
      );
      await answerAct(speaking(tokyo), by, done);
      await assert.rejects(answerAct(speaking(tokyo), by, done), { code: 'conflict' });
      await talk(tokyo, lyon);
      const acts = (await saidOf(lyon)).filter(({ kind }) => kind === 'act');
      assert.deepEqual(acts.map(({ state }) => state).toSorted(), ['declined', 'done']);
      const standing = await tokyo.house.db.transaction((tx) =>
        custodyConversation(tx, lyon.house.identity.origin),
      );
      assert.ok(standing, 'Tokyo has told of custody');
      const taken = { v: 1, type: 'caseTaken', reference: 'X-1', role: 'lead' } as const;
      assert.equal(await saysAnyway(tokyo, lyon, standing, taken), 'notYoursToSend');
      assert.equal(await saysAnyway(tokyo, lyon, standing, message), 'wrongState');
      await isClean(lyon, tokyo);
    },
  );
});
