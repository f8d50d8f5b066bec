// SQL of the orders that came to a provider by line.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';
import type { DataCategory } from '../law/model.ts';
import type { TypedIdentifier } from '../requests/core/identifier.ts';
import { messageOf } from './message.ts';
import type { KeptAs, Mapped, ProviderOrder } from './provider-order.ts';

export interface UnreadOrder {
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly plain: Uint8Array;
}

/** The oldest first: what came first is kept first. For the system. */
export async function unreadOrders(db: Db, most: number): Promise<UnreadOrder[]> {
  const { rows } = await sql<{ id: Uuid; conversation_id: Uuid; plain: Buffer }>`
    select i.id, i.conversation_id, i.plain from exchange_in i join exchange_conversation c on c.id = i.conversation_id
     where i.type = 'request' and i.state = 'delivered' and not c.is_ours and i.plain is not null
       and not exists (select from provider_order o where o.id = i.id)
     order by i.arrived_at limit ${most}`.execute(db);
  return rows.map((row) => ({ id: row.id, conversation: row.conversation_id, plain: row.plain }));
}

export interface NewOrder extends Pick<
  ProviderOrder,
  | 'id'
  | 'conversation'
  | 'form'
  | 'entities'
  | 'services'
  | 'identifiers'
  | 'categories'
  | 'secrecy'
  | 'keepFrom'
> {
  readonly at: Date;
}

/** Twice is once. */
export async function insertOrder(db: Db, made: NewOrder): Promise<void> {
  await sql`insert into provider_order (id, conversation_id, read_at, form, entities, services, identifiers, categories, secrecy, keep_from)
    values (${made.id}, ${made.conversation}, ${made.at}, ${made.form ?? null}, ${[...made.entities]}, ${[...made.services]},
            ${JSON.stringify(made.identifiers)}, ${[...made.categories]}, ${made.secrecy ?? null}, ${made.keepFrom ?? null})
    on conflict do nothing`.execute(db);
}

/** Instructions that the other side was not told of, by those who can be. */
export async function keepsToTell(
  db: Db,
  peers: readonly string[],
  since: Date,
  most: number,
): Promise<
  { readonly id: Uuid; readonly conversation: Uuid; readonly peerOrigin: string; readonly at: Date }[]
> {
  const { rows } = await sql<{ id: Uuid; conversation_id: Uuid; peer_origin: string; keep_from: Date }>`
    select p.id, p.conversation_id, c.peer_origin, p.keep_from
      from provider_order p join exchange_conversation c on c.id = p.conversation_id
     where p.keep_from > ${since} and c.peer_origin = any(${[...peers]})
       and not exists (select from exchange_out o where o.conversation_id = c.id and o.about = 'keep:' || p.id)
     order by p.keep_from limit ${most}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    conversation: row.conversation_id,
    peerOrigin: row.peer_origin,
    at: row.keep_from,
  }));
}

export interface ToSettle {
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly number: number;
  readonly form: string;
  /** Who answered the instruction, then who took the order in. */
  readonly persons: readonly Uuid[];
  readonly keptAs: KeptAs;
  readonly keptAt: Date;
  readonly keepFrom: Date;
  readonly reference: string | undefined;
  readonly reason: string | undefined;
}

/** Answered, and registered since. */
export async function keepsToSettle(db: Db, most: number): Promise<ToSettle[]> {
  const { rows } = await sql<SettleRow>`
    select p.id, p.conversation_id, r.id as request, r.case_id, r.number, r.form, p.kept_by, i.opened_by, p.kept_as, p.kept_at, p.keep_from, p.kept_reference, p.kept_reason
      from provider_order p join exchange_conversation c on c.id = p.conversation_id join request r on r.id = c.request_id
      join exchange_in i on i.id = p.id
     where p.kept_as is not null and p.settled_at is null order by p.kept_at limit ${most}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    conversation: row.conversation_id,
    request: row.request,
    caseId: row.case_id,
    number: row.number,
    form: row.form,
    persons: [row.kept_by, row.opened_by].filter((one) => one !== null),
    keptAs: row.kept_as,
    keptAt: row.kept_at,
    keepFrom: row.keep_from,
    reference: row.kept_reference ?? undefined,
    reason: row.kept_reason ?? undefined,
  }));
}

