// What a header of LUKS asks for to make a key of a passphrase.
import { argon2Sync, getHashes, pbkdf2Sync } from 'node:crypto';

export type LuksKdf =
  | { readonly type: 'pbkdf2'; readonly hash: string; readonly salt: Buffer; readonly iterations: number }
  | {
      readonly type: 'argon2i' | 'argon2id';
      readonly salt: Buffer;
      readonly passes: number;
      readonly memoryKib: number;
      readonly lanes: number;
    };

/** cryptsetup aims at two seconds: a thousand times as much is meant to hold us up. */
const MOST_ITERATIONS = 500_000_000;
/** As cryptsetup asks for at most, unless told otherwise. */
const MOST_KIB = 1024 * 1024;
const MOST_PASSES = 1000;
const MOST_LANES = 16;

/** A reason, where it cannot be done. */
export function derived(kdf: LuksKdf, passphrase: Uint8Array, length: number): Buffer | string {
  if (kdf.type === 'pbkdf2') {
    const { hash, salt, iterations } = kdf;
    if (!getHashes().includes(hash)) return `its keys are made with the digest ${hash}`;
    if (iterations < 1 || iterations > MOST_ITERATIONS) return `its keys take ${iterations} rounds to make`;
    return pbkdf2Sync(passphrase, salt, iterations, length, hash);
  }
  const { type, salt, passes, memoryKib, lanes } = kdf;
  if (memoryKib > MOST_KIB) return `its keys take ${Math.ceil(memoryKib / 1024)} MiB of memory to make`;
  if (passes < 1 || passes > MOST_PASSES || lanes < 1 || lanes > MOST_LANES || memoryKib < 8 * lanes)
    return `its keys take ${passes} passes in ${lanes} lanes to make`;
  return argon2Sync(type, {
    message: passphrase,
    nonce: salt,
    parallelism: lanes,
    tagLength: length,
    memory: memoryKib,
    passes,
  });
}
