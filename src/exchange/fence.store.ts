// SQL of restored databases: which time of ours and of each peer it is, and what both have of their conversations.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';
import { HEADS_MAX } from './message.ts';

const EPOCHS_MAX = 40;
/** With the heads of as many conversations as a message says, and with the longest names, less than a message holds. */
const OFFERS_SAID_MAX = 3000;

/** From 1: how often our database was restored, as our log says it, and one. */
export async function ownEpoch(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom('custody_event')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('type', '=', 'restored')
    .executeTakeFirstOrThrow();
  return n + 1;
}

/** Under which we answered a fence of this peer. */
export const fencedAbout = (epoch: number): string => `fenced:${epoch}`;
/** Told again to a peer that was restored itself: it has forgotten it. */
export const fenceAbout = (epoch: number, peers: number): string =>
  `fence:${epoch}${peers > 1 ? `:${peers}` : ''}`;

/** The last epoch of this peer whose fence we have answered; 1: it was never restored. By an index: it is asked with every message. */
export async function peerEpoch(db: Db, peerOrigin: string): Promise<number> {
  const rows = await db
    .selectFrom('exchange_out')
    .select('about')
    .where('peer_origin', '=', peerOrigin)
    .where(
      'about',
      'in',
      Array.from({ length: EPOCHS_MAX }, (_, i) => fencedAbout(i + 2)),
    )
    .execute();
  return Math.max(1, ...rows.map(({ about }) => Number(about?.split(':')[1])));
}

/** Whoever answers a fence of that peer, and whoever puts an offer of it before the desk, waits for the other. */
export async function lockEpoch(tx: Tx, peerOrigin: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`epoch of ${peerOrigin}`}, 0))`.execute(tx);
}

export interface ConversationHead {
  readonly conversation: Uuid;
  /** The number that is expected next of the other side, and the digest of the one before. */
  readonly next: number;
  readonly prev?: string | undefined;
}

/** With this peer: those in which something was said last, as many as a message says. */
export async function headsWith(db: Db, peerOrigin: string): Promise<ConversationHead[]> {
  const { rows } = await sql<{ id: Uuid; next_in: number; prev_in: string | null }>`
    select c.id, c.next_in, c.prev_in from exchange_conversation c where c.peer_origin = ${peerOrigin}
     order by ${LAST_SAID} desc, c.id limit ${HEADS_MAX}`.execute(db);
  return rows.map(({ id, next_in: next, prev_in: prev }) => ({
    conversation: id,
    next,
    ...(prev !== null && { prev }),
  }));
}

/** Of the conversation `c`, by either side. */
const LAST_SAID = sql`greatest(c.opened_at,
  (select i.arrived_at from exchange_in i where i.conversation_id = c.id order by i.seq desc limit 1),
  (select o.queued_at from exchange_out o where o.conversation_id = c.id order by o.seq desc limit 1))`;

/** What we had said there and forgot: the next one follows it. */
export async function jumpTo(tx: Tx, peerOrigin: string, head: ConversationHead): Promise<void> {
  await tx
    .updateTable('exchange_conversation')
    .set({ next_out: head.next, prev_out: head.prev ?? null })
    .where('id', '=', head.conversation)
    .where('peer_origin', '=', peerOrigin)
    .where('next_out', '<', head.next)
    .execute();
}

/** Conversations that we opened and that they do not know any more: from the first message. */
export async function openedByUs(
  tx: Tx,
  peerOrigin: string,
  known: readonly Uuid[],
): Promise<ConversationHead[]> {
  const { rows } = await sql<{ id: Uuid }>`
    select c.id from exchange_conversation c where c.peer_origin = ${peerOrigin} and c.is_ours and not c.id = any(${[...known]}::uuid[])
     order by ${LAST_SAID} desc, c.id limit ${HEADS_MAX}`.execute(tx);
  return rows.map(({ id }) => ({ conversation: id, next: 1 }));
}

/** What they had of us and forgot goes once more, as it was. */
export async function sendOnceMore(
  tx: Tx,
  peerOrigin: string,
  head: ConversationHead,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('exchange_out')
    .set({ state: 'queued', next_at: now })
    .where('conversation_id', '=', head.conversation)
    .where('peer_origin', '=', peerOrigin)
    .where('seq', '>=', head.next)
    .where('state', 'in', ['delivered', 'relayed'])
    .execute();
}

export interface KnownOffer {
  readonly event: string;
  readonly item: string;
  readonly package: Uuid;
}

/** Those that this peer made to us: what we accepted must not be missing, what we rejected has no effect there either way. */
export async function offersFrom(db: Db, peerOrigin: string): Promise<KnownOffer[]> {
  const rows = await db
    .selectFrom('custody_offer')
    .select(['event', 'item', 'package'])
    .where('peer_origin', '=', peerOrigin)
    .where('is_ours', '=', false)
    .orderBy(sql`state = 'accepted'`, 'desc')
    .orderBy('answered_at', (by) => by.desc().nullsLast())
    .limit(OFFERS_SAID_MAX)
    .execute();
  return rows.map((row) => ({ ...row, package: row.package as Uuid })); // a column of type uuid
}

/** Of offers of ours that nobody answered, in packages that are announced anew. */
export async function announceAgain(tx: Tx, peerOrigin: string): Promise<void> {
  await tx
    .updateTable('exchange_offer')
    .set({ conversation_id: null })
    .where('peer_origin', '=', peerOrigin)
    .where('is_ours', '=', true)
    .where(
      sql<boolean>`exists (select from custody_offer o where o.package = exchange_offer.package and o.peer_origin = exchange_offer.peer_origin
        and o.is_ours and o.state = 'open')`,
    )
    .execute();
}

/** What our own log has of that offer, of that exhibit. */
export async function offeredNote(
  tx: Tx,
  { event, item }: Pick<KnownOffer, 'event' | 'item'>,
): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('custody_event')
    .select('note')
    .where('leaf_hash', '=', Buffer.from(event, 'hex'))
    .where('item', '=', item)
    .where('type', '=', 'offered')
    .executeTakeFirst();
  return row?.note;
}

/** Whether our fence of that time, which is now, is in this conversation. */
export async function isFencedIn(tx: Tx, conversation: Uuid, epoch: number): Promise<boolean> {
  if (epoch !== (await ownEpoch(tx))) return false;
  const row = await tx
    .selectFrom('exchange_out')
    .select('id')
    .where('conversation_id', '=', conversation)
    .where('type', '=', 'fence')
    .where((of) =>
      of.or([of('about', '=', fenceAbout(epoch, 1)), of('about', 'like', `${fenceAbout(epoch, 1)}:%`)]),
    )
    .executeTakeFirst();
  return row !== undefined;
}
