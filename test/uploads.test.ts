// Evidence that comes through the web: in parts, over lines that break, once; and what is refused.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { audit } from '../src/evidence/audit.acts.ts';
import { eventsOf } from '../src/evidence/custody.acts.ts';
import { listExhibits } from '../src/evidence/exhibit.store.ts';
import { until } from './support/postgres.ts';
import { bringer, uploadGround } from './support/uploads.ts';

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
  });
  assert.match(await lines(), /In evidence|Being taken in/);
  assert.ok(intake);
  assert.deepEqual((await audit(house)).differences, []);
  assert.equal(existsSync(house.home.uploads), true);
});
