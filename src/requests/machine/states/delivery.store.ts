// What came in answer to a request, and its files, as they are looked up by whatever is about them. As the person, or as the system.
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { DeliveredFile, Delivery, Listing } from './results.ts';

const DELIVERIES = 200;

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