interface SettleRow {
  readonly id: Uuid;
  readonly conversation_id: Uuid;
  readonly request: Uuid;
  readonly case_id: Uuid;
  readonly number: number;
  readonly form: string;
  readonly kept_by: Uuid | null;
  readonly opened_by: Uuid | null;
  readonly kept_as: KeptAs;
  readonly kept_at: Date;
  readonly keep_from: Date;
  readonly kept_reference: string | null;
  readonly kept_reason: string | null;
}

export async function setSettled(db: Db, id: Uuid, at: Date, as: string): Promise<void> {
  await sql`update provider_order set settled_at = ${at}, settled_as = ${as.slice(0, 500)} where id = ${id}`.execute(
    db,
  );
}

/** `toKeep`: of those whose data are to be kept and of which nobody has said that they are. The newest first. */
export async function ordersSeen(
  tx: Tx,
  { toKeep, id, most }: { readonly toKeep?: boolean; readonly id?: Uuid; readonly most: number },
): Promise<ProviderOrder[]> {
  const { rows } = await sql<OrderRow>`
    select p.*, c.peer_origin, r.number as request_number, f.reference as case_reference, i.arrived_at, i.note_sha256, i.seq, i.plain,
           n.name as kept_name
      from provider_order p join exchange_conversation c on c.id = p.conversation_id join exchange_in i on i.id = p.id
      left join request r on r.id = c.request_id left join case_file f on f.id = r.case_id
      left join person n on n.id = p.kept_by
     where (${id ?? null}::uuid is null or p.id = ${id ?? null}) and (not ${toKeep === true} or (p.keep_from is not null and p.kept_as is null))
     order by i.arrived_at desc limit ${most}`.execute(tx);
  return rows.flatMap((row) => {
    const said = row.plain === null ? undefined : messageOf(row.plain);
    return said?.type === 'request' ? [orderFrom(row, said)] : [];
  });
}

function orderFrom(
  row: OrderRow,
  { reference, urgency }: Pick<ProviderOrder, 'reference' | 'urgency'>,
): ProviderOrder {
  const { kept_as: as, kept_at: at, kept_through, kept_reference, kept_reason } = row;
  return {
    id: row.id,
    conversation: row.conversation_id,
    peerOrigin: row.peer_origin,
    request:
      row.request_number === null || row.case_reference === null
        ? undefined
        : { case: row.case_reference, number: row.request_number },
    reference,
    urgency,
    arrivedAt: row.arrived_at,
    digest: row.note_sha256,
    seq: row.seq,
    readAt: row.read_at,
    form: row.form ?? undefined,
    entities: row.entities,
    services: row.services,
    identifiers: row.identifiers,
    categories: row.categories,
    secrecy: row.secrecy ?? undefined,
    keepFrom: row.keep_from ?? undefined,
    kept:
      as === null || at === null
        ? undefined
        : {
            as,
            at,
            by: row.kept_name ?? '',
            through: kept_through ?? undefined,
            reference: kept_reference ?? undefined,
            reason: kept_reason ?? undefined,
          },
  };
}

interface OrderRow {
  readonly id: Uuid;
  readonly conversation_id: Uuid;
  readonly peer_origin: string;
  readonly request_number: number | null;
  readonly case_reference: string | null;
  readonly arrived_at: Date;
  readonly note_sha256: string;
  readonly seq: number;
  readonly plain: Buffer | null;
  readonly read_at: Date;
  readonly form: string | null;
  readonly entities: string[];
  readonly services: string[];
  readonly identifiers: TypedIdentifier[];
  readonly categories: DataCategory[];
  readonly secrecy: string | null;
  readonly keep_from: Date | null;
  readonly kept_as: KeptAs | null;
  readonly kept_at: Date | null;
  readonly kept_name: string | null;
  readonly kept_through: string | null;
  readonly kept_reference: string | null;
  readonly kept_reason: string | null;
}

