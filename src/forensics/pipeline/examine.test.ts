import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { deepZip, deflated, nestedZip, tarOfLinks } from '../../../test/support/archives.ts';
import { DRAWN, mixedPdf, pdfOfLines, scannedPdf } from '../../../test/support/drawn-words.ts';
import { photoOf } from '../../../test/support/photo.ts';
import { buildZip } from '../../../test/support/zip-builder.ts';
import { testCase, testExhibit } from '../../../test/support/installation.ts';
import { madeVideo } from '../../../test/support/videos.ts';
import { foundOn, volumesFixture, volumesOf } from '../../../test/support/media.ts';
import { withLog } from '../../../test/support/sqlite-log.ts';
import { testHouse } from '../../../test/support/people.ts';
import { TOOL } from '../../evidence/log/tool.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { hex } from '../../base/bytes.ts';
import { newUuid } from '../../base/ids.ts';
import { disposeExhibit } from '../../evidence/custody/custody.acts.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { outsideProgram } from '../../platform/outside-program.ts';
import { insertPerson } from '../../people/person.store.ts';
import { fileOfBytes, lookAtPicture, picturePool } from '../pictures/pictures.ts';
import { pngOf } from '../pictures/png.ts';
import { readFrames } from '../pictures/video.ts';
import { videoProgram } from '../pictures/video-frames.ts';
import { confirmKnown, importSet } from '../known/known.acts.ts';
import { contentsOf } from '../contents/contents.acts.ts';
import { Insides } from '../contents/insides.acts.ts';
import { sha256Of } from '../listing/select.ts';
import { contentOf, unusedOf } from '../listing/unused.ts';
import { examine } from './examine.acts.ts';
import { makeSelection } from './select.acts.ts';
import { readItem } from './item.store.ts';
import { itemsOf } from './items.store.ts';
import { failures, failuresCounted, forgetFailures, resultLines } from './results.store.ts';

async function run(house: Installation, exhibit: Exhibit, words?: string, unused = false) {
  const found = await examine(house, {
    exhibit,
    words,
    unused,
    run: newUuid(house.clock, house.random),
    signal: AbortSignal.timeout(120_000),
  });
  const lines: string[] = [];
  for await (const line of resultLines(house.db.kysely, { exhibit: exhibit.id, caseId: exhibit.caseId }))
    lines.push(line);
  return { ...found, lines };
}

