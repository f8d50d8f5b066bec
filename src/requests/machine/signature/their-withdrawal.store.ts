// SQL of withdrawals by the other side, for the audit.
import { sql, type Kysely } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { Schema } from '../../../platform/schema.ts';
import { requestReference } from '../../core/request.ts';
import { THEIR_WITHDRAWAL, type TheirWithdrawal } from './their-withdrawal.ts';

const PAGE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Every one of the installation, or of a request, a page at a time. */
export async function* theirWithdrawals(
  db: Kysely<Schema>,
  request: Uuid | null = null,
): AsyncGenerator<TheirWithdrawal> {
  for (let after = FIRST; ;) {
    const rows = await withdrawalRows(db, request, after);
    for (const { number, file, ...row } of rows) yield { ...row, reference: requestReference(file, number) };
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.event;
  }
}

interface WithdrawalRow extends Omit<TheirWithdrawal, 'reference'> {
  readonly file: string;
  readonly number: number;
}

async function withdrawalRows(
  db: Kysely<Schema>,
  request: Uuid | null,
  after: string,
): Promise<WithdrawalRow[]> {
  const { rows } = await sql<WithdrawalRow>`
    select e.id as event, e.request_id as request, c.reference as file, r.number, e.occurred_at as "occurredAt", e.zone,
           coalesce(e.evidence, '') as evidence, coalesce(e.by_person, ${FIRST}::uuid) as by
      from request_event e join request r on r.id = e.request_id and r.direction = 'incoming' join case_file c on c.id = r.case_id
     where e.act = ${THEIR_WITHDRAWAL} and e.id > ${after}::uuid
       and (${request}::uuid is null or e.request_id = ${request}::uuid) order by e.id limit ${PAGE}`.execute(
    db,
  );
  return rows;
}
