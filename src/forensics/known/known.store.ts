// SQL of the sets of known material, and of the hits in exhibits.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db, Tx } from '../../evidence/log/log.store.ts';
import type { KnownSet } from './known.ts';

const SETS = sql`
  select id, name, owner, basis, may_be_told as "mayBeTold", use, is_own as "isOwn", to_char(expires, 'YYYY-MM-DD') as expires, version,
         format, encode(sha256, 'hex') as sha256, counts, labels, imported_by as "importedBy", imported_at as "importedAt",
         confirmed_by as "confirmedBy", confirmed_at as "confirmedAt", confirmed_how as "confirmedHow", ended_at as "endedAt",
         ended_why as "endedWhy" from known_set`;

type Later = 'confirmedBy' | 'confirmedAt' | 'confirmedHow' | 'endedAt' | 'endedWhy';
type Row = Omit<KnownSet, Later> & { readonly [name in Later]: KnownSet[name] | null };

const setOf = ({ confirmedBy, confirmedAt, confirmedHow, endedAt, endedWhy, ...row }: Row): KnownSet => ({
  ...row,
  confirmedBy: confirmedBy ?? undefined,
  confirmedAt: confirmedAt ?? undefined,
  confirmedHow: confirmedHow ?? undefined,
  endedAt: endedAt ?? undefined,
  endedWhy: endedWhy ?? undefined,
});

/** By name, the newest version first. */
export async function listSets(db: Db): Promise<readonly KnownSet[]> {
  const { rows } = await sql<Row>`${SETS} order by name, version desc limit 1000`.execute(db);
  return rows.map(setOf);
}

export async function setNamed(db: Db, name: string, version?: number): Promise<KnownSet | undefined> {
  const { rows } =
    await sql<Row>`${SETS} where name = ${name} and (${version ?? null}::integer is null or version = ${version ?? null})
    order by version desc limit 1`.execute(db);
  return rows.map(setOf)[0];
}

export async function setById(db: Db, id: string): Promise<KnownSet | undefined> {
  const { rows } = await sql<Row>`${SETS} where id = ${id}`.execute(db);
  return rows.map(setOf)[0];
}

/** Of persons, for what is said of a set. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from person where id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

type NewSet = Omit<KnownSet, Later>;

export async function insertSet(tx: Tx, made: NewSet): Promise<void> {
  await sql`
    insert into known_set (id, name, owner, basis, may_be_told, use, is_own, expires, version, format, sha256, counts, labels, imported_by,
      imported_at)
    values (${made.id}, ${made.name}, ${made.owner}, ${made.basis}, ${made.mayBeTold}, ${made.use}, ${made.isOwn}, ${made.expires}::date,
      ${made.version}, ${made.format}, decode(${made.sha256}, 'hex'), ${JSON.stringify(made.counts)}::jsonb,
      ${JSON.stringify(made.labels)}::jsonb, ${made.importedBy}, ${made.importedAt})`.execute(tx);
}

interface Decided {
  readonly by: Uuid;
  readonly at: Date;
  /** How it was compared, or why it is ended. */
  readonly words: string;
}

/** The version before it is used no more. */
export async function confirmSet(
  tx: Tx,
  { id, name, version }: KnownSet,
  { by, at, words }: Decided,
): Promise<void> {
  await sql`update known_set set confirmed_by = ${by}, confirmed_at = ${at}, confirmed_how = ${words}
    where id = ${id} and confirmed_by is null and ended_at is null`.execute(tx);
  await sql`update known_set set ended_at = ${at} where name = ${name} and version < ${version} and ended_at is null`.execute(
    tx,
  );
}

/** All versions. */
export async function endSet(tx: Tx, name: string, { at, words }: Omit<Decided, 'by'>): Promise<void> {
  await sql`update known_set set ended_at = ${at}, ended_why = ${words} where name = ${name} and ended_at is null`.execute(
    tx,
  );
}
