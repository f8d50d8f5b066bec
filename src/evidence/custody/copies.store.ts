// SQL of the packages that lie on this machine until they are taken away: which of them hold an exhibit that is destroyed.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db, Tx } from '../log/log.store.ts';

/** A package with this exhibit in it, whose file lies here. */
export interface CopyHere {
  readonly id: Uuid;
  readonly receiver: { readonly name: string; readonly state: string };
  readonly madeAt: Date;
}

/** The oldest first. */
export async function copiesWith(db: Db, caseId: Uuid, number: string): Promise<CopyHere[]> {
  const { rows } = await sql<CopyRow>`
    select id, receiver_name, receiver_state, made_at from shared_package
     where case_id = ${caseId} and ${number} = any(exhibits) and made_at is not null and removed_at is null
     order by made_at, id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    receiver: { name: row.receiver_name, state: row.receiver_state },
    madeAt: row.made_at,
  }));
}

interface CopyRow {
  readonly id: Uuid;
  readonly receiver_name: string;
  readonly receiver_state: string;
  readonly made_at: Date;
}

/** Marks them as taken off; how many. Their files go in `finishDisposal`, which a crash only delays. */
export async function takeOffCopies(
  tx: Tx,
  { caseId, number, at }: { readonly caseId: Uuid; readonly number: string; readonly at: Date },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update shared_package set removed_at = ${at}
     where case_id = ${caseId} and ${number} = any(exhibits) and made_at is not null and removed_at is null`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0n);
}

interface CopyFile {
  readonly id: Uuid;
  /** Undefined: it is not encrypted. */
  readonly recipient: string | undefined;
}

/** Of the file that waits to be downloaded, in the folder of packages. */
export function fileNameOf({ id, recipient }: CopyFile): string {
  return `${id}${recipient === undefined ? '.zip' : '.zip.age'}`;
}

/** Those with this exhibit in them that were taken off: of each the file may still lie here. */
export async function takenOffWith(db: Db, exhibitId: Uuid): Promise<CopyFile[]> {
  const { rows } = await sql<{ id: Uuid; recipient: string | null }>`
    select s.id, s.recipient from shared_package s
      join exhibit e on e.case_id = s.case_id and e.number = any(s.exhibits)
     where e.id = ${exhibitId} and s.removed_at is not null`.execute(db);
  return rows.map(({ id, recipient }) => ({ id, recipient: recipient ?? undefined }));
}

/** Until the transaction ends none of them can be destroyed. */
export async function areHeld(tx: Tx, caseId: Uuid, numbers: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ status: string }>`
    select status from exhibit where case_id = ${caseId} and number = any(${numbers}::text[]) for share`.execute(
    tx,
  );
  return rows.every(({ status }) => status === 'held');
}
