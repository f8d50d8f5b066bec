// SQL of cases between us and a peer: handed over, or asked for one act.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';
import type { OpenThing } from './case-asks.ts';
import { CASE_TYPES } from './case-messages.ts';

export type BetweenKind = 'transfer' | 'act';
/** undelivered: it reached nobody, and was given up for another. */
export type BetweenState = 'offered' | 'taken' | 'declined' | 'done' | 'undelivered';

export interface CaseBetween {
  readonly id: Uuid;
  readonly kind: BetweenKind;
  readonly isOurs: boolean;
  readonly peerOrigin: string;
  readonly conversation: Uuid;
  readonly caseId: Uuid | undefined;
  readonly state: BetweenState;
  /** The message that opened it, JSON. */
  readonly said: string;
  readonly at: Date;
  readonly by: Uuid | undefined;
  readonly theirReference: string | undefined;
  /** In which it was taken. */
  readonly role: string | undefined;
  readonly takenAt: Date | undefined;
  /** What its last answer says. */
  readonly answer: string | undefined;
  readonly answeredAt: Date | undefined;
  readonly requests: readonly RequestAlong[] | undefined;
}

/** Ours: it goes once the case is taken over · went · is closed · stands open for a person to close · was named alone. Theirs: its proof holds, or not · begun here. */
export type AlongState = 'goes' | 'sent' | 'closed' | 'open' | 'named' | 'proven' | 'faulty' | 'begun';

/** A request that goes along with its case. */
export interface RequestAlong {
  /** As its sender calls it. */
  readonly reference: string;
  /** In our case; 0: not begun here. */
  readonly number: number;
  readonly state: AlongState;
  /** That brings it. */
  readonly message?: Uuid;
  /** Of the envelope. */
  readonly digest?: string;
  /** Why it stands open, or its proof does not hold. */
  readonly why?: string;
}

export type NewBetween = Pick<
  CaseBetween,
  'id' | 'kind' | 'isOurs' | 'peerOrigin' | 'conversation' | 'caseId' | 'said' | 'at' | 'by'
> & { readonly requests?: readonly RequestAlong[] };

/** It came, or goes; twice is once. */
export async function insertBetween(tx: Tx, made: NewBetween): Promise<void> {
  await tx
    .insertInto('case_between')
    .values({
      id: made.id,
      kind: made.kind,
      is_ours: made.isOurs,
      peer_origin: made.peerOrigin,
      conversation_id: made.conversation,
      case_id: made.caseId ?? null,
      state: 'offered',
      said: made.said,
      at: made.at,
      by_person: made.by ?? null,
      requests: made.requests === undefined ? null : JSON.stringify(made.requests),
    })
    .onConflict((same) => same.column('id').doNothing())
    .execute();
}

export interface Taken {
  readonly at: Date;
  readonly role: string;
  /** Ours: of the case there. */
  readonly theirReference?: string;
  /** Theirs: the case that was opened here. */
  readonly caseId?: Uuid;
}

export async function setTaken(tx: Tx, id: Uuid, taken: Taken): Promise<void> {
  const { at, role, theirReference, caseId } = taken;
  await tx
    .updateTable('case_between')
    .set({
      state: 'taken',
      taken_at: at,
      role,
      ...(theirReference !== undefined && { their_reference: theirReference }),
      ...(caseId !== undefined && { case_id: caseId }),
    })
    .where('id', '=', id)
    .execute();
}

export async function setAnswered(
  tx: Tx,
  id: Uuid,
  answered: {
    readonly state: 'declined' | 'done';
    readonly answer: string;
    readonly at: Date;
    readonly by: Uuid | undefined;
  },
): Promise<void> {
  const { state, answer, at, by } = answered;
  await tx
    .updateTable('case_between')
    .set({ state, answer, answered_at: at, answered_by: by ?? null })
    .where('id', '=', id)
    .execute();
}

/** In the place of what stood under its reference, or as another. */
export async function setRequestAlong(
  tx: Tx,
  { id, requests = [] }: Pick<CaseBetween, 'id' | 'requests'>,
  along: RequestAlong,
): Promise<void> {
  const isKnown = requests.some(({ reference }) => reference === along.reference);
  const now = isKnown
    ? requests.map((one) => (one.reference === along.reference ? along : one))
    : [...requests, along];
  await tx
    .updateTable('case_between')
    .set({ requests: JSON.stringify(now) })
    .where('id', '=', id)
    .execute();
}

export const withRequestsToTell = (db: Db): Promise<CaseBetween[]> => takenWith(db, 'goes');

export const withRequestsToClose = (db: Db): Promise<CaseBetween[]> => takenWith(db, 'sent');

/** Of ours that were taken over, those with a request that stands so. */
async function takenWith(db: Db, state: AlongState): Promise<CaseBetween[]> {
  const found = await rows(db)
    .where('is_ours', '=', true)
    .where('state', '=', 'taken')
    .where('requests', 'like', `%"state":"${state}"%`)
    .limit(20)
    .execute();
  return found.map(between);
}

/** From then on its conversation is of the case, and before no desk. */
export async function setOfCase(tx: Tx, conversation: Uuid, caseId: Uuid): Promise<void> {
  await tx
    .updateTable('exchange_conversation')
    .set({ of_case: caseId })
    .where('id', '=', conversation)
    .execute();
}

