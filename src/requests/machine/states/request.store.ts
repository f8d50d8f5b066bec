// SQL of requests and their versions. As the person: row security shows the requests of their cases and no others.
import { sql, type RawBuilder } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { StateCode } from '../../../law/states.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { LetterLanguage } from '../../core/letter-language.ts';
import type { Answers } from '../../core/answers.ts';
import { machineOf } from './machines.ts';
import type { Means } from '../../core/means.ts';
import type { OpenSearch } from '../../core/open-search.ts';
import type { Origin } from '../../core/origin.ts';
import type { RequestRecord, RequestVersion } from '../../core/request.ts';

export interface NewRequest {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly form: string;
  readonly begunBy: Uuid;
  readonly begunAt: Date;
  readonly answers: Answers;
  /** Of ours, in the first state of its machine, unless this says otherwise. */
  readonly direction?: RequestRecord['direction'];
  readonly counterpart?: StateCode | undefined;
  readonly urgency?: RequestRecord['urgency'];
  readonly origin?: Origin | undefined;
  /** Digest of the wording of the form on which it is begun. */
  readonly begunWording?: string | undefined;
  readonly explained?: RequestVersion['explained'] | undefined;
  /** `key <id>`, where another program begins it. */
  readonly through?: string | undefined;
  readonly means?: Means | undefined;
  /** Of its answers, and of its letter until that is changed. */
  readonly writtenIn?: LetterLanguage | undefined;
}

