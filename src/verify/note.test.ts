import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { testCrypto, testSigner } from '../../test/support/crypto.ts';
import { fromHex, hex, utf8, utf8Text } from '../base/bytes.ts';
import type { Crypto } from './crypto.ts';
import { Fault } from './fault.ts';
import { noteKey, parseVerifierKey } from './note-key.ts';
import {
  formatNote,
  formatSignatureLine,
  MAX_NOTE_BYTES,
  parseNote,
  requireSignature,
  signatureLine,
  signedMessage,
  verifySignatures,
} from './note.ts';

interface Vector {
  readonly name: string;
  readonly keys: readonly string[];
  readonly valid: boolean;
  readonly signedBy?: readonly string[];
  readonly code?: string;
  readonly note?: string;
  readonly noteHex?: string;
}

for (const file of ['signed-note', 'cosignature']) {
  const url = new URL(`../../fixtures/notes/${file}.json`, import.meta.url);
  const { vectors } = JSON.parse(readFileSync(url, 'utf8')) as { vectors: readonly Vector[] }; // see its README
  test(`every vector of fixtures/notes/${file}.json ends as it says`, async (t) => {
    for (const vector of vectors) {
      const { name, valid, code, note, noteHex = '' } = vector;
      const bytes = note === undefined ? (fromHex(noteHex) ?? new Uint8Array()) : utf8(note);
      const keys = vector.keys.map((key) => parseVerifierKey(key, 'key', testCrypto));
      const read = async (): Promise<string[]> =>
        (await verifySignatures(testCrypto, parseNote(bytes, 'note'), keys, 'note')).map(
          (one) => one.key.keyId,
        );
      if (valid) assert.deepEqual(await read(), vector.signedBy, name);
      else await assert.rejects(read(), isFault(code ?? ''), name);
      if (valid) {
        const { text, signatures } = parseNote(bytes, 'note');
        assert.equal(hex(formatNote(text, signatures)), hex(bytes), `${name}: written again`);
      }
    }
    t.diagnostic(`${vectors.length} vectors`);
  });
}

test('the example of the signed-note specification verifies', async () => {
  const key = parseVerifierKey(
    'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    'key',
    testCrypto,
  );
  const bytes = utf8(
    'This is an example message.\n\n' +
      '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
  );
  const verified = await verifySignatures(testCrypto, parseNote(bytes, 'note'), [key], 'note');
  assert.deepEqual(verified, [{ key }]);
});

test('the poem of the specification is read with its empty line', () => {
  const text = 'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n';
  const line =
    '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n';
  const note = parseNote(utf8(`${text}\n${line}`), 'note');
  assert.equal(utf8Text(note.text), text);
  assert.equal(note.signatures[0]?.keyId, '367ba04b');
});

test('what is signed is what the specification writes', () => {
  const text = utf8('example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n');
  const witness = testSigner('witness.example.com/w1', 'cosignature-ed25519').key;
  assert.equal(
    utf8Text(signedMessage(witness, text, 1_679_315_147)),
    `cosignature/v1\ntime 1679315147\n${utf8Text(text)}`,
  );
  const service = testSigner('a/service', 'recorded-ed25519').key;
  assert.equal(utf8Text(signedMessage(service, utf8('x\n'), 7)), 'comity/recorded-v1\ntime 7\nx\n');
  const pq = { ...witness, type: 'cosignature-ml-dsa-44' } as const;
  assert.equal(
    hex(signedMessage(pq, text, 1_679_315_147)),
    `${hex(utf8('subtree/v1\n\0'))}16${hex(utf8('witness.example.com/w1'))}0000000064185` +
      `0cb1b${hex(utf8('example.com/behind-the-sofa'))}0000000000000000${(20_852_163).toString(16).padStart(16, '0')}` +
      '0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62',
  );
});

const TYPES = ['ed25519', 'cosignature-ed25519', 'cosignature-ml-dsa-44', 'recorded-ed25519'] as const;

