// SQL of signatures: kept whole, voided once, never deleted.
import { sql, type Kysely } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { Schema } from '../../../platform/schema.ts';
import type { RequestRecord } from '../../core/request.ts';
import {
  AUTHORITY_ITEMS,
  SEAL_LEVELS,
  type KeptSeal,
  type RequestSignature,
  type SignedPapers,
} from './signature.ts';

type NewSignature = Omit<RequestSignature, 'name' | 'voidAt' | 'voidReason' | 'sealed'>;

export async function insertSignature(tx: Tx, caseId: Uuid, made: NewSignature): Promise<void> {
  await tx
    .insertInto('request_signature')
    .values({
      id: made.id,
      request_id: made.requestId,
      case_id: caseId,
      version: made.version,
      role: made.role,
      person_id: made.person,
      document: Buffer.from(made.papers.document),
      document_sha256: Buffer.from(made.documentSha256),
      data: Buffer.from(made.papers.data),
      data_sha256: Buffer.from(made.dataSha256),
      file_part: made.papers.file === undefined ? null : Buffer.from(made.papers.file),
      file_sha256: made.fileSha256 === undefined ? null : Buffer.from(made.fileSha256),
      statement: made.statement,
      key_fingerprint: made.keyFingerprint,
      key_spki: Buffer.from(made.keySpki),
      origin: made.origin,
      assertion: Buffer.from(made.assertion),
      wording: made.wording ?? null,
      at: made.at,
    })
    .execute();
}

/** In order of time. */
export async function signaturesOf(tx: Tx, request: Uuid): Promise<RequestSignature[]> {
  const rows = await tx
    .selectFrom('request_signature')
    .leftJoin('person', 'person.id', 'person_id')
    .selectAll('request_signature')
    .select('person.name as name')
    .where('request_id', '=', request)
    .orderBy('at')
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid, // a uuid column
    requestId: row.request_id as Uuid, // as above
    version: row.version,
    role: row.role,
    person: row.person_id as Uuid, // as above
    name: row.name ?? undefined,
    papers: { document: row.document, data: row.data, file: row.file_part ?? undefined },
    documentSha256: row.document_sha256,
    dataSha256: row.data_sha256,
    fileSha256: row.file_sha256 ?? undefined,
    statement: row.statement,
    keyFingerprint: row.key_fingerprint,
    keySpki: row.key_spki,
    origin: row.origin,
    assertion: row.assertion,
    wording: row.wording ?? undefined,
    at: row.at,
    voidAt: row.void_at ?? undefined,
    voidReason: row.void_reason ?? undefined,
    sealed: sealOf(row),
  }));
}

function sealOf(row: {
  readonly sealed: Buffer | null;
  readonly sealed_level: string | null;
  readonly sealed_by: string | null;
  readonly sealed_at: Date | null;
}): KeptSeal | undefined {
  const level = SEAL_LEVELS.find((one) => one === row.sealed_level);
  const { sealed: bytes, sealed_by: by, sealed_at: at } = row;
  return bytes === null || level === undefined || by === null || at === null
    ? undefined
    : { bytes, level, by, at };
}

