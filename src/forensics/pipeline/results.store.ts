// SQL of what examinations left: the result table line by line, and what failed.
import { sql } from 'kysely';
import type { Json } from '../../base/canonical-json.ts';
import type { Uuid } from '../../base/ids.ts';
import type { Db, Tx } from '../../evidence/log/log.store.ts';
import { resultLine } from './examined.ts';
import { stillHeld, type Of } from './examined.store.ts';

const LINES_AT_ONCE = 5000;

/** The result table, in an order that hangs on nothing but what is in it. */
export async function* resultLines(db: Db, { exhibit }: Of): AsyncGenerator<string> {
  let after: Buffer = Buffer.alloc(0);
  for (;;) {
    const { rows } = await sql<{ id: Buffer } & { [name: string]: Json }>`
      select id, encode(id, 'hex') as item, encode(parent, 'hex') as parent, depth, volume, place, path, address, type, bytes,
             deleted, modified, more, place_of as at, encode(sha256, 'hex') as sha256, encode(sha1, 'hex') as sha1,
             encode(md5, 'hex') as md5, encode(photodna, 'hex') as photodna, kind, says
        from examined_item where exhibit_id = ${exhibit} and id > ${after} order by id limit ${LINES_AT_ONCE}`.execute(
      db,
    );
    for (const { id: _, ...row } of rows) yield resultLine(row);
    if (rows.length < LINES_AT_ONCE) break;
    after = rows.at(-1)?.id ?? after;
  }
  after = Buffer.alloc(0);
  for (;;) {
    const { rows } = await sql<{ key: Buffer } & { [name: string]: Json }>`
      select key, encode(key, 'hex') as unit, stage, version, encode(item_id, 'hex') as item, outcome, reason, facts,
             encode(sha256(convert_to(text, 'UTF8')), 'hex') as text
        from examined_unit where exhibit_id = ${exhibit} and key > ${after} order by key limit ${LINES_AT_ONCE}`.execute(
      db,
    );
    for (const { key: _, ...row } of rows) yield resultLine(row);
    if (rows.length < LINES_AT_ONCE) break;
    after = rows.at(-1)?.key ?? after;
  }
  yield* hitLines(db, exhibit);
}

async function* hitLines(db: Db, exhibit: Uuid): AsyncGenerator<string> {
  let after: { readonly item: Buffer; readonly name: string } = { item: Buffer.alloc(0), name: '' };
  for (;;) {
    const { rows } = await sql<{ key: Buffer; set: string } & { [name: string]: Json }>`
      select item_id as key, encode(item_id, 'hex') as hit, set_name as set, set_version as version, use, digest, category, flags
        from known_hit where exhibit_id = ${exhibit} and (item_id, set_name) > (${after.item}, ${after.name})
       order by item_id, set_name limit ${LINES_AT_ONCE}`.execute(db);
    for (const { key: _, ...row } of rows) yield resultLine(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < LINES_AT_ONCE) break;
    after = { item: last.key, name: last.set };
  }
  yield* pictureHitLines(db, exhibit);
}

/** Of those that people have decided on too, what was found; what they said is no result of the machine. */
async function* pictureHitLines(db: Db, exhibit: Uuid): AsyncGenerator<string> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<{ key: string } & { [name: string]: Json }>`
      select id as key, encode(item_id, 'hex') as hit, set_name as set, set_version as version, 'pdq' as digest, distance, entry, turn,
             category, flags
        from picture_hit where exhibit_id = ${exhibit} and item_id is not null and id > ${after} order by id limit ${LINES_AT_ONCE}`.execute(
      db,
    );
    for (const { key: _, ...row } of rows) yield resultLine(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < LINES_AT_ONCE) return;
    after = last.key;
  }
}

export interface FailureRow {
  readonly stage: string;
  readonly reason: string;
  readonly detail: string | null;
  readonly path: string | null;
  readonly item: string | null;
}

/** Of the exhibit itself first, then by the paths of the items. Each is a result, with its reason. */
export async function failures(db: Db, { exhibit }: Of, limit: number): Promise<readonly FailureRow[]> {
  const { rows } = await sql<FailureRow>`
    select u.stage, u.reason, u.detail, i.path, encode(u.item_id, 'hex') as item
      from examined_unit u left join examined_item i on i.exhibit_id = u.exhibit_id and i.id = u.item_id
     where u.exhibit_id = ${exhibit} and u.outcome = 'failed' order by i.path nulls first, u.key limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** However many are listed. */
export async function failuresCounted(db: Db, { exhibit }: Of): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from examined_unit where exhibit_id = ${exhibit} and outcome = 'failed'`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** What failed is forgotten, so that it is tried again; what it may have left is the same the second time. `item`: of that one alone. */
export async function forgetFailures(tx: Tx, of: Of, item?: string): Promise<void> {
  await stillHeld(tx, of);
  const own = item === undefined ? sql`true` : sql`f.item_id = decode(${item}, 'hex')`;
  // What could not be read within a file was found when that was opened: it is opened again.
  await sql`
    delete from examined_unit u using examined_item i, examined_unit f
     where u.exhibit_id = ${of.exhibit} and u.stage like 'extract:%' and u.item_id = i.parent
       and i.exhibit_id = u.exhibit_id and f.exhibit_id = u.exhibit_id
       and f.item_id = i.id and f.stage = 'hash' and f.outcome = 'failed' and ${own}`.execute(tx);
  // And what was only copied of the same content elsewhere.
  await sql`
    delete from examined_unit f where f.exhibit_id = ${of.exhibit}
       and (f.stage = 'same' or f.outcome = 'failed' and ${own})`.execute(tx);
}
