// SQL of changes of the agreement of a joint investigation: what each party says of one, and the agreement from then on.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';
import type { Agreement } from './joint-messages.ts';

export interface JointChange {
  /** Of the agreement as it would be. */
  readonly sha256: string;
  readonly team: Uuid;
  /** Digest of the agreement that it changes. */
  readonly base: string;
  readonly agreement: Agreement;
  /** Its log. */
  readonly proposer: string;
  /** As who proposes it says, JSON. */
  readonly why: string;
  readonly ours: 'asked' | 'agreed' | 'declined';
  /** declined: by one at least · lapsed: another change came first. */
  readonly state: 'open' | 'agreed' | 'declined' | 'lapsed';
  readonly at: Date;
  /** Who proposed it here, or decided. */
  readonly by: Uuid | undefined;
}

export type NewChange = Omit<JointChange, 'agreement' | 'state'> & {
  /** Canonical JSON. */
  readonly agreement: string;
};

/** Once under its digest. */
export async function insertJointChange(tx: Tx, made: NewChange): Promise<void> {
  await tx
    .insertInto('joint_change')
    .values({
      sha256: made.sha256,
      team_id: made.team,
      base: made.base,
      agreement: made.agreement,
      proposer: made.proposer,
      why: made.why,
      ours: made.ours,
      state: 'open',
      at: made.at,
      by_person: made.by ?? null,
    })
    .onConflict((same) => same.column('sha256').doNothing())
    .execute();
}

const changes = (db: Db) => db.selectFrom('joint_change').selectAll();

export async function jointChange(db: Db, sha256: string): Promise<JointChange | undefined> {
  const row = await changes(db).where('sha256', '=', sha256).executeTakeFirst();
  return row && change(row);
}

/** The newest first, at most 100. */
export async function changesOfTeam(db: Db, team: Uuid): Promise<JointChange[]> {
  const rows = await changes(db)
    .where('team_id', '=', team)
    .orderBy('at', 'desc')
    .orderBy('sha256')
    .limit(100)
    .execute();
  return rows.map(change);
}

export async function setOursOfChange(
  tx: Tx,
  sha256: string,
  ours: { readonly is: 'agreed' | 'declined'; readonly said?: string; readonly by: Uuid },
): Promise<void> {
  await tx
    .updateTable('joint_change')
    .set({ ours: ours.is, said: ours.said ?? null, by_person: ours.by })
    .where('sha256', '=', sha256)
    .execute();
}

export async function setJointChange(tx: Tx, sha256: string, state: JointChange['state']): Promise<void> {
  await tx.updateTable('joint_change').set({ state }).where('sha256', '=', sha256).execute();
}

export interface ChangeAnswer {
  readonly origin: string;
  readonly isAgreed: boolean;
  /** Why it declined, JSON. */
  readonly answer: string | undefined;
}

/** The first of each party counts. */
export async function insertChangeAnswer(
  tx: Tx,
  sha256: string,
  { origin, isAgreed, answer, at }: ChangeAnswer & { readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('joint_change_answer')
    .values({ sha256, origin, is_agreed: isAgreed, answer: answer ?? null, at })
    .onConflict((same) => same.columns(['sha256', 'origin']).doNothing())
    .execute();
}

export async function changeAnswers(db: Db, sha256: string): Promise<ChangeAnswer[]> {
  const rows = await db
    .selectFrom('joint_change_answer')
    .selectAll()
    .where('sha256', '=', sha256)
    .orderBy('origin')
    .execute();
  return rows.map(({ origin, is_agreed, answer }) => ({
    origin,
    isAgreed: is_agreed,
    answer: answer ?? undefined,
  }));
}

/** From now on the investigation is by this agreement; other changes of the one before lapse. */
export async function putInEffect(tx: Tx, { sha256, team, base }: JointChange): Promise<void> {
  await sql`
    update joint_team t set sha256 = c.sha256, agreement = c.agreement from joint_change c
     where t.id = ${team} and c.sha256 = ${sha256}`.execute(tx);
  await sql`update joint_change set state = 'lapsed' where team_id = ${team} and base = ${base} and state = 'open'`.execute(
    tx,
  );
  await setJointChange(tx, sha256, 'agreed');
}

function change(row: Awaited<ReturnType<ReturnType<typeof changes>['execute']>>[number]): JointChange {
  return {
    sha256: row.sha256,
    team: row.team_id as Uuid, // columns of type uuid, and JSON that was read by its schema
    base: row.base,
    agreement: JSON.parse(row.agreement) as Agreement,
    proposer: row.proposer,
    why: row.why,
    ours: row.ours,
    state: row.state,
    at: row.at,
    by: (row.by_person ?? undefined) as Uuid | undefined,
  };
}