/** Until the transaction ends nobody else begins a request of the case: what was begun meanwhile is seen by the next query. */
export async function awaitTurn(tx: Tx, caseId: Uuid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`request ${caseId}`}, 0))`.execute(tx);
}

/** The next number of the case: two at once wait for each other. */
export async function insertRequest(tx: Tx, made: NewRequest): Promise<number> {
  await awaitTurn(tx, made.caseId);
  const { rows } = await sql<{
    number: number;
  }>`select comity_next_request(${made.caseId}) as number`.execute(tx);
  const number = rows[0]?.number ?? 1;
  const { direction = 'outgoing' } = made;
  await tx
    .insertInto('request')
    .values({
      id: made.id,
      case_id: made.caseId,
      number,
      form: made.form,
      version: 1,
      begun_by: made.begunBy,
      begun_at: made.begunAt,
      direction,
      state: machineOf(direction).initial,
      state_since: made.begunAt,
      counterpart: made.counterpart ?? null,
      urgency: made.urgency ?? 'normal',
      origin: made.origin === undefined ? null : JSON.stringify(made.origin),
      begun_wording: made.begunWording ?? null,
      written_in: made.writtenIn ?? 'en',
      letter_in: made.writtenIn ?? 'en',
      means: made.means ?? null,
    })
    .execute();
  const first: NewVersion = {
    number: 1,
    answers: made.answers,
    explained: made.explained ?? {},
    page: undefined,
  };
  await insertVersion(tx, made, first, { by: made.begunBy, at: made.begunAt, through: made.through });
  return number;
}

type NewVersion = Omit<RequestVersion, 'savedBy' | 'savedAt'>;

export async function insertVersion(
  tx: Tx,
  request: { readonly id: Uuid; readonly caseId: Uuid },
  { number, answers, explained, openSearch, page }: NewVersion,
  saved: { readonly by: Uuid; readonly at: Date; readonly through?: string | undefined },
): Promise<void> {
  await tx
    .insertInto('request_version')
    .values({
      request_id: request.id,
      case_id: request.caseId,
      version: number,
      answers: JSON.stringify(answers),
      explained: JSON.stringify(explained),
      open_search: openSearch === undefined ? null : JSON.stringify(openSearch),
      page: page ?? null,
      saved_by: saved.by,
      saved_at: saved.at,
      through: saved.through ?? null,
    })
    .execute();
}

/** Number of the one that was begun under this id; undefined: none was. */
export async function requestUnder(tx: Tx, caseId: Uuid, id: Uuid): Promise<number | undefined> {
  const row = await tx
    .selectFrom('request')
    .select('number')
    .where('case_id', '=', caseId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.number;
}

/** False when somebody else saved in between. */
export async function advanceVersion(tx: Tx, id: Uuid, from: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('request')
    .set({ version: from + 1 })
    .where('id', '=', id)
    .where('version', '=', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function updateAsked(
  tx: Tx,
  id: Uuid,
  counterpart: string | undefined,
  urgency: RequestRecord['urgency'],
): Promise<void> {
  await tx
    .updateTable('request')
    .set({ counterpart: counterpart ?? null, urgency })
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

export async function updateLanguages(
  tx: Tx,
  id: Uuid,
  { writtenIn, letterIn }: Pick<RequestRecord, 'writtenIn' | 'letterIn'>,
): Promise<void> {
  await tx
    .updateTable('request')
    .set({ written_in: writtenIn, letter_in: letterIn })
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

export async function updateCopyFor(tx: Tx, id: Uuid, authority: string | undefined): Promise<void> {
  await tx
    .updateTable('request')
    .set({ copy_for: authority ?? null })
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

export async function updateMeans(tx: Tx, id: Uuid, means: Means | undefined): Promise<void> {
  await tx
    .updateTable('request')
    .set({ means: means ?? null })
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Undefined when there is none, or it is not of this case. */
export async function requestOf(tx: Tx, caseId: Uuid, number: number): Promise<RequestRecord | undefined> {
  const row = await newest(tx)
    .where('request.case_id', '=', caseId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row === undefined ? undefined : recordFrom(row);
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockedRequest(
  tx: Tx,
  caseId: Uuid,
  number: number,
): Promise<RequestRecord | undefined> {
  await tx
    .selectFrom('request')
    .select('id')
    .where('case_id', '=', caseId)
    .where('number', '=', number)
    .forUpdate()
    .execute();
  return requestOf(tx, caseId, number);
}

/** Of one that is known by its id; undefined: the person does not see it. */
export async function requestNumber(tx: Tx, id: Uuid): Promise<number | undefined> {
  const row = await tx.selectFrom('request').select('number').where('id', '=', id).executeTakeFirst();
  return row?.number;
}

/** The newest first, at most `limit`. `before`: those with a lower number. */
export async function requestsOf(
  tx: Tx,
  caseId: Uuid,
  limit: number,
  before?: number,
): Promise<RequestRecord[]> {
  const rows = await newest(tx)
    .where('request.case_id', '=', caseId)
    .$if(before !== undefined, (some) => some.where('number', '<', before ?? 0))
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return rows.map(recordFrom);
}

/** A version without its answers. */
export interface VersionLine extends Pick<RequestVersion, 'number' | 'page' | 'savedBy' | 'savedAt'> {
  /** `key <id>`, where another program made it. */
  readonly through: string | undefined;
}

/** The newest first. `before`: those with a lower number. */
export async function versionLines(tx: Tx, id: Uuid, limit: number, before?: number): Promise<VersionLine[]> {
  const rows = await tx
    .selectFrom('request_version')
    .leftJoin('person', 'person.id', 'saved_by')
    .select(['version', 'page', 'saved_at', 'through', 'person.name as saved_by'])
    .where('request_id', '=', id)
    .$if(before !== undefined, (some) => some.where('version', '<', before ?? 0))
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    number: row.version,
    page: row.page ?? undefined,
    savedBy: row.saved_by ?? undefined,
    savedAt: row.saved_at,
    through: row.through ?? undefined,
  }));
}

export async function versionOf(tx: Tx, id: Uuid, number: number): Promise<RequestVersion | undefined> {
  const row = await tx
    .selectFrom('request_version')
    .leftJoin('person', 'person.id', 'saved_by')
    .select(['version', 'answers', 'explained', 'open_search', 'page', 'saved_at', 'person.name as saved_by'])
    .where('request_id', '=', id)
    .where('version', '=', number)
    .executeTakeFirst();
  return row === undefined ? undefined : versionFrom(row);
}

/** How many items the field had in each version after that one, in their order. */
export async function itemCounts(tx: Tx, id: Uuid, field: string, after: number): Promise<number[]> {
  const count = sql<number>`case jsonb_typeof(answers -> ${field})
    when 'array' then jsonb_array_length(answers -> ${field}) else 0 end`;
  const rows = await tx
    .selectFrom('request_version')
    .select(count.as('count'))
    .where('request_id', '=', id)
    .where('version', '>', after)
    .orderBy('version')
    .execute();
  return rows.map((row) => row.count);
}

function newest(tx: Tx) {
  return tx
    .selectFrom('request')
    .innerJoin('request_version', (join) =>
      join
        .onRef('request_version.request_id', '=', 'request.id')
        .onRef('request_version.version', '=', 'request.version'),
    )
    .leftJoin('person', 'person.id', 'request_version.saved_by')
    .select([
      'request.id',
      'request.case_id',
      'request.number',
      'request.form',
      'request.begun_at',
      'direction',
      'state',
      'state_since',
      'counterpart',
      'urgency',
      'restricted',
      'begun_wording',
      'wording',
      'written_in',
      'letter_in',
      'copy_for',
      'means',
      'request_version.version',
    ])
    .select(['answers', 'explained', 'open_search', 'page', 'saved_at', 'person.name as saved_by'])
    .select(originSeen().as('origin'));
}

/** What it was begun from, where this person may know of that: what became confidential since is not named by it. */
function originSeen(): RawBuilder<unknown> {
  return sql`case request.origin ->> 'kind'
    when 'request' then (select request.origin from request o
                          where o.case_id = request.case_id and o.number = (request.origin ->> 'number')::integer)
    when 'exhibit' then (select request.origin from exhibit e where e.number = request.origin ->> 'exhibit')
    else request.origin end`;
}

interface VersionRow {
  readonly version: number;
  readonly answers: unknown;
  readonly explained: unknown;
  readonly open_search: unknown;
  readonly page: string | null;
  /** Somebody who has left the case is not shown to those who stay. */
  readonly saved_by: string | null;
  readonly saved_at: Date;
}

function versionFrom(row: VersionRow): RequestVersion {
  return {
    number: row.version,
    answers: row.answers as Answers, // written by `insertVersion` from answers that were parsed
    explained: row.explained as Record<string, string>, // as above
    openSearch: (row.open_search ?? undefined) as OpenSearch | undefined, // as above
    page: row.page ?? undefined,
    savedBy: row.saved_by ?? undefined,
    savedAt: row.saved_at,
  };
}

function recordFrom(
  row: VersionRow & {
    readonly id: string;
    readonly case_id: string;
    readonly number: number;
    readonly form: string;
    readonly begun_at: Date;
    readonly direction: RequestRecord['direction'];
    readonly state: string;
    readonly state_since: Date | null;
    readonly counterpart: string | null;
    readonly urgency: RequestRecord['urgency'];
    readonly restricted: boolean;
    readonly begun_wording: string | null;
    readonly wording: string | null;
    readonly written_in: LetterLanguage;
    readonly letter_in: LetterLanguage;
    readonly copy_for: string | null;
    readonly means: string | null;
    readonly origin: unknown;
  },
): RequestRecord {
  return {
    id: row.id as Uuid, // a uuid column
    caseId: row.case_id as Uuid, // as above
    number: row.number,
    form: row.form,
    begunAt: row.begun_at,
    direction: row.direction,
    state: row.state,
    stateSince: row.state_since ?? row.begun_at,
    counterpart: row.counterpart === null ? undefined : (row.counterpart as StateCode), // the column's check
    urgency: row.urgency,
    isRestricted: row.restricted,
    begunWording: row.begun_wording ?? undefined,
    wording: row.wording ?? undefined,
    means: (row.means ?? undefined) as Means | undefined, // the column's check
    writtenIn: row.written_in,
    letterIn: row.letter_in,
    copyFor: row.copy_for ?? undefined,
    origin: (row.origin ?? undefined) as Origin | undefined, // written by `insertRequest`
    version: versionFrom(row),
  };
}
