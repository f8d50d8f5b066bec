// SQL of the papers of requests. As the person: row security shows those of their cases.
import type { Uuid } from '../base/ids.ts';
import type { Tx } from '../people/as-person.store.ts';
import type { MediaType, Paper } from './paper.ts';

export interface NewPaper {
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

export async function insertPaper(tx: Tx, made: NewPaper): Promise<void> {
  await tx
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
    .execute();
}

/** False when it was registered already, or is not there. */
export async function registerPaper(tx: Tx, caseId: Uuid, id: Uuid, request: Uuid): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('request_paper')
    .set({ request_id: request })
    .where('id', '=', id)
    .where('case_id', '=', caseId)
    .where('request_id', 'is', null)
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
  if (row === undefined) return undefined;
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
  readonly size: number;
}): Paper {
  return {
    id: row.id as Uuid, // a uuid column
    name: row.name,
    mediaType: row.media_type as MediaType, // written by `insertPaper`
    sha256: row.sha256.toString('hex'),
    sizeBytes: row.size,
    at: row.at,
    addedBy: row.by_name ?? undefined,
  };
}
