// A selection becomes an exhibit of its own: its bytes are those that were examined, it is chained to what it was made of, keeps its
// conditions and its ground, and is kept to the same people; a report of hits has no byte of what it tells of.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCsv } from '../../base/csv.ts';
import { newUuid } from '../../base/ids.ts';
import { drawn, shapes } from '../../../test/support/drawn.ts';
import { heldByInes } from '../../../test/support/held-exhibit.ts';
import { testExhibit } from '../../../test/support/installation.ts';
import { knownSet, pdqList } from '../../../test/support/known-set.ts';
import { pdfText } from '../../../test/support/programs.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { buildZip } from '../../../test/support/zip-builder.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import { audit } from '../../evidence/upkeep/audit.acts.ts';
import { decideHit } from '../review/review.acts.ts';
import { hitsOf } from '../review/review.store.ts';
import { examine } from './examine.acts.ts';
import { filterOfText, itemQuery } from './items.ts';
import { itemsOf } from './items.store.ts';
import { markItem } from './mark.do.ts';
import { makeSelection, type SelectRequest } from './select.acts.ts';

test('what was marked becomes an exhibit chained to its own, and a report of hits has no byte of them', async (t) => {
  const held = await heldByInes(t);
  const { file, ines, omar } = held;
  const { house } = held.made;
  const people = { operator: house.db, clock: house.clock, random: house.random } as Parameters<
    typeof markItem
  >[0]; // all that it uses
  const path = join(temporaryFolder(t), 'album');
  mkdirSync(path);
  await drawn(320, 240, shapes(1)).png().toFile(join(path, '=known.png'));
  const within = Buffer.from('what lies within');
  writeFileSync(join(path, 'box.zip'), buildZip([{ name: 'within.txt', data: within }]));
  const conditions = ['In this case only'];
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path }, conditions });
  const run = newUuid(house.clock, house.random);
  const signal = AbortSignal.timeout(120_000);
  await knownSet(t, house, pdqList(1), { lines: 'pdq', category: 'B' });
  await knownSet(
    t,
    house,
    JSON.stringify([
      { MD5: createHash('md5').update(within).digest('hex'), Category: 1, VictimIdentified: true },
    ]),
    { name: 'National' },
  );
  await examine(house, { exhibit, run, signal });
  const asked: SelectRequest = {
    exhibit,
    reference: file.reference,
    what: 'relevant',
    title: 'What matters',
    reason: 'For the prosecutor',
    signal,
  };
  await assert.rejects(makeSelection(house, asked), isRefusal('notFound'));
  const items = await itemsOf(house.db.kysely, exhibit.id, { filter: {}, after: undefined, limit: 50 });
  const nested = items.find((one) => one.path.endsWith('within.txt'));
  assert.ok(nested);
  await markItem(people, ines, { number: exhibit.number, item: nested.id, body: { relevant: true, tag: 'box', note: 'for us alone' } }); // prettier-ignore

  const { exhibit: made } = await makeSelection(house, { ...asked, key: 'once' });
  assert.equal((await makeSelection(house, { ...asked, key: 'once' })).exhibit.number, made.number);
  const of = (one: string): string => house.store.localPath(made.id, `data/${one}`) ?? '';
  assert.deepEqual(readFileSync(of('files/00001-within.txt')), within);
  const record = readFileSync(of('items.jsonl'), 'utf8');
  const [line] = record
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one) as { [name: string]: unknown });
  assert.deepEqual(
    [line?.['path'], line?.['sha256'], line?.['tags']],
    ['/box.zip/within.txt', createHash('sha256').update(within).digest('hex'), ['box']],
  );
  assert.ok(!record.includes('for us alone'), 'a note never leaves');
  assert.deepEqual(made.conditions, conditions);
  const derived = {
    inputs: [exhibit.number],
    outputs: [made.number],
    method: 'selection of 1 items, relevant',
  };
  for (const number of [exhibit.number, made.number]) {
    const events = await eventsOf(house, number);
    assert.deepEqual(events.filter(({ event }) => event.type === 'derived').map(({ event }) => event.facts), [derived]); // prettier-ignore
  }
  const [parent, child] = await Promise.all([exhibit, made].map(({ number }) => eventsOf(house, number)));
  assert.deepEqual(child?.[0]?.event.authority, parent?.[0]?.event.authority);

  // What a filter of the list finds, of which nobody has said anything; and nothing where it finds nothing.
  const matching = { ...asked, what: 'matching', title: 'Pictures' } as const;
  await assert.rejects(
    makeSelection(house, { ...matching, filter: { deleted: 'yes' } }),
    isRefusal('notFound'),
  );
  const { exhibit: pictures } = await makeSelection(house, {
    ...matching,
    filter: { kind: 'PNG', name: 'known' },
  });
  const filtered = house.store.localPath(pictures.id, 'data/about.json') ?? '';
  const { filter } = JSON.parse(readFileSync(filtered, 'utf8')) as { filter: unknown };
  assert.deepEqual(filter, { kind: 'PNG', name: 'known' });
  assert.deepEqual(readFileSync(join(filtered, '..', 'files', '00001-=known.png')), readFileSync(join(path, '=known.png'))); // prettier-ignore
  const mine = { ...matching, filter: { marked: 'mine' } } as const;
  await assert.rejects(makeSelection(house, mine), isRefusal('notFound'));
  const by = { role: 'examiner', person: ines.person.name, personId: ines.person.id };
  assert.equal(
    (await makeSelection(house, { ...mine, by })).exhibit.files,
    1 + 3,
    'her own marks, and three records',
  );
  for (const text of ['kind=PNG&name=a%26b', 'known=no&from=10&to=20'])
    assert.equal(itemQuery(filterOfText(text) ?? {}), `?${text}`);
  for (const text of ['', 'kind=', 'kind=PNG&of=all', 'kind=PNG&kind=PNG', 'from=-1'])
    assert.equal(filterOfText(text), undefined, text);

  // What somebody ticked, marked by nobody: those and no other, or none where one of them is not there.
  const known = items.find((one) => one.path.endsWith('=known.png'));
  assert.ok(known);
  const ticked = { ...asked, what: 'ticked', title: 'These' } as const;
  for (const wrong of [[], [known.id, '0'.repeat(64)]])
    await assert.rejects(makeSelection(house, { ...ticked, ticked: wrong }), isRefusal('notFound'));
  const { exhibit: these } = await makeSelection(house, { ...ticked, ticked: [known.id] });
  const chosen = house.store.localPath(these.id, 'data/files') ?? '';
  assert.deepEqual(readdirSync(chosen), ['00001-=known.png']);
  assert.deepEqual(readFileSync(join(chosen, '00001-=known.png')), readFileSync(join(path, '=known.png')));
  assert.deepEqual(these.conditions, conditions);

  const [hit] = await hitsOf(house.db.kysely, exhibit.id, { limit: 1 });
  assert.ok(hit);
  for (const by of [ines, omar])
    await decideHit({ house }, { by, number: exhibit.number, hit: hit.id }, { decision: 'match' });
  const { exhibit: report } = await makeSelection(house, { ...asked, what: 'hits', title: 'Report of hits' });
  const folder = house.store.localPath(report.id, 'data/about.json') ?? '';
  assert.deepEqual(readdirSync(join(folder, '..')).toSorted(), [
    'about.json',
    'hits.csv',
    'items.jsonl',
    'report.pdf',
  ]);
  // For people, without a picture: who looked and decided, by name, and the sets.
  const pdf = readFileSync(join(folder, '..', 'report.pdf'));
  assert.doesNotMatch(pdf.toString('latin1'), /\/Subtype ?\/Image/);
  const said = pdfText(pdf);
  if (said === undefined) t.diagnostic('no pdftotext: the words of the report were not read');
  else
    for (const words of ['Report of hits', 'Reference 1', 'National 1', 'Ines Example', 'Omar Example'])
      assert.ok(said.includes(words), words);
  const text = readFileSync(join(folder, '..', 'hits.csv'), 'utf8');
  const [head = [], ...rows] = readCsv(text).rows.map(({ cells }) => cells);
  const told = rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
  assert.deepEqual(
    told.map((row) => [row['path'], row['set'], row['version'], row['category'], row['distance'], row['flags'], row['may be told'], row['decision']]), // prettier-ignore
    [
      ['/=known.png', 'Reference', '1', 'B', '0', '', 'The national unit', 'match'],
      ['/box.zip/within.txt', 'National', '1', '1', 'equal', 'victimIdentified', 'The national unit', 'nobody needs to look'], // prettier-ignore
    ],
  );
  assert.equal((await audit(house, {})).differencesCount, 0);
});
