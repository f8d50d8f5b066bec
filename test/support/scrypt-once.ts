// A password is made dear to guess: a tenth of a second of work and 32 MB, for whoever keeps it and at each sign-in. A test
// enrols people by the dozen, each of whom gives one password three times within a second. What scrypt (RFC 7914) makes depends
// on nothing but what it is given, so in a test process it is made once of the same password, salt and cost, and remembered:
// the right password costs less there, and a wrong one what it costs everywhere.
import crypto, { type ScryptOptions } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const { scrypt } = crypto;
const known = new Map<string, Buffer>();

/** As the sign-in library calls it. */
function scryptOnce(
  password: string,
  salt: string,
  keyBytes: number,
  cost: ScryptOptions,
  done: (error: Error | null, key: Buffer) => void,
): void {
  const given = JSON.stringify([password, salt, keyBytes, cost]);
  const key = known.get(given);
  if (key !== undefined) return void setImmediate(done, null, Buffer.from(key));
  scrypt(password, salt, keyBytes, cost, (error, made) => {
    if (error === null) known.set(given, Buffer.from(made));
    done(error, made);
  });
}

Reflect.set(crypto, 'scrypt', scryptOnce);
syncBuiltinESMExports();