export async function lockedBetween(tx: Tx, id: Uuid): Promise<CaseBetween | undefined> {
  const row = await rows(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && between(row);
}

export async function lockedByConversation(tx: Tx, conversation: Uuid): Promise<CaseBetween | undefined> {
  const row = await rows(tx).where('conversation_id', '=', conversation).forUpdate().executeTakeFirst();
  return row && between(row);
}

/** The newest first, at most 100. */
export async function betweenOfCase(db: Db, caseId: Uuid): Promise<CaseBetween[]> {
  const found = await rows(db)
    .where('case_id', '=', caseId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return found.map(between);
}

/** Before the desk: theirs that nobody has answered, the oldest first; at most 200. */
export async function betweenToAnswer(db: Db): Promise<CaseBetween[]> {
  const found = await rows(db)
    .where('is_ours', '=', false)
    .where('case_id', 'is', null)
    .where('state', '=', 'offered')
    .orderBy('at')
    .orderBy('id')
    .limit(200)
    .execute();
  return found.map(between);
}

export async function betweenToAnswerById(db: Db, id: Uuid): Promise<CaseBetween | undefined> {
  const row = await rows(db)
    .where('id', '=', id)
    .where('is_ours', '=', false)
    .where('case_id', 'is', null)
    .executeTakeFirst();
  return row && between(row);
}

/** What reached nobody, or was refused by the program there, is given up: the case may be handed to another. */
export async function giveUpUndelivered(tx: Tx, caseId: Uuid): Promise<void> {
  await sql`
    update case_between b set state = 'undelivered'
     where b.case_id = ${caseId} and b.is_ours and b.kind = 'transfer' and b.state = 'offered'
       and exists (select from exchange_out o where o.conversation_id = b.conversation_id and o.state in ('refused', 'expired'))`.execute(
    tx,
  );
}

/** Whether it is with an authority, or on its way to one. */
export async function isHandedOver(tx: Tx, caseId: Uuid): Promise<boolean> {
  const row = await tx
    .selectFrom('case_between')
    .select('id')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'transfer')
    .where('is_ours', '=', true)
    .where('state', 'in', ['offered', 'taken'])
    .executeTakeFirst();
  return row !== undefined;
}

export interface SaidTypes {
  readonly came: ReadonlySet<string>;
  readonly went: ReadonlySet<string>;
  /** A joint investigation, with this party. */
  readonly hasEnded: boolean;
}

/** The types by which a conversation about a case goes on, as far as they were said in this one. */
export async function saidOfCase(db: Db, conversation: Uuid): Promise<SaidTypes> {
  return (await saidOfCases(db, [conversation]))(conversation);
}

export async function saidOfCases(
  db: Db,
  conversations: readonly Uuid[],
): Promise<(conversation: Uuid) => SaidTypes> {
  // Written out, so that the two indexes for it serve.
  const types = sql.raw(CASE_TYPES.map((type) => `'${type}'`).join(', '));
  const { rows: found } = await sql<{
    conversation_id: string;
    type: string;
    is_ours: boolean;
    ended: boolean;
  }>`
    select distinct conversation_id, type, false as is_ours, false as ended from exchange_in
     where conversation_id = any(${conversations}::uuid[]) and state = 'delivered' and type in (${types})
    union all
    select distinct conversation_id, type, true, false from exchange_out
     where conversation_id = any(${conversations}::uuid[]) and state <> 'refused' and type in (${types})
    union all
    select conversation_id, 'ended', true, true from joint_party
     where conversation_id = any(${conversations}::uuid[]) and ended_at is not null`.execute(db);
  return (conversation) => {
    const here = found.filter((one) => one.conversation_id === conversation);
    const of = (isOurs: boolean) =>
      new Set(here.filter((one) => one.is_ours === isOurs && !one.ended).map(({ type }) => type));
    return { came: of(false), went: of(true), hasEnded: here.some(({ ended }) => ended) };
  };
}

/** As the person who asks sees them; at most 100. */
export async function openThings(db: Db, caseId: Uuid): Promise<OpenThing[]> {
  const { rows: found } = await sql<OpenThing & { readonly until: string | null }>`
    select 'request' as kind, r.id, r.number, coalesce(r.counterpart, '') as words, null as until from request r
     where r.case_id = ${caseId} and r.secret = '00000000-0000-0000-0000-000000000000'
       and r.state not in ('declined', 'notGenuine', 'refused', 'validationRefused', 'withdrawn', 'verified', 'closed')
    union all
    select 'preservation', p.id, p.number, left(p.holder, 100), to_char(p.expires_at at time zone 'utc', 'YYYY-MM-DD') from preservation p
     where p.case_id = ${caseId} and p.secret = '00000000-0000-0000-0000-000000000000' 
       and p.state not in ('produced', 'expired', 'released', 'impossible')
    union all
    select 'deadline', e.id, 0, e.text, e.due_on::text from case_entry e
     where e.case_id = ${caseId} and e.kind = 'deadline' and e.ended_at is null
    order by 1 desc, 3, 2 limit 100`.execute(db);
  return found.map(({ until, ...one }) => ({ ...one, until: until ?? undefined }));
}

const rows = (db: Db) => db.selectFrom('case_between').selectAll();

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

function between(row: Row): CaseBetween {
  return {
    id: row.id as Uuid, // columns of type uuid
    kind: row.kind,
    isOurs: row.is_ours,
    peerOrigin: row.peer_origin,
    conversation: row.conversation_id as Uuid,
    caseId: (row.case_id ?? undefined) as Uuid | undefined,
    state: row.state,
    said: row.said,
    at: row.at,
    by: (row.by_person ?? undefined) as Uuid | undefined,
    theirReference: row.their_reference ?? undefined,
    role: row.role ?? undefined,
    takenAt: row.taken_at ?? undefined,
    answer: row.answer ?? undefined,
    answeredAt: row.answered_at ?? undefined,
    requests: row.requests === null ? undefined : (JSON.parse(row.requests) as RequestAlong[]), // as they were written
  };
}
