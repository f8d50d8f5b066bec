// Three authorities investigate together, each an installation of its own: the agreement is changed by all of them or by none, a third comes in,
// copies are given without custody. What is said out of turn has no effect.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { standingOf } from '../src/evidence/custody/passing.store.ts';
import { listExhibits } from '../src/evidence/exhibits/exhibit.store.ts';
import { addExhibit } from '../src/evidence/intake/exhibit-add.acts.ts';
import { createPackage } from '../src/evidence/packages/package-create.acts.ts';
import { conditionsOfSender } from '../src/evidence/packages/sender-conditions.store.ts';
import { askShare, confirmShare, makeShare } from '../src/evidence/packages/share.acts.ts';
import { insertShare, setMade, shareById } from '../src/evidence/packages/share.store.ts';
import type { Share } from '../src/evidence/packages/share.ts';
import {
  answerConsent,
  askConsent,
  consentsOf,
  giveNotice,
  noticesOf,
} from '../src/exchange/consent.acts.ts';
import { checkConversation } from '../src/verify/conversation.ts';
import { exportConversation } from '../src/exchange/conversation-export.acts.ts';
import { readConversation } from '../src/platform/conversation-folder.ts';
import { signNote } from '../src/exchange/exchange-keys.acts.ts';
import { documentFile, documentText, readDocumentFile } from '../src/exchange/peer-document.ts';
import { nodeCrypto } from '../src/platform/node-crypto.ts';
import { temporaryFolder } from './support/temporary.ts';
import { giveCopy } from '../src/exchange/joint-copy.acts.ts';
import { offerPackage, sealedPath } from '../src/exchange/offer.acts.ts';
import { copiesHeld, offersOf, theirOffers, toldOffers } from '../src/exchange/offer.store.ts';
import { disclose } from '../src/portal/disclosure.acts.ts';
import type { DiscloseAsked } from '../src/portal/disclosure.ts';
import { agreeJoint, endJoint, proposeJoint, shareInJoint, tellJoint } from '../src/exchange/joint.acts.ts';
import { answerChange, changeJoint, type ChangeProposed } from '../src/exchange/joint-change.acts.ts';
import { changesOfTeam } from '../src/exchange/joint-change.store.ts';
import { sharedOf } from '../src/exchange/joint-shared.store.ts';
import * as joint from '../src/exchange/joint.store.ts';
import { caseOfMember } from '../src/people/case-member.store.ts';
import {
  isClean,
  offerOf,
  ONLY,
  received,
  side,
  talk,
  typesOf,
  type Side,
} from './support/evidence-between.ts';
import { shareOf } from './support/held-exhibit.ts';
import { ADDITION, inMemory, PACKING, testExhibit } from './support/installation.ts';
import { enrol, testHouse, testMember } from './support/people.ts';
import { isRefusal } from './support/refusal.ts';
import { authority, JAPAN, listen, trusts } from './support/two-authorities.ts';

const BRAZIL = {
  agency: 'Federal Prosecutor of Brazil (invented)',
  state: 'BR',
  origin: 'brasilia.example/custody',
};

const once = ({ house }: Side): Uuid => newUuid(house.clock, house.random);

/** As the job does. */
async function makes({ house, file }: Pick<Side, 'house' | 'file'>, id: Uuid): Promise<void> {
  const signal = new AbortController().signal;
  await makeShare(house, { id, caseId: file.id, role: 'judge', signal, onProgress: () => undefined });
}

/** What is chosen on each side reaches the others, by itself. */
async function step(...sides: readonly Side[]): Promise<void> {
  for (let round = 0; round < 2; round++) {
    for (const { house, keys } of sides) await tellJoint(house, keys);
    await talk(...sides);
  }
}

