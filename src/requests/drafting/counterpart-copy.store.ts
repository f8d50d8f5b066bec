// SQL of copies of a letter for an authority of the other State.
import type { Uuid } from '../../base/ids.ts';
import type { Tx } from '../../people/as-person.store.ts';

export interface CounterpartCopy {
  readonly id: Uuid;
  /** Of the directory. */
  readonly authority: string;
  readonly name: string;
  readonly version: number;
  readonly sha256: Uint8Array;
  readonly madeAt: Date;
  /** How it is known that it went, and that it came. */
  readonly sent: Told | undefined;
  readonly received: Told | undefined;
}

interface Told {
  readonly evidence: string;
  readonly at: Date;
}

export interface NewCopy extends Pick<
  CounterpartCopy,
  'id' | 'authority' | 'name' | 'version' | 'sha256' | 'madeAt'
> {
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly document: Uint8Array;
  readonly by: Uuid;
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
      document: Buffer.from(made.document),
      document_sha256: Buffer.from(made.sha256),
      made_by: made.by,
      made_at: made.madeAt,
    })
    .execute();
}

/** In order of time. */
export async function copiesOf(tx: Tx, request: Uuid): Promise<CounterpartCopy[]> {
  const rows = await tx
    .selectFrom('counterpart_copy')
    .select(['id', 'authority', 'name', 'version', 'document_sha256', 'made_at'])
    .select(['sent', 'sent_at', 'received', 'received_at'])
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
    sha256: row.document_sha256,
    madeAt: row.made_at,
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
  return row?.document;
}

/** Once each: what is recorded stays as it is. */
export async function tellCopy(
  tx: Tx,
  { request, id }: { readonly request: Uuid; readonly id: Uuid },
  what: 'sent' | 'received',
  { evidence, by, at }: Told & { readonly by: Uuid },
): Promise<void> {
  const set =
    what === 'sent'
      ? { sent: evidence, sent_by: by, sent_at: at }
      : { received: evidence, received_by: by, received_at: at };
  await tx
    .updateTable('counterpart_copy')
    .set(set)
    .where('request_id', '=', request)
    .where('id', '=', id)
    .where(what, 'is', null)
    .execute();
}
