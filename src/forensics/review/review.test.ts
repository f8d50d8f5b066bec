// From a list of fingerprints to a finding: what is near becomes a hit, a hit is looked at under limits, and two people who agree
// settle it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { drawn, shapes } from '../../../test/support/drawn.ts';
import { heldByInes, refusedAs } from '../../../test/support/held-exhibit.ts';
import { testExhibit } from '../../../test/support/installation.ts';
import { knownSet, pdqList } from '../../../test/support/known-set.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { madeVideo } from '../../../test/support/videos.ts';
import { buildZip } from '../../../test/support/zip-builder.ts';
import { newUuid } from '../../base/ids.ts';
import { disposeExhibit } from '../../evidence/custody/custody.acts.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import { readDetail } from '../../evidence/events/event.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import { audit } from '../../evidence/upkeep/audit.acts.ts';
import { framesOf, videoProgram } from '../pictures/video-frames.ts';
import { sql } from 'kysely';
import type { Viewer } from '../../evidence/exhibits/exhibit-act.acts.ts';
import { lookAt, type ContentsHouse } from '../contents/contents.acts.ts';
import { Insides } from '../contents/insides.acts.ts';
import { countExact } from '../pictures/hits.store.ts';
import { examine } from '../pipeline/examine.acts.ts';
import { failures } from '../pipeline/results.store.ts';
import { decideHit, openHit } from './review.acts.ts';
import { resultOf, type Decision } from '../known/decided.ts';
import { pictureLimits, USUAL_LIMITS } from './limits.ts';
import { exposureOf, waitsFor } from './review.ts';
import { asPerson, type PersonDatabase } from '../../people/as-person.store.ts';
import { hitsOf, keepOpening, openingsOf, samePicture } from './review.store.ts';
import { veilsOf, wallPictures } from './wall.store.ts';

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
  assert.deepEqual(
    [exposureOf([], now, USUAL_LIMITS).minutes, exposureOf([], now, USUAL_LIMITS).isOver],
    [0, false],
  );
  const sitting = exposureOf(ago(1, 8, 15, 21, 40), now, USUAL_LIMITS);
  assert.deepEqual([sitting.minutes, sitting.inSitting, sitting.today, sitting.isBreakDue, sitting.isOver], [21, 4, 5, true, false]); // prettier-ignore
  assert.equal(exposureOf(ago(2, 9, 16, 23, 30), now, USUAL_LIMITS).isOver, true);
  assert.equal(exposureOf(ago(11, 20, 29), now, USUAL_LIMITS).minutes, 0, 'a break of ten minutes');
  assert.equal(
    exposureOf(ago(...Array.from({ length: 60 }, (_, i) => 60 + i)), now, USUAL_LIMITS).isOver,
    true,
  );
  assert.equal(
    exposureOf(ago(...Array.from({ length: 60 }, (_, i) => 24 * 60 + i)), now, USUAL_LIMITS).today,
    0,
  );
});

test('the limits are the agency’s: each number counts, and pictures do not stop before a break is suggested', () => {
  const now = 1_000_000 * MINUTE;
  const openings = [1, 5, 9].map((minute) => now - minute * MINUTE);
  const own = { suggestedMinutes: 5, mostMinutes: 9, mostADay: 4 };
  assert.deepEqual(pictureLimits.parse(own), own);
  const seen = exposureOf(openings, now, own);
  assert.deepEqual([seen.isBreakDue, seen.isOver, seen.mostToday], [true, true, 4]);
  assert.equal(exposureOf(openings, now, { ...own, mostMinutes: 10 }).isOver, false);
  assert.equal(exposureOf(openings, now, { ...own, mostMinutes: 10, mostADay: 3 }).isOver, true);
  for (const wrong of [{ suggestedMinutes: 10 }, { mostADay: 0 }, { mostADay: 1.5 }, { mostMinutes: 241 }])
    assert.equal(pictureLimits.safeParse({ ...own, ...wrong }).success, false);
});

/** What a camera writes: Tag names as libvips has them. */
const TAKEN = {
  IFD2: { DateTimeOriginal: '2024:05:01 10:00:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '48/1 51/1 24/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '2/1 21/1 3/1',
  },
};

/** Two pictures, one of which a set knows and which lies in an archive too, a text and one that is broken. */
async function filesIn(folder: string): Promise<string> {
  mkdirSync(join(folder, 'album'), { recursive: true });
  await drawn(320, 240, shapes(1))
    .resize(200)
    .withExif(TAKEN)
    .jpeg({ quality: 60 })
    .toFile(join(folder, 'album', 'known.jpg'));
  await drawn(320, 240, shapes(2))
    .png()
    .toFile(join(folder, 'album', 'other.png'));
  writeFileSync(join(folder, 'broken.png'), Buffer.from('89504e470d0a1a0a00000000', 'hex'));
  writeFileSync(join(folder, 'notes.txt'), 'a text');
  const known = readFileSync(join(folder, 'album', 'known.jpg'));
  writeFileSync(join(folder, 'nested.zip'), buildZip([{ name: 'within.jpg', data: known }]));
  return folder;
}