test('three authorities investigate together', async (t) => {
  const clock = { ms: Date.now() };
  const houses = [await testHouse(t), await testHouse(t, JAPAN), await testHouse(t, BRAZIL)];
  const sides = await Promise.all(houses.map(async (one) => side(await authority(one), 'Harbour', clock)));
  const [lyon, tokyo, brasilia] = sides;
  assert.ok(lyon && tokyo && brasilia);
  for (const one of sides) for (const other of sides) if (one !== other) await trusts(one, other);
  for (const one of sides) await listen(t, one);
  const proposal = {
    peers: [tokyo.house.identity.origin],
    name: 'Harbour',
    purpose: 'Who was paid',
    use: 'In the proceedings of both',
    from: '2026-12-01',
    until: '2027-11-30',
    leader: 'Julie Example, judge',
    language: 'en',
    id: once(lyon),
  };
  await proposeJoint({ house: lyon.house, keys: lyon.keys }, lyon.judge, proposal);
  await talk(lyon, tokyo);
  /** Takes what lies before its desk on. */
  const takesOn = async (of: Side, name: string) => {
    const { person } = await enrol(of.people, name, ['centralAuthority']);
    const [asked] = await joint.teamsToAnswer(of.house.db.kysely);
    assert.ok(asked);
    const answer = { title: 'Harbour', lead: `${name}@agency.example`, leader: name };
    const desk = { house: of.house, keys: of.keys, people: of.people, person };
    const file = await caseOfMember(of.house.db.kysely, await agreeJoint(desk, asked.id, answer), person.id);
    assert.ok(file);
    return { person, file };
  };
  const dora = await takesOn(tokyo, 'dora');
  await step(...sides);
  const teamOf = async ({ house }: Side) =>
    house.db.transaction(async (tx) => {
      const team = await joint.lockedTeam(tx, proposal.id);
      assert.ok(team);
      return team;
    });
  /** The newest first; each is of another minute. */
  const changesIn = ({ house }: Side) => changesOfTeam(house.db.kysely, proposal.id);
  const { purpose, use, from, name } = proposal;
  const change: ChangeProposed = {
    name,
    purpose,
    use,
    from,
    until: '2028-05-31',
    peers: [],
    why: { text: 'Six months more', language: 'en' },
  };
  const before = (await teamOf(lyon)).sha256;
  /** Number of the copy at Tokyo. */
  let copied = '';

  await t.test('a change that one party declines is none, for nobody', async () => {
    for (let i = 0; i < 2; i++) await changeJoint(lyon.house, lyon.judge, change);
    await assert.rejects(
      changeJoint(lyon.house, lyon.judge, { ...change, until: '2029-01-01' }),
      isRefusal('conflict', /another one that this authority has agreed to/),
    );
    await assert.rejects(changeJoint(lyon.house, lyon.ines, change), { code: 'notAllowed' });
    await step(...sides);
    assert.equal((await teamOf(lyon)).sha256, before, 'nobody has answered');
    const [asked] = await changesIn(tokyo);
    assert.deepEqual([asked?.ours, asked?.agreement.until], ['asked', '2028-05-31']);
    await answerChange(tokyo.house, dora, asked?.sha256 ?? '', { text: 'Too long', language: 'en' });
    await assert.rejects(answerChange(tokyo.house, dora, asked?.sha256 ?? ''), { code: 'conflict' });
    await step(...sides);
    for (const one of [lyon, tokyo]) {
      assert.equal((await teamOf(one)).sha256, before);
      assert.deepEqual(
        (await changesIn(one)).map(({ state }) => state),
        ['declined'],
      );
    }
  });

  await t.test('one that all agree to is in effect, and who is to come in is asked then', async () => {
    const wider = {
      ...change,
      purpose: 'Who was paid, and by whom',
      peers: [brasilia.house.identity.origin],
    };
    clock.ms += 60_000;
    await changeJoint(lyon.house, lyon.judge, wider);
    await step(...sides);
    assert.deepEqual(await joint.teamsToAnswer(brasilia.house.db.kysely), [], 'not before the others agree');
    const [asked] = await changesIn(tokyo);
    await answerChange(tokyo.house, dora, asked?.sha256 ?? '');
    await step(...sides);
    const rui = await takesOn(brasilia, 'rui');
    await step(...sides);
    const digests = await Promise.all(sides.map(async (one) => (await teamOf(one)).sha256));
    assert.deepEqual(digests, Array(3).fill(asked?.sha256), 'the same agreement on each side');
    assert.equal((await teamOf(tokyo)).agreement.purpose, 'Who was paid, and by whom');
    for (const { house } of sides) {
      const parties = await joint.partiesOf(house.db.kysely, proposal.id);
      assert.deepEqual(
        parties.map(({ state }) => state),
        ['agreed', 'agreed'],
        house.identity.origin,
      );
    }
    // A note of each reaches both others; a change by who came in is decided by both others.
    for (const [one, by] of [
      [lyon, lyon.judge],
      [tokyo, dora],
      [brasilia, rui],
    ] as const)
      await shareInJoint(one.house, by, {
        id: once(one),
        what: { kind: 'note', text: 'Seen', language: 'en' },
      });
    await step(...sides);
    for (const { house } of sides) assert.equal((await sharedOf(house.db.kysely, proposal.id)).length, 3);
    clock.ms += 60_000;
    await changeJoint(brasilia.house, rui, { ...wider, peers: [], until: '2028-12-31' });
    await step(...sides);
    const [third] = await changesIn(tokyo);
    await answerChange(tokyo.house, dora, third?.sha256 ?? '');
    await step(...sides);
    const still = await Promise.all(sides.map(async (one) => (await teamOf(one)).agreement.until));
    assert.deepEqual(still, Array(3).fill('2028-05-31'), 'Lyon has not agreed');
    await answerChange(lyon.house, lyon.judge, third?.sha256 ?? '');
    await step(...sides);
    const now = await Promise.all(sides.map(async (one) => (await teamOf(one)).agreement.until));
    assert.deepEqual(now, Array(3).fill('2028-12-31'));
  });

  await t.test('a copy goes to a party with its conditions, and custody stays where it is', async () => {
    const { number } = await testExhibit(lyon.house, lyon.file, {
      from: inMemory('ledger.csv', 'a,b'),
      conditions: [ONLY],
    });
    const shared = once(lyon);
    await shareInJoint(lyon.house, lyon.judge, { id: shared, what: { kind: 'exhibit', number } });
    const given = { shared, to: tokyo.house.identity.origin, ground: 'By the agreement', id: once(lyon) };
    for (const wrong of [{ shared: once(lyon) }, { to: 'nobody.example/custody' }])
      await assert.rejects(
        giveCopy(lyon.house, lyon.judge, { ...given, ...wrong }),
        isRefusal('conflict', /a party/),
      );
    for (let i = 0; i < 2; i++) await giveCopy(lyon.house, lyon.judge, given);
    await step(...sides); // before the package is made nobody is told
    assert.deepEqual(await theirOffers(tokyo.house.db.kysely), []);
    await makes(lyon, given.id);
    await step(...sides);
    assert.deepEqual(await theirOffers(brasilia.house.db.kysely), [], 'to this party alone');
    const carried = await Promise.all(
      [tokyo, brasilia].map(({ house }) => toldOffers(lyon.house.db.kysely, house.identity.origin)),
    );
    assert.deepEqual(
      carried.map((all) => all.map((one) => one.package)),
      [[given.id], []],
      'a carrier to another has nothing of it',
    );
    const arrived = await offerOf(tokyo, given.id);
    const there: Side = { ...tokyo, file: { ...tokyo.file, ...dora.file } };
    [copied = ''] = await received({ ...there, ines: { ...tokyo.ines, ...dora } }, arrived);
    await step(...sides);
    const [sent] = await offersOf(lyon.house.db.kysely, given.id);
    assert.ok(sent?.answeredAt, 'it was taken into evidence, and its sender knows');
    assert.equal(await standingOf(lyon.house.db.kysely, number), 'holds');
    assert.deepEqual(await typesOf(lyon, number), ['acquired', 'stored', 'disclosed']);
    assert.deepEqual(await typesOf(tokyo, copied), ['received', 'stored']);
    assert.deepEqual(await conditionsOfSender(tokyo.house.db.kysely, copied), [ONLY]);
    const before = (await theirOffers(tokyo.house.db.kysely)).length;
    assert.equal(before, 1);
  });

  await t.test(
    'what came with conditions leaves by no road without the consent of who set them',
    async () => {
      const { house } = tokyo;
      const file = dora.file;
      const judge = await testMember(house, file, 'Jun Example', 'judge');
      const [parent] = await listExhibits(house.db.kysely, file.id, 1);
      assert.equal(parent?.number, copied);
      const { exhibit: derived } = await addExhibit(house, {
        ...ADDITION,
        caseName: file.reference,
        from: inMemory('selection.txt', 'a'),
        conditions: parent.conditions,
        derivedFrom: { exhibit: parent, method: 'selection' },
      });
      const court = { name: 'Court of Tokyo', state: 'JP' };
      const toBrazil = { name: 'Prosecutor', state: 'BR' };
      const shareIt = (number: string, more: Partial<Share> = {}) => ({
        ...shareOf(number),
        receiver: court,
        ground: ONLY,
        ...more,
      });
      /** As it would stand there if whoever asked for it had not been refused. */
      const stands = async (share: Share, outcome: 'asked' | 'confirmed' | 'made'): Promise<Uuid> => {
        const id = once(tokyo);
        const at = new Date(clock.ms);
        const whose = { id, caseId: file.id, by: dora.person.id, at, needsSecond: outcome === 'asked' };
        await house.db.transaction(async (tx) => {
          await insertShare(tx, { ...share, ...whose });
          if (outcome === 'made')
            await setMade(tx, id, { at, noteSha256: '0'.repeat(64), bag: 'x', files: 1, bytes: 1 });
        });
        return id;
      };
      const shareAt = async (id: Uuid) => {
        const share = await shareById(house.db.kysely, file.id, id);
        assert.ok(share);
        return share;
      };
      const by = judge;
      const asked = {
        way: 'carrier',
        who: 'defence',
        person: { name: 'N', email: undefined, capacity: 'Counsel' },
        proceeding: 'P',
      } as unknown as DiscloseAsked; // as its form reads it, as far as it is asked about before it is refused
      const PLACES: { readonly [place: string]: (number: string) => Promise<unknown> } = {
        'a package for a court, from a page, by the API, or as an answer to a request': (number) =>
          askShare(house, { by, share: shareIt(number), id: once(tokyo) }),
        'custody to a third authority': (number) =>
          askShare(house, {
            by,
            share: shareIt(number, { receiver: toBrazil, handsOver: 'custody' }),
            id: once(tokyo),
          }),
        'what a second person confirms': async (number) =>
          confirmShare(house, { by, id: await stands(shareIt(number), 'asked') }),
        'the job that makes the package': async (number) =>
          makes({ ...tokyo, file: { ...tokyo.file, ...file } }, await stands(shareIt(number), 'confirmed')),
        'a package from the terminal, on a carrier or for a court': (number) =>
          createPackage(house, {
            ...PACKING,
            caseName: file.reference,
            exhibits: [number],
            to: '/nowhere/at/all',
          }),
        'disclosure, in the portal or on a carrier': async (number) =>
          disclose(
            { house, people: tokyo.people },
            { by, package: await stands(shareIt(number), 'made'), id: once(tokyo), asked },
          ),
        'an offer by line to another than the sender': async (number) =>
          offerPackage(house, by, {
            share: await shareAt(
              await stands(shareIt(number, { receiver: toBrazil, handsOver: 'custody' }), 'made'),
            ),
            peer: brasilia.house.identity.origin,
          }),
        'sharing with the parties of a joint investigation': (number) =>
          shareInJoint(house, by, { id: once(tokyo), what: { kind: 'exhibit', number } }),
      };
      for (const [place, leaves] of Object.entries(PLACES))
        for (const number of [copied, derived.number])
          await assert.rejects(
            leaves(number),
            isRefusal('notAllowed', /came with the condition: Only in/),
            `${place}: ${number}`,
          );

      // With the consent of Lyon it leaves, and so does what was made of it.
      const [theirs] = await theirOffers(house.db.kysely);
      const [ours] = await offersOf(lyon.house.db.kysely, theirs?.package ?? once(lyon));
      assert.ok(theirs && ours);
      const asks = { to: 'Court of Tokyo', text: 'The trial', language: 'en', id: once(tokyo) };
      await askConsent({ house, keys: tokyo.keys, by }, theirs, asks);
      await step(...sides);
      const [question] = await consentsOf(lyon.house.db.kysely, ours);
      await answerConsent({ house: lyon.house, keys: lyon.keys, by: lyon.judge }, ours, question?.of ?? '');
      await step(...sides);
      for (const number of [copied, derived.number])
        await askShare(house, { by, share: shareIt(number), id: once(tokyo) });

      // Something in it speaks for the accused: its sender is told, and reads it beside what was given.
      const notice = { to: 'Counsel', text: 'An alibi', language: 'en', id: once(tokyo) };
      for (let i = 0; i < 2; i++) await giveNotice({ house, keys: tokyo.keys, by }, theirs, notice);
      await step(...sides);
      const [told, ...none] = await noticesOf(lyon.house.db.kysely, ours);
      assert.deepEqual([told?.said.to, told?.said.text, none.length], ['Counsel', 'An alibi', 0]);
      assert.deepEqual(await noticesOf(house.db.kysely, { ...theirs, package: once(tokyo) }), []);
    },
  );

  await t.test('a copy that nobody fetches in its time is over, and its sender hears it', async () => {
    const { number } = await testExhibit(lyon.house, lyon.file, { from: inMemory('notes.txt', 'a') });
    const shared = once(lyon);
    await shareInJoint(lyon.house, lyon.judge, { id: shared, what: { kind: 'exhibit', number } });
    const to = brasilia.house.identity.origin;
    const id = once(lyon);
    await giveCopy(lyon.house, lyon.judge, { shared, to, ground: undefined, id });
    await makes(lyon, id);
    await step(...sides);
    const path = sealedPath(lyon.house, (await offersOf(lyon.house.db.kysely, id))[0] ?? { id });
    assert.ok(existsSync(path));
    clock.ms += 31 * 86_400_000;
    await step(...sides);
    const [given] = await offersOf(lyon.house.db.kysely, id);
    assert.ok(given?.expiredAt);
    assert.ok(!existsSync(path), 'the file that was encrypted for it is gone');
  });

  await t.test(
    'a party is put out once all others agree; nothing more goes to it or comes of it',
    async () => {
      const { agreement } = await teamOf(lyon);
      const { purpose: why, until, name: called } = agreement;
      const [out, two] = [
        brasilia.house.identity.origin,
        [brasilia, tokyo].map((one) => one.house.identity.origin),
      ];
      const without = { ...change, name: called, purpose: why, until, peers: [] };
      await assert.rejects(
        changeJoint(lyon.house, lyon.judge, { ...without, leaving: two }),
        isRefusal('conflict', /at least two parties/),
      );
      await changeJoint(lyon.house, lyon.judge, { ...without, leaving: [out] });
      await step(...sides);
      const leftAt = async ({ house }: Side) =>
        (await joint.partiesOf(house.db.kysely, proposal.id)).filter(({ leftBy }) => leftBy !== undefined)
          .length;
      assert.deepEqual(await Promise.all(sides.map(leftAt)), [0, 0, 0], 'Tokyo has not agreed');
      const [asked] = await changesIn(tokyo);
      await answerChange(tokyo.house, dora, asked?.sha256 ?? '');
      await step(...sides);
      assert.deepEqual(await Promise.all(sides.map(leftAt)), [1, 1, 2], 'on all three; it was not asked');
      const digests = await Promise.all(sides.map(async (one) => (await teamOf(one)).sha256));
      assert.deepEqual(digests, Array(3).fill(asked?.sha256));
      const note = { id: once(lyon), what: { kind: 'note', text: 'After', language: 'en' } } as const;
      await shareInJoint(lyon.house, lyon.judge, note);
      await step(...sides);
      const has = async ({ house }: Side) =>
        (await sharedOf(house.db.kysely, proposal.id)).some(({ id }) => id === note.id);
      assert.deepEqual([await has(tokyo), await has(brasilia)], [true, false]);
      const [held] = await copiesHeld(lyon.house.db.kysely, lyon.file.id);
      assert.deepEqual([held?.peerOrigin, held?.isOurs], [tokyo.house.identity.origin, true]);
      const [theirs] = await copiesHeld(tokyo.house.db.kysely, dora.file.id);
      assert.ok(theirs?.isOurs === false && theirs.exhibits.includes(copied));
    },
  );

  await t.test('it ends between the two that sign the same, and goes on between others', async () => {
    const words = { keeps: [], text: 'Tokyo leaves', language: 'en' };
    await endJoint(lyon.house, lyon.judge, words);
    await endJoint(tokyo.house, dora, words);
    await step(...sides);
    const ended = async ({ house }: Side, other: Side) =>
      (await joint.partiesOf(house.db.kysely, proposal.id)).find(
        ({ origin }) => origin === other.house.identity.origin,
      )?.endedAt !== undefined;
    assert.deepEqual(
      [await ended(lyon, tokyo), await ended(tokyo, lyon), await ended(lyon, brasilia)],
      [true, true, true],
    );
  });
  await t.test(
    'the conversation is checked by its files; what a key signs after its end does not hold',
    async () => {
      const [party] = (await joint.partiesOf(lyon.house.db.kysely, proposal.id)).filter(
        ({ origin }) => origin === tokyo.house.identity.origin,
      );
      const to = join(temporaryFolder(t), 'conversation');
      const conversation = party?.conversation ?? once(lyon);
      const sent = await exportConversation(lyon.house, lyon.keys, { conversation, to });
      const files = new Map(readConversation(to));
      const trust = new Map(
        [lyon, tokyo].map(({ house }) => [
          house.identity.origin,
          [house.keys.ed25519.key, house.keys.mlDsa44.key],
        ]),
      );
      const whole = await checkConversation(files, trust, nodeCrypto);
      assert.deepEqual([whole.faults, whole.messages.length], [[], sent]);
      for (const [path, bytes] of files) {
        const at = randomInt(bytes.length);
        const flipped = bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
        for (const other of [flipped, bytes.subarray(0, at)]) {
          const changed = await checkConversation(new Map(files).set(path, other), trust, nodeCrypto);
          assert.notEqual(changed.faults.length, 0, `${path}, byte ${at} of ${bytes.length}`);
        }
      }
      // Tokyo said later that its key had ended before all that.
      const theirs = readDocumentFile(files.get('peers/theirs.json') ?? new Uint8Array(), nodeCrypto);
      assert.ok(theirs);
      const { document, proofs } = theirs;
      const exchange = document.exchange.map((one) => ({ ...one, until: '2020-01-01T00:00:00Z' }));
      const next = { ...document, serial: document.serial + 1, prev: theirs.digest, exchange };
      const note = signNote(documentText(next), tokyo.keys.exchange);
      files.set('peers/theirs-next.json', Buffer.from(documentFile(note, proofs)));
      const { faults } = await checkConversation(files, trust, nodeCrypto);
      const ofTokyo = whole.messages.filter(({ from }) => from === tokyo.house.identity.origin).length;
      assert.ok(ofTokyo > 0);
      const ended = faults.filter(({ what }) => what.startsWith('signed by a key that had run out'));
      assert.equal(ended.filter(({ path }) => path.startsWith('messages/')).length, ofTokyo);
      assert.ok(ended.some(({ path }) => path.startsWith('receipts/')));
    },
  );
  await isClean(...sides);
});