test('an examination finds every entry of every volume, and a second one the same table', async (t) => {
  const { house } = await testHouse(t);
  const file = await testCase(house);
  const path = join(temporaryFolder(t), 'disk.dd');
  const bytes = volumesFixture();
  writeFileSync(path, bytes);
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  const first = await run(house, exhibit);
  const truth = volumesOf(bytes)
    .flatMap((volume) =>
      foundOn(volume).found.map((one) => [volume.number, one.path.toWellFormed(), one.sha256 ?? null]),
    )
    .map(String);
  const { rows } = await sql<{ volume: number; path: string; sha256: string | null }>`
    select volume, path, encode(sha256, 'hex') as sha256 from examined_item where parent is null`.execute(
    house.db.kysely,
  );
  const got = rows.map(({ volume, path: own, sha256 }) => String([volume, own, sha256]));
  const listed = await failures(house.db.kysely, { exhibit: exhibit.id, caseId: exhibit.caseId }, 20);
  assert.deepEqual(
    [...new Set(truth)].filter((one) => !got.includes(one)).slice(0, 5),
    [],
    JSON.stringify(listed),
  );
  assert.deepEqual(got.filter((one) => !truth.includes(one)).slice(0, 5), []);
  const second = await run(house, exhibit);
  assert.deepEqual(second.lines, first.lines);
  assert.equal(hex(second.root), hex(first.root));
  const events = (await eventsOf(house, exhibit.number)).map(({ event }) => [
    event.type,
    event.facts?.['purpose'] ?? event.facts?.['method'],
  ]);
  assert.deepEqual(events.slice(-2), [
    ['viewed', 'examination'],
    [
      'extracted',
      `examination ${second.run}: ${second.items} items, ${second.failures} failures, results ${hex(second.root)}`,
    ],
  ]);

  // Asked for, free space and slack are items too; what was found before stays as it is.
  const third = await run(house, exhibit, undefined, true);
  assert.deepEqual((await run(house, exhibit)).lines, third.lines);
  assert.deepEqual(first.lines.filter((line) => !third.lines.includes(line)), []); // prettier-ignore
  const { kysely } = house.db;
  const unusedItems = (unused: 'free' | 'slack' | 'yes') =>
    itemsOf(kysely, exhibit.id, { filter: { unused }, after: undefined, limit: 10_000 });
  const expected = volumesOf(bytes).flatMap((volume) =>
    [...unusedOf(volume, assert.fail)].map((one) => [
      one.unused,
      volume.number,
      one.path.toWellFormed(),
      sha256Of(contentOf(volume, one.entry)),
    ]),
  );
  const listedUnused = (await unusedItems('yes')).map((one) => [
    one.unused,
    one.volume,
    one.path,
    one.sha256,
  ]);
  assert.deepEqual(listedUnused.map(String).toSorted(), expected.map(String).toSorted());
  const [run0] = await unusedItems('free');
  const [slack] = await unusedItems('slack');
  assert.ok(run0 && slack && listedUnused.length > 20);
  const insides = new Insides(house);
  t.after(() => insides.close());
  for (const { path: own, volume, address, sha256 } of [run0, slack]) {
    const parts = own.split('/').slice(1);
    const place = {
      volume,
      path: parts.slice(0, -1),
      file: { name: parts.at(-1) ?? '', address },
      isUnused: true,
      view: 'hex',
      after: 0,
    } as const;
    const { chosen, rows: shown } = await contentsOf({ house, insides }, exhibit, { place });
    assert.equal(chosen?.sha256, sha256, own);
    const plain = { volume, path: [], view: 'details', after: 0 } as const;
    const top = await contentsOf({ house, insides }, exhibit, { place: plain });
    assert.ok(top.rows?.every((one) => !one.path.includes('$Unallocated') && !one.path.endsWith(':slack')));
    assert.ok(shown !== undefined);
  }
  const { exhibit: made } = await makeSelection(house, {
    exhibit,
    reference: file.reference,
    what: 'matching',
    filter: { unused: 'slack', name: slack.path },
    title: 'Slack',
    reason: 'It may hold what was there before',
    signal: AbortSignal.timeout(60_000),
  });
  const record = readFileSync(house.store.localPath(made.id, 'data/items.jsonl') ?? '', 'utf8');
  const {
    at,
    sha256,
    file: name,
  } = JSON.parse(record.split('\n')[0] ?? '') as {
    readonly at: { readonly runs: readonly [number, number][] };
    readonly sha256: string;
    readonly file: string;
  };
  const [[offset, length] = [0, 0]] = at.runs;
  const there = bytes.subarray(offset, offset + length);
  assert.equal(createHash('sha256').update(there).digest('hex'), sha256);
  assert.deepEqual(readFileSync(house.store.localPath(made.id, `data/${name}`) ?? ''), there);
});

test('the files of an exhibit that is no medium are items too, with all their digests', async (t) => {
  const { house } = await testHouse(t);
  const exhibit = await testExhibit(house, await testCase(house));
  const { items, failures, lines } = await run(house, exhibit);
  assert.deepEqual([items, failures], [1, 0]);
  const md5 = createHash('md5').update('a letter').digest('hex');
  assert.ok(lines[0]?.includes(`"md5":"${md5}"`), lines[0]);
});

