// Disk images of several files that come through the web: one exhibit, in order, compared with their own hash.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { audit } from '../src/evidence/upkeep/audit.acts.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { listExhibits } from '../src/evidence/exhibits/exhibit.store.ts';
import { e01Files } from './support/ewf-image.ts';
import { enrol, type Enrolled } from './support/people.ts';
import { until } from './support/postgres.ts';
import { bringer, uploadGround } from './support/uploads.ts';
import { said as english, saying } from './support/words.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function ground(t: TestContext) {
  const { site, house, people, ines, file } = await uploadGround(t);
  const by = await bringer(site, ines, file);
  const send = async (name: string, bytes: Uint8Array): Promise<string> => {
    const upload = await by.create(name, bytes.length);
    assert.equal((await by.patch(upload, 0, bytes)).status, 204);
    return upload;
  };
  /** As the script of the page says it. */
  const part = (upload: string, bytes: Uint8Array, of: number, digest = sha256(bytes)): Promise<Response> =>
    by.form(`${upload}/finish`, { sha256: digest, of: String(of) });
  const exhibits = () => listExhibits(house.db.kysely, file.id, 9);
  const taken = async (count: number) => {
    await until(async () => (await exhibits()).length >= count);
    await until(() => readdirSync(house.home.uploads).length === 0);
    return exhibits();
  };
  const page = async (path: string, { cookie }: { readonly cookie: string } = ines): Promise<string> =>
    (await fetch(`${site.url}/cases/${file.reference}${path}`, { headers: { cookie } })).text();
  const lead = (): Promise<Enrolled> => enrol(people, 'lena', [], [[file, 'lead']]);
  return { house, ines, lead, by, send, part, exhibits, taken, page };
}

/** 3 segments of an image that holds together. */
function image(): Buffer[] {
  const files = e01Files({ media: randomBytes(204_800), chunksPerSegment: 3 });
  assert.equal(files.length, 3);
  return files;
}

const named = (files: readonly Buffer[], stem = 'disk'): [string, Buffer][] =>
  files.map((bytes, i) => [`${stem}.E0${i + 1}`, bytes]);

test('the segments of an E01 become one exhibit, verified against the hash it carries, in whatever order they come', async (t) => {
  const { house, ines, lead, send, part, taken, exhibits, page } = await ground(t);
  const files = named(image());
  const [one, two, three] = files;
  assert.ok(one && two && three);
  const last = await send(...three);
  const first = await send(...one);
  assert.equal((await part(last, three[1], 3)).status, 303);
  assert.equal((await part(first, one[1], 3)).status, 303);
  const middle = await send(...two);
  assert.equal((await exhibits()).length, 0, 'nothing is taken before all are here');
  assert.equal((await part(first, one[1], 3)).status, 303);
  assert.equal((await exhibits()).length, 0, 'nor before the last of them is said to be sent');
  await Promise.all([part(middle, two[1], 3), part(middle, two[1], 3), part(first, one[1], 3)]);
  const [exhibit, ...others] = await taken(1);
  assert.deepEqual(others, []);
  assert.equal(exhibit?.files, 3);
  assert.equal(exhibit?.image?.segments, 3);
  assert.equal(exhibit?.image?.agrees, true);
  assert.match(exhibit?.title ?? '', /disk\.E01 … disk\.E03$/);
  const events = await eventsOf(house, exhibit?.number ?? '');
  assert.deepEqual(
    events.map(({ event }) => event.type),
    ['acquired', 'stored'],
  );
  assert.deepEqual((await audit(house)).differences, []);
  // What was compared stands at the head of its page, before any check of ours.
  const head = await page('/evidence/1');
  const [ownHash = ''] = english.evidence.ownHashEqual('\n').split('\n');
  for (const words of [ownHash, english.evidence.sentEqual]) assert.match(head, saying(words));
  assert.doesNotMatch(head, saying(english.evidence.unchecked));
  // Whoever takes a member out is asked, and told what that person holds, as a hand-over leaves it.
  await house.db.kysely.updateTable('exhibit').set({ holder: ines.id }).execute();
  const asked = await page(`/members/${ines.id}/remove`, await lead());
  for (const words of [english.cases.removeHolds(1, 'Ines Example'), exhibit?.number ?? '-'])
    assert.match(asked, saying(words));
  assert.equal((await exhibits()).length, 1, 'and asking changes nothing');
});

