import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import fc from 'fast-check';
import { ZipFile } from 'yazl';
import { testCrypto as crypto } from '../../test/support/crypto.ts';
import { hasProgram } from '../../test/support/programs.ts';
import { buildZip, extraField, le64, type ZipEnd, type ZipPart } from '../../test/support/zip-builder.ts';
import { concat, hex, utf8, utf8Text } from '../base/bytes.ts';
import { digestOf } from './crypto.ts';
import { Fault } from './fault.ts';
import { readSmall, type PackageReader } from './reader.ts';
import { openZip, type RandomAccess } from './zip.ts';

const A: ZipPart = { name: 'data/a.txt', data: utf8('alpha') };
const B: ZipPart = { name: 'data/ü.txt', data: utf8('beta') };

function access(bytes: Uint8Array): RandomAccess {
  return {
    bytes: bytes.length,
    readAt: async (offset, length) => {
      assert.ok(
        offset >= 0 && offset + length <= bytes.length,
        `read of ${length} at ${offset} of ${bytes.length}`,
      );
      return bytes.subarray(offset, offset + length);
    },
  };
}

const open = (parts: readonly ZipPart[], end?: ZipEnd): Promise<PackageReader> =>
  openZip(access(buildZip(parts, end)), crypto);

async function code(parts: readonly ZipPart[], end?: ZipEnd): Promise<string> {
  try {
    await open(parts, end);
    return 'opened';
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.code;
  }
}

test('a plain zip gives its entries, bytes and digests', async () => {
  const zip = await open([{ name: 'data/' }, A, B]);
  assert.deepEqual(await zip.entries(), [
    { path: 'data', kind: 'folder', bytes: 0 },
    { path: 'data/a.txt', kind: 'file', bytes: 5 },
    { path: 'data/ü.txt', kind: 'file', bytes: 4 },
  ]);
  assert.equal(utf8Text(await readSmall(zip, 'data/ü.txt', 100)), 'beta');
  const { hex: found } = await zip.digest('data/a.txt', ['sha256']);
  assert.equal(found.sha256, hex(digestOf(crypto, 'sha256', utf8('alpha'))));
  await assert.rejects(readSmall(zip, 'data/a.txt', 4), { code: 'limitExceeded' });
  await assert.rejects(readSmall(zip, 'data/other', 4), { code: 'fileMissing' });
});

test('data descriptors and ZIP64 are read where they agree', async () => {
  for (const descriptor of ['signed', 'bare', 'wide'] as const) {
    const zip = await open(
      [
        { ...A, descriptor },
        { ...B, descriptor },
      ],
      { zip64: true },
    );
    assert.equal(utf8Text(await readSmall(zip, 'data/ü.txt', 100)), 'beta');
  }
  const wide = extraField(1, concat(le64(5), le64(5)));
  const zip64 = { size: 0xffffffff, packed: 0xffffffff, extra: wide };
  assert.equal(await code([{ ...A, local: zip64, central: zip64 }]), 'opened');
  assert.equal(await code([{ ...A, local: zip64 }]), 'opened');
  const lie = { ...zip64, extra: extraField(1, concat(le64(5), le64(6))) };
  assert.equal(await code([{ ...A, local: zip64, central: lie }]), 'unsafeArchive');
  assert.equal(await code([{ ...A, central: { ...zip64, extra: extraField(1, le64(5)) } }]), 'unsafeArchive');
  assert.equal(await code([{ ...A, central: { ...zip64, extra: concat(wide, wide) } }]), 'unsafeArchive');
  const huge = { ...zip64, extra: extraField(1, concat(new Uint8Array(16).fill(0xff))) };
  assert.equal(await code([{ ...A, central: huge }]), 'unsafeArchive');
});

test('two headers that tell different stories are refused', async () => {
  const lies = [{ name: 'data/b.txt' }, { size: 4 }, { packed: 4 }, { crc: 1 }, { flags: 0 }, { method: 8 }];
  for (const local of lies)
    assert.equal(await code([{ ...A, local }]), 'unsafeArchive', JSON.stringify(local));
  assert.equal(await code([{ ...A, descriptor: 'signed', local: { size: 4 } }]), 'unsafeArchive');
  assert.equal(await code([{ ...A, descriptor: new Uint8Array(12) }]), 'unsafeArchive');
  assert.equal(await code([{ ...A, descriptor: new Uint8Array(13) }]), 'unsafeArchive');
});

test('compressed, encrypted and patched entries are refused', async () => {
  for (const both of [
    { method: 8 },
    { method: 99 },
    { flags: 1 },
    { flags: 1 << 6 },
    { flags: 1 << 5 },
    { flags: 1 << 13 },
  ])
    assert.equal(await code([{ ...A, local: both, central: both }]), 'unsafeArchive', JSON.stringify(both));
});

test('a zip bomb is refused: entries that overlap or hold more than the file', async () => {
  const bytes = utf8('x'.repeat(1000));
  const inner = buildZip([A]);
  assert.equal(
    await code([
      { ...A, data: bytes, central: { size: 2000, packed: 2000 }, local: { size: 2000, packed: 2000 } },
      B,
    ]),
    'unsafeArchive',
  );
  assert.equal(await code([A, { ...B, central: { offset: 0 } }]), 'unsafeArchive');
  assert.equal(await code([A, { ...A, name: 'data/b.txt', central: { offset: 0 } }]), 'unsafeArchive');
  assert.equal(await code([A, { ...B, gap: inner }]), 'unsafeArchive');
  assert.equal(await code([{ ...A, gap: utf8('#!/bin/sh\n') }]), 'unsafeArchive');
  assert.equal(await code([A], { gap: inner }), 'unsafeArchive');
});

