// From a list of fingerprints to a finding: what is near becomes a hit, a hit is looked at under limits, and two people who agree
// settle it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { drawn, shapes } from '../../../test/support/drawn.ts';
import { heldByInes, refusedAs } from '../../../test/support/held-exhibit.ts';
import { testExhibit } from '../../../test/support/installation.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { newUuid } from '../../base/ids.ts';
import { disposeExhibit } from '../../evidence/custody/custody.acts.ts';
import { readDetail } from '../../evidence/events/event.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import { audit } from '../../evidence/upkeep/audit.acts.ts';
import { Insides } from '../contents/insides.acts.ts';
import { pdqOf } from '../pictures/pdq.ts';
import { matchPictures } from './match.acts.ts';
import { decideHit, openHit } from './review.acts.ts';
import { exposureOf, resultOf, waitsFor, type Decision } from './review.ts';
import { asPerson } from '../../people/as-person.store.ts';
import { hitsOf, keepOpening, openingsOf, keepSet, pictureSets } from './review.store.ts';

const MINUTE = 60_000;

test('two who agree settle a hit, two who differ ask a third, and nobody is asked twice', () => {
  const results: readonly (readonly [readonly Decision[], string])[] = [
    [[], 'waiting'],
    [['match'], 'waiting'],
    [['match', 'match'], 'match'],
    [['other', 'other'], 'other'],
    [['match', 'other'], 'differ'],
    [['unsure', 'unsure'], 'differ'],
    [['match', 'other', 'other'], 'other'],
    [['match', 'other', 'unsure'], 'unsure'],
  ];
  for (const [decisions, result] of results) assert.equal(resultOf(decisions), result, decisions.join());
  const said = new Map<string, Decision>([['ines', 'match'], ['omar', 'other']]); // prettier-ignore
  assert.deepEqual([waitsFor(said, 'ines'), waitsFor(said, 'lena')], [false, true]);
  assert.equal(waitsFor(new Map([...said, ['jana', 'match']]), 'lena'), false, 'settled');
});

test('a sitting is counted from its first picture, a break begins another, and both limits end the pictures', () => {
  const now = 1_000_000 * MINUTE;
  const ago = (...minutes: readonly number[]): number[] => minutes.map((minute) => now - minute * MINUTE);
  assert.deepEqual([exposureOf([], now).minutes, exposureOf([], now).isOver], [0, false]);
  const sitting = exposureOf(ago(1, 8, 15, 21, 40), now);
  assert.deepEqual([sitting.minutes, sitting.inSitting, sitting.today, sitting.isBreakDue, sitting.isOver], [21, 4, 5, true, false]); // prettier-ignore
  assert.equal(exposureOf(ago(2, 9, 16, 23, 30), now).isOver, true);
  assert.equal(exposureOf(ago(11, 20, 29), now).minutes, 0, 'a break of ten minutes');
  assert.equal(exposureOf(ago(...Array.from({ length: 60 }, (_, i) => 60 + i)), now).isOver, true);
  assert.equal(exposureOf(ago(...Array.from({ length: 60 }, (_, i) => 24 * 60 + i)), now).today, 0);
});

/** Three pictures, one of which a set knows, a text and one that is broken. */
async function filesIn(folder: string): Promise<string> {
  mkdirSync(join(folder, 'album'), { recursive: true });
  await drawn(320, 240, shapes(1))
    .resize(200)
    .jpeg({ quality: 60 })
    .toFile(join(folder, 'album', 'known.jpg'));
  await drawn(320, 240, shapes(2))
    .png()
    .toFile(join(folder, 'album', 'other.png'));
  writeFileSync(join(folder, 'broken.png'), Buffer.from('89504e470d0a1a0a00000000', 'hex'));
  writeFileSync(join(folder, 'notes.txt'), 'a text');
  return folder;
}

async function setUp(t: TestContext, expiresOn = '2999-01-01') {
  const held = await heldByInes(t);
  const { house } = held.made;
  const { hash } = pdqOf({ width: 320, height: 240, channels: 3, bytes: shapes(1) });
  const hashes = Buffer.concat([Buffer.alloc(32, 0x55), hash]);
  const kept = {
    id: newUuid(house.clock, house.random),
    name: 'Reference',
    version: '2026-11-02',
    category: 'B',
    owner: 'Example authority',
    basis: 'order 12/26',
    mayBeTold: null,
    expiresOn,
    hashes,
    sha256: createHash('sha256').update(hashes).digest(),
    at: new Date(house.clock()),
  };
  assert.equal(await keepSet(house.db.kysely, kept), true);
  assert.equal(await keepSet(house.db.kysely, { ...kept, id: newUuid(house.clock, house.random) }), false);
  const [set] = await pictureSets(house.db.kysely);
  assert.ok(set);
  assert.equal(set.count, 2);
  const insides = new Insides(house);
  t.after(() => insides.close());
  return { ...held, house, set, at: { house, insides } };
}