async function setUp(t: TestContext) {
  const held = await heldByInes(t);
  const { house } = held.made;
  const set = await knownSet(t, house, `${'55'.repeat(32)}\n${pdqList(1)}`, { lines: 'pdq', category: 'B' });
  assert.equal(set.counts.pdq, 2);
  const insides = new Insides(house);
  t.after(() => insides.close());
  const run = (exhibit: Exhibit) =>
    examine(house, {
      exhibit,
      run: newUuid(house.clock, house.random),
      signal: AbortSignal.timeout(120_000),
    });
  return { ...held, house, set, run, at: { house, insides } };
}

test('a hit is found once however often it is looked for, opened under a limit, and settled by two', async (t) => {
  const { house, run, at, file, ines, omar, lead, judge, stranger } = await setUp(t);
  const path = await filesIn(temporaryFolder(t));
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  const first = await run(exhibit);
  const unread = await failures(house.db.kysely, { exhibit: exhibit.id, caseId: file.id }, 10);
  assert.deepEqual(unread.map((one) => [one.stage, one.path]), [['picture', '/broken.png']]); // prettier-ignore
  const stored = house.store.localPath(exhibit.id, 'data/album/known.jpg') ?? '';
  rmSync(stored);
  assert.deepEqual((await run(exhibit)).root, first.root, 'compared again without being read');
  cpSync(join(path, 'album', 'known.jpg'), stored);
  const wall = await wallPictures(house.db.kysely, { caseId: file.id, limit: 10 });
  // Which of two copies stands for their content depends on the identifiers of the items.
  const copies = ['/album/known.jpg', '/nested.zip/within.jpg'];
  const shown = wall.map(({ path: own, time, isCameras, latitude, longitude }) =>
    [copies.includes(own) ? 'a copy' : own, isCameras ? time : 'of the file', latitude, longitude].join(),
  );
  assert.deepEqual(
    shown.toSorted(),
    ['/album/other.png,of the file,,', 'a copy,2024-05-01T10:00:00,48.8566667,2.3508333'],
    'of a content once, the copy in the archive is not beside it',
  );
  assert.deepEqual((await veilsOf(house.db.kysely, file.id, wall.slice(1))).map(({ item }) => item), [wall[1]?.item]); // prettier-ignore
  const found = await hitsOf(house.db.kysely, exhibit.id, { limit: 10 });
  assert.deepEqual(
    found.map((one) => [one.path, one.setName, one.setVersion, one.category, one.mayBeTold]),
    [['/album/known.jpg', 'Reference', 1, 'B', 'The national unit']],
    'the copy in the archive is the same picture',
  );
  const [hit] = found;
  assert.ok(hit);
  const same = await samePicture(house.db.kysely, exhibit.id, { id: hit.id, limit: 10 });
  assert.deepEqual(same, { paths: ['/nested.zip/within.jpg'], count: 1 });
  const entry = 1 + Number(Buffer.from(pdqList(1).trim(), 'hex').compare(Buffer.alloc(32, 0x55)) > 0);
  assert.equal(hit.entry, entry, 'in the order of the fingerprints');
  assert.ok(hit.distance <= 31 && hit.veil.length === 16 * 12);

  await onlyInReview(at, ines, exhibit);
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

  const events = (await eventsOf(house, exhibit.number)).slice(2 + 4 + 3); // two examinations, each with its beginning and its end; the looks at its contents
  assert.deepEqual(
    events.map(({ event, detail }) => {
      const { person, foundAs } = readDetail(detail?.text ?? '{}', 'an event');
      return [event.type, event.facts?.['purpose'] ?? event.facts?.['method'], person, foundAs].filter(
        Boolean,
      );
    }),
    [
      ['viewed', 'picture', 'Ines Example', '/album/known.jpg'],
      ['viewed', 'picture', 'Omar Example', '/album/known.jpg'],
      ...(['other', 'match'] as const).map((said) => ['extracted', `hit of set Reference 1, entry ${entry}, distance ${hit.distance}: ${said}, in 2 files with these bytes`, 'Ines Example', '/album/known.jpg']), // prettier-ignore
      ['extracted', `hit of set Reference 1, entry ${entry}, distance ${hit.distance}: match, in 2 files with these bytes`, 'Omar Example', '/album/known.jpg'], // prettier-ignore
    ],
  );
  assert.equal((await audit(house, {})).differencesCount, 0);
  await disposeExhibit(house, { number: exhibit.number, order: { type: 'order', id: '12/26' } });
  assert.deepEqual(
    await hitsOf(house.db.kysely, exhibit.id, { limit: 10 }),
    [],
    'what is not held any more is not told of',
  );
});

