// SQL of joint investigations: the agreement and its parties, what each shares, and the division at the end.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';
import type { Agreement } from './joint-messages.ts';

export interface Team {
  readonly id: Uuid;
  readonly caseId: Uuid | undefined;
  /** Its log. */
  readonly proposer: string;
  readonly sha256: string;
  readonly agreement: Agreement;
  /** That proposed it to us. */
  readonly message: Uuid | undefined;
  readonly state: 'proposed' | 'agreed' | 'declined';
  readonly leader: string | undefined;
  readonly at: Date;
  /** As we sign it, canonical JSON. */
  readonly division: string | undefined;
  readonly divisionSaid: string | undefined;
}

export interface Party {
  readonly team: Uuid;
  readonly origin: string;
  readonly conversation: Uuid | undefined;
  readonly state: 'asked' | 'agreed' | 'declined';
  readonly leader: string | undefined;
  /** Why it declined. */
  readonly answer: string | undefined;
  readonly division: string | undefined;
  readonly divisionSaid: string | undefined;
  readonly endedAt: Date | undefined;
  /** It came by a change of the agreement: by whom it was asked, and when. Absent: by who proposed the investigation. */
  readonly askedBy?: string | undefined;
  readonly addedAt?: Date | undefined;
  /** Digest of the agreement by which it, or we, are in the investigation no more. */
  readonly leftBy?: string | undefined;
}

export type NewTeam = Pick<
  Team,
  'id' | 'caseId' | 'proposer' | 'sha256' | 'state' | 'leader' | 'at' | 'message'
> & {
  /** Canonical JSON. */
  readonly agreement: string;
  readonly by: Uuid | undefined;
};

