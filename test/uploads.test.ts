// Evidence that comes through the web: in parts, over lines that break, once; and what is refused.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { newUuid } from '../src/base/ids.ts';
import { audit } from '../src/evidence/upkeep/audit.acts.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { listExhibits } from '../src/evidence/exhibits/exhibit.store.ts';
import { clearUploads } from '../src/evidence/intake/upload-clear.acts.ts';
import { insertMember } from '../src/people/case-member.store.ts';
import { enrol } from './support/people.ts';
import { until } from './support/postgres.ts';
import { bringer, uploadGround } from './support/uploads.ts';
import { said as english } from './support/words.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('a file sent in parts is taken into evidence whole, once, with what was said of it', async (t) => {
  const { site, house, ines, file } = await uploadGround(t);
  const { intake, create, patch, offset, finish, lines } = await bringer(site, ines, file);
  const bytes = randomBytes(300_000);
  const upload = await create('ledger März.csv', bytes.length);
  assert.equal(await offset(upload), 0);
  assert.equal((await patch(upload, 0, bytes.subarray(0, 100_000))).status, 204);
  assert.equal(await offset(upload), 100_000);
  assert.equal((await patch(upload, 100_000, bytes.subarray(100_000))).status, 204);
  await finish(upload, sha256(bytes));
  await finish(upload, sha256(bytes)); // asked twice
  await until(async () => (await listExhibits(house.db.kysely, file.id, 9)).length > 0);
  await until(() => readdirSync(house.home.uploads).length === 0);
  const exhibits = await listExhibits(house.db.kysely, file.id, 9);
  assert.equal(exhibits.length, 1);
  const [exhibit] = exhibits;
  assert.equal(exhibit?.sha256, sha256(bytes));
  assert.equal(exhibit?.title, 'Ledger of the harbour office: ledger März.csv');
  assert.deepEqual(exhibit?.conditions, ['This case only']);
  const events = await eventsOf(house, exhibit?.number ?? '');
  assert.deepEqual(
    events.map(({ event }) => [event.type, event.actor.role]),
    [
      ['acquired', 'investigator'],
      ['stored', 'investigator'],
    ],
  );
  const detail = JSON.parse(events[0]?.detail?.text ?? '{}') as object;
  assert.deepEqual(detail, {
    source: 'Harbour office (invented)',
    foundAs: 'ledger März.csv',
    person: 'Ines Example',
    personId: ines.id,
    takenBy: 'Officer Example',
    takenOn: '2026-11-02',
    sentEqual: '1',
  });
  assert.match(await lines(), new RegExp(`${english.upload.taken}|${english.upload.taking}`));
  assert.ok(intake);
  assert.deepEqual((await audit(house)).differences, []);
  assert.equal(existsSync(house.home.uploads), true);
});

test('files get their numbers in the order in which they were handed over, the large one first too', async (t) => {
  const { site, house, ines, file } = await uploadGround(t);
  const { create, patch, finish } = await bringer(site, ines, file);
  const sizes = [6_000_000, 10, 20, 30];
  const sent: string[] = [];
  for (const [i, size] of sizes.entries()) {
    const upload = await create(`${i + 1}.bin`, size);
    assert.equal((await patch(upload, 0, randomBytes(size))).status, 204);
    sent.push(upload);
  }
  for (const upload of sent) await finish(upload, sha256(Buffer.from('other'))); // at once, one after the other
  await until(async () => (await listExhibits(house.db.kysely, file.id, 9)).length === sizes.length);
  const made = await listExhibits(house.db.kysely, file.id, 9);
  assert.deepEqual(
    made
      .map(({ number, bytes }) => [Number(number.split('-').at(-1)), bytes])
      .toSorted(([a], [b]) => (a ?? 0) - (b ?? 0)),
    sizes.map((bytes, i) => [i + 1, bytes]),
  );
});

