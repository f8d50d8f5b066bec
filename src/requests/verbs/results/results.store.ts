// SQL of what came in answer to a request. As the person, or as the system within an act on exhibits.
import { sql } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { DeliveredFile, Delivery, Listing } from '../../machine/states/results.ts';

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
