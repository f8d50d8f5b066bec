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
import {
  agreeJoint,
  declineJoint,
  endJoint,
  proposeJoint,
  shareInJoint,
  tellJoint,
  unshareInJoint,
} from '../src/exchange/joint.acts.ts';
import { sharedOf, type SharedRow } from '../src/exchange/joint-shared.store.ts';
import * as joint from '../src/exchange/joint.store.ts';
import { custodyConversation } from '../src/exchange/custody-receipts.store.ts';
import type { Message, MessageOf } from '../src/exchange/message.ts';
import { acceptOffer } from '../src/exchange/offered.acts.ts';
import { offersOf } from '../src/exchange/offer.store.ts';
import { outsOf } from '../src/exchange/out.store.ts';
import { keptReceipt } from '../src/verify/envelope-receipt.ts';
import { sendIn } from '../src/exchange/send.acts.ts';
import { shippedLaw } from '../src/law/data-files.store.ts';
import { takeAct } from '../src/requests/verbs/life/life.acts.ts';
import { caseOfMember } from '../src/people/case-member.store.ts';
import { draftedBy } from './support/begun-request.ts';
import { inMemory, testCase, testExhibit } from './support/installation.ts';
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

      // What reached nobody is given up for another try.
      const other = await testCase(lyon.house, 'Nobody is there');
      const odile = await testMember(lyon.house, other, 'Odile Example', 'judge');
      const offer = {
        ...told,
        reference: other.reference,
        type: 'caseOffered',
        stays: [],
        passedOn: [],
      } as const;
      const said = { peer, message: { ...offer, stays: [], passedOn: [] } };
      await sayOfCase(speaking(lyon), odile, { ...said, id: once(lyon) });
      await lyon.house.db.withOwner((owner) =>
        owner.query(
          `update exchange_out set state = 'expired'
          where conversation_id in (select conversation_id from case_between where case_id = $1)`,
          [other.id],
        ),
      );
      await sayOfCase(speaking(lyon), odile, { ...said, id: once(lyon) });
      const states = (await store.betweenOfCase(lyon.house.db.kysely, other.id)).map(({ state }) => state);
      assert.deepEqual(states.toSorted(), ['offered', 'undelivered']);
    },
  );

  await t.test(
    'two investigate together: what was chosen is shared and stays whose it is, and both sign the division',
    async () => {
      const file = await testCase(lyon.house, 'Investigated together');
      const judge = await testMember(lyon.house, file, 'Julie Example', 'judge');
      const together: Side = { ...lyon, file, judge };
      const { number } = await testExhibit(lyon.house, file, { from: inMemory('ledger.csv', 'a,b') });
      const proposal = {
        peers: [peer],
        name: 'Harbour',
        purpose: 'Who was paid',
        use: 'In the proceedings of both',
        from: '2026-12-01',
        until: '2027-11-30',
        leader: 'Julie Example, judge',
        language: 'en',
        id: once(lyon),
      };
      for (let i = 0; i < 2; i++) await proposeJoint(speaking(lyon), judge, proposal);
      const note = { id: once(lyon), what: { kind: 'note', ...WORDS } } as const;
      await assert.rejects(shareInJoint(tokyo.house, tokyo.judge, note), isRefusal('notFound', /joint/));
      await talk(lyon, tokyo);
      const [asked] = await joint.teamsToAnswer(tokyo.house.db.kysely);
      const ours = await joint.teamOfCase(lyon.house.db.kysely, file.id);
      assert.ok(asked && ours && asked.sha256 === ours.sha256);
      assert.equal(asked.agreement.purpose, 'Who was paid');
      const answer = { title: 'Harbour', lead: 'dora@agency.example', leader: 'Dora Example' };
      const reference = await agreeJoint(desk, asked.id, answer);
      await assert.rejects(declineJoint(desk, asked.id, WORDS), { code: 'conflict' });
      const opened = await caseOfMember(tokyo.house.db.kysely, reference, dora.id);
      assert.ok(opened);
      const theirs = { person: dora, file: opened };
      await talk(tokyo, lyon);
      const [party] = await joint.partiesOf(lyon.house.db.kysely, ours.id);
      assert.ok(party?.conversation);
      assert.deepEqual([party.state, party.leader], ['agreed', 'Dora Example']);

      const exhibit = once(lyon);
      for (let i = 0; i < 2; i++) await shareInJoint(lyon.house, judge, note);
      await shareInJoint(lyon.house, judge, { id: exhibit, what: { kind: 'exhibit', number } });
      const other = { id: once(lyon), what: { kind: 'exhibit', number: 'FR-2026-999999-1' } } as const;
      await assert.rejects(shareInJoint(lyon.house, judge, other), { code: 'notFound' });
      const seen = { id: once(tokyo), what: { kind: 'note', text: 'Seen', language: 'en' } } as const;
      await shareInJoint(tokyo.house, theirs, seen);
      await step(lyon, tokyo);
      const sharedWith = ({ house }: Side) => sharedOf(house.db.kysely, ours.id);
      const there = await sharedWith(tokyo);
      assert.deepEqual(there.map(({ said }) => said.kind).toSorted(), ['exhibit', 'note', 'note']);
      const ofLyon = (all: readonly SharedRow[]) =>
        all.find(({ id, origin }) => id === note.id && origin === lyon.house.identity.origin);
      assert.equal(ofLyon(there)?.said.by, 'Julie Example');
      assert.equal((await sharedWith(lyon)).length, 3);

      // A request of one side is told as a fact, with its state, and anew when that has changed.
      const lead = await testMember(lyon.house, file, 'Leo Example', 'lead');
      const begun = await draftedBy(lyon.people, lead.person.id, file.id);
      const fact = { id: once(lyon), what: { kind: 'request', number: begun.number } } as const;
      await shareInJoint(lyon.house, judge, fact);
      const stateThere = async (): Promise<string | undefined> => {
        await step(lyon, tokyo);
        const said = (await sharedWith(tokyo)).find(({ id }) => id === fact.id)?.said;
        return said?.kind === 'request' ? said.state : undefined;
      };
      assert.equal(await stateThere(), 'draft');
      const acting = { people: lyon.people, person: lead.person, file: lead.file, law: await shippedLaw() };
      const abandoned = { act: 'abandon', reason: 'Not needed', zone: 'UTC', id: once(lyon) } as const;
      await takeAct(acting, { ...abandoned, number: begun.number });
      assert.equal(await stateThere(), 'withdrawn');

      // A note never changes, by whomever; nobody shares in the name of another, of another agreement, or elsewhere.
      const { conversation } = party;
      const again = { v: 1, type: 'jointShared', agreement: ours.sha256, id: note.id, version: 2 } as const;
      const changed = {
        ...again,
        shared: { kind: 'note', by: 'Somebody', role: 'lead', text: 'Changed', language: 'en' },
      } as const;
      assert.equal(await saysAnyway(lyon, tokyo, conversation, changed), 'delivered');
      assert.equal(await saysAnyway(tokyo, lyon, conversation, changed), 'delivered', 'as one of its own');
      await saysAnyway(tokyo, lyon, conversation, { ...changed, agreement: 'f'.repeat(64) });
      for (const one of [lyon, tokyo]) {
        const said = ofLyon(await sharedWith(one))?.said;
        assert.ok(said?.kind === 'note' && said.text === WORDS.text);
      }
      const [transfer] = await saidOf(lyon);
      assert.ok(transfer);
      assert.equal(await saysAnyway(lyon, tokyo, transfer.conversation, changed), 'wrongState');
      await unshareInJoint(lyon.house, judge, note.id);
      await step(lyon, tokyo);
      assert.ok(ofLyon(await sharedWith(tokyo))?.unsharedAt);

      // The end: each signs a division; it has ended when both have signed the same, and nothing more is shared.
      const keeps = [{ of: lyon.house.identity.origin, id: exhibit, keeper: peer }];
      await endJoint(lyon.house, judge, { keeps, ...WORDS });
      await endJoint(tokyo.house, theirs, { keeps: [], ...WORDS });
      await step(lyon, tokyo);
      const ended = async ({ house }: Side) =>
        (await joint.partiesOf(house.db.kysely, ours.id)).every(({ endedAt }) => endedAt !== undefined);
      assert.deepEqual([await ended(lyon), await ended(tokyo)], [false, false], 'not the same');
      await endJoint(tokyo.house, theirs, { keeps, ...WORDS });
      await step(lyon, tokyo);
      assert.deepEqual([await ended(lyon), await ended(tokyo)], [true, true]);
      await assert.rejects(shareInJoint(lyon.house, judge, { ...note, id: once(lyon) }), {
        code: 'conflict',
      });
      assert.equal(await saysAnyway(tokyo, lyon, conversation, changed), 'wrongState');
      const { id: share } = await offered(together, tokyo);
      await talk(together, tokyo);
      const [offer] = await offersOf(lyon.house.db.kysely, share);
      assert.equal(offer?.conversation, conversation, 'and its evidence follows');
    },
  );
});

/** What is chosen on both sides reaches the other, by itself. */
async function step(...sides: readonly Side[]): Promise<void> {
  for (const { house, keys } of sides) await tellJoint(house, keys);
  await talk(...sides);
}
