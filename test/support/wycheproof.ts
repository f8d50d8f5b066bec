// C2SP/wycheproof: public keys, messages and signatures, good ones and ones that careless code takes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fromHex } from '../../src/base/bytes.ts';
import type { Crypto, SignatureName } from '../../src/verify/crypto.ts';
import { sharedData } from './shared.ts';

interface Vectors {
  readonly numberOfTests: number;
  readonly testGroups: readonly {
    readonly publicKey: unknown;
    readonly publicKeyDer?: string | null;
    readonly tests: readonly {
      readonly tcId: number;
      readonly comment: string;
      readonly msg: string;
      readonly sig: string;
      readonly ctx?: string;
      readonly flags: readonly string[];
      readonly result: 'valid' | 'acceptable' | 'invalid';
    }[];
  }[];
}

export const WYCHEPROOF: readonly (readonly [string, SignatureName])[] = [
  ['ed25519_test.json', 'ed25519'],
  ['mldsa_44_verify_test.json', 'ml-dsa-44'],
  ['ecdsa_secp256r1_sha256_test.json', 'ecdsa-p256-sha256'],
  ['rsa_signature_2048_sha256_test.json', 'rsa-pkcs1-sha256'],
];
const bytes = (text: string): Uint8Array =>
  fromHex(text) ?? assert.fail(`not hexadecimal: ${text.slice(0, 20)}`);

/** Every vector of a file, held to what the file says of it. */
export async function holdToWycheproof(
  t: TestContext,
  crypto: Crypto,
  [file, name]: (typeof WYCHEPROOF)[number],
): Promise<void> {
  const folder = sharedData('conformance/signature-vectors');
  if (folder === undefined) return t.skip('shared data conformance/signature-vectors not installed');
  const vectors = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Vectors; // the form its schema gives
  const counts = { valid: 0, invalid: 0, acceptable: 0, withContext: 0 };
  for (const { publicKey, publicKeyDer, tests } of vectors.testGroups)
    for (const one of tests) {
      if (one.ctx !== undefined && one.ctx !== '') {
        counts.withContext += 1; // a context string of FIPS 204, which C2SP and we do not use
        continue;
      }
      // A key of wrong length has no DER form; its bare bytes are no key either.
      const key = bytes(publicKeyDer ?? String(publicKey));
      const found = await crypto.verify(name, key, bytes(one.msg), bytes(one.sig));
      if (one.result === 'acceptable') assert.equal(typeof found, 'boolean');
      else
        assert.equal(found, one.result === 'valid', `${one.tcId}: ${one.comment} (${one.flags.join(' ')})`);
      counts[one.result] += 1;
    }
  assert.equal(counts.valid + counts.invalid + counts.acceptable + counts.withContext, vectors.numberOfTests);
  assert.ok(counts.valid > 5 && counts.invalid > 20, JSON.stringify(counts));
  t.diagnostic(`${file}: ${JSON.stringify(counts)}`);
}
