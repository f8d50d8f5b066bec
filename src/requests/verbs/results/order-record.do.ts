// SQL of what is recorded of an order of the Regulation, and when something can be. Rows are only added.
import { Refusal } from '../../../base/refusal.ts';
import { sql } from 'kysely';
import type { Day } from '../../../base/day.ts';
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import { jsonOf, type Body, type Fields, type ValuesOf } from '../../../web/fields/field.ts';
import { isOrder } from '../../forms/index.ts';
import type { RequestRecord } from '../../core/request.ts';
import type { Days, Happened, Recorded } from './order-record.ts';
import { RECORDS, type NewEvent, type Open, type Records } from './record.do.ts';
import type { RecordKind, RecordSteps } from './record.ts';

/** What a kind says itself, as its table has it. */
type Column = 'kind' | 'used_by' | 'court' | 'outcome' | 'amount' | 'currency';
type OwnRow = { readonly [column in Column]?: string | null };

interface OrderTable {
  readonly table: 'request_remedy_event' | 'request_cost_event';
  /** By the names of the API. */
  readonly columns: { readonly [property: string]: Column };
  /** Of a row. `begun`: the one with which its record began. */
  readonly values: (row: OwnRow, begun: OwnRow) => Body;
}

/** A kind of records with its table. */
export function inTable<
  One extends { readonly number: number },
  B extends Fields,
  S extends RecordSteps<One>,
>(kind: RecordKind<One, B, S>, of: OrderTable): Records<One, B, S> {
  return {
    kind,
    list: async (tx, request, number) =>
      (await eventsOf(tx, of, request, number)).flatMap(recordsIn(kind, of)),
    under: (tx, request, id) => numberUnder(tx, of, request, id),
    insert: (tx, event) => {
      const fields: Fields = event.act === kind.act ? kind.fields : (kind.steps[event.act]?.fields ?? {});
      return insertEvent(tx, of, event, jsonOf(fields, event.values as ValuesOf<Fields>)); // of these fields
    },
    open: openOrder,
  };
}

const WEST_MS = 12 * 3_600_000;

/** Of an order of the Regulation that has gone: no day before it can be, wherever that was (UTC-12 begins its days last). */
async function openOrder(
  tx: Tx,
  { id, form }: Pick<RequestRecord, 'id' | 'form'>,
  now: number,
): Promise<Open> {
  const no = (why: 'notGone' | 'otherForm', error: Refusal): Open => ({
    why: (say) => say.orderRecord[why],
    refusal: error,
  });
  if (!isOrder(form)) return no('otherForm', new Refusal('conflict.orderOtherKind'));
  // When it went, or came, for the first time.
  const begun = await tx
    .selectFrom('request_event')
    .select('occurred_at as at')
    .where('request_id', '=', id)
    .where('act', 'in', ['transmit', 'receive'])
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  if (begun === undefined) return no('notGone', new Refusal('conflict.orderNotGone'));
  const about: Days = { first: new Date(begun.at.getTime() - WEST_MS).toISOString().slice(0, 10), now };
  return { about };
}

async function numberUnder(
  tx: Tx,
  { table }: OrderTable,
  request: Uuid,
  id: Uuid,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom(table)
    .select('number')
    .where('request_id', '=', request)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.number;
}

async function insertEvent(
  tx: Tx,
  { table, columns }: OrderTable,
  { id, request, caseId, number, act, by, at, through }: NewEvent,
  body: Body,
): Promise<void> {
  const own = Object.entries(columns).map(([property, column]) => [column, body[property] ?? null]);
  const row = {
    id,
    number,
    act,
    at,
    through,
    request_id: request,
    case_id: caseId,
    by_person: by,
    on_day: body['on'] ?? null,
    evidence: body['evidence'],
    ...(Object.fromEntries(own) as object),
  };
  // Its own columns are those of its table: the checks of the table hold it.
  await tx
    .insertInto(table as 'request_remedy_event')
    .values(row as never)
    .execute();
}

type Row = OwnRow & {
  readonly id: Uuid;
  readonly number: number;
  readonly act: string;
  readonly on: Day | null;
  readonly evidence: string;
  readonly by: string | null;
  readonly at: Date;
  readonly through: string | null;
};

async function eventsOf(
  tx: Tx,
  { table, columns }: OrderTable,
  request: Uuid,
  number?: number,
): Promise<Row[][]> {
  // As text: a number of this language would not hold an amount exactly.
  const own = Object.values(columns).map((column) => sql`, e.${sql.ref(column)}::text as ${sql.ref(column)}`);
  const { rows } = await sql<Row>`
    select e.id, e.number, e.act, e.on_day::text as "on", e.evidence, e.at, e.through, p.name as by ${sql.join(own, sql``)}
      from ${sql.table(table)} e left join person p on p.id = e.by_person
     where e.request_id = ${request} and (${number ?? null}::integer is null or e.number = ${number ?? null})
     order by e.number, e.id limit ${RECORDS * 3}`.execute(tx);
  return [...Map.groupBy(rows, (row) => row.number).values()];
}

function recordsIn<One, B extends Fields, S extends RecordSteps<One>>(
  kind: RecordKind<One, B, S>,
  { values }: OrderTable,
) {
  return (rows: readonly Row[]): One[] => {
    const begun = rows.find(({ act }) => act === kind.act);
    if (begun === undefined) return [];
    const events = Object.keys(kind.steps).map((act) => {
      const row = rows.find((one) => one.act === act);
      return [
        act,
        row && (act === 'mistaken' ? recordedOf(row) : { ...happenedOf(row), ...values(row, begun) }),
      ];
    });
    const { id, number } = begun;
    const made: unknown = {
      id,
      number,
      ...values(begun, begun),
      [kind.act]: happenedOf(begun),
      ...(Object.fromEntries(events) as object),
    };
    return [made as One]; // what its columns keep; the table's checks hold the rest
  };
}

function recordedOf({ on, evidence, by, at, through }: Row): Recorded {
  return { on: on ?? undefined, evidence, by: by ?? undefined, at, through: through ?? undefined };
}

/** Of all but a mistake: the check of its table says that there is a day. */
function happenedOf(row: Row): Happened {
  return { ...recordedOf(row), on: row.on ?? '' };
}
