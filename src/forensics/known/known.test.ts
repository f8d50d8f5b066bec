import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import { isRefusal } from '../../../test/support/refusal.ts';
import { testInstallation } from '../../../test/support/installation.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { insertPerson } from '../../people/person.store.ts';
import { HashFile, HashFileWriter } from './hash-file.ts';
import { confirmKnown, endKnown, importSet, setsInUse, type ImportRequest } from './known.acts.ts';
import { exportSet } from './known-export.acts.ts';
import { readSet, type KnownEntry } from './read-set.ts';

const digest = (kind: string, text: string): string => createHash(kind).update(text).digest('hex');

async function read(
  t: TestContext,
  name: string,
  content: string | Uint8Array,
): Promise<readonly KnownEntry[]> {
  const path = join(temporaryFolder(t), name);
  writeFileSync(path, content);
  const found: KnownEntry[] = [];
  for await (const entry of readSet(path).entries) found.push(entry);
  return found;
}

test('a file of digests finds each with its label, and nothing that is not there', (t) => {
  const path = join(temporaryFolder(t), 'set');
  const writer = new HashFileWriter(path, 20);
  const of = (i: number): Buffer => createHash('sha1').update(`${i}`).digest();
  for (let i = 5000; i-- > 0;) writer.add(of(i), i % 1000);
  for (let i = 0; i < 100; i++) writer.add(of(i), 999); // given twice
  assert.equal(writer.finish(), 5000);
  const file = new HashFile(path);
  for (let i = 0; i < 5000; i++) assert.equal(file.labelOf(of(i)), i % 1000, `${i}`);
  const sorted = Array.from({ length: 10_000 }, (_, i) => of(i)).toSorted((a, b) => a.compare(b));
  assert.equal(sorted.filter((one) => file.labelOf(one) !== undefined).length, 5000);
  const all: string[] = [];
  for (const one of file.all()) all.push(one.digest.toString('hex'));
  assert.deepEqual(all, Array.from({ length: 5000 }, (_, i) => of(i).toString('hex')).toSorted());
  file.close();
  // Digests that differ in their last byte alone, in one bucket.
  const close = new HashFileWriter(`${path}2`, 16);
  const near = (last: number): Buffer =>
    Buffer.from(`${'ab'.repeat(15)}${last.toString(16).padStart(2, '0')}`, 'hex');
  for (let i = 255; i >= 0; i -= 2) close.add(near(i), i);
  assert.equal(close.finish(), 128);
  const again = new HashFile(`${path}2`);
  for (let i = 0; i < 256; i++) assert.equal(again.labelOf(near(i)), i % 2 === 1 ? i : undefined);
  again.close();
  for (const wrong of [Buffer.from('no set'), readFileSync(path).subarray(0, -1)]) {
    writeFileSync(`${path}3`, wrong);
    assert.throws(() => new HashFile(`${path}3`), isRefusal('damaged'));
  }
});

