// The key of a home that seals what settings keep, and signs what browsers are given. Apart from signing in, so that who only
// sends letters does not load what that stands on.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../base/refusal.ts';
import { createAtomically, errorCode } from '../platform/files.ts';
import type { Home } from '../platform/home.ts';

/** Made when there is none. */
export async function readSecret(home: Home): Promise<string> {
  const path = join(home.keys, 'sign-in-secret');
  const read = () => readFile(path, 'utf8');
  try {
    return await read();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  await createAtomically(path, randomBytes(48).toString('base64url'), 0o600).catch((error: unknown) => {
    if (!(error instanceof Refusal && error.code === 'alreadyExists')) throw error; // another process was first
  });
  return read();
}