for (const type of TYPES)
  test(`a ${type} signature verifies, and no longer after one flipped bit anywhere in the note`, async () => {
    const signer = testSigner('log.example', type);
    const text = utf8('log.example\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n');
    const bytes = formatNote(text, [signer.sign(text, 1_700_000_000)]);
    const [verified] = await verifySignatures(testCrypto, parseNote(bytes, 'note'), [signer.key], 'note');
    assert.equal(verified?.key, signer.key);
    assert.equal(verified?.time, type === 'ed25519' ? undefined : 1_700_000_000);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const flipped = Uint8Array.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        const found = await signers(flipped, [signer.key]);
        assert.equal(found, 0, `byte ${at}, bit ${bit}`);
      }),
      { numRuns: 300 },
    );
  });

test('a note cut anywhere is refused or establishes nothing', async () => {
  const signer = testSigner('log.example', 'ed25519');
  const text = utf8('one\n\ntwo\n');
  const bytes = formatNote(text, [signer.sign(text), testSigner('b.example', 'ed25519').sign(text)]);
  const firstLine = text.length + 1 + utf8(formatSignatureLine(signer.sign(text))).length;
  for (let length = 0; length < bytes.length; length++) {
    const expected = length === firstLine ? 1 : 0;
    assert.equal(await signers(bytes.subarray(0, length), [signer.key]), expected, `${length} bytes`);
  }
});

test('a note of more than the limit is refused unread', () => {
  const bytes = new Uint8Array(MAX_NOTE_BYTES + 1);
  assert.throws(() => parseNote(bytes, 'note'), isFault('limitExceeded'));
});

test('any bytes are read or refused with a Fault, and what is read is written again as it was', () => {
  const piece = fc.constantFrom(
    '—',
    ' ',
    '\n',
    '\n\n',
    'a.example',
    'AAAAAAA=',
    '+',
    '\t',
    '\u0000',
    'é',
    '=',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.array(piece).map((some) => utf8(some.join(''))),
      ),
      (bytes) => {
        try {
          const { text, signatures } = parseNote(bytes, 'note');
          assert.equal(hex(formatNote(text, signatures)), hex(bytes));
        } catch (error) {
          assert.ok(error instanceof Fault);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('what cannot be read back is not written', () => {
  const signer = testSigner('log.example', 'ed25519');
  const line = signer.sign(utf8('x\n'));
  assert.throws(() => formatNote(utf8('x'), [line]), isFault('noteInvalid'));
  assert.throws(() => formatNote(utf8('x\n'), []), isFault('noteInvalid'));
  assert.throws(() => formatNote(utf8('x\ty\n'), [line]), isFault('noteInvalid'));
  assert.throws(() => formatNote(utf8('x\n'), [{ ...line, name: 'a b' }]), isFault('noteInvalid'));
  assert.throws(() => signatureLine(signer.key, new Uint8Array(63)), TypeError);
});

test('a signature that this platform cannot check is reported and not counted', async () => {
  const lacking: Crypto = { ...testCrypto, verify: async () => undefined };
  const signer = testSigner('log.example', 'ed25519');
  const note = parseNote(formatNote(utf8('x\n'), [signer.sign(utf8('x\n'))]), 'note');
  const verified = await verifySignatures(lacking, note, [signer.key], 'note');
  assert.deepEqual(verified, [{ key: signer.key, unchecked: true }]);
  assert.throws(() => requireSignature(verified, signer.key, 'note'), isFault('notCheckedHere'));
  assert.throws(() => requireSignature([], signer.key, 'note'), isFault('signatureMissing'));
});

test('a key counts only with the name it was given', async () => {
  const signer = testSigner('log.example', 'ed25519');
  const text = utf8('x\n');
  const renamed = noteKey(testCrypto, 'other.example', 'ed25519', signer.key.publicKey);
  assert.equal(await signers(formatNote(text, [signer.sign(text)]), [renamed]), 0);
});

async function signers(bytes: Uint8Array, keys: Parameters<typeof verifySignatures>[2]): Promise<number> {
  try {
    return (await verifySignatures(testCrypto, parseNote(bytes, 'note'), keys, 'note')).length;
  } catch (error) {
    assert.ok(error instanceof Fault);
    return 0;
  }
}

function isFault(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Fault && error.code === code;
}
