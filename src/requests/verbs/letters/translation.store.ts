// SQL of translations, as the person who translates or reads.
import { sql } from 'kysely';
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { LetterLanguage } from '../../core/letter-language.ts';
import type { CertificateSignature } from './certificate.ts';

export interface Pair {
  readonly from: LetterLanguage;
  readonly to: LetterLanguage;
}

export interface Translated {
  readonly id: Uuid;
  readonly field: string;
  readonly source: string;
  readonly target: string;
  /** Undefined: somebody who has left the case. */
  readonly by: string | undefined;
  readonly at: Date;
}

export interface NewTranslation extends Pair {
  readonly id: Uuid;
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly by: Uuid;
  readonly at: Date;
  /** `key <id>`, where another program translates. */
  readonly through?: string | undefined;
}

export async function insertTranslation(
  tx: Tx,
  made: NewTranslation & { readonly field: string; readonly source: string; readonly target: string },
): Promise<void> {
  const { field, source, target } = made;
  await tx
    .insertInto('request_translation')
    .values({ ...common(made), field, source, target, through: made.through ?? null })
    .execute();
}

export async function insertCertificate(
  tx: Tx,
  made: NewTranslation & {
    /** Their SHA-256. */
    readonly pairs: string;
    readonly name: string;
    readonly signed: CertificateSignature | undefined;
  },
): Promise<void> {
  const { signed } = made;
  await tx
    .insertInto('request_translation_certificate')
    .values({
      ...common(made),
      pairs_sha256: made.pairs,
      name: made.name,
      ...(signed && {
        pairs: signed.pairs,
        statement: signed.statement,
        key_fingerprint: signed.keyFingerprint,
        key_spki: Buffer.from(signed.keySpki),
        origin: signed.origin,
        assertion: Buffer.from(signed.assertion),
      }),
    })
    .execute();
}

function common({ id, request, caseId, from, to, by, at }: NewTranslation) {
  return {
    id,
    request_id: request,
    case_id: caseId,
    from_language: from,
    to_language: to,
    by_person: by,
    at,
  };
}

/** Until the end of the transaction nobody else who asks for this translates the request. */
export async function lockTranslation(tx: Tx, request: Uuid): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('request_translation ' || ${request}, 0))`.execute(
    tx,
  );
}

/** The newest last, so that it holds where a sentence was translated again. */
export async function translationsOf(tx: Tx, request: Uuid, { from, to }: Pair): Promise<Translated[]> {
  const rows = await tx
    .selectFrom('request_translation as t')
    .leftJoin('person', 'person.id', 't.by_person')
    .select(['t.id', 't.field', 't.source', 't.target', 't.at', 'person.name as by'])
    .where('t.request_id', '=', request)
    .where('t.from_language', '=', from)
    .where('t.to_language', '=', to)
    .orderBy('t.id')
    .execute();
  return rows.map((row) => ({ ...row, id: row.id as Uuid, by: row.by ?? undefined })); // a uuid column
}

export interface Certificate {
  readonly pairs: string;
  readonly name: string;
  readonly at: Date;
  /** Of the key that signed it; none, where it was given without a passkey. */
  readonly key: string | null;
  readonly statement: string | null;
}

export async function lastCertificate(
  tx: Tx,
  request: Uuid,
  { from, to }: Pair,
): Promise<Certificate | undefined> {
  const row = await tx
    .selectFrom('request_translation_certificate')
    .select(['pairs_sha256 as pairs', 'name', 'at', 'key_fingerprint as key', 'statement'])
    .where('request_id', '=', request)
    .where('from_language', '=', from)
    .where('to_language', '=', to)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row;
}

export interface KeptCertificate extends Pair {
  readonly id: Uuid;
  readonly pairsSha256: string;
  readonly name: string;
  readonly person: Uuid;
  readonly at: Date;
  /** Undefined where it was given without a passkey. */
  readonly signed: CertificateSignature | undefined;
}

/** In the order in which they were given; of one pair of languages, or of all. */
export async function certificatesOf(tx: Tx, request: Uuid, pair?: Pair): Promise<KeptCertificate[]> {
  const all = tx
    .selectFrom('request_translation_certificate')
    .selectAll()
    .where('request_id', '=', request)
    .orderBy('id');
  const rows = await (
    pair === undefined ? all : all.where('from_language', '=', pair.from).where('to_language', '=', pair.to)
  ).execute();
  return rows.map((row) => {
    const { pairs, statement, key_fingerprint: keyFingerprint, key_spki: keySpki, origin, assertion } = row;
    return {
      id: row.id as Uuid, // a uuid column
      from: row.from_language,
      to: row.to_language,
      pairsSha256: row.pairs_sha256,
      name: row.name,
      person: row.by_person as Uuid, // as above
      at: row.at,
      signed:
        pairs === null ||
        statement === null ||
        keyFingerprint === null ||
        keySpki === null ||
        origin === null ||
        assertion === null
          ? undefined
          : { pairs, statement, keyFingerprint, keySpki, origin, assertion },
    };
  });
}
