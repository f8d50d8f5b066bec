// SQL of who holds an exhibit.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { CaseRole } from '../../people/roles.ts';
import type { Db } from '../log/log.store.ts';

export interface PersonNamed {
  readonly id: Uuid;
  readonly name: string;
}

export interface OpenHandOver {
  readonly id: Uuid;
  readonly from: PersonNamed;
  readonly to: PersonNamed;
  readonly offeredAt: Date;
}

export interface Holding {
  /** Undefined: the agency's evidence store. `role`: undefined when they are not in the case any more. */
  readonly holder: (PersonNamed & { readonly role: CaseRole | undefined }) | undefined;
  /** When the holder accepted it; undefined when nobody handed it over. */
  readonly since: Date | undefined;
  readonly open: OpenHandOver | undefined;
}

/** Of one exhibit of this case. A name that the person who looks may not see is empty. */
export async function holdingOf(db: Db, caseId: Uuid, number: string): Promise<Holding> {
  const { rows } = await sql<HoldingRow>`
    select e.holder, p.name as holder_name, m.role as holder_role,
           (select max(h.decided_at) from hand_over h where h.exhibit_id = e.id and h.outcome = 'accepted') as since,
           o.id as open_id, o.from_person, o.to_person, o.offered_at, f.name as from_name, t.name as to_name
      from exhibit e
      left join person p on p.id = e.holder
      left join case_member m on m.case_id = e.case_id and m.person_id = e.holder and p.ended_at is null
           and (m.until is null or m.until > now())
      left join hand_over o on o.exhibit_id = e.id and o.outcome is null
      left join person f on f.id = o.from_person
      left join person t on t.id = o.to_person
     where e.number = ${number} and e.case_id = ${caseId}`.execute(db);
  const [row] = rows;
  if (row === undefined) return { holder: undefined, since: undefined, open: undefined };
  const { open_id: id, from_person: from, to_person: to, offered_at: offeredAt } = row;
  return {
    holder:
      row.holder === null
        ? undefined
        : { id: row.holder, name: row.holder_name ?? '', role: row.holder_role ?? undefined },
    since: row.since ?? undefined,
    open:
      id === null || from === null || to === null || offeredAt === null
        ? undefined
        : {
            id,
            from: { id: from, name: row.from_name ?? '' },
            to: { id: to, name: row.to_name ?? '' },
            offeredAt,
          },
  };
}

interface HoldingRow {
  readonly holder: Uuid | null;
  readonly holder_name: string | null;
  readonly holder_role: CaseRole | null;
  readonly since: Date | null;
  readonly open_id: Uuid | null;
  readonly from_person: Uuid | null;
  readonly to_person: Uuid | null;
  readonly offered_at: Date | null;
  readonly from_name: string | null;
  readonly to_name: string | null;
}
