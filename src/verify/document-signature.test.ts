// A signature over a document, byte by byte: whatever is flipped or cut, nobody becomes known who did not sign.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testCrypto } from '../../test/support/crypto.ts';
import { makeSigner, withOpenLengths } from '../../test/support/signed-pdf.ts';
import { definiteLengths } from './ber.ts';
import { verifyDocumentSignature, type DocumentSignature } from './document-signature.ts';
import { Fault } from './fault.ts';
import { certificatesOfPem } from './x509-pem.ts';

const folder = mkdtempSync(join(tmpdir(), 'comity-signed-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const signer = makeSigner(folder, { name: 'one' });
const document = Buffer.from('the words of a document');
writeFileSync(join(folder, 'document'), document);
const made = spawnSync(
  'openssl',
  'cms -sign -binary -cades -outform DER -md sha256 -in document -out x.cms -signer one.pem -inkey one.key'.split(
    ' ',
  ),
  { cwd: folder, encoding: 'utf8' },
);
assert.equal(made.status, 0, made.stderr);
const cms = readFileSync(join(folder, 'x.cms'));
const trust = certificatesOfPem(signer.rootPem, 'root');
const at = new Date(Date.now() + 3_600_000).toISOString();

const check = (bytes: Uint8Array, signed: Uint8Array = document): Promise<DocumentSignature> =>
  verifyDocumentSignature(testCrypto, {
    cms: bytes,
    signed: [signed],
    mustBind: true,
    trust,
    at,
    place: 'x',
  });

/** Undefined: it was refused. */
async function unlessRefused(bytes: Uint8Array): Promise<DocumentSignature | undefined> {
  try {
    return await check(bytes);
  } catch (error) {
    assert.ok(error instanceof Fault, String(error));
    return undefined;
  }
}

test('a flipped byte is refused, or leaves the same signer known', async () => {
  const good = await check(cms);
  assert.equal(good.standing.kind, 'anchored');
  let refused = 0;
  for (let i = 0; i < cms.length; i++) {
    const bytes = Buffer.from(cms);
    bytes[i] = (bytes[i] ?? 0) ^ 0x01;
    const found = await unlessRefused(bytes);
    if (found === undefined) refused++;
    else assert.deepEqual(found.signer, good.signer, `byte ${i}`);
  }
  assert.ok(refused > cms.length - 10, `${refused} of ${cms.length}`);
});

test('one that is cut off anywhere is refused', async () => {
  for (let i = 0; i < cms.length; i += 3) assert.equal(await unlessRefused(cms.subarray(0, i)), undefined);
});

test('of other words it is refused, and zeros after it mean nothing', async () => {
  await assert.rejects(check(cms, Buffer.from('other words')), /another digest/);
  assert.equal((await check(Buffer.concat([cms, Buffer.alloc(100)]))).standing.kind, 'anchored');
});

test('lengths left open are closed to the same bytes', () => {
  const open = withOpenLengths(cms);
  assert.deepEqual(Buffer.from(definiteLengths(open, 'x').written), cms);
  assert.equal(definiteLengths(Buffer.concat([open, Buffer.of(1)]), 'x').end, open.length);
});

test('hostile lengths end in a fault, however deep and whatever they claim', () => {
  const refused = (bytes: Uint8Array, words: RegExp): void =>
    assert.throws(
      () => definiteLengths(bytes, 'x'),
      (error) => error instanceof Fault && words.test(error.message),
    );
  refused(Buffer.from('3080'.repeat(100_000), 'hex'), /nested 16 deep/);
  refused(Buffer.from('0480', 'hex'), /a primitive one without a length/);
  refused(Buffer.from('248004016100', 'hex').subarray(0, 5), /the end of the bytes/);
  refused(Buffer.from('24800401610000', 'hex'), /a string in one piece/);
  refused(Buffer.from('3084ffffffff', 'hex'), /4294967295 bytes of content/);
  refused(Buffer.from('3085ffffffffff', 'hex'), /a length of at most four bytes/);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        assert.ok(definiteLengths(bytes, 'x').end <= bytes.length);
      } catch (error) {
        assert.ok(error instanceof Fault);
      }
    }),
  );
});