test('a directory that lies about itself is refused', async () => {
  const ends: ZipEnd[] = [
    { entries: 2 },
    { entries: 0 },
    { bytes: 10 },
    { offset: 0 },
    { offset: 5 },
    { comment: 'PK' },
  ];
  for (const end of ends) {
    assert.equal(await code([A], end), 'unsafeArchive', JSON.stringify(end));
    assert.equal(await code([A], { ...end, zip64: true }), 'unsafeArchive', JSON.stringify(end));
  }
  assert.equal(await code([A], { entries: 2_000_000, zip64: true }), 'limitExceeded');
});

test('names that are ambiguous are refused', async () => {
  const cp437 = { name: Uint8Array.of(0x81, 0x2e), flags: 0, madeBy: 20 };
  assert.equal(await code([{ ...cp437, local: cp437, central: cp437 }]), 'unsafeName');
  assert.equal(await code([{ name: Uint8Array.of(0xff, 0x2e) }]), 'unsafeName');
  assert.equal(await code([A, A]), 'unsafeArchive');
  assert.equal(await code([{ name: 'a' }, { name: 'a/' }]), 'unsafeArchive');
  assert.equal(
    await code([{ ...A, central: { extra: extraField(0x7075, utf8('other')) } }]),
    'unsafeArchive',
  );
  assert.equal(await code([{ ...A, central: { comment: 'note' } }]), 'unsafeArchive');
  assert.equal(await code([{ ...A, central: { extra: Uint8Array.of(1, 2, 3) } }]), 'unsafeArchive');
});

test('links, devices and folders with bytes are told as what they are', async () => {
  const link = { attributes: 0o120777 * 65536 };
  const zip = await open([
    { ...A, central: link },
    { name: 'pipe', central: { attributes: 0o010644 * 65536 } },
  ]);
  assert.deepEqual(
    (await zip.entries()).map(({ kind }) => kind),
    ['link', 'other'],
  );
  await assert.rejects(async () => await readSmall(zip, 'data/a.txt', 100), { code: 'fileMissing' });
  assert.equal(await code([{ name: 'data/', data: utf8('x') }]), 'unsafeArchive');
  const said = await open(
    [{ ...A, central: { attributes: 0o40755 * 65536 } }].map((part) => ({ ...part, data: new Uint8Array() })),
  );
  assert.deepEqual(
    (await said.entries()).map(({ kind }) => kind),
    ['other'],
  );
});

test('a zip cut anywhere is refused, and no byte outside it is asked for', async () => {
  const whole = buildZip([A, { ...B, descriptor: 'signed' }], { zip64: true });
  for (let length = 0; length < whole.length; length++)
    await assert.rejects(openZip(access(whole.subarray(0, length)), crypto), Fault, `${length} bytes`);
});

test('a zip with any byte changed opens with the same entries or is refused', async () => {
  const whole = buildZip([A, { ...B, descriptor: 'signed' }]);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const damaged = whole.slice();
      damaged[at] = (damaged[at] ?? 0) ^ flip;
      const found = await openZip(access(damaged), crypto).catch((error: unknown) => {
        if (error instanceof Fault) return undefined;
        throw error;
      });
      for (const entry of (await found?.entries()) ?? []) assert.ok(entry.bytes <= 5);
    }),
    { numRuns: 2000 },
  );
});

test('a package that is still encrypted is told as such', async () => {
  for (const start of ['age-encryption.org/v1\n-> X25519 x', '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl'])
    await assert.rejects(openZip(access(utf8(start)), crypto), { code: 'unreadable', message: /decrypt it/ });
});

test('what yazl writes is read, streams and ZIP64 too', async () => {
  for (const forceZip64Format of [false, true]) {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('alpha'), 'p/data/a.txt', { compress: false, forceZip64Format });
    zip.addFile(import.meta.filename, 'p/data/self.ts', { compress: false, forceZip64Format });
    zip.addEmptyDirectory('p/empty');
    zip.end({ forceZip64Format, comment: '' });
    const found = await openZip(access(new Uint8Array(await buffer(zip.outputStream))), crypto);
    assert.deepEqual(
      new Set((await found.entries()).map(({ path }) => path)),
      new Set(['p/data/a.txt', 'p/data/self.ts', 'p/empty']),
    );
    assert.deepEqual(
      Buffer.from(await readSmall(found, 'p/data/self.ts', 1e6)),
      readFileSync(import.meta.filename),
    );
  }
});

test('what Info-ZIP stores is read', async (t) => {
  if (!hasProgram('zip')) return t.skip('zip is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'comity-zip-'));
  try {
    mkdirSync(join(folder, 'p/data'), { recursive: true });
    writeFileSync(join(folder, 'p/data/ü.txt'), 'beta');
    assert.equal(spawnSync('zip', ['-0', '-q', '-r', 'p.zip', 'p'], { cwd: folder }).status, 0);
    const found = await openZip(access(new Uint8Array(readFileSync(join(folder, 'p.zip')))), crypto);
    assert.equal(utf8Text(await readSmall(found, 'p/data/ü.txt', 100)), 'beta');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
