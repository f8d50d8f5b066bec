// A key for an examination: what opens an encrypted volume while its exhibit is examined.
import { z } from 'zod';

/** What a key file of a volume may hold here: those of BitLocker have some 150 bytes, passphrases fewer. */
export const KEY_BYTES = 32 * 1024;
/** Who gives a key and begins nothing with it gives it again. */
export const KEPT_DAYS = 7;

export const keyShape = z
  .base64()
  .min(1)
  .max(Math.ceil(KEY_BYTES / 3) * 4)
  .describe(
    'What opens an encrypted volume of it, in base64: a password, a recovery password as UTF-8, or the bytes of a key file. It is kept sealed until the examination has ended, and is in no record.',
  );
