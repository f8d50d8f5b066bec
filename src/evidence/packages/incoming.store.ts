// SQL of the packages that arrived.
import type { Uuid } from '../../base/ids.ts';
import type { JobState } from '../../platform/job.ts';
import type { CheckedPackage, Incoming } from './incoming.ts';
import type { Db, Tx } from '../log/log.store.ts';

export interface NewIncoming {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly by: Uuid;
  readonly name: string;
  readonly path: string;
  readonly isUpload: boolean;
  readonly at: Date;
  readonly checkJob: Uuid;
}

export async function insertIncoming(tx: Tx, made: NewIncoming): Promise<void> {
  await tx
    .insertInto('incoming_package')
    .values({
      id: made.id,
      case_id: made.caseId,
      person_id: made.by,
      name: made.name,
      path: made.path,
      is_upload: made.isUpload,
      begun_at: made.at,
      check_job: made.checkJob,
    })
    .onConflict((same) => same.column('id').doNothing())
    .execute();
}

/** The newest first, at most `limit`. */
export async function incomingOfCase(db: Db, caseId: Uuid, limit: number): Promise<Incoming[]> {
  const rows = await incomingRows(db)
    .where('i.case_id', '=', caseId)
    .orderBy('i.begun_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(incoming);
}

export async function incomingById(db: Db, caseId: Uuid, id: Uuid): Promise<Incoming | undefined> {
  const row = await incomingRows(db)
    .where('i.case_id', '=', caseId)
    .where('i.id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : incoming(row);
}

export async function setVerdict(
  tx: Tx,
  id: Uuid,
  checked: { readonly at: Date; readonly verdict: CheckedPackage; readonly quarantine?: Uuid },
): Promise<void> {
  const { at, verdict, quarantine } = checked;
  await tx
    .updateTable('incoming_package')
    .set({
      checked_at: at,
      verdict: JSON.stringify(verdict),
      ...(quarantine === undefined ? {} : { quarantine }),
    })
    .where('id', '=', id)
    .execute();
}

/** It is checked again, against these keys; undefined: those of the trusted peer, if there is one. */
export async function setTrust(tx: Tx, id: Uuid, trust: string | undefined, checkJob: Uuid): Promise<void> {
  await tx
    .updateTable('incoming_package')
    .set({ trust: trust ?? null, check_job: checkJob, checked_at: null, verdict: null })
    .where('id', '=', id)
    .execute();
}

export async function setImportJob(tx: Tx, id: Uuid, job: Uuid): Promise<void> {
  await tx.updateTable('incoming_package').set({ import_job: job }).where('id', '=', id).execute();
}

export async function setImported(
  tx: Tx,
  id: Uuid,
  done: { readonly at: Date; readonly exhibits: readonly string[] },
): Promise<void> {
  await tx
    .updateTable('incoming_package')
    .set({ imported_at: done.at, exhibits: [...done.exhibits] })
    .where('id', '=', id)
    .execute();
}

function incomingRows(db: Db) {
  return db
    .selectFrom('incoming_package as i')
    .leftJoin('person as p', 'p.id', 'i.person_id')
    .leftJoin('job as c', 'c.id', 'i.check_job')
    .leftJoin('job as t', 't.id', 'i.import_job')
    .selectAll('i')
    .select(['p.name as person', 'c.state as checking', 't.state as importing']);
}

type Row = Awaited<ReturnType<ReturnType<typeof incomingRows>['execute']>>[number];

function incoming(row: Row): Incoming {
  const job = (id: string, state: string | null) => ({
    id: id as Uuid, // the columns' type is uuid
    state: (state ?? undefined) as JobState | undefined, // the table's check
  });
  return {
    id: row.id as Uuid, // as above
    caseId: row.case_id as Uuid,
    by: { id: row.person_id as Uuid, name: row.person ?? '' },
    name: row.name,
    path: row.path,
    isUpload: row.is_upload,
    trust: row.trust ?? undefined,
    begunAt: row.begun_at,
    checkJob: job(row.check_job, row.checking),
    // Written by setVerdict alone.
    checked:
      row.checked_at === null ? undefined : { at: row.checked_at, verdict: row.verdict as CheckedPackage },
    quarantine: (row.quarantine ?? undefined) as Uuid | undefined,
    importJob: row.import_job === null ? undefined : job(row.import_job, row.importing),
    exhibits: row.exhibits ?? undefined,
  };
}
