// What is kept in the database and is for nobody who copies it: AES-256-GCM under a key of this home.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Each use has a key of its own: what was sealed for one is nothing to another. */
export type SealedFor = 'settings' | `draft ${string}`;

export function seal(secret: string, use: SealedFor, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, use), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Undefined when it was sealed in another home or for something else, or changed. */
export function unseal(secret: string, use: SealedFor, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const cipher = createDecipheriv('aes-256-gcm', keyOf(secret, use), bytes.subarray(0, 12));
    cipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function keyOf(secret: string, use: SealedFor): Buffer {
  return createHmac('sha256', secret).update(`comity seal of ${use}`).digest();
}
