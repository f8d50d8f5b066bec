// A queue of any length: every hit of it can be decided, its counts are those of all, and one decision is of every file with the same bytes.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { heldByInes } from '../../../test/support/held-exhibit.ts';
import { testExhibit } from '../../../test/support/installation.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isUuid, type Uuid } from '../../base/ids.ts';
import { gatherCopies } from '../pipeline/pictures.store.ts';
import { countHits } from '../pictures/hits.store.ts';
import { isRefusal } from '../../../test/support/refusal.ts';
import { eventsOf } from '../../evidence/events/recorded-event.acts.ts';
import { decideHit, undoDecision } from './review.acts.ts';
import { UNDO_MS } from './review.ts';
import {
  decidedHits,
  hitOf,
  hitsBefore,
  hitsOf,
  lastDecided,
  placeInQueue,
  queueCounts,
  samePicture,
  waitingHit,
  type Hit,
} from './review.store.ts';
import { sql } from 'kysely';

const MANY = 2500;

/** Hits of an exhibit as an examination leaves them: `many` of them, each of bytes of its own but for the last, whose bytes are in three files. */
async function manyHits(t: TestContext, many: number) {
  const held = await heldByInes(t);
  const { house } = held.made;
  const db = house.db.kysely;
  const path = join(temporaryFolder(t), 'a.txt');
  writeFileSync(path, 'a');
  const exhibit = await testExhibit(house, held.file, { from: { kind: 'path', path } });
  const of = { exhibit: exhibit.id, caseId: held.file.id };
  const add = async (from: number, to: number, content: (n: string) => string): Promise<void> => {
    await sql`
      insert into picture_hit (id, exhibit_id, case_id, path, address, bytes, width, height, hash, quality, veil, veil_width, set_id,
        set_name, set_version, entry, distance, found_at, content)
      select gen_random_uuid(), ${of.exhibit}, ${of.caseId}, '/' || lpad(n::text, 5, '0'), '', 1, 9, 9, sha256('x'), 90, 'x', 1,
             '00000000-0000-4000-8000-000000000001', 'Reference', 1, 1, n / 100, now(), ${sql.raw(content('n'))}
        from generate_series(${from}::integer, ${to}::integer) n`.execute(db);
    await house.db.transaction((tx) => gatherCopies(tx, of, { name: 'Reference' }));
  };
  await add(1, many, (n) => `sha256(${n}::text::bytea)`);
  await add(many + 1, many + 2, () => `sha256('${many}')`);
  return { ...held, house, db, exhibit, add };
}

const pathsOf = (hits: readonly Hit[]): string[] => hits.map(({ path }) => path);

test('the last of more hits than a page could hold is found, counted and decided', async (t) => {
  const { house, db, exhibit, ines, omar } = await manyHits(t, MANY);
  const person = ines.person.id;
  const none = { settled: 0, differing: 0 };
  assert.deepEqual(await queueCounts(db, exhibit.id, person), { all: MANY, waiting: MANY, ...none });
  assert.equal(await countHits(db, exhibit.id), MANY, 'pictures, not files');
  const first = await waitingHit(db, exhibit.id, { person });
  assert.equal(first?.path, '/00001');
  const all: Hit[] = [];
  for (let after: Hit | undefined; ;) {
    const page = await hitsOf(db, exhibit.id, { ...(after === undefined ? {} : { after }), limit: 999 });
    all.push(...page);
    after = page.at(-1);
    if (after === undefined) break;
  }
  assert.deepEqual(
    pathsOf(all),
    Array.from({ length: MANY }, (_, n) => `/${String(n + 1).padStart(5, '0')}`),
  );
  const last = all.at(-1);
  assert.ok(last);
  assert.equal(await placeInQueue(db, exhibit.id, last), MANY);
  assert.deepEqual(pathsOf(await hitsBefore(db, exhibit.id, { of: last, limit: 2 })), ['/02498', '/02499']);
  assert.equal(await waitingHit(db, exhibit.id, { person, after: last }), undefined);
  const decide = (by: typeof ines, hit: Uuid, decision: 'match' | 'other') =>
    decideHit({ house }, { by, number: exhibit.number, hit }, { decision });
  await decide(ines, last.id, 'match');
  const now = await queueCounts(db, exhibit.id, person);
  assert.deepEqual(now, { all: MANY, waiting: MANY - 1, ...none });
  await decide(omar, last.id, 'match');
  const done = await queueCounts(db, exhibit.id, person);
  assert.deepEqual(done, { all: MANY, waiting: MANY - 1, settled: 1, differing: 0 });
  for (const reader of [ines, omar])
    assert.deepEqual(pathsOf(await decidedHits(db, exhibit.id, { person: reader.person.id, limit: 5 })), ['/02500']); // prettier-ignore
  // Page by page.
  for (const hit of all.slice(0, 6)) await decide(ines, hit.id, 'other');
  const page = await decidedHits(db, exhibit.id, { person, limit: 3 });
  const next = await decidedHits(db, exhibit.id, { person, after: page.at(-1), limit: 9 });
  assert.deepEqual(pathsOf([...page, ...next]), ['/00001', '/00002', '/00003', '/00004', '/00005', '/00006', '/02500']); // prettier-ignore
  assert.deepEqual(pathsOf(await decidedHits(db, exhibit.id, { person: omar.person.id, limit: 9 })), ['/02500']); // prettier-ignore
});

