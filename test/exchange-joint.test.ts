// Four authorities investigate together, each an installation of its own: the agreement is changed by all of them or by none, two come in, one
// is put out, one leaves, copies are given without custody. What is said out of turn has no effect.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { existsSync } from 'node:fs';
import { standingOf } from '../src/evidence/custody/passing.store.ts';
import { listExhibits } from '../src/evidence/exhibits/exhibit.store.ts';
import { addExhibit } from '../src/evidence/intake/exhibit-add.acts.ts';
import { createPackage } from '../src/evidence/packages/package-create.acts.ts';
import { conditionsOfSender } from '../src/evidence/packages/sender-conditions.store.ts';
import { askShare, confirmShare } from '../src/evidence/packages/share.acts.ts';
import { insertShare, setMade, shareById } from '../src/evidence/packages/share.store.ts';
import type { Share } from '../src/evidence/packages/share.ts';
import {
  answerConsent,
  askConsent,
  consentsOf,
  giveNotice,
  noticesOf,
} from '../src/exchange/consent.acts.ts';
import { outsOf, type Out } from '../src/exchange/out.store.ts';
import { neededPeer } from '../src/exchange/peer-document.acts.ts';
import { sendIn } from '../src/exchange/send.acts.ts';
import { giveCopy } from '../src/exchange/joint-copy.acts.ts';
import { offerPackage, sealedPath } from '../src/exchange/offer.acts.ts';
import { copiesHeld } from '../src/exchange/copies-held.store.ts';
import { offersOf, toldOffers } from '../src/exchange/offer.store.ts';
import { theirOffers } from './support/their-offers.ts';
import { disclose } from '../src/portal/disclosure.do.ts';
import type { DiscloseAsked } from '../src/portal/disclosure.ts';
import { agreeJoint, endJoint, proposeJoint, shareInJoint } from '../src/exchange/joint.acts.ts';
import { answerChange, changeJoint, type ChangeProposed } from '../src/exchange/joint-change.acts.ts';
import { changesOfTeam } from '../src/exchange/joint-change.store.ts';
import { sharedOf } from '../src/exchange/joint-shared.store.ts';
import * as joint from '../src/exchange/joint.store.ts';
import { caseOfMember } from '../src/people/case-member.store.ts';
import {
  isClean,
  makes,
  offerOf,
  ONLY,
  received,
  side,
  step,
  talk,
  typesOf,
  type Side,
} from './support/evidence-between.ts';
import { isChecked } from './support/conversation-checked.ts';
import { shareOf } from './support/held-exhibit.ts';
import { ADDITION, inMemory, PACKING, testExhibit } from './support/installation.ts';
import { enrol, testHouse, testMember } from './support/people.ts';
import { isRefusal } from './support/refusal.ts';
import { authority, BRAZIL, JAPAN, listen, SPAIN, trusts } from './support/two-authorities.ts';

const once = ({ house }: Side): Uuid => newUuid(house.clock, house.random);