test('a hit is found once however often it is looked for, opened under a limit, and settled by two', async (t) => {
  const { house, set, at, file, ines, omar, lead, judge, stranger } = await setUp(t);
  const path = await filesIn(temporaryFolder(t));
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  const first = await matchPictures(house, { exhibit, set });
  assert.deepEqual(
    [first.pictures, first.hits, first.failures.map((one) => one.path)],
    [2, 1, ['/broken.png']],
  );
  await matchPictures(house, { exhibit, set });
  const [hit, ...more] = await hitsOf(house.db.kysely, exhibit.id);
  assert.ok(hit);
  assert.equal(more.length, 0);
  assert.deepEqual(
    [hit.path, hit.setName, hit.category, hit.entry],
    ['/album/known.jpg', 'Reference', 'B', 2],
  );
  assert.ok(hit.distance <= 31 && hit.veil.length === 16 * 12);

  const asked = { number: exhibit.number, hit: hit.id };
  const grey = await openHit(at, { by: ines, ...asked }, 'smallGrey');
  assert.deepEqual([grey?.width, grey?.height, grey?.channels], [200, 150, 1]);
  const of = { hit: hit.id, exhibit: exhibit.id, caseId: file.id, person: ines.person.id };
  for (let n = 0; n < 59; n++)
    await keepOpening(house.db.kysely, {
      ...of,
      id: newUuid(house.clock, house.random),
      at: new Date(house.clock()),
    });
  await assert.rejects(openHit(at, { by: ines, ...asked }, 'small'), refusedAs('notAllowed'));
  assert.ok(await openHit(at, { by: omar, ...asked }, 'small'), 'another person has a day of their own');
  for (const by of [judge, stranger]) await assert.rejects(openHit(at, { by, ...asked }, 'small'));
  // How much she has seen is hers to read.
  const seenBy = (reader: typeof ines) =>
    asPerson(house.db, reader.person.id, (tx) => openingsOf(tx, ines.person.id, new Date(0)));
  assert.deepEqual([(await seenBy(ines)).length, (await seenBy(omar)).length], [60, 0]);
  await assert.rejects(openHit(at, { by: omar, ...asked, hit: exhibit.id }, 'small'), refusedAs('notFound'));

  await decideHit(at, { by: ines, ...asked }, { decision: 'other' });
  await decideHit(at, { by: ines, ...asked }, { decision: 'match' }); // she thinks again
  await decideHit(at, { by: ines, ...asked }, { decision: 'match' });
  await assert.rejects(
    decideHit(at, { by: omar, ...asked }, { decision: 'perhaps' as never }),
    refusedAs('badInput'),
  );
  await assert.rejects(
    decideHit(at, { by: judge, ...asked }, { decision: 'match' }),
    refusedAs('notAllowed'),
  );
  await decideHit(at, { by: omar, ...asked }, { decision: 'match' });
  for (const by of [ines, lead])
    // settled: nobody changes it any more
    await assert.rejects(decideHit(at, { by, ...asked }, { decision: 'other' }), refusedAs('conflict'));

  const events = (await eventsOf(house, exhibit.number)).slice(2);
  assert.deepEqual(
    events.map(({ event, detail }) => {
      const { person, foundAs } = readDetail(detail?.text ?? '{}', 'an event');
      return [event.type, event.facts?.['purpose'] ?? event.facts?.['method'], person, foundAs].filter(
        Boolean,
      );
    }),
    [
      ...Array.from({ length: 2 }, () => [['viewed', 'pictures'], ['extracted', 'PDQ, at most 31 bits, set Reference 2026-11-02: 2 pictures, 1 hits, 1 not read']]).flat(), // prettier-ignore
      ['viewed', 'picture', 'Ines Example', '/album/known.jpg'],
      ['viewed', 'picture', 'Omar Example', '/album/known.jpg'],
      ...(['other', 'match'] as const).map((said) => ['extracted', `hit of set Reference 2026-11-02, entry 2, distance ${hit.distance}: ${said}`, 'Ines Example', '/album/known.jpg']), // prettier-ignore
      ['extracted', `hit of set Reference 2026-11-02, entry 2, distance ${hit.distance}: match`, 'Omar Example', '/album/known.jpg'], // prettier-ignore
    ],
  );
  assert.equal((await audit(house, {})).differencesCount, 0);
  await disposeExhibit(house, { number: exhibit.number, order: { type: 'order', id: '12/26' } });
  assert.deepEqual(await hitsOf(house.db.kysely, exhibit.id), [], 'what is not held any more is not told of');
});

test(
  'pictures on a medium are found where they lie, and opened from there',
  { skip: !hasProgram('mkfs.ext4') && 'no mkfs.ext4' },
  async (t) => {
    const { house, set, at, file, ines } = await setUp(t);
    const folder = temporaryFolder(t);
    const path = join(folder, 'stick.dd');
    const made = spawnSync('mkfs.ext4', ['-q', '-F', '-d', await filesIn(join(folder, 'files')), path, '4M']);
    assert.equal(made.status, 0, String(made.stderr));
    const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
    const { pictures, hits, failures } = await matchPictures(house, { exhibit, set });
    assert.deepEqual([pictures, hits, failures.length], [2, 1, 0], JSON.stringify(failures));
    const [hit] = await hitsOf(house.db.kysely, exhibit.id);
    assert.ok(hit);
    assert.equal(hit.path, '/album/known.jpg');
    const seen = await openHit(at, { by: ines, number: exhibit.number, hit: hit.id }, 'small');
    assert.deepEqual([seen?.width, seen?.height, seen?.channels], [200, 150, 3]);
  },
);

test('a set is not used from the day on which it expires', async (t) => {
  const { house, set, file } = await setUp(t, '2020-01-01');
  const exhibit = await testExhibit(house, file);
  await assert.rejects(matchPictures(house, { exhibit, set }), refusedAs('notAllowed'));
  assert.equal((await eventsOf(house, exhibit.number)).at(-1)?.event.type, 'stored', 'nothing was read');
});
