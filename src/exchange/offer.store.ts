// SQL of packages that are offered by line: where the file stands. Where custody stands is in evidence/custody/passing.store.ts.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';

export interface Attachment {
  readonly sha256: string;
  readonly size: number;
  /** Root over chunks of 4 MiB. */
  readonly chunks: string;
}

export interface OfferFile {
  readonly id: Uuid;
  readonly package: Uuid;
  readonly peerOrigin: string;
  readonly isOurs: boolean;
  readonly conversation: Uuid | undefined;
  readonly until: Date;
  readonly by: Uuid | undefined;
  readonly intoFile: Uuid | undefined;
  readonly arrivesAs: Uuid | undefined;
  readonly attachment: Attachment | undefined;
  /** As the message says it, JSON. */
  readonly said: string | undefined;
  readonly at: Date;
  readonly have: number;
  readonly hereAt: Date | undefined;
  readonly lastError: string | undefined;
  readonly calledBackAt: Date | undefined;
  /** Custody does not go with it. */
  readonly isCopy: boolean;
  /** Of a copy: it was taken into evidence, or set aside. */
  readonly answeredAt: Date | undefined;
  /** Of a copy that nobody fetched in its time. */
  readonly expiredAt: Date | undefined;
  /** Of ours: the exhibits in it that its receiver has destroyed, and has proved that. */
  readonly destroyedThere: readonly string[];
}

export type NewOfferFile = Pick<
  OfferFile,
  'id' | 'package' | 'peerOrigin' | 'isOurs' | 'conversation' | 'until' | 'by' | 'attachment' | 'said' | 'at'
> & { readonly isCopy?: boolean };

