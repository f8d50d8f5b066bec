// SQL of offers of custody to and from other installations. Rows are locked by whoever takes a step; which steps there are, passing.ts says.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Db, Tx } from '../log/log.store.ts';
import {
  offeredAfter,
  standingAfter,
  type Answer,
  type OfferedState,
  type OfferedStep,
  type Standing,
} from './passing.ts';

export type Why = 'person' | 'expire' | 'callBack' | 'fence' | 'history';

export interface CustodyOffer {
  /** Leaf hash of the sender's event `offered`. */
  readonly event: string;
  readonly peerOrigin: string;
  readonly isOurs: boolean;
  readonly package: Uuid;
  readonly item: string;
  readonly state: 'open' | 'desk' | Answer;
  readonly why: Why | undefined;
  readonly history: readonly Uint8Array[];
}

type NewOffer = Omit<CustodyOffer, 'state' | 'why'>;

/** Of ours: each exhibit must be ours to offer, and is bound from now on. Refuses conflict. */
export async function insertOpen(tx: Tx, offers: readonly NewOffer[]): Promise<void> {
  for (const one of offers) {
    await sql`select from exhibit where number = ${one.item} for update`.execute(tx); // two offers of it wait for each other
    if (standingAfter(await standingOf(tx, one.item), 'offer') !== 'bound') throw notFree(one.item);
    await insert(tx, one, 'open');
  }
}

/** Where the custody of one of our exhibits stands, as far as other installations are concerned. */
export async function standingOf(db: Db, item: string): Promise<Standing> {
  const { rows } = await sql<{ state: string }>`
    select state from custody_offer where is_ours and item = ${item}`.execute(db);
  if (rows.some(({ state }) => state === 'open') || (await isFencing(db))) return 'bound';
  return rows.some(({ state }) => state === 'accepted') ? 'none' : 'holds';
}

/** After our database was restored: a peer has not said yet what it knows of our offers. Until then any exhibit may be bound. */
export async function isFencing(db: Db, peerOrigin?: string): Promise<boolean> {
  const silent = await silentPeers(db);
  return silent.some((one) => peerOrigin === undefined || one.peerOrigin === peerOrigin);
}

export interface SilentPeer {
  readonly peerOrigin: string;
  /** When it was told that we were restored. Undefined: it could not be told yet. */
  readonly since: Date | undefined;
}

/** Those peers, the one that was told first at the head; also who cannot be told, because it is stopped or its document has run out. */
export async function silentPeers(db: Db): Promise<SilentPeer[]> {
  const { rows } = await sql<{ peer_origin: string; since: Date | null }>`
    select p.origin as peer_origin, min(o.queued_at) as since
      from peer p left join exchange_out o on o.peer_origin = p.origin and o.type = 'fence'
       and o.about ~ ('^fence:' || (select count(*) + 1 from custody_event where type = 'restored') || '(:|$)')
     where p.confirmed_at is not null and p.withdrawn_at is null
       and exists (select from custody_event where type = 'restored')
       and (o.id is not null or exists (select from exchange_document)) -- where there is no exchange nobody is told
       and exists (select from peer_document d where d.peer_id = p.id and (d.added_by is null or d.confirmed_by is not null))
     group by p.origin
    having not bool_or(exists (
      select from exchange_in i where i.conversation_id = o.conversation_id and i.type = 'fenced' and i.done_as = 'done'))
     order by since`.execute(db);
  return rows.map(({ peer_origin, since }) => ({ peerOrigin: peer_origin, since: since ?? undefined }));
}

/** What our log has as offered and a peer knows of is bound again, until its answer is filed. */
export async function bindAgain(tx: Tx, one: NewOffer): Promise<void> {
  if ((await lockOffer(tx, one)) === undefined) await insert(tx, one, 'open');
}