test('lists, NSRL, VICS, CAID and NCMEC are read, each with the categories of the set', async (t) => {
  const [md5, sha1, sha256] = ['md5', 'sha1', 'sha256'].map((kind) => digest(kind, 'x')) as [
    string,
    string,
    string,
  ];
  assert.deepEqual(
    await read(t, 'list', `hash,name\n# a remark\n${md5}\n${sha1.toUpperCase()}  file.jpg\n"${sha256}",x\n`),
    [
      { md5, label: {} },
      { sha1, label: {} },
      { sha256, label: {} },
    ],
  );
  await assert.rejects(read(t, 'list', `${md5}\nnothing\n`), isRefusal('badInput'));
  const path = join(temporaryFolder(t), 'RDS.db');
  const db = new DatabaseSync(path);
  db.exec(`create table FILE (sha256 text, sha1 text, md5 text, crc32 text, file_name text, file_size integer, package_id integer);
    insert into FILE values ('${sha256.toUpperCase()}', '${sha1}', '${md5}', 'x', 'a.dll', 1, 1)`);
  db.close();
  const entries: KnownEntry[] = [];
  for await (const entry of readSet(path).entries) entries.push(entry);
  assert.deepEqual(entries, [{ sha256, sha1, md5, label: {} }]);
  const pdq = 'a'.repeat(64);
  const media = {
    MediaID: 1,
    Category: 1,
    VictimIdentified: true,
    MD5: md5.toUpperCase(),
    SHA1: sha1,
    AlternativeHashes: [
      { HashName: 'PhotoDNA', HashValue: '1,2' },
      { HashName: 'PDQ', HashValue: 'A'.repeat(64) },
    ],
    Note: '"}[{',
  };
  const label = { category: '1', flags: ['victimIdentified'] };
  const one = { '@odata.context': 'x', value: [media, { ...media, Category: 2, VictimIdentified: false }] };
  assert.deepEqual(await read(t, 'vics13.json', JSON.stringify(one)), [
    { md5, sha1, pdq, photodna: '1,2', label },
    { md5, sha1, pdq, photodna: '1,2', label: { category: '2' } },
  ]);
  const many = Array.from({ length: 3000 }, () => media);
  const two = { '@odata.context': 'x', value: [{ CaseID: 'c', CaseNumber: 'n', Media: many }] };
  const found = await read(t, 'vics20.json', `\ufeff${JSON.stringify(two, undefined, 1)}`);
  assert.deepEqual([found.length, found.at(-1)], [3000, { md5, sha1, pdq, photodna: '1,2', label }]);
  await assert.rejects(read(t, 'cut.json', JSON.stringify(two).slice(0, 4000)), isRefusal('damaged'));
  const xml = `<?xml version="1.0"?><queryResult><images maxTimestamp="x"><image><member id="1">E</member><id>a</id>
    <classification>A1</classification><fingerprints><md5>${md5}</md5><sha1>${sha1}</sha1><pdna>AbC=</pdna></fingerprints></image></images></queryResult>`;
  assert.deepEqual(await read(t, 'ncmec.xml', xml), [
    { md5, sha1, photodna: 'AbC=', label: { category: 'A1' } },
  ]);
  const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>${xml}`;
  await assert.rejects(read(t, 'laughs.xml', laughs), isRefusal('badInput'));
});

test('a set is used when a second person has confirmed it, until its last day, and only our own is given out', async (t) => {
  const made = await testInstallation(t);
  const { house } = made;
  const person = async (name: string): Promise<Uuid> => {
    const id = newUuid(house.clock, house.random);
    const at = new Date(house.clock());
    await house.db.transaction((tx) =>
      insertPerson(tx, { id, name, email: `${name}@agency.example`, createdAt: at }),
    );
    return id;
  };
  const path = join(temporaryFolder(t), 'list');
  writeFileSync(path, `${digest('sha1', 'a letter')}\n`);
  const [kim, rosa] = [await person('kim'), await person('rosa')];
  const request: ImportRequest = {
    path,
    name: 'Ours',
    owner: 'We',
    basis: 'Act, s. 1 (invented)',
    mayBeTold: 'The unit',
    use: 'alert',
    isOwn: true,
    expires: '2026-11-30',
    by: kim,
  };
  for (const wrong of [
    { basis: ' ' },
    { owner: '' },
    { mayBeTold: '' },
    { expires: '2026-11-02' },
    { expires: 'soon' },
  ])
    await assert.rejects(
      importSet(house, { ...request, ...wrong }),
      isRefusal('badInput'),
      JSON.stringify(wrong),
    );
  await importSet(house, request);
  assert.deepEqual(await setsInUse(house), [], 'it waits');
  await assert.rejects(
    confirmKnown(house, { name: 'Ours', by: kim, words: 'By telephone' }),
    isRefusal('notAllowed'),
  );
  await confirmKnown(house, { name: 'Ours', by: rosa, words: 'By telephone' });
  assert.deepEqual((await setsInUse(house)).map(({ version }) => version), [1]); // prettier-ignore
  await importSet(house, request);
  assert.deepEqual((await setsInUse(house)).map(({ version }) => version), [1], 'the later one waits'); // prettier-ignore
  await confirmKnown(house, { name: 'Ours', by: rosa, words: 'By telephone' });
  assert.deepEqual((await setsInUse(house)).map(({ version }) => version), [2]); // prettier-ignore
  let out = '';
  for await (const text of exportSet(house, { name: 'Ours', by: kim })) out += text;
  assert.match(
    out,
    /^# Ours, version 2\n# owner: We\n# basis: Act, s. 1 \(invented\)\n# until: 2026-11-30\n# may be told: The unit\n[0-9a-f]{40}\n$/,
  );
  const fingerprint = 'ab'.repeat(32);
  writeFileSync(join(path, '..', 'mixed.json'), JSON.stringify([{ SHA256: digest('sha256', 'x'), AlternativeHashes: [{ HashName: 'PDQ', HashValue: fingerprint }, { HashName: 'PhotoDNA', HashValue: '1,2' }] }])); // prettier-ignore
  const mixed = await importSet(house, { ...request, path: join(path, '..', 'mixed.json'), name: 'Mixed', category: 'B' }); // prettier-ignore
  assert.deepEqual([mixed.counts, mixed.labels], [{ sha256: 1, photodna: 1, pdq: 1 }, [{ category: 'B' }]]);
  await confirmKnown(house, { name: 'Mixed', by: rosa, words: 'By telephone' });
  for (const [lines, entry] of [
    ['pdq', fingerprint],
    ['digests', digest('sha256', 'x')],
  ] as const) {
    let given = '';
    for await (const text of exportSet(house, { name: 'Mixed', by: kim, lines })) given += text;
    assert.deepEqual(given.split('\n').slice(5), [`${entry}  B`, ''], 'the two are never in one list');
  }
  await endKnown(house, { name: 'Mixed', by: kim, words: 'Replaced' });
  await importSet(house, { ...request, name: 'Theirs', isOwn: false });
  await confirmKnown(house, { name: 'Theirs', by: rosa, words: 'By telephone' });
  await assert.rejects(async () => {
    for await (const _ of exportSet(house, { name: 'Theirs', by: kim })) assert.fail('it was given out');
  }, isRefusal('notAllowed'));
  made.clock.ms = Date.parse('2026-12-01T00:00:00Z');
  assert.deepEqual(await setsInUse(house), [], 'their last day is past');
  await endKnown(house, { name: 'Ours', by: kim, words: 'Replaced' });
  await endKnown(house, { name: 'Theirs', by: kim, words: 'Replaced' });
  assert.deepEqual(readdirSync(join(house.home.path, 'known')), [], 'no digest is left');
});
