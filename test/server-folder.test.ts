// Evidence out of a folder of the server: what is listed in it can be taken, and nothing else is reached.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newUuid } from '../src/base/ids.ts';
import { Refusal } from '../src/base/refusal.ts';
import { eventsOf } from '../src/evidence/events/recorded-event.acts.ts';
import { listExhibits } from '../src/evidence/exhibits/exhibit.store.ts';
import { listWithin, partsOf, placeWithin } from '../src/evidence/intake/server-folder.acts.ts';
import { until } from './support/postgres.ts';
import { isRefusal } from './support/refusal.ts';
import { startSwapping } from './support/swapping.ts';
import { temporaryFolder } from './support/temporary.ts';
import { bringer, uploadGround } from './support/uploads.ts';

function madeFolder(folder: string): string {
  const root = join(folder, 'drop');
  mkdirSync(join(root, 'phone/pictures'), { recursive: true });
  writeFileSync(join(root, 'my ledger.csv'), 'a ledger');
  writeFileSync(join(root, 'phone/pictures/1.jpg'), 'a picture');
  writeFileSync(join(folder, 'secret'), 'outside');
  mkdirSync(join(folder, 'outside'));
  symlinkSync(join(folder, 'secret'), join(root, 'link'));
  symlinkSync(join(folder, 'outside'), join(root, 'out'));
  return root;
}

test('no path leads out of the folder, and links are neither shown nor followed', async (t) => {
  const root = madeFolder(temporaryFolder(t));
  const { entries, isPartial } = await listWithin(root, []);
  assert.deepEqual(entries, [
    { name: 'my ledger.csv', isFolder: false, bytes: 8 },
    { name: 'phone', isFolder: true, bytes: 0 },
  ]);
  assert.equal(isPartial, true, 'it is said that something is not shown');
  for (const within of [
    '..',
    '../secret',
    'phone/../../secret',
    '/etc',
    'phone//pictures',
    './phone',
    'a\u0000b',
  ])
    assert.equal(partsOf(within), undefined, within);
  for (const parts of [
    ['link'],
    ['out'],
    ['out', 'x'],
    ['my ledger.csv', 'x'],
    ['absent'],
    ['..', 'secret'],
    ['phone', '..'],
  ])
    await assert.rejects(placeWithin(root, parts), isRefusal('notFound'), parts.join('/'));
  assert.equal((await placeWithin(root, ['phone', 'pictures'])).isFolder, true);
});

test('however a link is swapped in, no name from outside is listed', async (t) => {
  const folder = temporaryFolder(t);
  const root = madeFolder(folder);
  writeFileSync(join(folder, 'outside', 'whose'), '');
  const stop = startSwapping(join(root, 'phone'), join(folder, 'outside'));
  const seen = new Set<string>();
  let refused = 0;
  const [from, isMet] = [Date.now(), () => seen.size >= 2 && refused > 10];
  // Half a second, and on a busy machine until the listing has met the folder and the link.
  for (let spent = 0; spent < 500 || (!isMet() && spent < 60_000); spent = Date.now() - from)
    for (const parts of [['phone'], ['phone', 'pictures']])
      try {
        for (const { name } of (await listWithin(root, parts)).entries) seen.add(name);
      } catch (error) {
        assert.ok(error instanceof Refusal && error.code === 'notFound', String(error));
        refused += 1;
      }
  assert.ok((await stop()) > 10);
  assert.deepEqual(seen, new Set(['pictures', '1.jpg']));
});

test('what is chosen is taken in, each once; what is named besides is not', async (t) => {
  const root = madeFolder(temporaryFolder(t));
  const { site, house, ines, file, people } = await uploadGround(t, { COMITY_EVIDENCE_FOLDER: root });
  const one = await bringer(site, ines, file, { way: { way: 'folder' } });
  const headers = { cookie: ines.cookie };
  const page = await (await fetch(`${site.url}${one.intake}/files`, { headers })).text();
  assert.match(page, /ledger\.csv/);
  assert.doesNotMatch(page, />link<|>out<|secret/);
  for (const within of ['..', 'out', 'absent'])
    assert.equal(
      (await fetch(`${site.url}${one.intake}/folder?in=${within}`, { headers })).status,
      404,
      within,
    );
  const key = newUuid(people.clock, people.random);
  const wrong = await one.form(`${one.intake}/folder`, { in: '..', name: 'secret', key });
  assert.equal(wrong.status, 404);
  const chosen = [
    ['in', ''],
    ['key', key],
    ...['my ledger.csv', 'phone', 'link'].map((name) => ['name', encodeURIComponent(name)]),
  ];
  const jobs = new Set<string | null>();
  for (let i = 0; i < 2; i++) {
    const answer = await fetch(`${site.url}${one.intake}/folder`, {
      method: 'POST',
      headers: { ...headers, origin: site.url },
      body: new URLSearchParams(chosen),
      redirect: 'manual',
    });
    jobs.add(answer.headers.get('location'));
  }
  assert.equal(jobs.size, 1, 'sent twice it is one job');
  assert.match([...jobs].join(' '), /^\/jobs\//);
  await until(async () => {
    const row = await house.db.kysely.selectFrom('job').select('state').executeTakeFirst();
    return row?.state === 'done';
  });
  const held = await listExhibits(house.db.kysely, file.id, 9);
  assert.deepEqual(
    held.map((exhibit) => [exhibit.title, exhibit.method]),
    [
      ['Ledger of the harbour office: my ledger.csv', 'file'],
      ['Ledger of the harbour office: phone', 'tree'],
    ],
  );
  assert.equal(held[0]?.sha256, createHash('sha256').update('a ledger').digest('hex'));
  const events = await eventsOf(house, held[0]?.number ?? '');
  assert.doesNotMatch(events[0]?.detail?.text ?? '', /\/drop/, 'no path of the machine');
  const job = await house.db.kysely.selectFrom('job').select('result').executeTakeFirst();
  assert.match(JSON.stringify(job), /"warning":"link: /);
  assert.equal((await fetch(`${site.url}${one.intake}/files`, { headers })).status, 404, 'it is done with');
});