export interface KeptGiven {
  readonly as: KeptAs;
  readonly reference: string | undefined;
  readonly reason: string | undefined;
  readonly by: Uuid;
  readonly through: string | undefined;
  readonly at: Date;
}

/** False: somebody has answered it. */
export async function setKept(tx: Tx, id: Uuid, given: KeptGiven): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update provider_order set kept_as = ${given.as}, kept_at = ${given.at}, kept_by = ${given.by}, kept_through = ${given.through ?? null},
           kept_reference = ${given.reference ?? null}, kept_reason = ${given.reason ?? null}
     where id = ${id} and kept_as is null and keep_from is not null`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** The newest of each identifier. */
export async function accountsOf(tx: Tx, order: Uuid): Promise<Mapped[]> {
  const { rows } = await sql<{
    place: number;
    account: string | null;
    name: string | null;
    through: string | null;
    at: Date;
  }>`
    select distinct on (a.place) a.place, a.account, n.name, a.through, a.at from provider_account a left join person n on n.id = a.by_person
     where a.order_id = ${order} order by a.place, a.at desc, a.id desc`.execute(tx);
  return rows.map((row) => ({
    place: row.place,
    account: row.account ?? undefined,
    by: row.name ?? '',
    through: row.through ?? undefined,
    at: row.at,
  }));
}

export async function insertAccount(
  tx: Tx,
  made: Pick<Mapped, 'place' | 'account' | 'at' | 'through'> & {
    readonly id: Uuid;
    readonly order: Uuid;
    readonly by: Uuid;
  },
): Promise<void> {
  await sql`insert into provider_account (id, order_id, place, account, by_person, through, at)
    values (${made.id}, ${made.order}, ${made.place}, ${made.account ?? null}, ${made.by}, ${made.through ?? null}, ${made.at})
    on conflict do nothing`.execute(tx);
}

/** Of one year, by who sent them and as what. */
export interface OrderFigures {
  readonly peerOrigin: string;
  /** Undefined: their data could not be read. */
  readonly form: string | undefined;
  readonly orders: number;
  readonly urgent: number;
  readonly identifiers: number;
  readonly kept: number;
  readonly answered: number;
  readonly objections: number;
  readonly refused: number;
  readonly produced: number;
}

export async function orderFigures(tx: Tx, year: number): Promise<OrderFigures[]> {
  const { rows } = await sql<Omit<OrderFigures, 'form'> & { readonly form: string | null }>`
    select c.peer_origin as "peerOrigin", p.form, count(*)::int as orders, count(*) filter (where i.lane = 'urgent')::int as urgent,
           sum(jsonb_array_length(p.identifiers))::int as identifiers, count(*) filter (where p.kept_as = 'kept')::int as kept,
           count(*) filter (where exists (select from exchange_out o where o.conversation_id = c.id and o.type = 'providerAnswer'))::int as answered,
           count(*) filter (where exists (select from exchange_out o where o.conversation_id = c.id and o.type = 'conflictObjection'))::int as objections,
           count(*) filter (where r.state = 'refused')::int as refused,
           count(*) filter (where r.state in ('transmitted', 'receiptConfirmed'))::int as produced
      from provider_order p join exchange_conversation c on c.id = p.conversation_id join exchange_in i on i.id = p.id
      left join request r on r.id = c.request_id
     where i.arrived_at >= make_timestamptz(${year}, 1, 1, 0, 0, 0, 'UTC') and i.arrived_at < make_timestamptz(${year + 1}, 1, 1, 0, 0, 0, 'UTC')
     group by c.peer_origin, p.form order by c.peer_origin, p.form nulls last limit 1000`.execute(tx);
  return rows.map(({ form, ...row }) => ({ ...row, form: form ?? undefined }));
}
