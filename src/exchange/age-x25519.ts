// The X25519 stanza of an age file (C2SP age, "The X25519 recipient type") by `node:crypto`, for the age library to use in place of its own:
// that one imports each key anew through the asynchronous interface for browsers, which was half of what opening a message cost.
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { bech32 } from '@scure/base';
import { Stanza, type Identity, type Recipient } from 'age-encryption';

const TYPE = 'X25519';
const INFO = 'age-encryption.org/v1/X25519';
const [KEY_BYTES, FILE_KEY_BYTES, TAG_BYTES] = [32, 16, 16];
/** A key wraps one file key, ever. */
const NONCE = Buffer.alloc(12);
const CIPHER = 'chacha20-poly1305';
/** RFC 8410: the same bytes before every public key, and before every private one. */
const [SPKI, PKCS8] = [
  Buffer.from('302a300506032b656e032100', 'hex'),
  Buffer.from('302e020100300506032b656e04220420', 'hex'),
];

/** `age1…`. Throws Error where it is no such key. */
export function x25519Recipient(recipient: string): Recipient {
  const theirs = keyIn(recipient, 'age');
  const key = publicKeyOf(theirs);
  return {
    wrapFileKey: (fileKey) => {
      const ours = generateKeyPairSync('x25519');
      const share = bytesOf(ours.publicKey);
      const shared = diffieHellman({ privateKey: ours.privateKey, publicKey: key });
      const cipher = createCipheriv(CIPHER, wrapKey(shared, share, theirs), NONCE, {
        authTagLength: TAG_BYTES,
      });
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
      return [new Stanza([TYPE, share.toString('base64').replaceAll('=', '')], body)];
    },
  };
}

/** `AGE-SECRET-KEY-1…`. Throws Error where it is no such key; so does opening with it where a stanza is damaged. */
export function x25519Identity(identity: string): Identity {
  const own = keyIn(identity, 'AGE-SECRET-KEY-');
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, own]), format: 'der', type: 'pkcs8' });
  const mine = bytesOf(createPublicKey(key));
  return {
    unwrapFileKey: (stanzas) => {
      for (const { args, body } of stanzas) {
        if (args[0] !== TYPE) continue;
        const share = Buffer.from(args[1] ?? '', 'base64');
        const isForm = args.length === 2 && share.toString('base64').replaceAll('=', '') === args[1];
        if (!isForm || share.length !== KEY_BYTES || body.length !== FILE_KEY_BYTES + TAG_BYTES)
          throw new Error('a stanza of another form');
        const shared = diffieHellman({ privateKey: key, publicKey: publicKeyOf(share) });
        const fileKey = opened(wrapKey(shared, share, mine), body);
        if (fileKey !== undefined) return fileKey;
      }
      return null;
    },
  };
}

/** Undefined: for another. */
function opened(key: Buffer, body: Uint8Array): Buffer | undefined {
  const decipher = createDecipheriv(CIPHER, key, NONCE, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(body.subarray(FILE_KEY_BYTES));
  const fileKey = decipher.update(body.subarray(0, FILE_KEY_BYTES));
  try {
    return Buffer.concat([fileKey, decipher.final()]);
  } catch {
    return undefined;
  }
}

const wrapKey = (shared: Buffer, share: Buffer, recipient: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', shared, Buffer.concat([share, recipient]), INFO, KEY_BYTES));

const publicKeyOf = (bytes: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' });

const bytesOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(SPKI.length);

function keyIn(text: string, prefix: string): Buffer {
  const { prefix: found, bytes } = bech32.decodeToBytes(text);
  if (found.toLowerCase() !== prefix.toLowerCase() || bytes.length !== KEY_BYTES)
    throw new Error(`not a key of age that begins with ${prefix}1`);
  return Buffer.from(bytes);
}
