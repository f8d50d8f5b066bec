import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sharedData } from '../../test/support/shared.ts';
import { fromHex, hex, utf8 } from '../base/bytes.ts';
import { digestOf, type SignatureName } from '../verify/crypto.ts';
import { spkiOf } from '../verify/note-key.ts';
import { nodeCrypto } from './node-crypto.ts';

interface Group {
  readonly publicKey: unknown;
  readonly publicKeyDer?: string | null;
  readonly tests: readonly {
    readonly tcId: number;
    readonly comment: string;
    readonly msg: string;
    readonly sig: string;
    readonly ctx?: string;
    readonly result: 'valid' | 'invalid' | 'acceptable';
  }[];
}

const SETS: readonly (readonly [file: string, name: SignatureName])[] = [
  ['ed25519_test', 'ed25519'],
  ['mldsa_44_verify_test', 'ml-dsa-44'],
  ['ecdsa_secp256r1_sha256_test', 'ecdsa-p256-sha256'],
  ['rsa_signature_2048_sha256_test', 'rsa-pkcs1-sha256'],
];

for (const [file, name] of SETS)
  test(`every ${name} vector of Wycheproof verifies or fails as it says`, async (t) => {
    const folder = sharedData('conformance/signature-vectors');
    if (folder === undefined) return t.skip('../shared/data/conformance/signature-vectors is not there');
    const text = readFileSync(join(folder, `${file}.json`), 'utf8');
    const { testGroups } = JSON.parse(text) as { testGroups: readonly Group[] }; // the form its README names
    let [checked, withContext, acceptable] = [0, 0, 0];
    for (const { publicKey, publicKeyDer, tests } of testGroups) {
      const key = typeof publicKeyDer === 'string' ? fromHex(publicKeyDer) : rawSpki(publicKey);
      for (const { tcId, comment, msg, sig, ctx, result } of tests) {
        // FIPS 204 lets a message have a context; notes have none.
        if (ctx !== undefined && ctx !== '') withContext += 1;
        else if (result === 'acceptable') acceptable += 1;
        else {
          const good = key !== undefined && (await nodeCrypto.verify(name, key, bytes(msg), bytes(sig)));
          assert.equal(good, result === 'valid', `${tcId}: ${comment}`);
          checked += 1;
        }
      }
    }
    assert.ok(checked > 100);
    t.diagnostic(
      `${checked} vectors, besides ${withContext} with a context and ${acceptable} that may go either way`,
    );
  });

test('a key of another algorithm, cut or lengthened, verifies nothing', async () => {
  const key = spkiOf('ed25519', new Uint8Array(32).fill(9));
  const [message, signature] = [utf8('x'), new Uint8Array(64)];
  for (const [name, wrong] of [
    ['ml-dsa-44', key],
    ['rsa-pkcs1-sha256', key],
    ['ecdsa-p256-sha256', key],
    ['ed25519', key.subarray(0, 40)],
    ['ed25519', new Uint8Array()],
  ] as const)
    assert.equal(await nodeCrypto.verify(name, wrong, message, signature), false);
});

test('digests are those of the standards', () => {
  const digests = (['md5', 'sha1', 'sha256', 'sha512'] as const).map((name) =>
    hex(digestOf(nodeCrypto, name, utf8('a'), utf8('bc'))),
  );
  assert.deepEqual(digests, [
    '900150983cd24fb0d6963f7d28e17f72',
    'a9993e364706816aba3e25717850c26c9cd0d89d',
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
  ]);
});

/** Keys of a wrong length have no DER form. */
function rawSpki(publicKey: unknown): Uint8Array | undefined {
  const raw = typeof publicKey === 'string' ? fromHex(publicKey) : undefined;
  return raw?.length === 1312 ? spkiOf('ml-dsa-44', raw) : undefined;
}

function bytes(text: string): Uint8Array {
  return fromHex(text) ?? assert.fail(`not hex: ${text.slice(0, 20)}`);
}
