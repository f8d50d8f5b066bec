// SQL of what may be guessing, for administrators. As the administrator: row security shows no other entries.
import { sql, type Kysely } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';

export interface Locked {
  /** Undefined: addresses that nobody here has. */
  readonly person: Uuid | undefined;
  readonly name: string | undefined;
  readonly times: number;
  readonly lastAt: Date;
}

/** One network address with wrong passwords for several people: somebody tries one password on all. */
export interface Spread {
  readonly address: string;
  readonly persons: number;
  readonly lastAt: Date;
}

export interface DoorAlerts {
  readonly locked: readonly Locked[];
  readonly spread: readonly Spread[];
}

const SPREAD_PERSONS_MIN = 3;
const LISTED = 10;

export async function doorAlerts(db: Kysely<Schema>, since: Date): Promise<DoorAlerts> {
  const locked = await sql<{ person: string | null; name: string | null; times: number; last: Date }>`
    select e.about_person as person, p.name, count(*) as times, max(e.at) as last
      from access_event e left join person p on p.id = e.about_person
     where e.what = 'lockedOut' and e.at >= ${since}
     group by 1, 2 order by max(e.at) desc limit ${LISTED}`.execute(db);
  const spread = await sql<{ address: string; persons: number; last: Date }>`
    select e.facts ->> 'address' as address, count(distinct e.about_person) as persons, max(e.at) as last
      from access_event e
     where e.what = 'signInFailed' and e.at >= ${since}
     group by 1 having count(distinct e.about_person) >= ${SPREAD_PERSONS_MIN}
     order by max(e.at) desc limit ${LISTED}`.execute(db);
  return {
    locked: locked.rows.map((row) => ({
      person: (row.person ?? undefined) as Uuid | undefined, // the column's type is uuid
      name: row.name ?? undefined,
      times: row.times,
      lastAt: row.last,
    })),
    spread: spread.rows.map((row) => ({ address: row.address, persons: row.persons, lastAt: row.last })),
  };
}
