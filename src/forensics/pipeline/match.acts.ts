// Known material: the digests of an examination against every set that may be used today. Nothing of the exhibit is read again.
import { sql } from 'kysely';
import { Refusal } from '../../base/refusal.ts';
import type { Db, Tx } from '../../evidence/log/log.store.ts';
import { fileOf, setsInUse } from '../known/known.acts.ts';
import { HashFile } from '../known/hash-file.ts';
import { DIGESTS, type DigestKind, type KnownSet } from '../known/known.ts';
import type { Work } from './examine.acts.ts';
import type { Failed } from './examined.ts';
import { insertUnits, stillHeld, type Of } from './examined.store.ts';
import { madeNow } from './list.acts.ts';

const AT_ONCE = 20_000;

/** Each set in one transaction: its hits, and that it was asked. Of sets that may not be used any more nothing is asked, and what was found stays. */
export async function matchAll(work: Work): Promise<void> {
  const { house, of, signal } = work;
  const sets = await setsInUse(house);
  let [done, failed] = [0, 0];
  for (const set of sets) {
    signal.throwIfAborted();
    await house.db.transaction(async (tx) => {
      await stillHeld(tx, of);
      await sql`delete from known_hit where exhibit_id = ${of.exhibit} and set_name = ${set.name}`.execute(
        tx,
      );
      await sql`delete from examined_unit where exhibit_id = ${of.exhibit} and stage = 'known' and detail = ${set.name}`.execute(
        tx,
      );
      const failure = await matchSet(work, tx, set);
      if (failure !== undefined) failed += 1;
      const unit = { stage: 'known', version: 1, content: set.sha256, settings: set.id };
      await insertUnits(tx, of, [{ ...unit, failed: failure }], madeNow(work));
    });
    done += 1;
    await work.at('known', { done, total: sets.length, failed });
  }
}

async function matchSet(work: Work, tx: Tx, set: KnownSet): Promise<Failed | undefined> {
  for (const kind of DIGESTS) {
    if (set.counts[kind] === undefined) continue;
    let file: HashFile;
    try {
      file = new HashFile(fileOf(work.house, set.id, kind));
    } catch (error) {
      if (
        !(error instanceof Refusal) &&
        !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
      )
        throw error;
      return {
        reason: 'damaged',
        detail: `the digests of the set ${set.name} are not there: import it again`,
      };
    }
    try {
      await matchKind(work, tx, { set, kind, file });
    } finally {
      file.close();
    }
  }
  return undefined;
}

async function matchKind(
  { of, signal }: Work,
  tx: Tx,
  { set, kind, file }: { readonly set: KnownSet; readonly kind: DigestKind; readonly file: HashFile },
): Promise<void> {
  let after: Place = { digest: Buffer.alloc(0), id: Buffer.alloc(0) };
  for (;;) {
    signal.throwIfAborted();
    const rows = await digestsAfter(tx, of, kind, after);
    const hits = rows.flatMap(({ id, digest }) => {
      const label = file.labelOf(digest);
      return label === undefined ? [] : [{ item: id.toString('hex'), ...set.labels[label] }];
    });
    if (hits.length > 0) await insertHits(tx, of, { set, kind, hits });
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_ONCE) return;
    after = last;
  }
}

interface Place {
  readonly digest: Buffer;
  readonly id: Buffer;
}

/** In the order of the digests, as the file of a set has them. */
async function digestsAfter(
  db: Db,
  { exhibit }: Of,
  kind: DigestKind,
  after: Place,
): Promise<readonly Place[]> {
  const column = sql.ref(kind);
  const { rows } = await sql<Place>`
    select ${column} as digest, id from examined_item
     where exhibit_id = ${exhibit} and ${column} is not null and bytes > 0 and (${column}, id) > (${after.digest}, ${after.id})
     order by ${column}, id limit ${AT_ONCE}`.execute(db);
  return rows;
}

async function insertHits(
  tx: Tx,
  { exhibit, caseId }: Of,
  {
    set,
    kind,
    hits,
  }: {
    readonly set: KnownSet;
    readonly kind: DigestKind;
    readonly hits: readonly { readonly item: string }[];
  },
): Promise<void> {
  await sql`
    insert into known_hit (exhibit_id, case_id, item_id, set_id, set_name, set_version, use, digest, category, flags, may_be_told)
    select ${exhibit}, ${caseId}, decode(item, 'hex'), ${set.id}, ${set.name}, ${set.version}, ${set.use}, ${kind}, category,
           coalesce(flags, '[]'), ${set.mayBeTold}
      from jsonb_to_recordset(${JSON.stringify(hits)}::jsonb) as r(item text, category text, flags jsonb)
    on conflict (exhibit_id, item_id, set_name) do nothing`.execute(tx);
}
