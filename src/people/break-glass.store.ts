// SQL of access opened by two. Row security says who sees which request (migrations/0003-cases.sql).
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';
import type { Tx } from './as-person.store.ts';
import { GLASS_TOLD_DAYS, GLASS_WAITS_HOURS, type GlassOutcome, type GlassRequest } from './break-glass.ts';

type Db = Kysely<Schema>;

export interface NewGlassRequest {
  readonly id: Uuid;
  readonly reference: string;
  readonly reason: string;
  readonly hours: number;
  readonly by: Uuid;
  readonly at: Date;
}

/** False when it was asked before, by the same form. */
export async function insertGlassRequest(tx: Tx, made: NewGlassRequest): Promise<boolean> {
  const done = await tx
    .insertInto('break_glass')
    .values({
      id: made.id,
      reference: made.reference,
      reason: made.reason,
      hours: made.hours,
      asked_by: made.by,
      asked_at: made.at,
    })
    .onConflict((same) => same.column('id').doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

interface GlassDecision {
  readonly outcome: GlassOutcome;
  readonly by: Uuid;
  readonly at: Date;
  /** What a confirmation opens, when there is such a case. */
  readonly opens?: { readonly caseId: Uuid; readonly until: Date } | undefined;
}

/** False when somebody decided it first. */
export async function decideGlass(tx: Tx, id: Uuid, decision: GlassDecision): Promise<boolean> {
  const { outcome, by, at, opens } = decision;
  const done = await tx
    .updateTable('break_glass')
    .set({
      outcome,
      decided_by: by,
      decided_at: at,
      ...(opens === undefined ? {} : { case_id: opens.caseId, until: opens.until }),
    })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** One that waits, held until the transaction ends. For the system, which confirms. */
export async function lockGlassRequest(
  tx: Tx,
  id: Uuid,
): Promise<(NewGlassRequest & { readonly isOpen: boolean }) | undefined> {
  const row = await tx
    .selectFrom('break_glass')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id,
    reference: row.reference,
    reason: row.reason,
    hours: row.hours,
    by: row.asked_by as Uuid, // the column's type is uuid
    at: row.asked_at,
    isOpen: row.outcome === null,
  };
}

/** That wait for a decision and are not too old for one, the oldest first. */
export function waitingGlass(db: Db, now: Date): Promise<GlassRequest[]> {
  const since = new Date(now.getTime() - GLASS_WAITS_HOURS * 3_600_000);
  return requests(db, sql`g.outcome is null and g.asked_at > ${since} order by g.asked_at, g.id limit 100`);
}

/** What this person asked for of late, the newest first. */
export function ownGlass(db: Db, person: Uuid, now: Date): Promise<GlassRequest[]> {
  return requests(
    db,
    sql`g.asked_by = ${person} and (g.asked_at > ${toldSince(now)} or g.until > ${now})
         order by g.asked_at desc, g.id limit 50`,
  );
}

/** What was opened in the cases that this person leads, while they are told of it. */
export function glassInCasesLed(db: Db, person: Uuid, now: Date): Promise<GlassRequest[]> {
  return requests(
    db,
    sql`g.case_id in (select m.case_id from case_member m
                        where m.person_id = ${person} and m.role = 'lead' and m.until is null)
         and g.asked_by <> ${person} and (g.decided_at > ${toldSince(now)} or g.until > ${now})
         order by g.decided_at desc, g.id limit 50`,
  );
}

/** For auditors: every one, the newest first, in pages. */
export function allGlass(db: Db, before: Uuid | undefined, limit: number): Promise<GlassRequest[]> {
  const older = before === undefined ? sql`true` : sql`g.id < ${before}`;
  return requests(db, sql`${older} order by g.id desc limit ${limit}`);
}

/** For auditors: how many were opened since. */
export async function countOpened(db: Db, now: Date): Promise<number> {
  const row = await db
    .selectFrom('break_glass')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('outcome', '=', 'confirmed')
    .where('decided_at', '>', toldSince(now))
    .executeTakeFirstOrThrow();
  return row.count;
}

function toldSince(now: Date): Date {
  return new Date(now.getTime() - GLASS_TOLD_DAYS * 86_400_000);
}

async function requests(db: Db, where: RawBuilder<unknown>): Promise<GlassRequest[]> {
  const { rows } = await sql<Row>`
    select g.id, g.reference, g.reason, g.hours, g.asked_by, a.name as asked_name, g.asked_at, d.name as decided_name,
           g.decided_at, g.outcome, g.until
      from break_glass g
      left join comity_glass_names() a on a.id = g.asked_by
      left join comity_glass_names() d on d.id = g.decided_by
     where ${where}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    reason: row.reason,
    hours: row.hours,
    askedBy: { id: row.asked_by, name: row.asked_name ?? '' },
    askedAt: row.asked_at,
    decidedBy: row.decided_name ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    outcome: row.outcome ?? undefined,
    until: row.until ?? undefined,
  }));
}

interface Row {
  readonly id: Uuid;
  readonly reference: string;
  readonly reason: string;
  readonly hours: number;
  readonly asked_by: Uuid;
  readonly asked_name: string | null;
  readonly asked_at: Date;
  readonly decided_name: string | null;
  readonly decided_at: Date | null;
  readonly outcome: GlassOutcome | null;
  readonly until: Date | null;
}
