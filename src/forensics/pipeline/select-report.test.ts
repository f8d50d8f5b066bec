// A report of files names them and who marked them, and has no byte of them and no note: both are looked for in all that is made.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { readCsv } from '../../base/csv.ts';
import { newUuid } from '../../base/ids.ts';
import { heldByInes } from '../../../test/support/held-exhibit.ts';
import { testExhibit } from '../../../test/support/installation.ts';
import { pdfText } from '../../../test/support/programs.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { folded, unpacked } from '../../../test/support/leaving.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { buildZip } from '../../../test/support/zip-builder.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import { LANGUAGES } from '../../web/messages.ts';
import { examine } from './examine.acts.ts';
import { itemsOf } from './items.store.ts';
import { markItem } from './mark.do.ts';
import { makeSelection, type SelectRequest } from './select.acts.ts';

const CONTENT = 'seventeen crates at the quay';
const NOTE = 'ask the harbour master first';

test('a report of marked, ticked or filtered files says what each is and who marked it, without a byte and without a note', async (t) => {
  const held = await heldByInes(t);
  const { file, ines, omar } = held;
  const { house } = held.made;
  const people = { operator: house.db, clock: house.clock, random: house.random } as Parameters<
    typeof markItem
  >[0]; // all that it uses
  const path = join(temporaryFolder(t), 'desk');
  mkdirSync(path);
  writeFileSync(join(path, 'ledger.txt'), CONTENT);
  writeFileSync(join(path, 'other.txt'), 'nobody marked it');
  const flags = { flags: 0x0801 };
  const locked = { name: 'locked.txt', data: Buffer.from(CONTENT), central: flags, local: flags };
  writeFileSync(join(path, 'box.zip'), buildZip([locked]));
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  const signal = AbortSignal.timeout(120_000);
  await examine(house, { exhibit, run: newUuid(house.clock, house.random), signal });
  const items = await itemsOf(house.db.kysely, exhibit.id, { filter: {}, after: undefined, limit: 50 });
  const idOf = (name: string): string => items.find((one) => one.path.endsWith(name))?.id ?? '';
  const mark = (by: typeof ines, name: string, relevant: boolean, tag?: string) =>
    markItem(people, by, { number: exhibit.number, item: idOf(name), body: { relevant, note: NOTE, ...(tag === undefined ? {} : { tag }) } }); // prettier-ignore
  await mark(ines, 'ledger.txt', true, 'gate 4');
  await mark(omar, 'ledger.txt', false);
  await mark(ines, 'locked.txt', true, 'gate 4');

  await sql`
    update examined_item set modified = '2026-11-02T10:00:00.5Z', more = more || '{"created": "2026-11-01T08:00:00"}'
     where path = '/ledger.txt'`.execute(house.db.kysely);

  const asked: SelectRequest = {
    exhibit,
    reference: file.reference,
    what: 'relevant',
    as: 'report',
    tag: 'gate 4',
    title: 'What bears on gate 4',
    reason: 'For the prosecutor',
    signal,
  };
  const { exhibit: report } = await makeSelection(house, asked);
  const folder = join(house.store.localPath(report.id, 'data/about.json') ?? '', '..');
  assert.deepEqual(readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted(), ['about.json', 'items.csv', 'items.jsonl', 'report.pdf']); // prettier-ignore
  const pdf = readFileSync(join(folder, 'report.pdf'));
  const said = pdfText(pdf);
  const written = readdirSync(folder).map((one) => unpacked(readFileSync(join(folder, one))));
  const all = folded([said ?? '', ...written].join('\n'));
  for (const never of [CONTENT, NOTE, '"note"', Buffer.from(CONTENT).toString('base64')])
    assert.ok(!all.includes(folded(never)), never);

  // For programs: each with its digest, or without where it could not be read, and who said what.
  const lines = readFileSync(join(folder, 'items.jsonl'), 'utf8').trim().split('\n');
  const told = lines.map((line) => JSON.parse(line) as { [name: string]: unknown });
  assert.deepEqual(
    told.map((one) => [one['path'], one['sha256'], one['tags'], one['kind'] === undefined]),
    [
      ['/box.zip/locked.txt', null, ['gate 4'], false],
      ['/ledger.txt', createHash('sha256').update(CONTENT).digest('hex'), ['gate 4'], false],
    ],
  );
  const marks = told[1]?.['marks'] as readonly { readonly [name: string]: unknown }[];
  assert.deepEqual(
    marks
      .map(({ by, relevant, tag, ...more }) => [by, relevant, tag, Object.keys(more)])
      .toSorted((one, other) => (String(one) < String(other) ? -1 : 1)),
    [['Ines Example', true, 'gate 4', ['at']], ['Omar Example', false, null, ['at']]], // prettier-ignore
  );
  const [head = [], ...rows] = readCsv(readFileSync(join(folder, 'items.csv'), 'utf8')).rows.map(
    ({ cells }) => cells,
  );
  assert.equal(rows.length, 2);
  assert.match(rows[1]?.[head.indexOf('marked by')] ?? '', /Ines Example, relevant, gate 4, 20\S+Z/);
  assert.deepEqual(['modified', 'created', 'accessed'].map((time) => rows[1]?.[head.indexOf(time)]), ['2026-11-02T10:00:00.5Z', '2026-11-01T08:00:00', '']); // prettier-ignore

  // For people.
  assert.doesNotMatch(pdf.toString('latin1'), /\/Subtype ?\/Image/);
  if (said === undefined) t.diagnostic('no pdftotext: the words of the report were not read');
  else
    for (const words of [
      'What bears on gate 4',
      '/ledger.txt',
      '2026-11-02 10:00:00Z',
      '2026-11-01 08:00:00',
      'Ines Example: relevant (gate 4)',
      'Omar Example: not relevant',
      LANGUAGES.en.itemsReport.notRead,
      LANGUAGES.en.itemsReport.without,
    ])
      // prettier-ignore
      assert.ok(said.includes(words), words);
  const method = 'report of 2 items, relevant';
  const derived = (await eventsOf(house, exhibit.number)).at(-1)?.event;
  assert.deepEqual(derived?.facts, { inputs: [exhibit.number], outputs: [report.number], method });

  // Of what is ticked or found by a filter; with the files, what could not be read stays out and no name is in the record.
  const ticked = { ...asked, what: 'ticked', tag: undefined, ticked: [idOf('other.txt')] } as const;
  const filtered = { ...asked, what: 'matching', tag: undefined, filter: { name: 'ledger' } } as const;
  for (const [one, found] of [
    [ticked, '/other.txt'],
    [filtered, '/ledger.txt'],
  ] as const) {
    // prettier-ignore
    const { exhibit: made } = await makeSelection(house, { ...one, language: 'fr' });
    const record = readFileSync(house.store.localPath(made.id, 'data/items.jsonl') ?? '', 'utf8');
    assert.deepEqual(record.trim().split('\n').map((line) => (JSON.parse(line) as { path: string }).path), [found]); // prettier-ignore
    assert.ok(!record.includes(NOTE));
    assert.equal(made.files, 4);
  }
  await assert.rejects(makeSelection(house, { ...ticked, ticked: ['0'.repeat(64)] }), isRefusal('notFound'));
  const { exhibit: files } = await makeSelection(house, { ...asked, as: 'files' });
  const record = readFileSync(house.store.localPath(files.id, 'data/items.jsonl') ?? '', 'utf8');
  assert.ok(record.includes('/ledger.txt') && !record.includes('locked.txt') && !record.includes('Example'));
});
