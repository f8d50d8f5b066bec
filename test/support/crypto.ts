// The primitives of src/verify for tests, straight from node:crypto, and keys that sign notes.
import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { Crypto } from '../../src/verify/crypto.ts';
import { noteKey, rawKeyOf, type NoteKey, type NoteKeyType } from '../../src/verify/note-key.ts';
import { signatureLine, signedMessage, type NoteSignature } from '../../src/verify/note.ts';

const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

export const testCrypto: Crypto = {
  hasher: (name) => {
    const hash = createHash(name);
    return { update: (bytes) => void hash.update(bytes), digest: () => new Uint8Array(hash.digest()) };
  },
  verify: async (name, key, message, signature) => {
    const hash = name.startsWith('rsa') || name.startsWith('ecdsa') ? name.replace(/^.*-/, '') : null;
    try {
      const spki = createPublicKey({ key: Buffer.from(key), format: 'der', type: 'spki' });
      return verify(hash, message, { key: spki, ...(name.startsWith('rsa-pss') && PSS) }, signature);
    } catch {
      return false;
    }
  },
};

export interface TestSigner {
  readonly key: NoteKey;
  readonly privateKey: KeyObject;
  readonly sign: (text: Uint8Array, time?: number) => NoteSignature;
}

/** A fresh key of the type, or the one given. */
export function testSigner(name: string, type: NoteKeyType, privateKey?: KeyObject): TestSigner {
  const secret = privateKey ?? generate(type);
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  const raw = rawKeyOf(new Uint8Array(spki));
  if (raw === undefined) throw new TypeError(`not a key of type ${type}`);
  const key = noteKey(testCrypto, name, type, raw.publicKey);
  return {
    key,
    privateKey: secret,
    sign: (text, time = 0) =>
      signatureLine(key, new Uint8Array(sign(null, signedMessage(key, text, time), secret)), time),
  };
}

function generate(type: NoteKeyType): KeyObject {
  return type === 'cosignature-ml-dsa-44'
    ? generateKeyPairSync('ml-dsa-44').privateKey
    : generateKeyPairSync('ed25519').privateKey;
}
