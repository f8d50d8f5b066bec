// SQL of signatures: kept whole, voided once, never deleted.
import type { Uuid } from '../base/ids.ts';
import type { Tx } from '../people/as-person.store.ts';
import type { RequestSignature } from './signature.ts';

export type NewSignature = Omit<RequestSignature, 'name' | 'voidAt' | 'voidReason'>;

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
      statement: made.statement,
      key_fingerprint: made.keyFingerprint,
      key_spki: Buffer.from(made.keySpki),
      origin: made.origin,
      assertion: Buffer.from(made.assertion),
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
    papers: { document: row.document, data: row.data },
    documentSha256: row.document_sha256,
    dataSha256: row.data_sha256,
    statement: row.statement,
    keyFingerprint: row.key_fingerprint,
    keySpki: row.key_spki,
    origin: row.origin,
    assertion: row.assertion,
    at: row.at,
    voidAt: row.void_at ?? undefined,
    voidReason: row.void_reason ?? undefined,
  }));
}