test('four authorities investigate together', async (t) => {
  const clock = { ms: Date.now() };
  const houses = [
    await testHouse(t),
    await testHouse(t, JAPAN),
    await testHouse(t, BRAZIL),
    await testHouse(t, SPAIN),
  ];
  const sides = await Promise.all(houses.map(async (one) => side(await authority(one), 'Harbour', clock)));
  const [lyon, tokyo, brasilia, madrid] = sides;
  assert.ok(lyon && tokyo && brasilia && madrid);
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
  /** Who speak for those that come in later. */
  const later: Awaited<ReturnType<typeof takesOn>>[] = [];
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
      peers: [brasilia, madrid].map(({ house }) => house.identity.origin),
    };
    clock.ms += 60_000;
    await changeJoint(lyon.house, lyon.judge, wider);
    await step(...sides);
    assert.deepEqual(await joint.teamsToAnswer(brasilia.house.db.kysely), [], 'not before the others agree');
    const [asked] = await changesIn(tokyo);
    await answerChange(tokyo.house, dora, asked?.sha256 ?? '');
    await step(...sides);
    const rui = await takesOn(brasilia, 'rui');
    later.push(rui, await takesOn(madrid, 'noa'));
    await step(...sides);
    const digests = await Promise.all(sides.map(async (one) => (await teamOf(one)).sha256));
    assert.deepEqual(digests, Array(4).fill(asked?.sha256), 'the same agreement on each side');
    assert.equal((await teamOf(tokyo)).agreement.purpose, 'Who was paid, and by whom');
    for (const { house } of sides) {
      const parties = await joint.partiesOf(house.db.kysely, proposal.id);
      assert.deepEqual(
        parties.map(({ state }) => state),
        ['agreed', 'agreed', 'agreed'],
        house.identity.origin,
      );
    }
    // A note of three reaches all others; a change by who came in is decided by both others.
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
    const [, noa] = later;
    assert.ok(noa);
    await answerChange(madrid.house, noa, third?.sha256 ?? '');
    await step(...sides);
    const still = await Promise.all(sides.map(async (one) => (await teamOf(one)).agreement.until));
    assert.deepEqual(still, Array(4).fill('2028-05-31'), 'Lyon has not agreed');
    await answerChange(lyon.house, lyon.judge, third?.sha256 ?? '');
    await step(...sides);
    const now = await Promise.all(sides.map(async (one) => (await teamOf(one)).agreement.until));
    assert.deepEqual(now, Array(4).fill('2028-12-31'));
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

      // Something in it speaks for the accused: once its sender is told, a copy leaves for proceedings of this State, and for nothing else.
      const [theirs] = await theirOffers(house.db.kysely);
      const [ours] = await offersOf(lyon.house.db.kysely, theirs?.package ?? once(lyon));
      assert.ok(theirs && ours);
      const notice = { to: 'Counsel', text: 'An alibi', language: 'en', id: once(tokyo) };
      for (let i = 0; i < 2; i++) await giveNotice({ house, keys: tokyo.keys, by }, theirs, notice);
      assert.equal((await typesOf(tokyo, copied)).filter((type) => type === 'authorityAdded').length, 1);
      for (const number of [copied, derived.number])
        await askShare(house, { by, share: shareIt(number), id: once(tokyo) });
      const elsewhere: readonly Partial<Share>[] = [{ receiver: toBrazil }, { handsOver: 'custody' }];
      for (const more of elsewhere)
        await assert.rejects(
          askShare(house, { by, share: shareIt(derived.number, more), id: once(tokyo) }),
          isRefusal('notAllowed', /came with the condition/),
        );
      await step(...sides);
      const [told, ...none] = await noticesOf(lyon.house.db.kysely, ours);
      assert.deepEqual([told?.said.to, told?.said.text, none.length], ['Counsel', 'An alibi', 0]);
      assert.deepEqual(await noticesOf(house.db.kysely, { ...theirs, package: once(tokyo) }), []);

      // With the consent of Lyon it leaves, and so does what was made of it.
      const asks = { to: 'Court of Tokyo', text: 'The trial', language: 'en', id: once(tokyo) };
      await askConsent({ house, keys: tokyo.keys, by }, theirs, asks);
      await step(...sides);
      const [question] = await consentsOf(lyon.house.db.kysely, ours);
      await answerConsent({ house: lyon.house, keys: lyon.keys, by: lyon.judge }, ours, question?.of ?? '');
      await step(...sides);
      for (const number of [copied, derived.number])
        await askShare(house, { by, share: shareIt(number, { receiver: toBrazil }), id: once(tokyo) });
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

  const asItIs = async ({ house }: Side): Promise<ChangeProposed> => {
    const { name: called, purpose: why, until } = (await teamOf({ ...lyon, house })).agreement;
    return { ...change, name: called, purpose: why, until };
  };
  /** Who is in it no more, as each side has it. */
  const leftAt = async ({ house }: Side): Promise<string[]> =>
    (await joint.partiesOf(house.db.kysely, proposal.id))
      .filter(({ leftBy, endedAt }) => leftBy !== undefined && endedAt !== undefined)
      .map(({ origin }) => origin);
  const has = async ({ house }: Side, note: Uuid): Promise<boolean> =>
    (await sharedOf(house.db.kysely, proposal.id)).some(({ id }) => id === note);
  const logs = (...some: readonly Side[]): string[] =>
    some.map(({ house }) => house.identity.origin).toSorted();

  await t.test('a party is put out once all others agree, and hears and says no more', async () => {
    const [rui, noa] = later;
    assert.ok(rui && noa);
    const without = await asItIs(lyon);
    await assert.rejects(
      changeJoint(lyon.house, lyon.judge, { ...without, leaving: logs(brasilia, tokyo, madrid) }),
      isRefusal('conflict', /at least two parties/),
    );
    await changeJoint(lyon.house, lyon.judge, { ...without, leaving: logs(brasilia) });
    await step(...sides);
    const [asked] = await changesIn(tokyo);
    await assert.rejects(
      answerChange(brasilia.house, rui, asked?.sha256 ?? '', { text: 'No', language: 'en' }),
      isRefusal('conflict', /puts it out/),
    );
    await answerChange(madrid.house, noa, asked?.sha256 ?? '');
    await assert.rejects(
      changeJoint(madrid.house, noa, { ...without, leaving: logs(madrid) }),
      isRefusal('conflict', /another one/),
      'it has agreed to a change that may be in effect elsewhere already',
    );
    await step(...sides);
    assert.deepEqual(await Promise.all(sides.map(leftAt)), [[], [], [], []], 'Tokyo has not agreed');
    await answerChange(tokyo.house, dora, asked?.sha256 ?? '');
    await step(...sides);
    const out = logs(brasilia);
    assert.deepEqual(await Promise.all(sides.map(leftAt)), [out, out, logs(lyon, madrid, tokyo), out]);
    const digests = await Promise.all(sides.map(async (one) => (await teamOf(one)).sha256));
    assert.deepEqual(digests, Array(4).fill(asked?.sha256));
    const note = { id: once(lyon), what: { kind: 'note', text: 'After', language: 'en' } } as const;
    await shareInJoint(lyon.house, lyon.judge, note);
    await step(...sides);
    assert.deepEqual(await Promise.all(sides.map((one) => has(one, note.id))), [true, true, false, true]);
    await assert.rejects(
      shareInJoint(brasilia.house, rui, { ...note, id: once(brasilia) }),
      isRefusal('conflict', /ended/),
    );
    // A program that says it all the same is refused, by the receipt and for good.
    const [line] = (await joint.partiesOf(brasilia.house.db.kysely, proposal.id)).filter(
      ({ origin }) => origin === lyon.house.identity.origin,
    );
    const late = once(brasilia);
    const message = {
      v: 1,
      type: 'jointShared',
      agreement: asked?.sha256 ?? '',
      id: late,
      version: 1,
      shared: { ...note.what, by: 'Rui', role: 'judge' },
    } as const;
    const peer = await neededPeer(brasilia.house.db.kysely, lyon.house.identity.origin);
    const { clock: at, random, db } = brasilia.house;
    const { conversation = late } = line ?? {};
    await db.transaction((tx) =>
      sendIn(tx, { keys: brasilia.keys, clock: at, random }, { peer, conversation, message, by: undefined }),
    );
    await step(...sides);
    assert.equal(await has(lyon, late), false);
    const [last] = (await outsOf(db.kysely, conversation)).toReversed();
    assert.deepEqual([last?.type, last?.state], ['jointShared', 'refused']);
    assert.match(Buffer.from(last?.rejection ?? []).toString(), /"code":"wrongState"/);
  });

  await t.test('who leaves asks nobody, whatever the others said of putting it out', async () => {
    const [, noa] = later;
    assert.ok(noa);
    const to = madrid.house.identity.origin;
    /** Given to Madrid, and made or not. */
    const copy = async (name: string): Promise<Uuid> => {
      const from = inMemory(name, name);
      const { number } = await testExhibit(lyon.house, lyon.file, { from, conditions: [ONLY] });
      const shared = once(lyon);
      await shareInJoint(lyon.house, lyon.judge, { id: shared, what: { kind: 'exhibit', number } });
      const id = once(lyon);
      await giveCopy(lyon.house, lyon.judge, { shared, to, ground: 'By the agreement', id });
      if (name !== 'unmade.txt') await makes(lyon, id);
      return id;
    };
    const taken = await copy('taken.txt');
    await step(...sides);
    const there: Side = { ...madrid, file: { ...madrid.file, ...noa.file } };
    const [atMadrid = ''] = await received(
      { ...there, ines: { ...madrid.ines, ...noa } },
      await offerOf(madrid, taken),
    );
    const [told, unmade] = [await copy('told.txt'), await copy('unmade.txt')];
    await step(...sides);
    const path = sealedPath(lyon.house, (await offersOf(lyon.house.db.kysely, told))[0] ?? { id: told });
    assert.ok(existsSync(path));
    const without = { ...(await asItIs(lyon)), leaving: logs(madrid) };
    clock.ms += 60_000;
    await changeJoint(lyon.house, lyon.judge, without);
    await step(...sides);
    const [asked] = await changesIn(tokyo);
    await answerChange(tokyo.house, dora, asked?.sha256 ?? '', { text: 'It stays', language: 'en' });
    await step(...sides);
    const still = sides.filter((one) => one !== brasilia);
    for (const one of still) assert.equal((await changesIn(one))[0]?.state, 'declined');
    await changeJoint(madrid.house, noa, without);
    await assert.rejects(changeJoint(madrid.house, noa, without), isRefusal('conflict', /ended/));
    await step(...sides);
    await makes(lyon, unmade);
    await step(...sides);
    const digests = await Promise.all(still.map(async (one) => (await teamOf(one)).sha256));
    assert.deepEqual(digests, Array(3).fill(asked?.sha256));
    assert.deepEqual(await Promise.all([lyon, tokyo].map(leftAt)), Array(2).fill(logs(brasilia, madrid)));
    assert.deepEqual(await leftAt(madrid), logs(brasilia, lyon, tokyo));
    // What was on its way to it is so no more, here and there.
    assert.ok(!existsSync(path));
    const ours = await Promise.all([taken, told, unmade].map((id) => offersOf(lyon.house.db.kysely, id)));
    assert.deepEqual(
      ours.flat().map(({ expiredAt, conversation }) => [expiredAt !== undefined, conversation !== undefined]),
      [
        [false, true],
        [true, true],
        [true, false],
      ],
    );
    const theirs = await theirOffers(madrid.house.db.kysely);
    const [first, second] = [taken, told].map((id) => theirs.find(({ package: of }) => of === id));
    assert.equal(theirs.length, 2);
    assert.deepEqual([second?.expiredAt !== undefined, first?.expiredAt], [true, undefined]);
    // What it took is bound as before, is named on both sides, and its sender can still be asked.
    const held = await copiesHeld(lyon.house.db.kysely, lyon.file.id);
    assert.ok(held.some(({ peerOrigin, isOurs }) => peerOrigin === to && isOurs));
    const [mine] = await copiesHeld(madrid.house.db.kysely, noa.file.id);
    assert.ok(mine?.exhibits.includes(atMadrid));
    const by = await testMember(madrid.house, noa.file, 'Jo Example', 'judge');
    const share = { ...shareOf(atMadrid), receiver: { name: 'Court of Madrid', state: 'ES' }, ground: ONLY };
    const ask = async (): Promise<unknown> => askShare(madrid.house, { by, share, id: once(madrid) });
    await assert.rejects(ask(), isRefusal('notAllowed', /came with the condition/));
    assert.ok(first && ours[0]?.[0]);
    const { house, keys } = madrid;
    const why = { to: 'Court of Madrid', text: 'The trial', language: 'en', id: once(madrid) };
    await askConsent({ house, keys, by }, first, why);
    await step(...sides);
    const [question] = await consentsOf(lyon.house.db.kysely, ours[0][0]);
    const lender = { house: lyon.house, keys: lyon.keys, by: lyon.judge };
    await answerConsent(lender, ours[0][0], question?.of ?? '');
    await step(...sides);
    await ask();
  });

  await t.test('it ends between two that sign the same; who left has no part in it', async () => {
    const number = (await listExhibits(lyon.house.db.kysely, lyon.file.id, 1))[0]?.number;
    const [ledger] = (await sharedOf(lyon.house.db.kysely, proposal.id)).filter(
      ({ said }) => said.kind === 'exhibit' && said.number === number,
    );
    assert.ok(ledger);
    const [ours, theirs] = [lyon, tokyo].map((one) => ({
      keeps: [{ of: ledger.origin, id: ledger.id, keeper: one.house.identity.origin }],
      text: 'It is done',
      language: 'en',
    }));
    assert.ok(ours && theirs);
    for (const keeper of logs(brasilia, madrid))
      await assert.rejects(
        endJoint(lyon.house, lyon.judge, {
          ...ours,
          keeps: [{ of: ledger.origin, id: ledger.id, keeper }],
        }),
        { code: 'notFound' },
        'who left keeps nothing by it',
      );
    const ended = async ({ house }: Side, other: Side) =>
      (await joint.partiesOf(house.db.kysely, proposal.id)).find(
        ({ origin }) => origin === other.house.identity.origin,
      )?.endedAt !== undefined;
    await endJoint(lyon.house, lyon.judge, ours);
    await endJoint(tokyo.house, dora, theirs);
    await step(...sides);
    assert.deepEqual([await ended(lyon, tokyo), await ended(tokyo, lyon)], [false, false], 'each keeps it');
    await endJoint(tokyo.house, dora, ours);
    await step(...sides);
    assert.deepEqual([await ended(lyon, tokyo), await ended(tokyo, lyon)], [true, true]);
    const [kept, there] = await Promise.all([lyon, tokyo].map(async (one) => teamOf(one)));
    assert.equal(kept?.division, there?.division);
    for (const { house } of [lyon, tokyo]) {
      const all: Out[] = [];
      for (const { conversation } of await joint.partiesOf(house.db.kysely, proposal.id))
        all.push(...(await outsOf(house.db.kysely, conversation ?? proposal.id)));
      assert.deepEqual(
        all.filter(({ state }) => state !== 'delivered'),
        [],
        'nothing was said to who is in it no more',
      );
    }
    const [held] = await copiesHeld(lyon.house.db.kysely, lyon.file.id);
    assert.ok(held?.isOurs);
    const [atTokyo] = await copiesHeld(tokyo.house.db.kysely, dora.file.id);
    assert.ok(atTokyo?.isOurs === false && atTokyo.exhibits.includes(copied));
  });

  await t.test(
    'the conversation is checked by its files; what a key signs after its end does not hold',
    async (of) => {
      const [party] = (await joint.partiesOf(lyon.house.db.kysely, proposal.id)).filter(
        ({ origin }) => origin === tokyo.house.identity.origin,
      );
      await isChecked(of, lyon, tokyo, party?.conversation ?? once(lyon));
    },
  );
  await isClean(...sides);
});