test('what another brings is absent, to a colleague in the case too', async (t) => {
  const { site, house, people, ines, file } = await uploadGround(t);
  const hers = await bringer(site, ines, file);
  const upload = await hers.create('ledger.csv', 9);
  const omar = await enrol(people, 'omar');
  const at = new Date(people.clock());
  await house.db.transaction((tx) =>
    insertMember(tx, { caseId: file.id, person: omar.id, role: 'lead', at }),
  );
  const his = await bringer(site, omar, file);
  const id = upload.split('/').at(-1) ?? '';
  const nothing = newUuid(people.clock, people.random);
  for (const address of [upload, `${his.intake}/files/${id}`]) {
    const absent = address.replace(id, nothing);
    const pairs = [
      [await his.head(address), await his.head(absent)],
      [
        await his.patch(address, 0, Buffer.from('123456789')),
        await his.patch(absent, 0, Buffer.from('123456789')),
      ],
      [await his.finish(address), await his.finish(absent)],
      [await his.form(`${address}/remove`, {}), await his.form(`${absent}/remove`, {})],
    ];
    for (const [one, other] of pairs) {
      assert.equal(one?.status, 404);
      assert.deepEqual([other?.status, await other?.text()], [404, await one?.text()]);
    }
  }
  assert.equal(await hers.offset(upload), 0, 'untouched');
  for (const path of ['/answers', '/answers/what', '/files']) {
    const answer = await fetch(`${site.url}${hers.intake}${path}`, { headers: { cookie: omar.cookie } });
    assert.equal(answer.status, 404, path);
  }
  await house.db.transaction((tx) => sql`delete from case_member where person_id = ${ines.id}`.execute(tx));
  assert.equal((await hers.patch(upload, 0, Buffer.from('123456789'))).status, 404, 'who left the case');
});

test('limits are held, and each refusal says which', async (t) => {
  const { site, house, ines, file } = await uploadGround(t, {
    COMITY_UPLOAD_FILE_MAX: '1 MB',
    COMITY_UPLOAD_PERSON_MAX: '2 MB',
  });
  const one = await bringer(site, ines, file);
  const refused = async (answer: Response): Promise<[number, string]> => [
    answer.status,
    (await answer.text()).trim(),
  ];
  assert.deepEqual(await refused(await one.begin('a.bin', 1_000_001)), [413, 'tooLarge']);
  const first = await one.create('a.bin', 1_000_000);
  const second = await one.create('b.bin', 1_000_000);
  assert.deepEqual(await refused(await one.begin('c.bin', 1)), [429, 'notAllowed']);
  await one.form(`${second}/remove`, {});
  await one.create('c.bin', 1);
  for (const name of ['../../etc/passwd', 'a\\b', 'a\u0000b', '', 'x'.repeat(300)])
    assert.deepEqual(await refused(await one.begin(name, 1)), [400, 'badInput'], name);
  assert.equal((await one.patch(first, 5, Buffer.from('x'))).status, 409, 'a wrong offset');
  assert.equal((await one.patch(first, 0, Buffer.alloc(1_000_001))).status, 413, 'more than was said');
  assert.equal(await one.offset(first), 0);
  const headers = { cookie: ines.cookie, origin: site.url, 'tus-resumable': '1.0.0' };
  const plain = await fetch(`${site.url}${first}`, {
    method: 'PATCH',
    headers: { ...headers, 'upload-offset': '0' },
    body: 'x',
  });
  assert.equal(plain.status, 400, 'not the content type of tus');
  const endless = await fetch(`${site.url}${one.intake}/files`, {
    method: 'POST',
    headers: { ...headers, 'upload-defer-length': '1' },
  });
  assert.equal(endless.status, 400, 'a length that is not said');
  assert.equal(
    (await fetch(`${site.url}${first}`, { headers: { cookie: ines.cookie } })).status,
    404,
    'nothing is given out',
  );
  const unfinished = await one.finish(first);
  assert.equal(unfinished.status, 503);
  assert.deepEqual(await listExhibits(house.db.kysely, file.id, 9), []);
});