/** False: that package was offered between the two before. */
export async function insertOfferFile(tx: Tx, made: NewOfferFile): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('exchange_offer')
    .values({
      id: made.id,
      package: made.package,
      peer_origin: made.peerOrigin,
      is_ours: made.isOurs,
      conversation_id: made.conversation ?? null,
      until: made.until,
      by_person: made.by ?? null,
      sha256: made.attachment?.sha256 ?? null,
      bytes: made.attachment?.size ?? null,
      chunks: made.attachment?.chunks ?? null,
      said: made.said ?? null,
      at: made.at,
      is_copy: made.isCopy === true,
    })
    .onConflict((any) => any.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Ours that nobody was told of yet. */
export async function untoldOffers(db: Db): Promise<OfferFile[]> {
  const rows = await offers(db)
    .where('is_ours', '=', true)
    .where('conversation_id', 'is', null)
    .where('expired_at', 'is', null)
    .execute();
  return rows.map(offerFile);
}

export async function setTold(
  tx: Tx,
  id: Uuid,
  { conversation, attachment }: { readonly conversation: Uuid; readonly attachment: Attachment },
): Promise<void> {
  await tx
    .updateTable('exchange_offer')
    .set({
      conversation_id: conversation,
      sha256: attachment.sha256,
      bytes: attachment.size,
      chunks: attachment.chunks,
      last_error: null,
    })
    .where('id', '=', id)
    .execute();
}

/** Of ours to this peer, told and not answered. */
export async function toldOffers(db: Db, peerOrigin: string): Promise<OfferFile[]> {
  const rows = await offers(db)
    .where('is_ours', '=', true)
    .where('peer_origin', '=', peerOrigin)
    .where('conversation_id', 'is not', null)
    .where(
      sql<boolean>`((is_copy and answered_at is null) or exists (select from custody_offer o where o.is_ours and o.state = 'open'
        and o.package = exchange_offer.package and o.peer_origin = exchange_offer.peer_origin))`,
    )
    .execute();
  return rows.map(offerFile);
}

export async function offersOf(db: Db, id: Uuid): Promise<OfferFile[]> {
  const rows = await offers(db).where('package', '=', id).where('is_ours', '=', true).execute();
  return rows.map(offerFile);
}

/** Offers of ours with this exhibit in them, of which none is open any more. */
export async function answeredWith(db: Db, item: string): Promise<OfferFile[]> {
  const rows = await offers(db)
    .where('is_ours', '=', true)
    .where(
      sql<boolean>`package in (select o.package from custody_offer o where o.is_ours and o.item = ${item})
        and not exists (select from custody_offer o where o.is_ours and o.package = exchange_offer.package
          and o.peer_origin = exchange_offer.peer_origin and o.state = 'open')`,
    )
    .execute();
  return rows.map(offerFile);
}

/** Of either side, said in that conversation: the oldest first. */
export async function offersIn(db: Db, conversation: Uuid): Promise<OfferFile[]> {
  const rows = await offers(db)
    .where('conversation_id', '=', conversation)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(offerFile);
}

/** What this peer may fetch. */
export async function offeredFile(
  db: Db,
  peerOrigin: string,
  sha256: string,
): Promise<OfferFile | undefined> {
  const row = await offers(db)
    .where('is_ours', '=', true)
    .where('peer_origin', '=', peerOrigin)
    .where('sha256', '=', sha256)
    .where('conversation_id', 'is not', null)
    .where('expired_at', 'is', null)
    .executeTakeFirst();
  return row && offerFile(row);
}

/** Of ours, of an exhibit shared in a joint investigation: what is in it, and the conversation with its receiver. */
export async function copyOf(
  db: Db,
  { package: id, peerOrigin }: OfferFile,
): Promise<
  { readonly caseId: Uuid; readonly exhibits: readonly string[]; readonly conversation: Uuid } | undefined
> {
  const row = await db
    .selectFrom('shared_package as s')
    .innerJoin('joint_team as t', 't.case_id', 's.case_id')
    .innerJoin('joint_party as p', 'p.team_id', 't.id')
    .select(['s.case_id', 's.exhibits', 'p.conversation_id'])
    .where('s.id', '=', id)
    .where('p.origin', '=', peerOrigin)
    .where('p.ended_at', 'is', null)
    .where('s.made_at', 'is not', null)
    .where('s.removed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined || row.conversation_id === null) return undefined;
  return {
    caseId: row.case_id as Uuid, // columns of type uuid
    exhibits: row.exhibits,
    conversation: row.conversation_id as Uuid,
  };
}

/** Theirs that nobody took while they could be fetched. */
export async function copiesOver(db: Db, now: Date): Promise<OfferFile[]> {
  const found = await offers(db)
    .where('is_ours', '=', false)
    .where('is_copy', '=', true)
    .where('answered_at', 'is', null)
    .where('into_file', 'is', null)
    .where('until', '<', now)
    .limit(50)
    .execute();
  return found.map(offerFile);
}

/** Nobody fetched it in its time. False: it was answered before. */
export async function setExpired(tx: Tx, id: Uuid, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('exchange_offer')
    .set({ answered_at: at, expired_at: at })
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Ours that are over since that day: the file that was encrypted for them is taken off. */
export async function copiesEnded(db: Db, since: Date): Promise<OfferFile[]> {
  const rows = await offers(db)
    .where('is_ours', '=', true)
    .where('is_copy', '=', true)
    .where('expired_at', '>', since)
    .limit(200)
    .execute();
  return rows.map(offerFile);
}

/** They say that they have it: whatever was said before of its time. */
export async function setTakenThere(tx: Tx, id: Uuid, at: Date): Promise<void> {
  await tx
    .updateTable('exchange_offer')
    .set({ answered_at: at, expired_at: null })
    .where('id', '=', id)
    .execute();
}

/** Theirs that were taken into evidence, and of which nobody was told. */
export async function copiesTaken(db: Db): Promise<OfferFile[]> {
  const rows = await offers(db)
    .where('is_ours', '=', false)
    .where('is_copy', '=', true)
    .where('answered_at', 'is', null)
    .where(
      sql<boolean>`exists (select from incoming_package i where i.id = exchange_offer.arrives_as and i.exhibits is not null)`,
    )
    .limit(50)
    .execute();
  return rows.map(offerFile);
}

/** False: it was before. */
export async function setAnswered(tx: Tx, id: Uuid, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('exchange_offer')
    .set({ answered_at: at })
    .where('id', '=', id)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function setCalledBack(tx: Tx, id: Uuid, at: Date): Promise<void> {
  await tx.updateTable('exchange_offer').set({ called_back_at: at }).where('id', '=', id).execute();
}

export async function theirOffer(db: Db, peerOrigin: string, id: Uuid): Promise<OfferFile | undefined> {
  const row = await offers(db)
    .where('is_ours', '=', false)
    .where('peer_origin', '=', peerOrigin)
    .where('package', '=', id)
    .executeTakeFirst();
  return row && offerFile(row);
}

/** Whose file that is, of what this peer sent. */
export async function theirFile(db: Db, peerOrigin: string, sha256: string): Promise<OfferFile | undefined> {
  const row = await offers(db)
    .where('is_ours', '=', false)
    .where('peer_origin', '=', peerOrigin)
    .where('sha256', '=', sha256)
    .orderBy('here_at', (by) => by.desc().nullsFirst())
    .limit(1)
    .executeTakeFirst();
  return row && offerFile(row);
}

export async function theirOfferById(db: Db, id: Uuid): Promise<OfferFile | undefined> {
  const row = await offers(db).where('is_ours', '=', false).where('id', '=', id).executeTakeFirst();
  return row && offerFile(row);
}

/** False: somebody took it before. */
export async function setTaken(
  tx: Tx,
  id: Uuid,
  { by, file, arrivesAs }: { readonly by: Uuid; readonly file: Uuid; readonly arrivesAs: Uuid },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('exchange_offer')
    .set({ by_person: by, into_file: file, arrives_as: arrivesAs })
    .where('id', '=', id)
    .where('is_ours', '=', false)
    .where('arrives_as', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface OfferToFetch extends OfferFile {
  /** It belongs to a conversation in which something urgent was said. */
  readonly isUrgent: boolean;
}

/** Taken into a case, and not here yet: what is urgent, and of the rest the oldest. */
export async function offersToFetch(db: Db): Promise<OfferToFetch[]> {
  const rows = await offers(db)
    .select(
      sql<boolean>`(exists (select from exchange_out m where m.conversation_id = exchange_offer.conversation_id and m.lane = 'urgent')
        or exists (select from exchange_in m where m.conversation_id = exchange_offer.conversation_id and m.lane = 'urgent'))`.as(
        'is_urgent',
      ),
    )
    .where('is_ours', '=', false)
    .where('arrives_as', 'is not', null)
    .where('here_at', 'is', null)
    .orderBy('is_urgent', 'desc')
    .orderBy('at')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...offerFile(row), isUrgent: row.is_urgent }));
}

export async function setHave(
  db: Db,
  id: Uuid,
  got: { readonly have?: number; readonly hereAt?: Date; readonly lastError: string | undefined },
): Promise<void> {
  await db
    .updateTable('exchange_offer')
    .set({
      ...(got.have !== undefined && { have: got.have }),
      ...(got.hereAt !== undefined && { here_at: got.hereAt }),
      last_error: got.lastError?.slice(0, 500) ?? null,
    })
    .where('id', '=', id)
    .execute();
}

/** Theirs whose time is over and that still lie before somebody. */
export async function offersOver(db: Db, now: Date): Promise<OfferFile[]> {
  const rows = await offers(db)
    .where('is_ours', '=', false)
    .where('until', '<', now)
    .where((of) =>
      of.exists(
        of
          .selectFrom('custody_offer as o')
          .select('o.event')
          .whereRef('o.package', '=', 'exchange_offer.package')
          .whereRef('o.peer_origin', '=', 'exchange_offer.peer_origin')
          .where('o.is_ours', '=', false)
          .where('o.state', '=', 'desk'),
      ),
    )
    .limit(50)
    .execute();
  return rows.map(offerFile);
}

export const offers = (db: Db) => db.selectFrom('exchange_offer').selectAll();

type Row = Awaited<ReturnType<ReturnType<typeof offers>['execute']>>[number];

export function offerFile(row: Row): OfferFile {
  const { sha256, bytes: size, chunks } = row;
  return {
    id: row.id as Uuid, // columns of type uuid
    package: row.package as Uuid,
    peerOrigin: row.peer_origin,
    isOurs: row.is_ours,
    conversation: (row.conversation_id ?? undefined) as Uuid | undefined,
    until: row.until,
    by: (row.by_person ?? undefined) as Uuid | undefined,
    intoFile: (row.into_file ?? undefined) as Uuid | undefined,
    arrivesAs: (row.arrives_as ?? undefined) as Uuid | undefined,
    attachment: sha256 === null || size === null || chunks === null ? undefined : { sha256, size, chunks },
    said: row.said ?? undefined,
    at: row.at,
    have: row.have,
    hereAt: row.here_at ?? undefined,
    lastError: row.last_error ?? undefined,
    calledBackAt: row.called_back_at ?? undefined,
    isCopy: row.is_copy,
    answeredAt: row.answered_at ?? undefined,
    expiredAt: row.expired_at ?? undefined,
    destroyedThere: row.destroyed_there,
  };
}
