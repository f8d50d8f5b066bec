// SQL of the sets of known material, and of the hits in exhibits.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db, Tx } from '../../evidence/log/log.store.ts';
import type { KnownSet } from './known.ts';

const SETS = sql`
  select id, name, owner, basis, may_be_told as "mayBeTold", use, is_own as "isOwn", to_char(expires, 'YYYY-MM-DD') as expires, version,
         format, encode(sha256, 'hex') as sha256, counts, labels, imported_by as "importedBy", confirmed_by as "confirmedBy",
         ended_at as "endedAt" from known_set`;

type Row = Omit<KnownSet, 'confirmedBy' | 'endedAt'> & {
  readonly confirmedBy: string | null;
  readonly endedAt: Date | null;
};

const setOf = ({ confirmedBy, endedAt, ...row }: Row): KnownSet => ({
  ...row,
  confirmedBy: confirmedBy ?? undefined,
  endedAt: endedAt ?? undefined,
});

/** By name, the newest version first; all but those that a later one has replaced. */
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

export type NewSet = Omit<KnownSet, 'confirmedBy' | 'endedAt'> & { readonly at: Date };

export async function insertSet(tx: Tx, made: NewSet): Promise<void> {
  await sql`
    insert into known_set (id, name, owner, basis, may_be_told, use, is_own, expires, version, format, sha256, counts, labels, imported_by,
      imported_at)
    values (${made.id}, ${made.name}, ${made.owner}, ${made.basis}, ${made.mayBeTold}, ${made.use}, ${made.isOwn}, ${made.expires}::date,
      ${made.version}, ${made.format}, decode(${made.sha256}, 'hex'), ${JSON.stringify(made.counts)}::jsonb,
      ${JSON.stringify(made.labels)}::jsonb, ${made.importedBy}, ${made.at})`.execute(tx);
}

/** The version before it is used no more. */
export async function confirmSet(tx: Tx, { id, name, version }: KnownSet, by: Uuid, at: Date): Promise<void> {
  await sql`update known_set set confirmed_by = ${by}, confirmed_at = ${at} where id = ${id} and confirmed_by is null`.execute(
    tx,
  );
  await sql`update known_set set ended_at = ${at} where name = ${name} and version < ${version} and ended_at is null`.execute(
    tx,
  );
}

export async function endSet(tx: Tx, name: string, at: Date): Promise<void> {
  await sql`update known_set set ended_at = ${at} where name = ${name} and ended_at is null`.execute(tx);
}
