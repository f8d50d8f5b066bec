// A hit by digest stands by itself; where the agency has two people confirm it, it is open until two different people have.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { readCsv } from '../../base/csv.ts';
import { newUuid } from '../../base/ids.ts';
import { heldByInes } from '../../../test/support/held-exhibit.ts';
import { testExhibit } from '../../../test/support/installation.ts';
import { knownSet } from '../../../test/support/known-set.ts';
import { pdfText } from '../../../test/support/programs.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { disposeExhibit } from '../../evidence/custody/custody.acts.ts';
import { readDetail } from '../../evidence/events/event.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import { audit } from '../../evidence/upkeep/audit.acts.ts';
import { LANGUAGES } from '../../web/messages.ts';
import { EQUAL_SETTING } from '../known/equal.ts';
import { examine } from '../pipeline/examine.acts.ts';
import { makeSelection } from '../pipeline/select.acts.ts';
import { decideEqual, equalName } from './equal.acts.ts';
import { equalCounts, equalHits } from './equal.store.ts';

test('a hit by digest is open until two different people have confirmed it, where the agency says so', async (t) => {
  const held = await heldByInes(t);
  const { file, ines, omar, lead } = held;
  const { house } = held.made;
  const { kysely } = house.db;
  const path = join(temporaryFolder(t), 'stick');
  mkdirSync(path);
  // The same bytes twice are one thing to decide.
  for (const [name, text] of [
    ['a.txt', 'one'],
    ['b.txt', 'one'],
    ['c.txt', 'two'],
  ] as const)
    // prettier-ignore
    writeFileSync(join(path, name), text);
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
  const list = JSON.stringify(['one', 'two'].map((text) => ({ MD5: md5(text), Category: 1 })));
  await knownSet(t, house, list, { name: 'National' });
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  const { number } = exhibit;
  const examined = () =>
    examine(house, { exhibit, run: newUuid(house.clock, house.random), signal: AbortSignal.timeout(60_000) });
  await examined();
  const waiting = (by: typeof ines) => equalHits(kysely, exhibit.id, { person: by.person.id, waits: true, limit: 9 }); // prettier-ignore
  const hits = await waiting(ines);
  assert.deepEqual(hits.map((hit) => [hit.path, hit.files, hit.digest, hit.category, hit.result]), [['/a.txt', 2, 'md5', '1', 'waiting'], ['/c.txt', 1, 'md5', '1', 'waiting']]); // prettier-ignore
  const [one, two] = hits.map((hit) => equalName(hit));
  assert.ok(one !== undefined && two !== undefined);
  const decide = (by: typeof ines, which: readonly string[], decision: 'match' | 'other' | 'unsure') =>
    decideEqual(house, { by, number, hits: which }, { decision });
  const report = async (title: string) => {
    const asked = { exhibit, reference: file.reference, what: 'hits', title, reason: 'For the prosecutor' } as const; // prettier-ignore
    const { exhibit: made } = await makeSelection(house, { ...asked, signal: AbortSignal.timeout(60_000) });
    const at = (name: string): string => house.store.localPath(made.id, `data/${name}`) ?? '';
    const [head = [], ...rows] = readCsv(readFileSync(at('hits.csv'), 'utf8')).rows.map(({ cells }) => cells);
    const cell = (row: readonly string[], name: string): string | undefined => row[head.indexOf(name)];
    const said = rows.map((row) => [cell(row, 'path'), cell(row, 'confirmed by'), cell(row, 'decision')]);
    return { said, pdf: pdfText(readFileSync(at('report.pdf'))) };
  };

  // Usually nobody has to.
  await assert.rejects(decide(ines, [one], 'match'), isRefusal('notFound'));
  const plain = 'nobody needs to look';
  assert.deepEqual((await report('Before')).said, [['/a.txt', '', plain], ['/b.txt', '', plain], ['/c.txt', '', plain]]); // prettier-ignore

  await house.db.withOwner((owner) =>
    owner.query(`insert into setting (name, value, changed_by, changed_at) values ($1, $2, $3, now())`, [
      EQUAL_SETTING,
      { twoPersons: true },
      lead.person.id,
    ]),
  );
  const before = (await eventsOf(house, number)).length;
  assert.deepEqual((await report('Open')).said, [['/a.txt', '0', 'waiting'], ['/b.txt', '0', 'waiting'], ['/c.txt', '0', 'waiting']]); // prettier-ignore
  await decide(ines, [one, two], 'match');
  await decide(ines, [one, two], 'match'); // the same of the same person is no second
  assert.deepEqual(await waiting(ines), []);
  assert.deepEqual((await waiting(omar)).map(({ result }) => result), ['waiting', 'waiting']); // prettier-ignore
  assert.deepEqual((await report('Half')).said, [['/a.txt', '1', 'waiting'], ['/b.txt', '1', 'waiting'], ['/c.txt', '1', 'waiting']]); // prettier-ignore
  // All of them, or none.
  await assert.rejects(decide(omar, [one, `${'0'.repeat(64)}.${two.split('.')[1]}`], 'match'), isRefusal('notFound')); // prettier-ignore
  for (const wrong of [[], ['x'], [`${one}'`]])
    await assert.rejects(decide(omar, wrong, 'match'), isRefusal('notFound'));
  await assert.rejects(decide(omar, [one], 'perhaps' as 'match'), isRefusal('badInput'));
  await decide(omar, [one], 'match');
  await decide(omar, [two], 'other');
  await assert.rejects(decide(lead, [one], 'other'), isRefusal('conflict'));
  await assert.rejects(decide(ines, [two], 'other'), isRefusal('conflict'));
  assert.deepEqual(await equalCounts(kysely, exhibit.id, lead.person.id), { all: 2, waiting: 1, settled: 1 });

  // Compared again, it is found again, and what was said of it stands.
  await examined();
  const after = await report('After');
  assert.deepEqual(after.said, [['/a.txt', '2', 'match'], ['/b.txt', '2', 'match'], ['/c.txt', '1', 'differ']]); // prettier-ignore
  const { pictureReview, equalHits: words } = LANGUAGES.en;
  if (after.pdf === undefined) t.diagnostic('no pdftotext: the words of the report were not read');
  else
    for (const said of [
      pictureReview.results.match,
      words.confirmedBy(2),
      words.confirmedBy(1),
      'Omar Example: Not a match',
    ])
      // prettier-ignore
      assert.ok(after.pdf.includes(said), said);

  const said = (await eventsOf(house, number)).slice(before).flatMap(({ event, detail }) => {
    const { foundAs, person } = readDetail(detail?.text ?? '{}', 'an event');
    const method = event.facts?.['method'];
    return typeof method === 'string' && method.startsWith('hit of set') ? [[person, foundAs, method]] : [];
  });
  assert.deepEqual(said, [
    ['Ines Example', '/a.txt', 'hit of set National 1, equal by md5: match, in 2 files with these bytes; it is now waiting'],
    ['Ines Example', '/c.txt', 'hit of set National 1, equal by md5: match; it is now waiting'],
    ['Omar Example', '/a.txt', 'hit of set National 1, equal by md5: match, in 2 files with these bytes; it is now match'],
    ['Omar Example', '/c.txt', 'hit of set National 1, equal by md5: other; it is now differ'],
  ]); // prettier-ignore
  assert.equal((await audit(house, {})).differencesCount, 0);
  await disposeExhibit(house, { number, order: { type: 'order', id: '12/26' } });
  const left = await sql<{ count: number }>`select count(*)::integer as count from known_decision`.execute(
    kysely,
  );
  assert.deepEqual(left.rows, [{ count: 0 }], 'what is not held any more is not told of');
});
