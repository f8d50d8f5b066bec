// The keys of the exchange: one that signs envelopes and receipts and is enrolled in the log, one that signs connections, one that opens
// what was encrypted to us. Made once, by an administrator; files beside the other keys, under the same passphrase.
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bech32 } from '@scure/base';
import { identityToRecipient } from 'age-encryption';
import { ownEpoch } from './fence.store.ts';
import { base64 } from '../base/bytes.ts';
import { Refusal } from '../base/refusal.ts';
import { isoLocal } from '../base/time.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { keyItem } from '../evidence/log/key-names.ts';
import type { NoteSigner } from '../evidence/log/log-entry.ts';
import { TOOL } from '../evidence/log/tool.ts';
import { createAtomically, errorCode } from '../platform/files.ts';
import { encryptedPem, keyFile, readKeyFile, type SigningKey } from '../platform/keys.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { noteKey } from '../verify/note-key.ts';
import { formatNote, signatureLine, signedMessage } from '../verify/note.ts';
import type { Person } from '../people/person.ts';
import { exchangeKeyName, wireKeyName } from '../verify/envelope.ts';

export interface ExchangeKeys {
  readonly origin: string;
  readonly exchange: NoteSigner;
  readonly wire: NoteSigner;
  /** `AGE-SECRET-KEY-…`, and the `age1…` that others encrypt to. */
  readonly identity: string;
  readonly recipient: string;
  /** Of our database: from 1, and one more whenever it was restored. */
  readonly epoch: number;
}

const FILES = { exchange: 'exchange', wire: 'exchange-wire', age: 'exchange-age' } as const;

/** Undefined: the exchange has not been set up here. Refuses wrongKey. */
export async function openExchangeKeys(
  { home, identity: { origin }, db }: Pick<Installation, 'home' | 'identity' | 'db'>,
  passphrase: string | undefined,
): Promise<ExchangeKeys | undefined> {
  const at = (name: string): string => join(home.keys, `${name}.pem`);
  const [exchange, wire, age] = [
    await readKeyFile(at(FILES.exchange), passphrase),
    await readKeyFile(at(FILES.wire), passphrase),
    await readAgeKey(at(FILES.age), passphrase),
  ];
  if (exchange === undefined || wire === undefined || age === undefined) return undefined;
  const identity = identityOf(age);
  return {
    origin,
    exchange: signerOf(exchangeKeyName(origin), exchange),
    wire: signerOf(wireKeyName(origin), wire),
    identity,
    recipient: await identityToRecipient(identity),
    epoch: await ownEpoch(db.kysely),
  };
}

/** What is there stays; the enrolment of the key that signs is one event, whoever asks again. */
export async function makeExchangeKeys(
  house: Installation,
  by: Pick<Person, 'name'>,
  passphrase: string | undefined,
): Promise<ExchangeKeys> {
  const { keys } = house.home;
  const signing = await keyFile(keys, FILES.exchange, 'ed25519', passphrase);
  await keyFile(keys, FILES.wire, 'ed25519', passphrase);
  await makeAgeKey(join(keys, `${FILES.age}.pem`), passphrase);
  await house.log.append({
    key: `exchange-key:${signing.fingerprint}`,
    events: [
      {
        type: 'keyEnrolled',
        item: keyItem(signing.fingerprint),
        occurredAt: isoLocal(house.clock()),
        tool: TOOL,
        role: 'administrator',
        detail: { name: by.name },
        facts: {
          key: signing.fingerprint,
          algorithm: signing.algorithm,
          use: 'exchange',
          publicKey: base64(signing.spki),
        },
      },
    ],
  });
  const made = await openExchangeKeys(house, passphrase);
  if (made === undefined) throw new Error('keys that were made are not there');
  return made;
}

/** One signature line, over the text alone. */
export function signNote(text: Uint8Array, { key, signing }: NoteSigner): Uint8Array<ArrayBuffer> {
  return formatNote(text, [signatureLine(key, signing.sign(signedMessage(key, text)))]);
}

function signerOf(name: string, signing: SigningKey): NoteSigner {
  return { key: noteKey(nodeCrypto, name, 'ed25519', signing.publicKey), signing };
}

async function readAgeKey(path: string, passphrase: string | undefined): Promise<KeyObject | undefined> {
  try {
    const key = await readFile(path, 'utf8');
    return createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return undefined;
    throw new Refusal('wrongKey.exchangeKey', { path, cause });
  }
}

async function makeAgeKey(path: string, passphrase: string | undefined): Promise<void> {
  const { privateKey } = generateKeyPairSync('x25519');
  const pem =
    passphrase === undefined
      ? privateKey.export({ type: 'pkcs8', format: 'pem' })
      : encryptedPem(privateKey.export({ type: 'pkcs8', format: 'der' }), passphrase);
  await createAtomically(path, Buffer.from(pem), 0o600).catch((error: unknown) => {
    if (!(error instanceof Refusal && error.code === 'alreadyExists')) throw error;
  });
}

/** As age writes it: Bech32 of the 32 bytes, in capitals. */
function identityOf(key: KeyObject): string {
  const { d = '' } = key.export({ format: 'jwk' });
  return bech32.encodeFromBytes('age-secret-key-', Buffer.from(d, 'base64url')).toUpperCase();
}