/** Open offers of ours that the peer never had, and drops when they come: they have no effect. */
export async function rejectUnknown(
  tx: Tx,
  {
    peerOrigin,
    known,
    at,
  }: { readonly peerOrigin: string; readonly known: readonly string[]; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('custody_offer')
    .set({ state: 'rejected', why: 'fence', answered_at: at })
    .where('peer_origin', '=', peerOrigin)
    .where('is_ours', '=', true)
    .where('state', '=', 'open')
    .where((of) => of.not(of('event', '=', sql<string>`any(${[...known]})`)))
    .execute();
}

/** Refuses conflict: it is offered to another installation, and is kept until the answer is here. */
export async function refuseBound(tx: Tx, item: string): Promise<void> {
  if ((await standingOf(tx, item)) === 'bound') throw notFree(item);
}

/** An offer comes, for the first time or again. The state in which it is then. */
export async function arriveOffer(tx: Tx, one: NewOffer): Promise<OfferedState> {
  const before = await lockOffer(tx, one);
  const move = offeredAfter(offeredState(before), 'offer');
  if (before === undefined && move !== undefined)
    await insert(tx, one, move.to === 'unknown' ? 'desk' : move.to);
  return move?.to ?? offeredState(before);
}

/** One step of an offer that was made to us. Undefined: there is no such step in its state. */
export async function stepOffered(
  tx: Tx,
  one: NewOffer,
  { step, why, at }: { readonly step: OfferedStep; readonly why: Why; readonly at: Date },
): Promise<OfferedState | undefined> {
  const before = await lockOffer(tx, one);
  const move = offeredAfter(offeredState(before), step);
  if (move === undefined || move.to === 'unknown') return undefined;
  if (before === undefined) await insert(tx, one, move.to);
  if (before === undefined || before.state !== move.to) await setState(tx, one, { state: move.to, why, at });
  return move.to;
}

/** An answer to an offer of ours is filed. Undefined: it was not open any more. */
export async function fileAnswer(
  tx: Tx,
  one: Pick<CustodyOffer, 'event' | 'peerOrigin'>,
  { answer, why, at }: { readonly answer: Answer; readonly why: Why; readonly at: Date },
): Promise<Standing | undefined> {
  const open = await lockOffer(tx, { ...one, isOurs: true });
  if (open?.state !== 'open') return undefined;
  await setState(tx, { ...one, isOurs: true }, { state: answer, why, at });
  return standingAfter('bound', `${answer}Filed`);
}

const offeredState = (row: CustodyOffer | undefined): OfferedState =>
  row === undefined || row.state === 'open' ? 'unknown' : row.state;

type Key = Pick<CustodyOffer, 'event' | 'peerOrigin' | 'isOurs'>;

async function lockOffer(tx: Tx, { event, peerOrigin, isOurs }: Key): Promise<CustodyOffer | undefined> {
  const row = await tx
    .selectFrom('custody_offer')
    .selectAll()
    .where('event', '=', event)
    .where('peer_origin', '=', peerOrigin)
    .where('is_ours', '=', isOurs)
    .forUpdate()
    .executeTakeFirst();
  return row && offer(row);
}

async function insert(tx: Tx, made: NewOffer, state: CustodyOffer['state']): Promise<void> {
  await tx
    .insertInto('custody_offer')
    .values({
      event: made.event,
      peer_origin: made.peerOrigin,
      is_ours: made.isOurs,
      package: made.package,
      item: made.item,
      state,
      history: made.history.map((one) => Buffer.from(one)),
    })
    .execute();
}

async function setState(
  tx: Tx,
  { event, peerOrigin, isOurs }: Key,
  { state, why, at }: { readonly state: CustodyOffer['state']; readonly why: Why; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('custody_offer')
    .set({ state, why, answered_at: at })
    .where('event', '=', event)
    .where('peer_origin', '=', peerOrigin)
    .where('is_ours', '=', isOurs)
    .execute();
}

export async function offersOfPackage(
  db: Db,
  { package: id, peerOrigin, isOurs }: Pick<CustodyOffer, 'package' | 'peerOrigin' | 'isOurs'>,
): Promise<CustodyOffer[]> {
  const rows = await db
    .selectFrom('custody_offer')
    .selectAll()
    .where('package', '=', id)
    .where('peer_origin', '=', peerOrigin)
    .where('is_ours', '=', isOurs)
    .orderBy('item')
    .execute();
  return rows.map(offer);
}

/** The offer by line that an exhibit here came with; undefined: it came by another road. */
export async function offerOfExhibit(db: Db, number: string): Promise<CustodyOffer | undefined> {
  const row = await db
    .selectFrom('exhibit as e')
    .innerJoin('incoming_package as i', (on) => on.on(sql<boolean>`e.number = any(i.exhibits)`))
    .innerJoin('exchange_offer as x', 'x.arrives_as', 'i.id')
    .innerJoin('custody_offer as o', (on) =>
      on
        .onRef('o.package', '=', 'x.package')
        .onRef('o.peer_origin', '=', 'x.peer_origin')
        .onRef('o.item', '=', 'e.from_item')
        .on('o.is_ours', '=', false),
    )
    .selectAll('o')
    .where('e.number', '=', number)
    .executeTakeFirst();
  return row && offer(row);
}

type Row = {
  readonly event: string;
  readonly peer_origin: string;
  readonly is_ours: boolean;
  readonly package: string;
  readonly item: string;
  readonly state: CustodyOffer['state'];
  readonly why: Why | null;
  readonly history: Buffer[];
};

function offer(row: Row): CustodyOffer {
  return {
    event: row.event,
    peerOrigin: row.peer_origin,
    isOurs: row.is_ours,
    package: row.package as Uuid, // a column of type uuid
    item: row.item,
    state: row.state,
    why: row.why ?? undefined,
    history: row.history,
  };
}

const notFree = (number: string): Refusal => new Refusal('conflict.custodyNotOurs', { number });