/** Beside the review, whose showings are counted, a known picture is shown nowhere, and a refused look is no event. */
async function onlyInReview(at: ContentsHouse, viewer: Viewer, exhibit: Exhibit): Promise<void> {
  const { house } = at;
  const db: PersonDatabase = {
    asPerson: (person, act) => asPerson(house.db, person, act),
    close: async () => undefined,
  };
  const look = (name: string, picture: 'veiled' | 'shown') => {
    const place = { path: ['album'], file: { name, address: 'stored' }, view: 'picture', after: 0 } as const;
    return lookAt(at, db, { viewer, number: exhibit.number, place, picture });
  };
  const seen = await look('other.png', 'shown');
  assert.deepEqual([seen?.isKnown, seen?.chosen?.picture?.ok], [false, true]);
  const before = (await eventsOf(house, exhibit.number)).length;
  await assert.rejects(look('known.jpg', 'shown'), refusedAs('notAllowed'));
  assert.equal((await eventsOf(house, exhibit.number)).length, before);
  const veiled = await look('known.jpg', 'veiled');
  assert.deepEqual([veiled?.isKnown, veiled?.chosen?.picture?.ok], [true, true], 'squares are no picture');
  const equal = sql`exhibit_id = ${exhibit.id} and set_name = 'Equal'`;
  await sql`
    insert into known_hit (exhibit_id, case_id, item_id, set_id, set_name, set_version, use, digest, flags, may_be_told)
    select exhibit_id, case_id, id, ${exhibit.id}, 'Equal', 1, 'ignore', 'sha256', '[]', 'x' from examined_item
     where exhibit_id = ${exhibit.id} and path = '/album/other.png'`.execute(house.db.kysely);
  assert.equal((await look('other.png', 'shown'))?.isKnown, false, 'what everybody has');
  await sql`update known_hit set use = 'alert' where ${equal}`.execute(house.db.kysely);
  assert.equal(await countExact(house.db.kysely, exhibit.id), 1);
  await assert.rejects(look('other.png', 'shown'), refusedAs('notAllowed'));
  await sql`delete from known_hit where ${equal}`.execute(house.db.kysely);
}

test(
  'pictures on a medium are found where they lie, and opened from there',
  { skip: !hasProgram('mkfs.ext4') && 'no mkfs.ext4' },
  async (t) => {
    const { house, run, at, file, ines } = await setUp(t);
    const folder = temporaryFolder(t);
    const path = join(folder, 'stick.dd');
    const made = spawnSync('mkfs.ext4', ['-q', '-F', '-d', await filesIn(join(folder, 'files')), path, '4M']);
    assert.equal(made.status, 0, String(made.stderr));
    const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
    await run(exhibit);
    const hits = await hitsOf(house.db.kysely, exhibit.id, { limit: 10 });
    assert.deepEqual(hits.map((hit) => hit.path), ['/album/known.jpg']); // prettier-ignore
    for (const hit of hits) {
      const seen = await openHit(at, { by: ines, number: exhibit.number, hit: hit.id }, 'small');
      assert.deepEqual([seen?.width, seen?.height, seen?.channels], [200, 150, 3], hit.path);
    }
  },
);

test('a video of which a set knows a frame is one hit, and that frame is what is opened', async (t) => {
  const program = await videoProgram();
  if (program === undefined) return t.skip('ffmpeg is not installed');
  const { made, file, ines } = await heldByInes(t);
  const { house } = made;
  const at = { house, insides: new Insides(house) };
  t.after(() => at.insides.close());
  const video = await madeVideo(program);
  const look = await framesOf(program, (write) => write(video));
  assert.ok(look.ok);
  await knownSet(t, house, `${look.frames[4]?.hash}\n`, { lines: 'pdq', category: 'B' });
  const path = join(temporaryFolder(t), 'clip.mkv');
  writeFileSync(path, video);
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  const run = newUuid(house.clock, house.random);
  await examine(house, { exhibit, run, signal: AbortSignal.timeout(120_000) });
  const [hit, ...others] = await hitsOf(house.db.kysely, exhibit.id, { limit: 10 });
  assert.deepEqual([hit?.path, hit?.distance, hit?.hash, others], ['/clip.mkv', 0, look.frames[4]?.hash, []]);
  assert.ok(hit);
  const grey = await openHit(at, { by: ines, number: exhibit.number, hit: hit.id }, 'smallGrey');
  assert.deepEqual([grey?.width, grey?.height, grey?.channels], [320, 180, 1]);
  assert.ok(grey !== undefined && new Set(grey.bytes).size > 10, 'there is something on it');
});
