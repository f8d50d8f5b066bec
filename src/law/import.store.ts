// SQL of the downloads that were read.
import * as z from 'zod';
import type { Uuid } from '../base/ids.ts';
import { IMPORT_FORMATS, type Download } from './import.ts';
import { partialDate, state } from './schema/common.ts';
import { PARTY_STATUSES } from './schema/parties.ts';
import type { Db, Tx } from './version.store.ts';

export interface ImportRow {
  readonly id: Uuid;
  readonly download: Download;
  readonly fileName: string;
  readonly readBy: Uuid;
  readonly readAt: Date;
}

const reading = z.strictObject({
  parties: z.array(
    z
      .strictObject({ state, status: z.enum(PARTY_STATUSES), entryIntoForce: partialDate.optional() })
      .transform((one) => ({ ...one, entryIntoForce: one.entryIntoForce })),
  ),
  values: z.array(z.strictObject({ path: z.array(z.string()), value: z.string() })),
  unclear: z.array(state).default([]),
});

export async function insertImport(
  tx: Tx,
  { id, download, fileName, readBy, readAt }: ImportRow,
): Promise<void> {
  await tx
    .insertInto('law_import')
    .values({
      id,
      format: download.format,
      instrument: download.instrument,
      day: download.day,
      file_name: fileName,
      sha256: Buffer.from(download.sha256, 'hex'),
      reading: JSON.stringify(download.reading),
      read_by: readBy,
      read_at: readAt,
    })
    .onConflict((same) => same.column('id').doNothing())
    .execute();
}

export async function importById(db: Db, id: Uuid): Promise<ImportRow | undefined> {
  const row = await db.selectFrom('law_import').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const download = {
    format: z.enum(IMPORT_FORMATS).parse(row.format),
    instrument: row.instrument,
    day: row.day,
    sha256: row.sha256.toString('hex'),
    reading: reading.parse(row.reading),
  };
  return { id, download, fileName: row.file_name, readBy: row.read_by as Uuid, readAt: row.read_at }; // the column's type
}
