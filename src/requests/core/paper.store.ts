// SQL of the papers of requests. As the person: row security shows those of their cases.
import type { Uuid } from '../../base/ids.ts';
import type { Tx } from '../../people/as-person.store.ts';
import type { DiscardedPaper, MediaType, Paper } from './paper.ts';

interface NewPaper {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly request: Uuid | undefined;
  readonly name: string;
  readonly mediaType: MediaType;
  readonly sha256: Buffer;
  readonly bytes: Uint8Array;
  readonly addedBy: Uuid;
  readonly at: Date;
}

/** Returns its id: of the same bytes that wait in the case already, that one's. */
export async function insertPaper(tx: Tx, made: NewPaper): Promise<Uuid> {
  const done = await tx
    .insertInto('request_paper')
    .values({
      id: made.id,
      case_id: made.caseId,
      request_id: made.request ?? null,
      name: made.name,
      media_type: made.mediaType,
      sha256: made.sha256,
      bytes: Buffer.from(made.bytes),
      added_by: made.addedBy,
      at: made.at,
    })
    .onConflict((same) =>
      same
        .columns(['case_id', 'sha256'])
        .where('request_id', 'is', null)
        .where('discarded_at', 'is', null)
        .doNothing(),
    )
    .executeTakeFirst();
  if (done.numInsertedOrUpdatedRows !== 0n) return made.id;
  const same = await waiting(tx, made.caseId)
    .select('id')
    .where('sha256', '=', made.sha256)
    .executeTakeFirst();
  // Registered or discarded in this instant: whoever sends it again sends it anew.
  return (same?.id ?? made.id) as Uuid; // a uuid column
}

function waiting(tx: Tx, caseId: Uuid) {
  return tx
    .selectFrom('request_paper')
    .where('case_id', '=', caseId)
    .where('request_id', 'is', null)
    .where('discarded_at', 'is', null);
}

/** Those that no request was registered from, the last that came first; at most `limit`. */
export async function waitingPapers(tx: Tx, caseId: Uuid, limit: number): Promise<Paper[]> {
  const rows = await selected(tx)
    .where('request_paper.case_id', '=', caseId)
    .where('request_id', 'is', null)
    .where('discarded_at', 'is', null)
    .orderBy('request_paper.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(paperFrom);
}

/** The last first; at most `limit`. */
export async function discardedPapers(tx: Tx, caseId: Uuid, limit: number): Promise<DiscardedPaper[]> {
  const rows = await tx
    .selectFrom('request_paper')
    .leftJoin('person', 'person.id', 'discarded_by')
    .select(['request_paper.name', 'sha256', 'discard_reason', 'discarded_at', 'person.name as by'])
    .where('request_paper.case_id', '=', caseId)
    .where('discarded_at', 'is not', null)
    .orderBy('discarded_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    name: row.name,
    sha256: row.sha256.toString('hex'),
    reason: row.discard_reason ?? '',
    by: row.by ?? undefined,
    at: row.discarded_at ?? new Date(0), // not null, by the condition
  }));
}

/** Its bytes go; that it came, and why it went, stays. False when it does not wait. */
export async function discardPaper(
  tx: Tx,
  caseId: Uuid,
  id: Uuid,
  said: { readonly by: Uuid; readonly at: Date; readonly reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('request_paper')
    .set({ discarded_at: said.at, discarded_by: said.by, discard_reason: said.reason, bytes: null })
    .where('id', '=', id)
    .where('case_id', '=', caseId)
    .where('request_id', 'is', null)
    .where('discarded_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** False when it was registered already, or is not there. */
export async function registerPaper(tx: Tx, caseId: Uuid, id: Uuid, request: Uuid): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('request_paper')
    .set({ request_id: request })
    .where('id', '=', id)
    .where('case_id', '=', caseId)
    .where('request_id', 'is', null)
    .where('discarded_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function paperOf(
  tx: Tx,
  caseId: Uuid,
  id: Uuid,
): Promise<
  { readonly paper: Paper; readonly bytes: Buffer; readonly request: Uuid | undefined } | undefined
> {
  const row = await selected(tx)
    .select(['bytes', 'request_id'])
    .where('request_paper.case_id', '=', caseId)
    .where('request_paper.id', '=', id)
    .executeTakeFirst();
  // Discarded, it is as if it had never come.
  if (row === undefined || row.bytes === null) return undefined;
  return {
    paper: paperFrom(row),
    bytes: row.bytes,
    request: (row.request_id ?? undefined) as Uuid | undefined,
  }; // a uuid column
}

/** In the order in which they came. */
export async function papersOf(tx: Tx, request: Uuid): Promise<Paper[]> {
  const rows = await selected(tx).where('request_id', '=', request).orderBy('request_paper.id').execute();
  return rows.map(paperFrom);
}

function selected(tx: Tx) {
  return tx
    .selectFrom('request_paper')
    .leftJoin('person', 'person.id', 'added_by')
    .select([
      'request_paper.id',
      'request_paper.name',
      'media_type',
      'sha256',
      'at',
      'person.name as by_name',
    ])
    .select(({ fn }) => fn<number>('octet_length', ['bytes']).as('size'));
}

function paperFrom(row: {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly sha256: Buffer;
  readonly at: Date;
  readonly by_name: string | null;
  readonly size: number | null;
}): Paper {
  return {
    id: row.id as Uuid, // a uuid column
    name: row.name,
    mediaType: row.media_type as MediaType, // written by `insertPaper`
    sha256: row.sha256.toString('hex'),
    sizeBytes: row.size ?? 0,
    at: row.at,
    addedBy: row.by_name ?? undefined,
  };
}
