// What lies in files within files is looked at and copied as what lies in the top of an exhibit is: each look an event with the path.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflated } from '../../../test/support/archives.ts';
import { drawn as drawnPicture } from '../../../test/support/drawn.ts';
import { mediaBytes } from '../../../test/support/ewf-image.ts';
import { testCase, testExhibit } from '../../../test/support/installation.ts';
import { knownSet } from '../../../test/support/known-set.ts';
import { testHouse } from '../../../test/support/people.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { buildZip } from '../../../test/support/zip-builder.ts';
import { newUuid } from '../../base/ids.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { readDetail } from '../../evidence/events/event.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import { caseOfMember, insertMember } from '../../people/case-member.store.ts';
import { insertPerson, personById } from '../../people/person.store.ts';
import { examine } from '../pipeline/examine.acts.ts';
import { itemsOf } from '../pipeline/items.store.ts';
import { Insides } from './insides.acts.ts';
import { lookAtItem, placeOf, takeItem } from './item-look.acts.ts';

/** A picture in a mail in an archive, text beside it, and a member that nobody can open. */
async function madeArchive() {
  const picture = await drawnPicture(90, 60, mediaBytes(90 * 60 * 3))
    .png()
    .toBuffer();
  const mail = [
    'Subject: Gate\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n',
    '--b\r\nContent-Type: text/plain\r\n\r\nSee the picture.\r\n',
    '--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename="gate.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n',
    `${picture.toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n--b--\r\n`,
  ].join('');
  const long = Buffer.from('line\n'.repeat(20_000));
  const zip = buildZip([
    { name: 'mails/gate.eml', data: Buffer.from(mail) },
    deflated('long.txt', long),
    {
      name: 'locked.txt',
      data: Buffer.from('never read'),
      central: { flags: 0x0801 },
      local: { flags: 0x0801 },
    },
  ]);
  return { picture, long, zip };
}

test('an attachment of a mail in an archive is seen as text, bytes and picture, and copied with its record; each look is an event', async (t) => {
  const { house, people } = await testHouse(t);
  const file = await testCase(house);
  const { picture, long, zip } = await madeArchive();
  const path = join(temporaryFolder(t), 'box.zip');
  writeFileSync(path, zip);
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  await examined(house, exhibit);
  const id = newUuid(house.clock, house.random);
  await house.db.transaction(async (tx) => {
    await insertPerson(tx, { id, name: 'Ines Example', email: 'ines@agency.example', createdAt: new Date() });
    await insertMember(tx, { caseId: file.id, person: id, role: 'examiner', at: new Date() });
  });
  const person = await personById(house.db.kysely, id);
  const member = await people.db.asPerson(id, (tx) => caseOfMember(tx, file.reference, id));
  assert.ok(person && member);
  const viewer = { person, file: member };
  const insides = new Insides(house);
  t.after(() => insides.close());
  const at = { house, insides };
  const rows = await itemsOf(house.db.kysely, exhibit.id, { filter: {}, after: undefined, limit: 100 });
  const found = (name: string): string => {
    const row = rows.find((one) => one.path.endsWith(name));
    assert.ok(row, `${name} of ${rows.map((one) => one.path).join(' ')}`);
    return row.id;
  };
  const before = (await eventsOf(house, exhibit.number)).length;
  const look = async (name: string, how: Pick<Parameters<typeof lookAtItem>[2], 'view' | 'picture'>) => {
    const seen = await lookAtItem(at, people.db, { viewer, exhibit, found: found(name), ...how });
    assert.ok(seen);
    return seen;
  };

  const details = await look('gate.png', { view: 'details' });
  assert.deepEqual(
    [details.item.depth, details.isDrawn, details.first, details.item.around.map((one) => one.path)],
    [2, true, undefined, ['/box.zip', '/box.zip/mails/gate.eml']],
  );
  const hex = await look('gate.png', { view: 'hex' });
  assert.deepEqual(Buffer.from(hex.first ?? []), picture.subarray(0, 16 * 1024));
  const cut = await look('long.txt', { view: 'text' });
  assert.deepEqual(Buffer.from(cut.first ?? []), long.subarray(0, 16 * 1024));
  assert.equal(cut.isDrawn, false);
  const veiled = await look('gate.png', { view: 'picture', picture: 'veiled' });
  assert.ok(veiled.picture?.ok && veiled.picture.pixels?.channels === 1);
  assert.ok(veiled.picture.pixels.width <= 16);
  const shown = await look('gate.png', { view: 'picture', picture: 'shown' });
  assert.ok(shown.picture?.ok && shown.picture.pixels?.channels === 3);
  assert.deepEqual([shown.picture.pixels.width, shown.picture.pixels.height], [90, 60]);
  const locked = await look('locked.txt', { view: 'text' });
  assert.deepEqual([locked.failed?.reason, locked.first], ['encrypted', undefined]);

  const taken = await takeItem(at, people.db, { viewer, exhibit, found: found('gate.png') });
  assert.ok(taken);
  const parts: Buffer[] = [];
  await taken.send((bytes) => Promise.resolve(void parts.push(Buffer.from(bytes))));
  assert.deepEqual(Buffer.concat(parts), picture);
  const record = placeOf(taken.item);
  assert.equal(record.examinedSha256, createHash('sha256').update(picture).digest('hex'));
  assert.deepEqual(
    record.within.map((one) => [one.path, one.kind, one.sha256?.length]),
    [
      ['/box.zip', 'ZIP', 64],
      ['/box.zip/mails/gate.eml', null, 64],
    ],
  );
  const unread = await takeItem(at, people.db, { viewer, exhibit, found: found('locked.txt') });
  await assert.rejects(async () => unread?.send(() => Promise.resolve()), /encrypted/);

  const own = '/box.zip/mails/gate.eml/gate.png';
  const events = (await eventsOf(house, exhibit.number)).slice(before);
  assert.deepEqual(
    events.map(({ event, detail }) => [
      event.type,
      event.facts?.['purpose'],
      readDetail(detail?.text ?? '{}', 'an event').foundAs,
    ]),
    [
      ['viewed', 'examination results', own],
      ['viewed', 'contents', own],
      ['viewed', 'contents', '/box.zip/long.txt'],
      ['viewed', 'contents', own],
      ['viewed', 'picture', own],
      ['viewed', 'contents', '/box.zip/locked.txt'],
      ['downloaded', undefined, own],
      ['downloaded', undefined, '/box.zip/locked.txt'],
    ],
  );
  for (const absent of ['0'.repeat(64), 'x'])
    assert.equal(await lookAtItem(at, people.db, { viewer, exhibit, found: absent, view: 'hex' }), undefined);
  assert.equal((await eventsOf(house, exhibit.number)).length, before + events.length, 'no look, no event');

  // Once a set knows it, it is shown in the review of hits alone.
  const entry = { MD5: createHash('md5').update(picture).digest('hex'), Category: 2 };
  await knownSet(t, house, JSON.stringify({ value: [entry] }));
  await examined(house, exhibit);
  const shows = () => look('gate.png', { view: 'picture', picture: 'shown' });
  await assert.rejects(shows, isRefusal('notAllowed'));
  assert.equal((await look('gate.png', { view: 'picture', picture: 'veiled' })).isKnown, true);
});

async function examined(house: Installation, exhibit: Exhibit): Promise<void> {
  const run = newUuid(house.clock, house.random);
  await examine(house, { exhibit, run, signal: AbortSignal.timeout(120_000) });
}
