// SQL of the certificates to which the signer of a received document may lead. Read by the system; kept by administrators.
import type { Kysely } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Tx } from '../../people/as-person.store.ts';
import type { Schema } from '../../platform/schema.ts';

export interface AnchorRow {
  /** DER. */
  readonly certificate: Uint8Array;
  readonly sha256: string;
  readonly addedAt: Date;
  /** Undefined for somebody whom the reader does not see. */
  readonly addedBy: string | undefined;
}

/** The first that was added first. */
export async function anchorRows(db: Kysely<Schema>): Promise<AnchorRow[]> {
  const rows = await db
    .selectFrom('document_anchor as anchor')
    .leftJoin('person', 'person.id', 'anchor.added_by')
    .select(['anchor.certificate', 'anchor.sha256', 'anchor.added_at', 'person.name'])
    .orderBy('anchor.added_at')
    .orderBy('anchor.sha256')
    .execute();
  return rows.map((row) => ({
    certificate: row.certificate,
    sha256: row.sha256.toString('hex'),
    addedAt: row.added_at,
    addedBy: row.name ?? undefined,
  }));
}

/** False when it is kept already. */
export async function insertAnchor(
  tx: Tx,
  made: {
    readonly sha256: Uint8Array;
    readonly certificate: Uint8Array;
    readonly by: Uuid;
    readonly at: Date;
  },
): Promise<boolean> {
  const done = await tx
    .insertInto('document_anchor')
    .values({
      sha256: Buffer.from(made.sha256),
      certificate: Buffer.from(made.certificate),
      added_by: made.by,
      added_at: made.at,
    })
    .onConflict((same) => same.column('sha256').doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows !== 0n;
}

/** False when it is not kept. */
export async function deleteAnchor(tx: Tx, sha256: Uint8Array): Promise<boolean> {
  const done = await tx
    .deleteFrom('document_anchor')
    .where('sha256', '=', Buffer.from(sha256))
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}
