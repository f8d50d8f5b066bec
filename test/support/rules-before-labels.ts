// Who finds which row, as the rules were before rows carried labels: through every table that a row belongs to. Plain functions over
// the rows as their owner reads them; test/labels.test.ts compares what the database answers.
import type { Client } from 'pg';

export type Row = Readonly<Record<string, string | boolean | null>> & { readonly place: string };

export interface Rows {
  readonly of: ReadonlyMap<string, readonly Row[]>;
  readonly byId: ReadonlyMap<string, Row>;
  /** The rows of a table that have the value in the column. */
  readonly having: (table: string, column: string, value: Row[string] | undefined) => readonly Row[];
}

export interface Looker {
  readonly person: string;
  /** The only case of an API key. */
  readonly within: string | undefined;
}

const WITH_REQUESTS = ['lead', 'investigator', 'prosecutor', 'judge', 'translator'];

export async function readRows(owner: Client, tables: readonly string[]): Promise<Rows> {
  const of = new Map<string, readonly Row[]>();
  const byId = new Map<string, Row>();
  for (const table of [...tables, 'case_member', 'person']) {
    const { rows } = await owner.query<{ place: string; row: Omit<Row, 'place'> }>(
      `select ctid::text as place, to_jsonb(t) as row from ${table} t`,
    );
    const read = rows.map(({ place, row }): Row => ({ ...row, place }));
    of.set(table, read);
    for (const one of read) if (typeof one['id'] === 'string') byId.set(one['id'], one);
  }
  return { of, byId, having: finderIn(of) };
}

/** Looked for once in a column, and not in every row for every pair that is compared. */
function finderIn(of: Rows['of']): Rows['having'] {
  const columns = new Map<string, ReadonlyMap<Row[string] | undefined, readonly Row[]>>();
  return (table, column, value) => {
    const name = `${table}.${column}`;
    const known = columns.get(name) ?? Map.groupBy(of.get(table) ?? [], (row) => row[column]);
    columns.set(name, known);
    return known.get(value) ?? [];
  };
}

/** Whether the person finds the row of the table. */
export function finds(all: Rows, { person, within }: Looker, table: string, row: Row): boolean {
  const { having } = all;
  const get = (id: Row[string] | undefined): Row | undefined =>
    typeof id === 'string' ? all.byId.get(id) : undefined;
  const roleIn = (file: Row[string] | undefined): Row[string] | undefined =>
    get(person)?.['ended_at'] === null
      ? having('case_member', 'person_id', person).find((one) => one['case_id'] === file)?.['role']
      : undefined;
  const isMember = (one: Row): boolean => roleIn(one['case_id']) !== undefined;
  const worksOn = (one: Row): boolean =>
    WITH_REQUESTS.includes(String(roleIn(one['case_id']))) &&
    (within === undefined || one['case_id'] === within);
  const isNamed = (table: string, key: string, id: Row[string] | undefined): boolean =>
    having(table, key, id).some((one) => one['person_id'] === person && one['ended_at'] === null);

  const isHiddenRequest = (id: Row[string] | undefined): boolean => {
    const found = get(id);
    return found?.['restricted'] === true && isMember(found) && !isNamed('request_knower', 'request_id', id);
  };
  const isHiddenResult = (id: Row[string] | undefined): boolean => {
    const found = get(id);
    if (found === undefined) return false;
    if (isHiddenRequest(found['request_id'])) return true;
    return found['restricted'] === true && isMember(found) && !isNamed('result_knower', 'delivery_id', id);
  };
  const isHiddenExhibit = (id: Row[string] | undefined): boolean => {
    const results = having('request_result', 'exhibit_id', id);
    if (results.some((one) => isHiddenResult(one['delivery_id']))) return true;
    return having('result_brought', 'exhibit_id', id).some(
      (one) =>
        isHiddenRequest(one['request_id']) ||
        isHiddenResult(one['delivery_id']) ||
        (one['delivery_id'] === null &&
          results.length === 0 &&
          having('request_delivery', 'request_id', one['request_id']).some((of) => isHiddenResult(of['id']))),
    );
  };
  const seesRequest = (id: Row[string] | undefined): boolean => {
    const found = get(id);
    return found !== undefined && worksOn(found) && !isHiddenRequest(id);
  };
  const seesPreservation = (id: Row[string] | undefined): boolean => {
    const found = get(id);
    return (
      found !== undefined &&
      worksOn(found) &&
      !isHiddenRequest(found['request_id']) &&
      !isHiddenRequest(found['production_id'])
    );
  };
  const seesClock = (id: Row[string] | undefined): boolean => {
    const found = get(id);
    return (
      found !== undefined &&
      worksOn(found) &&
      (found['request_id'] === null || seesRequest(found['request_id'])) &&
      (found['preservation_id'] === null || seesPreservation(found['preservation_id']))
    );
  };

  if (table === 'alarm_letter')
    return (
      row['person_id'] === person &&
      (within === undefined || row['case_id'] === within) &&
      seesClock(row['clock_id'])
    );
  if (table === 'exhibit')
    return (
      isMember(row) && (within === undefined || row['case_id'] === within) && !isHiddenExhibit(row['id'])
    );
  // Examiners read who read the technical part, and no request.
  if (table === 'request_technical_reading' && roleIn(row['case_id']) === 'examiner')
    return (within === undefined || row['case_id'] === within) && !isHiddenRequest(row['request_id']);
  if (!worksOn(row)) return false;
  switch (table) {
    case 'request':
      return seesRequest(row['id']);
    case 'preservation':
      return seesPreservation(row['id']);
    case 'preservation_event':
      return seesPreservation(row['preservation_id']);
    case 'request_clock':
      return seesClock(row['id']);
    case 'request_clock_event':
    case 'clock_alarm':
      return seesClock(row['clock_id']);
    case 'request_delivery':
      return !isHiddenResult(row['id']);
    case 'request_result':
    case 'result_knower':
    case 'result_confidence':
      return !isHiddenRequest(row['request_id']) && !isHiddenResult(row['delivery_id']);
    case 'result_brought':
      return !isHiddenRequest(row['request_id']) && !isHiddenExhibit(row['exhibit_id']);
    case 'request_paper': // one that waits is found by those who may register it; nobody here has another role
      return row['request_id'] === null
        ? ['lead', 'prosecutor'].includes(String(roleIn(row['case_id'])))
        : !isHiddenRequest(row['request_id']);
    default:
      return !isHiddenRequest(row['request_id']);
  }
}
