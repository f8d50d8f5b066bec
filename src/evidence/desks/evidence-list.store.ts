// SQL of lists of exhibits: of one case by item, across one's cases by day, each with a filter. Run as the person who looks;
// each query also names the case or the membership. A page of a list costs the same however long the list is.
import { sql, type RawBuilder } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { CaseRole } from '../../people/roles.ts';
import type { EvidenceFilter } from './evidence-filter.ts';
import type { LastCheck } from '../exhibits/exhibit.ts';
import type { Db } from '../log/log.store.ts';

export interface ExhibitLine {
  readonly number: string;
  readonly item: number;
  readonly title: string;
  readonly bytes: number;
  readonly files: number;
  readonly addedAt: Date;
  readonly isHeld: boolean;
  readonly lastCheck: LastCheck;
  /** Name; undefined: the agency's evidence store. */
  readonly holder: string | undefined;
  /** Name of who was offered it and has not answered. */
  readonly offeredTo: string | undefined;
}

const LINES = sql`
  select e.number, e.item, e.title, e.bytes, e.files, e.added_at, e.status, c.type as check_type, c.recorded_at as checked_at,
         p.name as holder_name, t.name as offered_to
    from exhibit e
    left join person p on p.id = e.holder
    left join hand_over o on o.exhibit_id = e.id and o.outcome is null
    left join person t on t.id = o.to_person
    left join lateral (
      select v.type, v.recorded_at from custody_event v
       where v.item = e.number and v.case_id = e.case_id and v.type in ('checked', 'checkFailed')
       order by v.item_seq desc limit 1
    ) c on true`;

interface Listing {
  /** Who looks. */
  readonly person: Uuid;
  readonly filter: EvidenceFilter;
  readonly limit: number;
}

const NO_FILTER: EvidenceFilter = {
  text: undefined,
  kind: undefined,
  state: undefined,
  holder: undefined,
  from: undefined,
  until: undefined,
};

/** In order of the items, beginning after one. */
export async function exhibitLines(
  db: Db,
  caseId: Uuid,
  after: number,
  listing: Omit<Listing, 'filter'> & { readonly filter?: EvidenceFilter },
): Promise<ExhibitLine[]> {
  const { filter = NO_FILTER, limit } = listing;
  const { rows } = await sql<Row>`${LINES}
    where e.case_id = ${caseId} and e.item > ${after} and ${matches(filter, listing.person)}
    order by e.item limit ${limit}`.execute(db);
  return rows.map(exhibitLine);
}

/** With the case that it is in, and what the viewer is there. */
export interface ExhibitAcross extends ExhibitLine {
  readonly reference: string;
  readonly caseTitle: string;
  readonly role: CaseRole;
}

export interface AcrossPlace {
  readonly addedAt: Date;
  readonly number: string;
}

/** Of every case that the person is in, what was taken in last first. */
export async function exhibitsAcross(
  db: Db,
  { person, filter, limit }: Listing,
  page: { readonly after: AcrossPlace | undefined; readonly roles: readonly CaseRole[] },
): Promise<ExhibitAcross[]> {
  const { after, roles } = page;
  const place =
    after === undefined
      ? sql`true`
      : sql`(e.added_at, e.number) < (${after.addedAt}::timestamptz, ${after.number}::text)`;
  // Who holds it is asked only where one may be told.
  const told = filter.holder === undefined ? sql`true` : sql`m.role = any(${roles}::text[])`;
  const { rows } = await sql<Row & { reference: string; case_title: string; role: string }>`
    select x.*, f.reference, f.title as case_title, m.role
      from case_member m
      join case_file f on f.id = m.case_id
     cross join lateral (${LINES}
       where e.case_id = m.case_id and ${place} and ${matches(filter, person)}
       order by e.added_at desc, e.number desc limit ${limit}) x
     where m.person_id = ${person} and (m.until is null or m.until > now()) and ${told}
     order by x.added_at desc, x.number desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    ...exhibitLine(row),
    reference: row.reference,
    caseTitle: row.case_title,
    role: row.role as CaseRole, // the table's check
  }));
}

function matches(filter: EvidenceFilter, person: Uuid): RawBuilder<unknown> {
  const { text, kind, state, holder, from, until } = filter;
  const wanted: RawBuilder<unknown>[] = [sql`true`];
  if (text !== undefined) {
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
    wanted.push(sql`(e.title ilike ${pattern} or e.number ilike ${pattern})`);
  }
  if (kind !== undefined) wanted.push(sql`e.method = ${kind}`);
  if (state === 'destroyed') wanted.push(sql`e.status <> 'held'`);
  else if (state !== undefined) wanted.push(sql`e.status = 'held'`);
  if (state === 'unchecked') wanted.push(sql`c.type is null`);
  if (state === 'intact') wanted.push(sql`c.type = 'checked'`);
  if (state === 'failed') wanted.push(sql`c.type = 'checkFailed'`);
  if (holder === 'me') wanted.push(sql`e.holder = ${person}`);
  if (holder === 'store') wanted.push(sql`e.holder is null and e.status = 'held'`);
  if (from !== undefined) wanted.push(sql`e.added_at >= ${startOf(from, 0)}`);
  if (until !== undefined) wanted.push(sql`e.added_at < ${startOf(until, 1)}`);
  return sql.join(wanted, sql` and `);
}

/** The first moment of a day on this machine, or of one after it. */
function startOf(day: string, later: number): Date {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date;
}

interface Row {
  readonly number: string;
  readonly item: number;
  readonly title: string;
  readonly bytes: number;
  readonly files: number;
  readonly added_at: Date;
  readonly status: string;
  readonly check_type: string | null;
  readonly checked_at: Date | null;
  readonly holder_name: string | null;
  readonly offered_to: string | null;
}

function exhibitLine(row: Row): ExhibitLine {
  return {
    number: row.number,
    item: row.item,
    title: row.title,
    bytes: row.bytes,
    files: row.files,
    addedAt: row.added_at,
    isHeld: row.status === 'held',
    holder: row.holder_name ?? undefined,
    offeredTo: row.offered_to ?? undefined,
    lastCheck:
      row.checked_at === null ? undefined : { isIntact: row.check_type === 'checked', at: row.checked_at },
  };
}
