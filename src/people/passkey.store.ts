// SQL of passkeys as keys that sign custody events. The tables and the connection are the sign-in library's.
import { sql, type Kysely } from 'kysely';
import { fromBase64 } from '../base/bytes.ts';
import { spkiOfCose } from './cose-key.ts';
import type { AuthSchema } from './session.store.ts';

/** A passkey of a person, as a key. */
export interface PasskeyHeld {
  readonly id: string;
  /** Base 64 for addresses, as browsers take it. */
  readonly credentialId: string;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** As the authenticator last stated it; 0 for one that keeps none. */
  readonly counter: number;
  readonly addedAt: Date | undefined;
}

const LISTED = 100;

/** The newest first; of somebody whose access has ended, none. Keys of a kind that signs no events are left out. */
export async function passkeysHeld(db: Kysely<AuthSchema>, person: string): Promise<PasskeyHeld[]> {
  const rows = await db
    .selectFrom('passkey')
    .innerJoin('user', 'user.id', 'passkey.userId')
    .select([
      'passkey.id',
      'passkey.credentialID',
      'passkey.publicKey',
      'passkey.counter',
      'passkey.createdAt',
    ])
    .where('passkey.userId', '=', person)
    .where((is) => is.or([is('user.banned', 'is', null), is('user.banned', '=', false)]))
    .orderBy('passkey.createdAt', 'desc')
    .limit(LISTED)
    .execute();
  return rows.flatMap((row) => {
    const spki = spkiOfCose(fromBase64(row.publicKey) ?? new Uint8Array());
    if (spki === undefined) return [];
    const { id, counter } = row;
    return [{ id, credentialId: row.credentialID, spki, counter, addedAt: row.createdAt ?? undefined }];
  });
}

/** Never back: a counter that is not above the last one is a copy of the key, or an answer given twice. */
export async function raiseCounter(db: Kysely<AuthSchema>, id: string, counter: number): Promise<void> {
  await db
    .updateTable('passkey')
    .set({ counter: sql<number>`greatest("counter", ${counter})` })
    .where('id', '=', id)
    .execute();
}
