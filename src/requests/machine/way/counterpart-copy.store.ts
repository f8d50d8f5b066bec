// SQL of copies of a letter for an authority of the other State.
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { LetterLanguage } from '../../core/letter-language.ts';

export interface CounterpartCopy {
  readonly id: Uuid;
  /** Of the directory. */
  readonly authority: string;
  readonly name: string;
  readonly version: number;
  readonly language: LetterLanguage;
  readonly beside: LetterLanguage | undefined;
  readonly askedAt: Date;
  /** It was asked for by the act that sent the letter. */
  readonly isWithSending: boolean;
  /** Its document; undefined: it is being made. */
  readonly made: { readonly at: Date; readonly sha256: Uint8Array } | undefined;
  /** How it is known that it went, and that it came. */
  readonly sent: Told | undefined;
  readonly received: Told | undefined;
}

interface Told {
  readonly evidence: string;
  readonly at: Date;
}

interface NewCopy extends Pick<
  CounterpartCopy,
  'id' | 'authority' | 'name' | 'version' | 'language' | 'beside' | 'askedAt'
> {
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly by: Uuid;
  /** `key <id>`, where another program asked for it. */
  readonly through: string | undefined;
  /** The act that sent the letter, where it asked for it. */
  readonly event: Uuid | undefined;
}

export async function insertCopy(tx: Tx, made: NewCopy): Promise<void> {
  await tx
    .insertInto('counterpart_copy')
    .values({
      id: made.id,
      request_id: made.request,
      case_id: made.caseId,
      authority: made.authority,
      name: made.name,
      version: made.version,
      language: made.language,
      beside: made.beside ?? null,
      asked_at: made.askedAt,
      made_by: made.by,
      through: made.through ?? null,
      event_id: made.event ?? null,
    })
    .execute();
}

/** In order of time. */
export async function copiesOf(tx: Tx, request: Uuid): Promise<CounterpartCopy[]> {
  const rows = await tx
    .selectFrom('counterpart_copy')
    .select(['id', 'authority', 'name', 'version', 'language', 'beside', 'asked_at', 'event_id'])
    .select(['document_sha256', 'made_at', 'sent', 'sent_at', 'received', 'received_at'])
    .where('request_id', '=', request)
    .orderBy('id')
    .execute();
  const told = (evidence: string | null, at: Date | null): Told | undefined =>
    evidence === null || at === null ? undefined : { evidence, at };
  return rows.map((row) => ({
    id: row.id as Uuid, // a uuid column
    authority: row.authority,
    name: row.name,
    version: row.version,
    language: row.language,
    beside: row.beside ?? undefined,
    askedAt: row.asked_at,
    isWithSending: row.event_id !== null,
    made:
      row.made_at === null || row.document_sha256 === null
        ? undefined
        : { at: row.made_at, sha256: row.document_sha256 },
    sent: told(row.sent, row.sent_at),
    received: told(row.received, row.received_at),
  }));
}

export async function copyDocument(tx: Tx, request: Uuid, id: Uuid): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('counterpart_copy')
    .select('document')
    .where('request_id', '=', request)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.document ?? undefined;
}

interface CopyToMake extends Pick<CounterpartCopy, 'name' | 'version' | 'language' | 'beside'> {
  readonly caseId: Uuid;
  /** Of the request within its case. */
  readonly number: number;
}

/** Undefined: there is no such copy, or its document is made. */
export async function copyToMake(tx: Tx, id: Uuid): Promise<CopyToMake | undefined> {
  const row = await tx
    .selectFrom('counterpart_copy')
    .innerJoin('request', 'request.id', 'counterpart_copy.request_id')
    .select([
      'counterpart_copy.case_id',
      'request.number',
      'counterpart_copy.version',
      'name',
      'language',
      'beside',
    ])
    .where('counterpart_copy.id', '=', id)
    .where('document', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { case_id, beside, ...copy } = row;
  return { ...copy, caseId: case_id as Uuid, beside: beside ?? undefined }; // a uuid column
}

/** Once: made twice, the first stands. */
export async function keepDocument(
  tx: Tx,
  id: Uuid,
  made: { readonly document: Uint8Array; readonly sha256: Uint8Array; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('counterpart_copy')
    .set({
      document: Buffer.from(made.document),
      document_sha256: Buffer.from(made.sha256),
      made_at: made.at,
    })
    .where('id', '=', id)
    .where('document', 'is', null)
    .execute();
}

/** Once each: what is recorded stays as it is. */
export async function tellCopy(
  tx: Tx,
  { request, id }: { readonly request: Uuid; readonly id: Uuid },
  what: 'sent' | 'received',
  {
    evidence,
    by,
    at,
    through = null,
  }: Told & { readonly by: Uuid; readonly through?: string | undefined | null },
): Promise<void> {
  const set =
    what === 'sent'
      ? { sent: evidence, sent_by: by, sent_at: at, sent_through: through }
      : { received: evidence, received_by: by, received_at: at, received_through: through };
  await tx
    .updateTable('counterpart_copy')
    .set(set)
    .where('request_id', '=', request)
    .where('id', '=', id)
    .where(what, 'is', null)
    .execute();
}
