// Packages: the zip around them, and what is in the bag with its seal made right again.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openZip, type RandomAccess } from '../../src/verify/zip.ts';
import { readSmall } from '../../src/verify/reader.ts';
import { verifyPackage } from '../../src/verify/package.ts';
import { Fault } from '../../src/verify/fault.ts';
import { testCrypto } from '../support/crypto.ts';
import { memoryReader, type MemoryFiles } from '../support/memory-reader.ts';
import { mutated } from './mutate.ts';
import { oneOf, unlessRefused, type Draw, type Target } from './target.ts';

const EXAMPLE = readFileSync(new URL('../../fixtures/package/example.zip', import.meta.url));

export function zip(): Target {
  const words = [
    'PK\u0003\u0004',
    'PK\u0001\u0002',
    'PK\u0005\u0006',
    'PK\u0006\u0006',
    '../',
    '/',
    'aux',
    '\0',
  ];
  return {
    make: (draw) => mutated(draw, [EXAMPLE.subarray(0, 2000), EXAMPLE, EXAMPLE.subarray(-9000)], words),
    read: async (input) => {
      const reader = await openZip(inMemory(input), testCrypto);
      for (const { path, kind } of await reader.entries())
        if (kind === 'file') await unlessRefused(() => reader.digest(path, ['sha256']));
      await verifyPackage(reader, { crypto: testCrypto });
    },
  };
}

function inMemory(bytes: Uint8Array): RandomAccess {
  return {
    bytes: bytes.length,
    readAt: async (offset, length) => {
      if (offset + length > bytes.length) throw new Fault('unreadable', 'zip', 'more bytes', 'fewer');
      return bytes.subarray(offset, offset + length);
    },
  };
}

/** An input is the list of its files as JSON, their bytes in Base64: a finding can be read and kept. */
export async function bag(): Promise<Target> {
  const good = await exampleFiles();
  return {
    make: (draw) => written(damaged(draw, good)),
    read: (input) => verifyPackage(memoryReader(readFiles(input), testCrypto), { crypto: testCrypto }),
  };
}

export async function exampleFiles(): Promise<MemoryFiles> {
  const reader = await openZip(inMemory(EXAMPLE), testCrypto);
  const files: MemoryFiles = new Map();
  for (const { path, kind } of await reader.entries())
    if (kind === 'file') files.set(path, await readSmall(reader, path, EXAMPLE.length));
  return files;
}

const WORDS = [
  '\n',
  '\n\n',
  '\u2014 ',
  'index ',
  '"v":1',
  '"facts":{',
  '[',
  '{',
  '../',
  '%0A',
  '\u0000',
  ': ',
  '0'.repeat(64),
];

/** A file changed, taken away, added or renamed; three times in four with the lists of the bag made anew. */
function damaged(draw: Draw, good: MemoryFiles): MemoryFiles {
  const files = new Map(good);
  const path = oneOf(draw, [...files.keys()]);
  const bytes = files.get(path) ?? new Uint8Array();
  const way = draw();
  if (way < 0.05) files.delete(path);
  else if (way < 0.1) files.set(mutated(draw, [Buffer.from(path)], WORDS).toString('utf8'), bytes);
  else files.set(path, mutated(draw, [bytes], WORDS));
  if (draw() < 0.75) seal(files);
  return files;
}

/** Whoever hands a package over can write its lists, though not the signature over them. */
function seal(files: MemoryFiles): void {
  const bagit = [...files.keys()].find((path) => path.endsWith('/bagit.txt'));
  if (bagit === undefined) return;
  const folder = bagit.slice(0, -'bagit.txt'.length);
  const own = [...files].filter(([path]) => path.startsWith(folder));
  const list = (isListed: (path: string) => boolean): Buffer =>
    Buffer.from(
      own
        .map(([path, bytes]) => [path.slice(folder.length), files.get(path) ?? bytes] as const)
        .filter(([path]) => isListed(path))
        .map(([path, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`)
        .join(''),
    );
  files.set(
    `${folder}manifest-sha256.txt`,
    list((path) => path.startsWith('data/')),
  );
  files.set(
    `${folder}tagmanifest-sha256.txt`,
    list((path) => !path.startsWith('data/') && !path.startsWith('tagmanifest-')),
  );
}

function written(files: MemoryFiles): Buffer {
  return Buffer.from(
    JSON.stringify([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')])),
  );
}

function readFiles(input: Uint8Array): MemoryFiles {
  const list = JSON.parse(Buffer.from(input).toString()) as [string, string][]; // as written above
  return new Map(list.map(([path, base64]) => [path, new Uint8Array(Buffer.from(base64, 'base64'))]));
}