test('bytes that differ from those that were sent are kept, and it is said plainly', async (t) => {
  const { site, house, ines, file } = await uploadGround(t);
  const one = await bringer(site, ines, file);
  const upload = await one.create('ledger.csv', 5);
  await one.patch(upload, 0, Buffer.from('bytes'));
  await one.finish(upload, sha256(Buffer.from('other')));
  await until(async () => (await listExhibits(house.db.kysely, file.id, 9)).length > 0);
  const [exhibit] = await listExhibits(house.db.kysely, file.id, 9);
  assert.equal(exhibit?.sha256, sha256(Buffer.from('bytes')));
  const events = await eventsOf(house, exhibit?.number ?? '');
  const failed = events.at(-1)?.event;
  assert.equal(failed?.type, 'checkFailed');
  assert.deepEqual(failed?.facts, {
    bytes: 5,
    files: 1,
    what: 'senderDigest',
    expected: `sha256 ${sha256(Buffer.from('other'))}`,
    found: `sha256 ${sha256(Buffer.from('bytes'))}`,
  });
  const headers = { cookie: ines.cookie };
  const page = await (await fetch(`${site.url}/cases/${file.reference}/evidence/1`, { headers })).text();
  assert.match(page, /Check failed/);
  const job = await found(async () => {
    const row = await house.db.kysely.selectFrom('job').select(['state', 'result']).executeTakeFirst();
    return row?.state === 'done' ? row.result : undefined;
  });
  assert.match(JSON.stringify(job), /what arrived has/);
});

test('what does not arrive is removed after some days, and its owner told; what still comes is not', async (t) => {
  const { site, house, made, ines, file } = await uploadGround(t);
  const one = await bringer(site, ines, file);
  const stale = await one.create('stale.bin', 9);
  const coming = await one.create('coming.bin', 9);
  await one.patch(stale, 0, Buffer.from('1234'));
  const idOf = (address: string): string => address.split('/').at(-1) ?? '';
  const path = (address: string): string => join(house.home.uploads, idOf(address));
  await sql`update upload set last_at = now() - interval '8 days'`.execute(house.db.kysely);
  const old = new Date(Date.now() - 8 * 86_400_000);
  utimesSync(path(stale), old, old);
  const stray = join(house.home.uploads, newUuid(house.clock, house.random));
  writeFileSync(stray, 'of a killed form');
  utimesSync(stray, old, old);
  made.clock.ms = Date.now();
  assert.equal(await clearUploads(made.house, 7), 1);
  assert.deepEqual(
    [path(stale), path(coming), stray].map((one) => existsSync(one)),
    [false, true, false],
  );
  assert.equal((await one.head(stale)).status, 410);
  assert.equal((await one.patch(stale, 4, Buffer.from('56789'))).status, 410);
  assert.equal((await one.finish(stale)).status, 404);
  const home = await (await fetch(site.url, { headers: { cookie: ines.cookie } })).text();
  assert.match(home, /1 upload was not completed and was removed/);
  assert.match(home, /1 file has not been added to evidence yet/);
  await one.form(`${stale}/remove`, {});
  assert.doesNotMatch(
    await (await fetch(site.url, { headers: { cookie: ines.cookie } })).text(),
    /was removed/,
  );
  assert.equal((await one.patch(coming, 0, Buffer.from('123456789'))).status, 204);
});

test('a form without a script: taken in whole, or nothing of it kept', async (t) => {
  const { site, house, ines, file } = await uploadGround(t, { COMITY_UPLOAD_FORM_MAX: '1 MB' });
  const one = await bringer(site, ines, file);
  const send = (bytes: Uint8Array<ArrayBuffer>, name = 'ledger.csv'): Promise<Response> => {
    const body = new FormData();
    body.append('file', new File([bytes], name));
    return fetch(`${site.url}${one.intake}/send`, {
      method: 'POST',
      headers: { cookie: ines.cookie, origin: site.url },
      body,
      redirect: 'manual',
    });
  };
  const large = await send(new Uint8Array(1_000_001));
  assert.equal(large.status, 422);
  assert.match(await large.text(), /must be at most 1 MB/);
  assert.deepEqual(readdirSync(house.home.uploads), []);
  const bytes = new Uint8Array(randomBytes(900_000));
  assert.equal((await send(bytes)).status, 303);
  await until(async () => (await listExhibits(house.db.kysely, file.id, 9)).length > 0);
  assert.equal((await listExhibits(house.db.kysely, file.id, 9))[0]?.sha256, sha256(bytes));
  assert.equal((await one.form(`${one.intake}/answers/what`, { what: 'Another thing' })).status, 303);
  const rows = await house.db.kysely.selectFrom('intake').select('answers').execute();
  assert.match(
    JSON.stringify(rows),
    /Ledger of the harbour office/,
    'what was recorded and what stands there are the same',
  );
});

async function found<T>(look: () => Promise<T | undefined>): Promise<T> {
  let seen: T | undefined;
  await until(async () => (seen = await look()) !== undefined);
  assert.ok(seen !== undefined);
  return seen;
}