/** False: it is here. */
export async function insertTeam(tx: Tx, made: NewTeam): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('joint_team')
    .values({
      id: made.id,
      case_id: made.caseId ?? null,
      proposer: made.proposer,
      sha256: made.sha256,
      agreement: made.agreement,
      state: made.state,
      leader: made.leader ?? null,
      message_id: made.message ?? null,
      at: made.at,
      by_person: made.by ?? null,
    })
    .onConflict((same) => same.column('id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function insertParty(
  tx: Tx,
  made: Pick<Party, 'team' | 'origin' | 'conversation' | 'state' | 'leader' | 'askedBy' | 'addedAt'>,
): Promise<void> {
  await tx
    .insertInto('joint_party')
    .values({
      team_id: made.team,
      origin: made.origin,
      conversation_id: made.conversation ?? null,
      state: made.state,
      leader: made.leader ?? null,
      asked_by: made.askedBy ?? null,
      added_at: made.addedAt ?? null,
    })
    .onConflict((same) => same.columns(['team_id', 'origin']).doNothing())
    .execute();
}

const teams = (db: Db) => db.selectFrom('joint_team').selectAll();
const parties = (db: Db) => db.selectFrom('joint_party').selectAll();

export async function teamOfCase(db: Db, caseId: Uuid): Promise<Team | undefined> {
  const row = await teams(db).where('case_id', '=', caseId).executeTakeFirst();
  return row && team(row);
}

export async function lockedTeam(tx: Tx, id: Uuid): Promise<Team | undefined> {
  const row = await teams(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && team(row);
}

/** Of its agreement as it is, was, or would be. */
export async function teamByDigest(tx: Tx, sha256: string): Promise<Team | undefined> {
  const row = await teams(tx)
    .where((of) =>
      of.or([
        of('sha256', '=', sha256),
        of(
          'id',
          'in',
          of
            .selectFrom('joint_change as c')
            .select('c.team_id')
            .where((either) => either.or([either('c.sha256', '=', sha256), either('c.base', '=', sha256)])),
        ),
      ]),
    )
    .forUpdate()
    .executeTakeFirst();
  return row && team(row);
}

/** Before the desk, the oldest first; at most 200. */
export async function teamsToAnswer(db: Db): Promise<Team[]> {
  const rows = await teams(db)
    .where('case_id', 'is', null)
    .where('state', '=', 'proposed')
    .orderBy('at')
    .limit(200)
    .execute();
  return rows.map(team);
}

export async function teamToAnswer(db: Db, id: Uuid): Promise<Team | undefined> {
  const row = await teams(db).where('id', '=', id).where('case_id', 'is', null).executeTakeFirst();
  return row && team(row);
}

export async function partiesOf(db: Db, of: Uuid): Promise<Party[]> {
  const rows = await parties(db).where('team_id', '=', of).orderBy('origin').execute();
  return rows.map(party);
}

/** The party with which it is. */
export async function partyIn(db: Db, conversation: Uuid): Promise<Party | undefined> {
  const row = await parties(db).where('conversation_id', '=', conversation).executeTakeFirst();
  return row && party(row);
}

export async function setOurs(
  tx: Tx,
  id: Uuid,
  ours: {
    readonly state: 'agreed' | 'declined';
    readonly caseId?: Uuid;
    readonly leader?: string;
    readonly by: Uuid;
  },
): Promise<void> {
  const { state, caseId, leader, by } = ours;
  await tx
    .updateTable('joint_team')
    .set({
      state,
      by_person: by,
      ...(caseId && { case_id: caseId }),
      ...(leader !== undefined && { leader }),
    })
    .where('id', '=', id)
    .execute();
}

export async function setParty(
  tx: Tx,
  { team: of, origin }: Pick<Party, 'team' | 'origin'>,
  now: {
    readonly state?: 'agreed' | 'declined';
    readonly conversation?: Uuid;
    readonly leader?: string;
    readonly answer?: string;
    readonly answeredAt?: Date;
    readonly division?: string;
    readonly divisionSaid?: string;
  },
): Promise<void> {
  await tx
    .updateTable('joint_party')
    .set({
      ...(now.state !== undefined && { state: now.state }),
      ...(now.conversation !== undefined && { conversation_id: now.conversation }),
      ...(now.leader !== undefined && { leader: now.leader }),
      ...(now.answer !== undefined && { answer: now.answer }),
      ...(now.answeredAt !== undefined && { answered_at: now.answeredAt }),
      ...(now.division !== undefined && { division: now.division }),
      ...(now.divisionSaid !== undefined && { division_said: now.divisionSaid }),
    })
    .where('team_id', '=', of)
    .where('origin', '=', origin)
    .execute();
}

export async function setDivision(tx: Tx, id: Uuid, division: string, said: string): Promise<void> {
  await tx
    .updateTable('joint_team')
    .set((eb) => ({ division, division_said: said, division_version: eb('division_version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Who proposed or agreed for us. */
export async function whoDecided(tx: Tx, id: Uuid): Promise<Uuid | undefined> {
  const row = await tx.selectFrom('joint_team').select('by_person').where('id', '=', id).executeTakeFirst();
  return (row?.by_person ?? undefined) as Uuid | undefined; // a column of type uuid
}

/** With each party that signed the division that we signed. */
export async function endWhereSame(tx: Tx, id: Uuid, at: Date): Promise<void> {
  await sql`
    update joint_party p set ended_at = ${at} from joint_team t
     where t.id = ${id} and p.team_id = t.id and p.ended_at is null and p.division = t.division`.execute(tx);
}

/** Messages of these peers that were of an agreement that was not here have their effect now. */
export async function lookAgain(tx: Tx, origins: readonly string[], doneAs: string): Promise<void> {
  await sql`
    update exchange_in i set done_at = null, done_as = null from exchange_conversation c
     where c.id = i.conversation_id and c.peer_origin = any(${origins}::text[]) and i.type like 'joint%' and i.done_as = ${doneAs}`.execute(
    tx,
  );
}

/** Who never agreed and is in the agreement no more is asked no more. */
export async function leaveOut(tx: Tx, id: Uuid, origins: readonly string[]): Promise<void> {
  await tx
    .updateTable('joint_party')
    .set({ state: 'declined' })
    .where('team_id', '=', id)
    .where('state', '=', 'asked')
    .where('origin', 'not in', [...origins])
    .execute();
}

/** Nothing more goes to them or comes of them; what they say of this very change is still said. `origins`: absent, all. */
export async function letGo(
  tx: Tx,
  id: Uuid,
  { by, at, origins }: { readonly by: string; readonly at: Date; readonly origins?: readonly string[] },
): Promise<void> {
  let going = tx
    .updateTable('joint_party')
    .set({ ended_at: at, left_by: by })
    .where('team_id', '=', id)
    .where('ended_at', 'is', null);
  if (origins !== undefined) going = going.where('origin', 'in', [...origins]);
  await going.execute();
  // Copies on their way, of us to them and of them to us, that are not here yet: neither side is a party to the other any more.
  await sql`
    update exchange_offer o set answered_at = ${at}, expired_at = ${at} from joint_party p, joint_team t
     where p.team_id = ${id} and t.id = p.team_id and p.left_by = ${by} and o.peer_origin = p.origin and o.is_copy
       and o.answered_at is null and o.here_at is null
       and case when o.is_ours then exists (select from shared_package s where s.id = o.package and s.case_id = t.case_id)
                else o.conversation_id = p.conversation_id end`.execute(tx);
}

export async function isTold(db: Db, origin: string, about: string): Promise<boolean> {
  const row = await db
    .selectFrom('exchange_out')
    .select('id')
    .where('peer_origin', '=', origin)
    .where('about', '=', about)
    .executeTakeFirst();
  return row !== undefined;
}

export interface ToTell {
  readonly what:
    | 'agreed'
    | 'asked'
    | 'changed'
    | 'changeAgreed'
    | 'changeDeclined'
    | 'shared'
    | 'unshared'
    | 'ended';
  readonly team: Uuid;
  readonly sha256: string;
  readonly case: Uuid;
  readonly leader: string;
  readonly origin: string;
  /** Null: none is open yet. */
  readonly conversation: Uuid | null;
  readonly id: Uuid;
  readonly version: number;
  /** Of what is shared, or with the division or a change. */
  readonly said: string;
  /** The division, or an agreement. */
  readonly text: string;
  readonly about: string;
}

/**
 * What a party does not know yet, in the order in which it happened: that we agreed (of two that were asked the one whose origin comes first
 * opens the conversation), what we say of changes, the agreement to who is to come in, what we share, and the division. `own`: our log;
 * `origins`: of those who can be told now, so that what waits for another takes no place.
 */
export async function toTell(
  db: Db,
  {
    own,
    origins,
    most,
  }: { readonly own: string; readonly origins: readonly string[]; readonly most: number },
): Promise<ToTell[]> {
  const { rows } = await sql<ToTell>`
    with told as (
      select 'agreed' as what, t.id as team, t.sha256, p.origin, t.id, 1 as version, '' as said, '' as text, t.at,
             'joint:agreed:' || t.id as about, 0 as place
        from joint_team t join joint_party p on p.team_id = t.id
       where coalesce(p.asked_by, t.proposer) not in (${own}, p.origin) and p.state <> 'declined'
         and (p.conversation_id is not null or p.origin > ${own})
      union all
      select 'asked', t.id, t.sha256, p.origin, t.id, 1, c.why, t.agreement, c.at, 'joint:asked:' || t.id, 0
        from joint_team t join joint_party p on p.team_id = t.id join joint_change c on c.sha256 = t.sha256
       where p.asked_by = ${own} and p.state = 'asked' and p.conversation_id is null
      union all
      select case when c.proposer = ${own} then 'changed' when c.ours = 'agreed' then 'changeAgreed' else 'changeDeclined' end, c.team_id,
             case when c.proposer = ${own} then c.base else c.sha256 end, p.origin, c.team_id, 1,
             case when c.proposer = ${own} then c.why else coalesce(c.said, '') end, c.agreement, c.at, 'joint:change:' || c.sha256, 0
        from joint_change c join joint_party p on p.team_id = c.team_id
       where c.ours <> 'asked' and p.state = 'agreed' and p.conversation_id is not null and (p.ended_at is null or p.left_by = c.sha256)
         and c.at > coalesce(p.added_at, '-infinity')
      union all
      select case when s.unshared_at is null then 'shared' else 'unshared' end, t.id, t.sha256, p.origin, s.id, s.version, s.said, '', s.at,
             'joint:' || s.id || ':' || s.version, 1
        from joint_team t join joint_party p on p.team_id = t.id join joint_shared s on s.team_id = t.id and s.origin = ${own}
       where p.state = 'agreed' and p.conversation_id is not null and p.ended_at is null
      union all
      select 'ended', t.id, t.sha256, p.origin, t.id, t.division_version, t.division_said, t.division, now(),
             'joint:ended:' || t.id || ':' || t.division_version, 2
        from joint_team t join joint_party p on p.team_id = t.id
       where t.division is not null and p.state = 'agreed' and p.conversation_id is not null and p.left_by is null)
    select told.what, told.team, told.sha256, t.case_id as "case", t.leader, told.origin, p.conversation_id as conversation, told.id,
           told.version, told.said, told.text, told.about
      from told join joint_team t on t.id = told.team join joint_party p on p.team_id = t.id and p.origin = told.origin
     where t.state = 'agreed' and told.origin = any(${[...origins]}::text[])
       and not exists (select from exchange_out o where o.peer_origin = told.origin and o.about = told.about)
     order by told.place, told.at limit ${most}`.execute(db);
  return rows;
}

function team(row: Awaited<ReturnType<ReturnType<typeof teams>['execute']>>[number]): Team {
  return {
    id: row.id as Uuid, // columns of type uuid, and JSON that was read by its schema
    caseId: (row.case_id ?? undefined) as Uuid | undefined,
    proposer: row.proposer,
    sha256: row.sha256,
    agreement: JSON.parse(row.agreement) as Agreement,
    message: (row.message_id ?? undefined) as Uuid | undefined,
    state: row.state,
    leader: row.leader ?? undefined,
    at: row.at,
    division: row.division ?? undefined,
    divisionSaid: row.division_said ?? undefined,
  };
}

function party(row: Awaited<ReturnType<ReturnType<typeof parties>['execute']>>[number]): Party {
  return {
    team: row.team_id as Uuid, // as above
    origin: row.origin,
    conversation: (row.conversation_id ?? undefined) as Uuid | undefined,
    state: row.state,
    leader: row.leader ?? undefined,
    answer: row.answer ?? undefined,
    division: row.division ?? undefined,
    divisionSaid: row.division_said ?? undefined,
    endedAt: row.ended_at ?? undefined,
    askedBy: row.asked_by ?? undefined,
    addedAt: row.added_at ?? undefined,
    leftBy: row.left_by ?? undefined,
  };
}
