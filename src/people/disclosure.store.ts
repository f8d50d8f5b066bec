// SQL of what was disclosed to persons who are no members of the case. The link's token is kept as its digest alone, the code not at all.
import { sql, type Kysely } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';
import type { Tx } from './as-person.store.ts';

type Db = Kysely<Schema>;

export type DisclosedTo = 'defence' | 'court' | 'other';
export type CodeRoad = 'telephone' | 'person' | 'post' | 'message';

export interface Disclosure {
  readonly id: Uuid;
  readonly package: Uuid;
  readonly caseId: Uuid;
  readonly exhibits: readonly string[];
  readonly who: DisclosedTo;
  readonly name: string;
  /** Such as counsel of the accused. */
  readonly capacity: string;
  readonly proceeding: string;
  readonly givenBy: { readonly id: Uuid; readonly name: string };
  readonly givenAt: Date;
  readonly endedAt: Date | undefined;
  /** Undefined: it went on a carrier. */
  readonly portal: InPortal | undefined;
}

export interface InPortal {
  readonly until: Date;
  readonly code: {
    readonly road: CodeRoad;
    readonly round: number;
    readonly madeBy: Uuid;
    readonly until: Date;
    readonly tries: number;
    readonly usedAt: Date | undefined;
  };
  /** Undefined: nobody has come in yet. */
  readonly account: Uuid | undefined;
}

/** The oldest first, at most `limit`. */
export async function disclosuresOf(db: Db, packageId: Uuid, limit: number): Promise<Disclosure[]> {
  const rows = await disclosures(db)
    .where('d.package_id', '=', packageId)
    .orderBy('d.given_at')
    .orderBy('d.id')
    .limit(limit)
    .execute();
  return rows.map(disclosureFrom);
}

export async function disclosureById(db: Db, packageId: Uuid, id: Uuid): Promise<Disclosure | undefined> {
  const row = await disclosures(db)
    .where('d.package_id', '=', packageId)
    .where('d.id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : disclosureFrom(row);
}

/** That still stands. */
export async function disclosureByToken(
  db: Db,
  tokenSha256: Uint8Array,
  now: Date,
): Promise<Disclosure | undefined> {
  const row = await standing(db, now)
    .where('d.token_sha256', '=', Buffer.from(tokenSha256))
    .executeTakeFirst();
  return row === undefined ? undefined : disclosureFrom(row);
}

/** That still stands, in sight of whoever looks. */
export async function disclosureOfAccount(db: Db, account: Uuid, now: Date): Promise<Disclosure | undefined> {
  const row = await standing(db, now).where('d.account_id', '=', account).executeTakeFirst();
  return row === undefined ? undefined : disclosureFrom(row);
}

/** Counts a try before it is looked at, so that many at once do not get past. The round whose code is right; undefined: no code is, any more. */
export async function takeTry(db: Db, id: Uuid, triesMax: number, now: Date): Promise<number | undefined> {
  const row = await db
    .updateTable('portal_disclosure')
    .set({ code_tries: sql<number>`code_tries + 1` })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('code_used_at', 'is', null)
    .where('code_until', '>', now)
    .where('code_tries', '<', triesMax)
    .returning('code_round')
    .executeTakeFirst();
  return row?.code_round ?? undefined;
}

/** False: it was used, replaced or taken back meanwhile. Of two who come with it at once, one is let in. */
export async function useDisclosureCode(tx: Tx, id: Uuid, round: number, now: Date): Promise<boolean> {
  const done = await tx
    .updateTable('portal_disclosure')
    .set({ code_used_at: now })
    .where('id', '=', id)
    .where('code_round', '=', round)
    .where('code_used_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** The one before opens nothing any more. False: it has ended. */
export async function renewCode(
  tx: Tx,
  {
    id,
    round,
    by,
    until,
  }: { readonly id: Uuid; readonly round: number; readonly by: Uuid; readonly until: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable('portal_disclosure')
    .set({ code_round: round + 1, code_made_by: by, code_until: until, code_tries: 0, code_used_at: null })
    .where('id', '=', id)
    .where('code_round', '=', round)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function setDisclosureAccount(tx: Tx, id: Uuid, account: Uuid): Promise<void> {
  await tx.updateTable('portal_disclosure').set({ account_id: account }).where('id', '=', id).execute();
}

/** False when it had ended. */
export async function endDisclosure(tx: Tx, id: Uuid, by: Uuid, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('portal_disclosure')
    .set({ ended_at: at, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

function standing(db: Db, now: Date) {
  return disclosures(db).where('d.ended_at', 'is', null).where('d.until', '>', now);
}

function disclosures(db: Db) {
  return db
    .selectFrom('portal_disclosure as d')
    .leftJoin('person as p', 'p.id', 'd.given_by')
    .selectAll('d')
    .select('p.name as giver');
}

type Row = Awaited<ReturnType<ReturnType<typeof disclosures>['execute']>>[number];

function disclosureFrom(row: Row): Disclosure {
  return {
    id: row.id as Uuid, // the columns' type is uuid
    package: row.package_id as Uuid,
    caseId: row.case_id as Uuid,
    exhibits: row.exhibits,
    who: row.who,
    name: row.name,
    capacity: row.capacity,
    proceeding: row.proceeding,
    givenBy: { id: row.given_by as Uuid, name: row.giver ?? '' },
    givenAt: row.given_at,
    endedAt: row.ended_at ?? undefined,
    portal: portalOf(row),
  };
}

/** The table holds all of it, or none. */
function portalOf(row: Row): InPortal | undefined {
  const { until, code_road: road, code_round: round, code_until, code_made_by } = row;
  if (until === null || road === null || round === null || code_until === null) return undefined;
  return {
    until,
    code: {
      road,
      round,
      madeBy: code_made_by as Uuid,
      until: code_until,
      tries: row.code_tries,
      usedAt: row.code_used_at ?? undefined,
    },
    account: (row.account_id ?? undefined) as Uuid | undefined,
  };
}
