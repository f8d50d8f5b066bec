// SQL of what came in answer to a request. As the person, or as the system within an act on exhibits.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Tx } from '../../people/as-person.store.ts';
import type { DeliveredFile, Delivery, Listing } from './results.ts';

const DELIVERIES = 200;

export interface NewDelivery extends Pick<
  Delivery,
  'id' | 'request' | 'caseId' | 'arrivedAt' | 'evidence' | 'isInformal'
> {
  readonly by: Uuid;
  readonly at: Date;
}

/** Returns its number. The request is locked, so the next is free. */
export async function insertDelivery(tx: Tx, made: NewDelivery): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select comity_next_delivery(${made.request}) as number`.execute(tx);
  const number = rows[0]?.number ?? 1;
  await tx
    .insertInto('request_delivery')
    .values({
      id: made.id,
      request_id: made.request,
      case_id: made.caseId,
      number,
      arrived_at: made.arrivedAt,
      evidence: made.evidence,
      is_informal: made.isInformal,
      by_person: made.by,
      at: made.at,
    })
    .execute();
  return number;
}

/** The oldest first. */
export async function deliveriesOf(tx: Tx, request: Uuid): Promise<Delivery[]> {
  const rows = await deliveries(tx)
    .where('request_id', '=', request)
    .orderBy('number')
    .limit(DELIVERIES)
    .execute();
  return rows.map(deliveryFrom);
}

export async function deliveryOf(tx: Tx, request: Uuid, number: number): Promise<Delivery | undefined> {
  const row = await deliveries(tx)
    .where('request_id', '=', request)
    .where('number', '=', number)
    .executeTakeFirst();
  return row === undefined ? undefined : deliveryFrom(row);
}

export async function deliveryById(tx: Tx, id: Uuid): Promise<Delivery | undefined> {
  const row = await deliveries(tx).where('request_delivery.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : deliveryFrom(row);
}

/** Number of the one that was recorded under this id; undefined: none was. */
export async function deliveryUnder(tx: Tx, request: Uuid, id: Uuid): Promise<number | undefined> {
  const row = await deliveries(tx)
    .where('request_id', '=', request)
    .where('request_delivery.id', '=', id)
    .executeTakeFirst();
  return row?.number;
}

export async function setConditions(tx: Tx, id: Uuid, conditions: readonly string[]): Promise<void> {
  await tx
    .updateTable('request_delivery')
    .set({ conditions: [...conditions] })
    .where('id', '=', id)
    .execute();
}

export async function setListing(tx: Tx, id: Uuid, listing: Listing): Promise<void> {
  await tx
    .updateTable('request_delivery')
    .set({ listing: JSON.stringify(listing) })
    .where('id', '=', id)
    .execute();
}

/** False when it has left in another. */
export async function setShare(tx: Tx, id: Uuid, share: Uuid): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('request_delivery')
    .set({ share_id: share })
    .where('id', '=', id)
    .where('share_id', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface NewResult {
  readonly delivery: Delivery;
  readonly exhibit: Uuid;
  readonly files: readonly Pick<DeliveredFile, 'path' | 'bytes' | 'sha256'>[];
  readonly item: number | undefined;
  readonly by: Uuid;
  readonly at: Date;
}

export async function insertResults(tx: Tx, made: NewResult): Promise<void> {
  const { delivery, exhibit, files, item, by, at } = made;
  await tx
    .insertInto('request_result')
    .values(
      files.map(({ path, bytes, sha256 }) => ({
        delivery_id: delivery.id,
        request_id: delivery.request,
        case_id: delivery.caseId,
        exhibit_id: exhibit,
        path,
        bytes,
        sha256,
        item: item ?? null,
        by_person: by,
        at,
      })),
    )
    .execute();
}

export async function setItem(
  tx: Tx,
  place: { readonly delivery: Uuid; readonly exhibit: Uuid; readonly path: string },
  said: { readonly item: number | undefined; readonly by: Uuid; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('request_result')
    .set({ item: said.item ?? null, by_person: said.by, at: said.at })
    .where('delivery_id', '=', place.delivery)
    .where('exhibit_id', '=', place.exhibit)
    .where('path', '=', place.path)
    .execute();
}

/** Of a request, or of one delivery; in the order of exhibits and paths. */
export async function filesOf(
  tx: Tx,
  which: { readonly request: Uuid } | { readonly delivery: Uuid },
): Promise<DeliveredFile[]> {
  const all = tx
    .selectFrom('request_result as r')
    .innerJoin('exhibit as e', 'e.id', 'r.exhibit_id')
    .select(['r.exhibit_id', 'e.number', 'r.path', 'r.bytes', 'r.sha256', 'r.digests', 'r.item', 'e.status'])
    .select((is) =>
      is
        .selectFrom('custody_event as v')
        .select('v.type')
        .whereRef('v.item', '=', 'e.number')
        .whereRef('v.case_id', '=', 'e.case_id')
        .where('v.type', 'in', ['checked', 'checkFailed'])
        .orderBy('v.item_seq', 'desc')
        .limit(1)
        .as('last_check'),
    );
  const rows = await (
    'request' in which
      ? all.where('r.request_id', '=', which.request)
      : all.where('r.delivery_id', '=', which.delivery)
  )
    .orderBy('e.item')
    .orderBy('r.path')
    .execute();
  return rows.map(({ exhibit_id, item, digests, status, last_check: lastCheck, ...file }) => ({
    ...file,
    exhibit: exhibit_id as Uuid, // the column's type is uuid
    digests: digests as DeliveredFile['digests'], // written by `addDigests` alone
    item: item ?? undefined,
    isHeld: status === 'held',
    isDamaged: lastCheck === 'checkFailed',
  }));
}

/** Computed beside those that are there, of the same bytes. */
export async function addDigests(
  tx: Tx,
  place: { readonly delivery: Uuid; readonly exhibit: Uuid; readonly path: string },
  digests: DeliveredFile['digests'],
): Promise<void> {
  await tx
    .updateTable('request_result')
    .set({ digests: sql`digests || ${JSON.stringify(digests)}::jsonb` })
    .where('delivery_id', '=', place.delivery)
    .where('exhibit_id', '=', place.exhibit)
    .where('path', '=', place.path)
    .execute();
}

export interface Attachable {
  readonly item: number;
  readonly number: string;
  readonly title: string;
  /** Taken in on the authority of this request. */
  readonly isOfRequest: boolean;
}

/** Exhibits of the case that are held and came with no delivery of this request, the newest first. */
export async function attachableTo(
  tx: Tx,
  {
    request,
    caseId,
    authority,
  }: { readonly request: Uuid; readonly caseId: Uuid; readonly authority: string },
  limit: number,
): Promise<Attachable[]> {
  const { rows } = await sql<Attachable>`
    select e.item, e.number, e.title, coalesce((
             select split_part(convert_from(v.note, 'UTF8'), e'\\n', 1)::jsonb #>> '{authority,id}' = ${authority}
               from custody_event v where v.item = e.number and v.item_seq = 1), false) as "isOfRequest"
      from (select * from exhibit x where x.case_id = ${caseId} and x.status = 'held'
              and not exists (select from request_result r where r.exhibit_id = x.id and r.request_id = ${request})
             order by x.item desc limit ${limit}) e
     order by e.item desc`.execute(tx);
  return rows;
}

function deliveries(tx: Tx) {
  return tx
    .selectFrom('request_delivery')
    .leftJoin('person', 'person.id', 'by_person')
    .selectAll('request_delivery')
    .select('person.name as by');
}

type Row = Awaited<ReturnType<ReturnType<typeof deliveries>['execute']>>[number];

function deliveryFrom(row: Row): Delivery {
  return {
    id: row.id as Uuid, // the columns' type is uuid
    request: row.request_id as Uuid, // as above
    caseId: row.case_id as Uuid, // as above
    number: row.number,
    arrivedAt: row.arrived_at,
    evidence: row.evidence,
    isInformal: row.is_informal,
    conditions: row.conditions,
    listing: row.listing as Listing, // written by setListing alone
    by: row.by ?? undefined,
    at: row.at,
    share: (row.share_id ?? undefined) as Uuid | undefined, // as above
    isConfidential: row.restricted,
  };
}