test('the same bytes in several files are one decision, of copies that are found later too', async (t) => {
  const { house, db, exhibit, ines, omar, lead, add } = await manyHits(t, 3);
  const person = lead.person.id;
  const { rows } = await sql<{ id: string; path: string }>`
    select id, path from picture_hit where exhibit_id = ${exhibit.id} order by path`.execute(db);
  assert.deepEqual(rows.map(({ path }) => path), ['/00001', '/00002', '/00003', '/00004', '/00005']); // prettier-ignore
  const copy = rows[4]?.id ?? '';
  assert.ok(isUuid(copy));
  const hit = await hitOf(db, exhibit.id, copy);
  assert.equal(hit?.path, '/00003', 'the first of them stands for all');
  assert.ok(hit);
  assert.deepEqual(await samePicture(db, exhibit.id, { id: hit.id, limit: 1 }), { paths: ['/00004'], count: 2 }); // prettier-ignore
  await decideHit({ house }, { by: ines, number: exhibit.number, hit: copy }, { decision: 'match' });
  await decideHit({ house }, { by: omar, number: exhibit.number, hit: hit.id }, { decision: 'other' });
  const said = async (): Promise<string[]> => {
    const { rows: found } = await sql<{ line: string }>`
      select concat_ws(' ', h.path, h.result, h.is_first, string_agg(d.decision, '+' order by d.decision)) as line
        from picture_hit h join picture_decision d on d.hit_id = h.id
       where h.exhibit_id = ${exhibit.id} group by h.id order by h.path`.execute(db);
    return found.map(({ line }) => line);
  };
  const three = ['/00003 differ t match+other', '/00004 differ f match+other', '/00005 differ f match+other'];
  assert.deepEqual(await said(), three);
  await add(6, 6, () => `sha256('3')`);
  assert.deepEqual(await said(), [...three, '/00006 differ f match+other']);
  await add(0, 0, () => `sha256('3')`);
  const five = [...three.map((line) => line.replace(' t ', ' f ')), '/00006 differ f match+other'];
  assert.deepEqual(await said(), ['/00000 differ t match+other', ...five], 'the first of them by path');
  assert.deepEqual(await queueCounts(db, exhibit.id, person), { all: 3, waiting: 3, settled: 0, differing: 1 }); // prettier-ignore
  await decideHit({ house }, { by: lead, number: exhibit.number, hit: copy }, { decision: 'match' });
  assert.deepEqual(await queueCounts(db, exhibit.id, person), { all: 3, waiting: 2, settled: 1, differing: 0 }); // prettier-ignore
});

test('who slipped takes the last decision back and is asked again, until somebody has decided after it or ten minutes have gone', async (t) => {
  const { house, db, exhibit, ines, omar, made } = await manyHits(t, 3);
  const { number } = exhibit;
  const [first, second] = await hitsOf(db, exhibit.id, { limit: 2 });
  assert.ok(first && second);
  const since = new Date(house.clock() - UNDO_MS);
  const lastOf = (by: typeof ines) => lastDecided(db, exhibit.id, { person: by.person.id, since });
  const decide = (by: typeof ines, hit: Uuid, decision: 'match' | 'other') => {
    made.clock.ms += 1000;
    return decideHit({ house }, { by, number, hit }, { decision });
  };
  const undo = (by: typeof ines, hit: Uuid) => undoDecision({ house }, { by, number, hit });
  await assert.rejects(undo(ines, first.id), isRefusal('conflict'), 'nothing was said');
  await decide(ines, first.id, 'match');
  await decide(ines, second.id, 'other');
  assert.equal(await lastOf(ines), second.id);
  await assert.rejects(undo(ines, first.id), isRefusal('conflict'), 'not the last');
  await undo(ines, second.id);
  assert.equal((await hitOf(db, exhibit.id, second.id))?.decisions.size, 0);
  assert.equal((await waitingHit(db, exhibit.id, { person: ines.person.id }))?.id, second.id);
  // The second person slips: it is open once more.
  await decide(omar, first.id, 'match');
  assert.equal((await hitOf(db, exhibit.id, first.id))?.result, 'match');
  assert.equal(await lastOf(ines), undefined, 'somebody decided after it');
  await assert.rejects(undo(ines, first.id), isRefusal('conflict'));
  await undo(omar, first.id);
  assert.equal((await hitOf(db, exhibit.id, first.id))?.result, 'waiting');
  await decide(omar, first.id, 'other');
  assert.equal((await hitOf(db, exhibit.id, first.id))?.result, 'differ');
  made.clock.ms += UNDO_MS;
  await assert.rejects(undo(omar, first.id), isRefusal('conflict'), 'ten minutes have gone');
  const methods = (await eventsOf(house, number)).flatMap(({ event }) => {
    const method = event.facts?.['method'];
    return typeof method === 'string' ? [method.split(': ').at(-1)] : [];
  });
  assert.deepEqual(methods.slice(-5), ['other', 'other withdrawn', 'match', 'match withdrawn', 'other']); // prettier-ignore
});
