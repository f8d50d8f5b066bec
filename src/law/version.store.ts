// SQL of the published versions of the law data. Files are kept by their digest, compressed.
import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';
import type { SourceText } from './yaml-file.ts';

export type Db = Kysely<Schema> | Transaction<Schema>;
export type Tx = Transaction<Schema>;

export interface VersionLine {
  readonly number: number;
  readonly dataVersion: string;
  readonly shippedVersion: string;
  readonly publishedAt: Date;
  /** Undefined: the program brought it. */
  readonly proposal: Uuid | undefined;
  readonly setAside: readonly Uuid[];
}

const QUALITY = 6;
const FILE_MAX = 8 * 1024 * 1024;

/** One after the other: who publishes at the same moment waits, and then builds on the newer version. */
export async function lockVersions(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('comity law_version'))`.execute(tx);
}

export async function latestVersion(db: Db): Promise<VersionLine | undefined> {
  return (await versions(db, { limit: 1 }))[0];
}

/** The newest first. `named`: by data version, which two may share. */
export async function versions(
  db: Db,
  which: { readonly limit: number; readonly named?: string; readonly proposal?: Uuid },
): Promise<VersionLine[]> {
  let query = db.selectFrom('law_version').selectAll().orderBy('number', 'desc').limit(which.limit);
  if (which.named !== undefined) query = query.where('data_version', '=', which.named);
  if (which.proposal !== undefined) query = query.where('proposal_id', '=', which.proposal);
  return (await query.execute()).map((row) => ({
    number: row.number,
    dataVersion: row.data_version,
    shippedVersion: row.shipped_version,
    publishedAt: row.published_at,
    proposal: (row.proposal_id ?? undefined) as Uuid | undefined, // the columns' types are uuid
    setAside: row.set_aside as Uuid[],
  }));
}

export async function insertVersion(tx: Tx, line: VersionLine, texts: readonly SourceText[]): Promise<void> {
  const files = texts.map((one) => ({ ...one, digest: createHash('sha256').update(one.text).digest() }));
  const known = await tx
    .selectFrom('law_file')
    .select('digest')
    .where(
      'digest',
      'in',
      files.map(({ digest }) => digest),
    )
    .execute();
  const kept = new Set(known.map(({ digest }) => digest.toString('hex')));
  const fresh = files.filter(({ digest }) => !kept.has(digest.toString('hex')));
  if (fresh.length > 0)
    await tx
      .insertInto('law_file')
      .values(fresh.map(({ name, text, digest }) => ({ digest, name, bytes: compressed(text) })))
      .onConflict((same) => same.doNothing())
      .execute();
  await tx
    .insertInto('law_version')
    .values({
      number: line.number,
      data_version: line.dataVersion,
      shipped_version: line.shippedVersion,
      published_at: line.publishedAt,
      proposal_id: line.proposal ?? null,
      set_aside: [...line.setAside],
    })
    .execute();
  await tx
    .insertInto('law_version_file')
    .values(files.map(({ name, digest }) => ({ version: line.number, name, digest })))
    .execute();
}

/** In the order of names, as they were published. */
export async function textsOfVersion(db: Db, number: number): Promise<SourceText[]> {
  const rows = await db
    .selectFrom('law_version_file as v')
    .innerJoin('law_file as f', 'f.digest', 'v.digest')
    .select(['v.name', 'f.bytes'])
    .where('v.version', '=', number)
    .execute();
  return rows
    .map(({ name, bytes }) => ({
      name,
      text: brotliDecompressSync(bytes, { maxOutputLength: FILE_MAX }).toString(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function compressed(text: string): Buffer {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
}