/** With the language of its letter. By the system's own hand. */
export async function signatureToSeal(
  tx: Tx,
  id: Uuid,
): Promise<{ readonly signature: RequestSignature; readonly letterIn: string } | undefined> {
  const row = await tx
    .selectFrom('request_signature')
    .innerJoin('request', 'request.id', 'request_signature.request_id')
    .select(['request_signature.request_id as request', 'request.letter_in as letterIn'])
    .where('request_signature.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const all = await signaturesOf(tx, row.request as Uuid); // a uuid column
  const signature = all.find((one) => one.id === id);
  return signature && { signature, letterIn: row.letterIn };
}

/** Made again it takes the place of the one before: the letter before it is the same. */
export async function keepSeal(tx: Tx, id: Uuid, { bytes, level, by, at }: KeptSeal): Promise<void> {
  await tx
    .updateTable('request_signature')
    .set({ sealed: Buffer.from(bytes), sealed_level: level, sealed_by: by, sealed_at: at })
    .where('id', '=', id)
    .execute();
}

/** What was signed of this version first, and stands: what leaves. */
export async function standingPapers(
  tx: Tx,
  { id, version }: Pick<RequestRecord, 'id' | 'version'>,
): Promise<SignedPapers | undefined> {
  return (await standingSignature(tx, { id, version }))?.papers;
}

export async function standingSignature(
  tx: Tx,
  { id, version }: Pick<RequestRecord, 'id' | 'version'>,
): Promise<RequestSignature | undefined> {
  const all = await signaturesOf(tx, id);
  return all.find((one) => one.version === version.number && one.voidAt === undefined);
}

/** Size of the letter that was signed and stands. */
export async function signedLetterBytes(tx: Tx, request: Uuid, version: number): Promise<number | undefined> {
  const row = await tx
    .selectFrom('request_signature')
    .select(sql<number>`octet_length(document)`.as('bytes'))
    .where('request_id', '=', request)
    .where('version', '=', version)
    .where('void_at', 'is', null)
    .orderBy('at')
    .executeTakeFirst();
  return row?.bytes;
}

/** The lines that were signed and stand, in order of time. */
export async function standingStatements(tx: Tx, request: Uuid): Promise<string[]> {
  const rows = await tx
    .selectFrom('request_signature')
    .select('statement')
    .where('request_id', '=', request)
    .where('void_at', 'is', null)
    .orderBy('at')
    .execute();
  return rows.map(({ statement }) => statement);
}

export interface KeptStatement {
  readonly id: Uuid;
  readonly request: Uuid;
  readonly statement: string;
  /** Undefined while it stands. */
  readonly voidReason: string | undefined;
  /** Acts of the request that ended it, in their order. */
  readonly ends: readonly string[];
  /** One of them led back to where it is written on, so that it is void. */
  readonly isTakenBack: boolean;
}

const PAGE = 500;

/** Every one of the installation, a page at a time. For the audit. */
export async function* keptStatements(db: Kysely<Schema>): AsyncGenerator<KeptStatement> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<Omit<KeptStatement, 'voidReason'> & { readonly voidReason: string | null }>`
      select s.id, s.request_id as request, s.statement, s.void_reason as "voidReason",
             coalesce(e.acts, '{}') as ends, coalesce(e.back, false) as "isTakenBack"
        from request_signature s
        left join lateral (
          select array_agg(e.act order by e.number) as acts, bool_or(e.to_state = 'draft') as back from request_event e
           where e.request_id = s.request_id and e.side = 'ours' and e.from_state <> e.to_state
             and e.to_state in ('draft', 'declined', 'validationRefused', 'withdrawn')
             and e.at >= s.at and (s.void_at is null or e.at <= s.void_at)) e on true
       where s.id > ${after} order by s.id limit ${PAGE}`.execute(db);
    for (const { voidReason, ...row } of rows) yield { ...row, voidReason: voidReason ?? undefined };
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** A page of notes of the custody log by which requests were authorised, or are no more, in its order. For the audit. */
export async function authorityNotes(
  db: Kysely<Schema>,
  after: number,
): Promise<{ readonly index: number; readonly note: Uint8Array }[]> {
  const rows = await db
    .selectFrom('custody_event')
    .select(['log_index', 'note'])
    .where('type', 'in', ['authorityAdded', 'authorityWithdrawn'])
    .where('item', 'like', `${AUTHORITY_ITEMS}%`)
    .where('log_index', '>', after)
    .orderBy('log_index')
    .limit(PAGE)
    .execute();
  return rows.map(({ log_index, note }) => ({ index: log_index, note }));
}

/** Whether this line was kept of the request, by its SHA-256. */
export async function isStatementKept(db: Kysely<Schema>, request: Uuid, digest: string): Promise<boolean> {
  const row = await db
    .selectFrom('request_signature')
    .select('id')
    .where('request_id', '=', request)
    .where(sql<boolean>`encode(sha256(convert_to(statement, 'UTF8')), 'hex') = ${digest}`)
    .executeTakeFirst();
  return row !== undefined;
}