test('files within files are items, each stopped by its own limit, and the examination goes on', async (t) => {
  const { house } = await testHouse(t);
  const folder = join(temporaryFolder(t), 'files');
  mkdirSync(folder);
  const write = (name: string, bytes: Uint8Array): void => writeFileSync(join(folder, name), bytes);
  const locked = {
    name: 'secret.txt',
    data: Buffer.from('0123456789ab'),
    local: { flags: 1 },
    central: { flags: 1 },
  };
  write('nested.zip', nestedZip());
  write('same.zip', nestedZip());
  write(
    'bomb.zip',
    buildZip([
      deflated('zeros', Buffer.alloc(130 * 1024 * 1024), 1000),
      { name: 'beside.txt', data: Buffer.from('x') },
    ]),
  );
  write('stated.zip', buildZip([{ ...deflated('huge', Buffer.alloc(1000), 2 ** 31) }]));
  write('deep.zip', deepZip(200));
  write('links.tar', tarOfLinks());
  write('locked.zip', buildZip([locked]));
  write('cut.zip', nestedZip().subarray(0, 200));
  const live = withLog(t);
  write('live.db', live.bytes);
  write('live.db-wal', live.log);
  write(
    'pair.zip',
    buildZip([
      { name: 'app/live.db', data: live.bytes },
      { name: 'app/live.db-wal', data: live.log.subarray(0, 5000) },
    ]),
  );
  write('alone.zip', buildZip([{ name: 'live.db', data: live.bytes }]));
  write('zz-last.txt.gz', gzipSync(Buffer.from('the last one')));
  const from = { kind: 'path', path: folder } as const;
  const exhibit = await testExhibit(house, await testCase(house), { from });
  const { lines, failures: count, missingWalls } = await run(house, exhibit);
  const items = lines.map(
    (line) => JSON.parse(line) as { path?: string; sha256?: string; type?: string; at?: unknown },
  );
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  const found = (path: string): (typeof items)[number] | undefined =>
    items.find((one) => one.path?.endsWith(path));
  for (const name of ['nested.zip', 'same.zip'])
    for (const inner of ['more/inner.zip', 'again.zip'])
      assert.equal(
        found(`/${name}/${inner}/inner.txt`)?.sha256,
        digest('what lies deepest'),
        `${name} ${inner}`,
      );
  assert.equal(found('/bomb.zip/beside.txt')?.sha256, digest('x'));
  assert.equal(found('/zz-last.txt.gz/zz-last.txt')?.sha256, digest('the last one'));
  assert.equal(found('/links.tar/../../etc/out')?.type, 'link');
  // A database is shown as of the log beside it, of three that are the same: without one, with all of one, and with its first commit.
  const rows = lines.flatMap(
    (line) => /^\{"facts":.*"rows":(\d+).*"stage":"extract:sqlite"/.exec(line)?.[1] ?? [],
  );
  assert.deepEqual(rows.toSorted(), ['1', '2', '3']);
  const failed = await failures(house.db.kysely, { exhibit: exhibit.id, caseId: exhibit.caseId }, 50);
  const reasons = failed.map(({ path, reason }) => [
    path?.replace(/^.*?\/(?=[a-z]+\.(?:zip|tar))/, ''),
    reason,
  ]);
  assert.equal(count, failed.length);
  assert.deepEqual(
    reasons.filter(([path]) => !path?.startsWith('deep.zip')),
    [
      ['bomb.zip/zeros', 'tooLarge'],
      ['cut.zip', 'damaged'],
      ['locked.zip/secret.txt', 'encrypted'],
      ['stated.zip/huge', 'tooLarge'],
    ],
  );
  assert.deepEqual(
    reasons.filter(([path]) => path?.startsWith('deep.zip')).map(([, reason]) => reason),
    ['tooDeep'],
  );
  // By what each was made is told beside it, and is no part of the table: another version may find the same.
  const cut = failed.find(({ path }) => path?.endsWith('cut.zip'))?.item ?? '';
  const work = (await readItem(house.db.kysely, exhibit.id, cut))?.work ?? [];
  assert.deepEqual(
    work.map(({ madeBy: { tool, toolVersion, missingWalls: missing }, stage, outcome, reason }) => [
      [stage, outcome, reason],
      [tool, toolVersion, missing],
    ]),
    [
      [
        ['extract:zip', 'failed', 'damaged'],
        [TOOL.name, TOOL.version, missingWalls],
      ],
    ],
  );
  assert.match(work[0]?.madeBy.at ?? '', /^20\d\d-.*Z$/);
  assert.ok(!lines.some((line) => line.includes('issingWalls') || line.includes(`"${TOOL.name}"`)));
  const of = { exhibit: exhibit.id, caseId: exhibit.caseId };
  for (const [index, end] of ['/cut.zip', '/secret.txt'].entries()) {
    const one = failed.find(({ path }) => path?.endsWith(end))?.item ?? '';
    await house.db.transaction((tx) => forgetFailures(tx, of, one));
    assert.equal(await failuresCounted(house.db.kysely, of), count - index - 1, 'of that one alone');
  }
  assert.deepEqual((await run(house, exhibit)).lines, lines, 'those two again, and the same');
  await house.db.transaction((tx) => forgetFailures(tx, of));
  assert.deepEqual(
    (await run(house, exhibit)).lines,
    lines,
    'tried again, what failed within a file fails again',
  );
});

test('what failed is tried again when asked, and an exhibit that was destroyed is told of no more', async (t) => {
  const { house } = await testHouse(t);
  const exhibit = await testExhibit(house, await testCase(house));
  await run(house, exhibit);
  const of = { exhibit: exhibit.id, caseId: exhibit.caseId };
  await house.db.transaction((tx) => forgetFailures(tx, of));
  await disposeExhibit(house, { number: exhibit.number, order: { type: 'order', id: '12/26' } });
  const left: string[] = [];
  for await (const line of resultLines(house.db.kysely, of)) left.push(line);
  assert.deepEqual(left, []);
  await assert.rejects(run(house, { ...exhibit, status: 'held' }), isRefusal('notAllowed'));
});

test('a finished exhibit is compared with a new set without being read again, and each hit says what the set says', async (t) => {
  const { house, made } = await testHouse(t);
  const exhibit = await testExhibit(house, await testCase(house));
  await run(house, exhibit);
  const [kim, rosa] = [newUuid(house.clock, house.random), newUuid(house.clock, house.random)];
  for (const id of [kim, rosa])
    await house.db.transaction((tx) =>
      insertPerson(tx, { id, name: id, email: `${id}@agency.example`, createdAt: new Date() }),
    );
  const path = join(temporaryFolder(t), 'set.json');
  const md5 = createHash('md5').update('a letter').digest('hex');
  writeFileSync(path, JSON.stringify({ value: [{ MD5: md5, Category: 2, IsDistributed: true }] }));
  const name = 'National set (invented)';
  const ground = {
    owner: 'Unit',
    basis: 'Act, s. 1 (invented)',
    mayBeTold: 'The unit',
    expires: '2099-12-31',
  };
  await importSet(house, { path, name, ...ground, use: 'alert', isOwn: false, by: kim });
  assert.ok(!(await run(house, exhibit)).lines.some((line) => line.includes('"hit"')), 'not confirmed');
  await confirmKnown(house, { name, by: rosa, words: 'By telephone' });
  rmSync(made.house.store.localPath(exhibit.id, 'data/letter.txt') ?? ''); // whatever is read now cannot be its bytes
  const { lines, items } = await run(house, exhibit);
  const hit = lines
    .map((line) => JSON.parse(line) as { hit?: string; category?: string })
    .filter((one) => one.hit !== undefined);
  assert.deepEqual(hit, [
    {
      hit: hit[0]?.hit,
      category: '2',
      digest: 'md5',
      flags: ['distributed'],
      set: name,
      use: 'alert',
      version: 1,
    },
  ]);
  assert.equal(items, 1);
  const of = async (known: 'alert' | 'ignore' | 'no') =>
    (await itemsOf(house.db.kysely, exhibit.id, { filter: { known }, after: undefined, limit: 10 })).map(
      (one) => one.path,
    );
  assert.deepEqual([await of('alert'), await of('ignore'), await of('no')], [['/letter.txt'], [], []]);
});

test('a program of others that is found reads beside ours, and says its version', async (t) => {
  const program = await outsideProgram('exiftool');
  if (program === undefined) return t.skip('exiftool is not installed');
  const { house } = await testHouse(t);
  const file = await testCase(house);
  const path = join(temporaryFolder(t), 'photo.jpg');
  writeFileSync(path, photoOf('Example', 'Camera 4'));
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  const first = await run(house, exhibit);
  const { rows } = await sql<{ stage: string; facts: { readonly [name: string]: unknown } }>`
    select stage, facts from examined_unit where stage like 'extract:%' order by stage`.execute(
    house.db.kysely,
  );
  assert.deepEqual(rows.map(({ stage, facts }) => [stage, facts['make'] ?? facts['IFD0:Make'], facts['program-version']]), [
    ['extract:exif', 'Example', undefined],
    ['extract:exiftool', 'Example', program.version],
  ]); // prettier-ignore
  assert.deepEqual((await run(house, exhibit)).lines, first.lines);
});

test('a video has a fingerprint a second where FFmpeg is found', async (t) => {
  const program = await videoProgram();
  if (program === undefined) return t.skip('ffmpeg is not installed');
  const { house } = await testHouse(t);
  const file = await testCase(house);
  const path = join(temporaryFolder(t), 'clip.mkv');
  writeFileSync(path, await madeVideo(program));
  await run(house, await testExhibit(house, file, { from: { kind: 'path', path } }));
  const { rows } = await sql<{ facts: object; text: string }>`
    select facts, text from examined_unit where stage = 'extract:vpdq'`.execute(house.db.kysely);
  const [frames] = rows.map(({ text }) => readFrames(text));
  const made = { program: 'ffmpeg', 'program-version': program.version, frames: 6, good: frames?.length };
  assert.deepEqual(rows.map(({ facts }) => facts), [made]); // prettier-ignore
});

test('words in a picture and on a scanned page are read where it is asked for, once, and say by which program', async (t) => {
  const { house } = await testHouse(t);
  const file = await testCase(house);
  const folder = join(temporaryFolder(t), 'pictures');
  mkdirSync(folder);
  const pool = picturePool();
  t.after(() => pool.close());
  const look = await lookAtPicture(pool, fileOfBytes('a', pdfOfLines()), { view: 'shown' });
  assert.ok(look.ok && look.pixels !== undefined);
  const { pixels } = look;
  const grey = { ...pixels, channels: 1 as const, bytes: pixels.bytes.filter((_, at) => at % 3 === 0) };
  writeFileSync(join(folder, 'photo.png'), pngOf(pixels));
  writeFileSync(join(folder, 'scan.pdf'), scannedPdf(grey));
  writeFileSync(join(folder, 'text.pdf'), pdfOfLines());
  writeFileSync(join(folder, 'mixed.pdf'), mixedPdf(grey));
  writeFileSync(join(folder, 'list.csv'), 'name;port\nOmar;Zürich\n海港仓库;7\n');
  writeFileSync(join(folder, 'white.png'), pngOf({ ...grey, bytes: grey.bytes.map(() => 255) }));
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path: folder } });
  const read = async (): Promise<readonly object[]> => {
    const { rows } = await sql<{ path: string; text: string; facts: { readonly [name: string]: unknown } }>`
      select i.path, u.text, u.facts from examined_unit u join examined_item i on i.exhibit_id = u.exhibit_id and i.id = u.item_id
       where u.stage = 'extract:ocr' and u.text is not null order by i.path`.execute(house.db.kysely);
    return rows.map(({ path, text, facts: { program, language, words, ...of } }) => {
      assert.match(String(program), /^tesseract/);
      return {
        path,
        text: text.replaceAll(/\s+/g, ' '),
        language,
        words,
        pages: of['pages'],
        read: of['pages-read'],
      };
    });
  };
  await run(house, exhibit);
  assert.deepEqual(await read(), []);
  const first = await run(house, exhibit, 'eng');
  const read12 = { text: DRAWN.join(' '), language: 'eng', words: 12 };
  assert.deepEqual(await read(), [
    { path: '/mixed.pdf', ...read12, pages: 2, read: 1 },
    { path: '/photo.png', ...read12, pages: undefined, read: undefined },
    { path: '/scan.pdf', ...read12, pages: 1, read: 1 },
  ]);
  // Found by any of their words, whatever they were read from, and by the beginnings of them; all must be there.
  const found = async (text: string): Promise<readonly string[]> =>
    (await itemsOf(house.db.kysely, exhibit.id, { filter: { text }, after: undefined, limit: 9 })).map((one) => one.path); // prettier-ignore
  const word =
    DRAWN.join(' ')
      .split(' ')
      .toSorted((a, b) => b.length - a.length)[0] ?? '';
  assert.deepEqual(await found(word.toLowerCase()), ['/mixed.pdf', '/photo.png', '/scan.pdf', '/text.pdf']);
  assert.deepEqual(await found('cover LETT'), ['/mixed.pdf']);
  assert.deepEqual(await found('zurich omar'), ['/list.csv']);
  assert.deepEqual(await found('仓库'), ['/list.csv']);
  assert.deepEqual(await found(`omar ${word}`), []);
  assert.deepEqual(await found('!'), []);
  assert.deepEqual((await run(house, exhibit, 'eng')).lines, first.lines);
  await assert.rejects(run(house, exhibit, 'tlh'), isRefusal('badInput'));
});
