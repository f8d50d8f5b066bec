// SQL of the packages that are being made.
import type { Uuid } from '../../base/ids.ts';
import type { Db, Tx } from '../log/log.store.ts';

interface BegunPackage {
  readonly id: Uuid;
  /** Where it will stand, absolute. */
  readonly path: string;
}

interface NewBegunPackage extends BegunPackage {
  /** Hex, of what was asked for. */
  readonly requestSha256: string;
  readonly begunAt: Date;
}

export async function insertBegun(tx: Tx, made: NewBegunPackage): Promise<void> {
  const { id, path, requestSha256, begunAt } = made;
  await tx
    .insertInto('package_begun')
    .values({ id, path, request_sha256: requestSha256, begun_at: begunAt })
    .execute();
}

/** The id under which the same was begun at the same path; undefined when it was not. */
export async function begunBefore(db: Db, path: string, requestSha256: string): Promise<Uuid | undefined> {
  const row = await db
    .selectFrom('package_begun')
    .select('id')
    .where('path', '=', path)
    .where('request_sha256', '=', requestSha256)
    .executeTakeFirst();
  return row?.id as Uuid | undefined; // the column's type is uuid
}

export async function packagesBegun(db: Db): Promise<BegunPackage[]> {
  const rows = await db.selectFrom('package_begun').select(['id', 'path']).execute();
  return rows.map((row) => ({ id: row.id as Uuid, path: row.path })); // the column's type is uuid
}

/** Nothing at this path is to be completed any more. */
export async function endBegun(db: Db, path: string): Promise<void> {
  await db.deleteFrom('package_begun').where('path', '=', path).execute();
}