test('a segment that is missing is named, and nothing is taken; what changed on the way is kept and said', async (t) => {
  const { house, by, send, part, taken, exhibits } = await ground(t);
  const files = named(image());
  const [one, two, three] = files;
  assert.ok(one && two && three);
  const first = await send(...one);
  const last = await send(...three);
  await part(first, one[1], 2);
  await part(last, three[1], 2);
  assert.match(await by.lines(), /Missing: disk\.E02/);
  assert.equal((await by.form(`${first}/together`, {})).status >= 400, true);
  assert.equal((await exhibits()).length, 0);
  const middle = await send(...two);
  await part(middle, two[1], 3, sha256(randomBytes(3)));
  const [exhibit] = await taken(1);
  const events = await eventsOf(house, exhibit?.number ?? '');
  const failed = events.filter(({ event }) => event.type === 'checkFailed');
  assert.deepEqual(
    failed.map(({ event }) => event.facts?.['what']),
    ['senderDigest'],
  );
  assert.match(JSON.stringify(failed[0]?.event.facts), /disk\.E02/);
});

test('a split raw image is one exhibit too; by hand, when the page that sent it was closed', async (t) => {
  const { by, send, taken } = await ground(t);
  const pieces = [randomBytes(70_000), randomBytes(70_000), randomBytes(9_000)];
  const uploads: string[] = [];
  for (const [i, bytes] of pieces.entries()) uploads.push(await send(`card.00${i + 1}`, bytes));
  const page = await by.lines();
  assert.match(page, /card\.001 to card\.003 are segments of one disk image/);
  assert.match(page, saying(english.upload.image.together));
  assert.equal((await by.form(`${uploads[1]}/together`, {})).status, 303, 'any of them will do');
  const [exhibit, ...others] = await taken(1);
  assert.deepEqual(others, []);
  assert.equal(exhibit?.files, 3);
  assert.equal(exhibit?.bytes, 149_000);
});

test('what has the names of parts and is no image is refused whole, and can be taken each by itself', async (t) => {
  const { by, send, part, taken, exhibits } = await ground(t);
  const seven = Buffer.concat([Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), randomBytes(500)]);
  const rest = randomBytes(500);
  const one = await send('backup.7z.001', seven);
  const two = await send('backup.7z.002', rest);
  await part(one, seven, 2);
  await part(two, rest, 2);
  await until(async () => (await by.lines()).includes(english.upload.failed));
  assert.equal((await exhibits()).length, 0);
  for (const [upload, bytes] of [
    [one, seven],
    [two, rest],
  ] as const)
    // prettier-ignore
    await by.form(`${upload}/finish`, { sha256: sha256(bytes) });
  assert.equal((await taken(2)).length, 2);
});

test('two files that claim one place wait until one of them is gone', async (t) => {
  const { by, send, part, exhibits } = await ground(t);
  const [one, two] = [randomBytes(9_000), randomBytes(9_000)];
  const first = await send('card.001', one);
  const second = await send('card.002', two);
  const third = await send('card.002', one);
  await part(first, one, 2);
  await part(second, two, 2);
  await part(third, one, 3);
  assert.match(await by.lines(), saying(english.upload.image.twice));
  assert.equal((await exhibits()).length, 0);
  await by.form(`${third}/remove`, {});
  await part(second, two, 2);
  await until(async () => (await exhibits()).length === 1);
});
