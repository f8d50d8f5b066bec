// SQL of remedies used against an order. Rows are only added.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Day } from '../../law/day.ts';
import type { Tx } from '../../people/as-person.store.ts';
import { happenedOf, recordedOf, rowOfRecorded, type NewRecorded } from './order-record.store.ts';
import type { Remedy, RemedyKind, RemedyOutcome, RemedyUser } from './remedy.ts';

/** Against one order. */
export const REMEDIES = 200;

export interface NewRemedyEvent extends NewRecorded {
  readonly what:
    | {
        readonly act: 'used';
        readonly kind: RemedyKind;
        readonly usedBy: RemedyUser;
        readonly court: string;
      }
    | { readonly act: 'decided'; readonly outcome: RemedyOutcome }
    | { readonly act: 'mistaken' };
}

export async function insertRemedyEvent(tx: Tx, { what, ...made }: NewRemedyEvent): Promise<void> {
  const used = what.act === 'used' ? what : undefined;
  await tx
    .insertInto('request_remedy_event')
    .values({
      ...rowOfRecorded(made),
      act: what.act,
      kind: used?.kind ?? null,
      used_by: used?.usedBy ?? null,
      court: used?.court ?? null,
      outcome: what.act === 'decided' ? what.outcome : null,
    })
    .execute();
}

/** In the order in which they were recorded; of one number alone where that is given. The request is locked: the next number is free. */
export async function remediesOf(tx: Tx, request: Uuid, number?: number): Promise<Remedy[]> {
  const rows = await tx
    .selectFrom('request_remedy_event as e')
    .leftJoin('person as p', 'p.id', 'e.by_person')
    .select(['e.id', 'e.number', 'e.act', 'e.kind', 'e.used_by', 'e.court', 'e.outcome'])
    .select(['e.evidence', 'e.at', 'e.through', 'p.name as by', sql<Day | null>`e.on_day::text`.as('on')])
    .where('e.request_id', '=', request)
    .$if(number !== undefined, (some) => some.where('e.number', '=', number ?? 0))
    .orderBy('e.number')
    .orderBy('e.id')
    .limit(REMEDIES * 3)
    .execute();
  return rows.flatMap((one) => {
    if (one.act !== 'used') return [];
    const later = (act: string) => rows.find((event) => event.number === one.number && event.act === act);
    const [decided, mistaken] = [later('decided'), later('mistaken')];
    return {
      id: one.id as Uuid, // a uuid column
      number: one.number,
      // The table's checks: closed lists, and none of them null in this act.
      kind: one.kind as RemedyKind,
      usedBy: one.used_by as RemedyUser,
      court: one.court ?? '',
      used: happenedOf(one),
      decided: decided && { ...happenedOf(decided), outcome: decided.outcome as RemedyOutcome },
      mistaken: mistaken && recordedOf(mistaken),
    };
  });
}
