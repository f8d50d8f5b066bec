// SQL of what one is told of the door: failed tries at one's own account; for administrators, what may be guessing. As
// the person who looks: row security shows no other entries.
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';
import type { Tx } from './as-person.store.ts';
import type { Person } from './person.ts';
import { inAgency } from './policy.ts';
import { recoveredSince, triesSince, type TriesSeen } from './sign-in-record.store.ts';

interface Locked {
  /** Undefined: addresses that nobody here has. */
  readonly person: Uuid | undefined;
  readonly name: string | undefined;
  readonly times: number;
  readonly lastAt: Date;
}

/** One network address with wrong passwords for several people: somebody tries one password on all. */
interface Spread {
  readonly address: string;
  readonly persons: number;
  readonly lastAt: Date;
}

/** What another administrator changed of the installation. */
export interface SettingChange {
  readonly by: string;
  /** Name of the setting. */
  readonly setting: string;
  readonly at: Date;
}

export interface DoorAlerts {
  readonly locked: readonly Locked[];
  readonly spread: readonly Spread[];
}

/** What My work tells one of the door. */
export interface Alerts {
  readonly tries: TriesSeen | undefined;
  /** Somebody came in with a link that two administrators made. */
  readonly recoveredAt: Date | undefined;
  /** For administrators. */
  readonly door: DoorAlerts | undefined;
  /** For administrators. */
  readonly changes: readonly SettingChange[];
  /** For administrators: how much is kept confidential of which nobody who knows decides any more. */
  readonly keptByNobody: number;
  /** For administrators: cases whose leads have all lost their accounts. */
  readonly casesWithoutLead: number;
  /** For administrators: whom no letter about an alarm has reached since one was given up. */
  readonly lettersGivenUp: readonly LettersGivenUp[];
}

export interface LettersGivenUp {
  readonly person: Uuid;
  readonly name: string;
  readonly email: string;
  /** How many. */
  readonly letters: number;
  /** From when to when they were tried. */
  readonly since: Date;
  readonly until: Date;
}

const ALERT_DAYS = 7;
const LISTED = 10;

export async function alertsOf(tx: Tx, person: Person, now: Date): Promise<Alerts> {
  const since = new Date(now.getTime() - ALERT_DAYS * 86_400_000);
  const seesDoor = inAgency(person.roles, 'seeDoor') === 'yes';
  return {
    tries: await triesSince(tx, person.id),
    recoveredAt: await recoveredSince(tx, person.id, since),
    door: seesDoor ? await doorAlerts(tx, since) : undefined,
    changes:
      inAgency(person.roles, 'changeSettings') === 'yes' ? await settingChanges(tx, person.id, since) : [],
    keptByNobody: seesDoor ? await counted(tx, sql`comity_kept_by_nobody_count()`) : 0,
    casesWithoutLead: seesDoor ? await counted(tx, sql`comity_cases_without_lead_count()`) : 0,
    lettersGivenUp: seesDoor ? await lettersGivenUp(tx) : [],
  };
}

export async function lettersGivenUp(db: Kysely<Schema>): Promise<LettersGivenUp[]> {
  const { rows } = await sql<LettersGivenUp>`select * from comity_letters_given_up()`.execute(db);
  return rows;
}

async function counted(db: Kysely<Schema>, by: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select ${by} as count`.execute(db);
  return rows[0]?.count ?? 0;
}

async function settingChanges(db: Kysely<Schema>, person: Uuid, since: Date): Promise<SettingChange[]> {
  const { rows } = await sql<SettingChange>`
    select coalesce(p.name, '') as by, e.facts ->> 'setting' as setting, max(e.at) as at
      from access_event e left join person p on p.id = e.by_person
     where e.what in ('settingChanged', 'settingRemoved', 'keyRotated') and e.at >= ${since}
       and e.by_person is distinct from ${person}
     group by 1, 2 order by max(e.at) desc limit ${LISTED}`.execute(db);
  return rows;
}

const SPREAD_PERSONS_MIN = 3;

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
