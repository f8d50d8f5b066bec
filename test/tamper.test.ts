// One change anywhere in a package, a thousand times: it is found each time, and the answer names what was touched.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { verifyPackage } from '../src/verify/package.ts';
import { english } from '../src/verify/report-words.ts';
import { testCrypto as crypto } from './support/crypto.ts';
import { memoryReader } from './support/memory-reader.ts';
import { BAG, buildPackage, newKeys, toolsOf, type Files } from './support/package-fixture.ts';

const keys = newKeys();
const { files: whole } = buildPackage({ keys });
const paths = [...whole.keys()];
/** A copy: `slice` of a Buffer is none. */
const bytesOf = (path: string): Uint8Array => new Uint8Array(whole.get(path) ?? []);

/** What is done, and to which files; `undefined` when it would change nothing. */
interface Tampering {
  readonly kind: 'flip' | 'cut' | 'swap' | 'delete';
  readonly path: string;
  readonly other: string;
  readonly at: number;
  readonly bit: number;
}

/** By files as well as by bytes, so that the small ones that matter most are hit as often as the large. */
const tampering: fc.Arbitrary<Tampering> = fc.record({
  kind: fc.constantFrom('flip', 'flip', 'flip', 'cut', 'swap', 'delete'),
  path: fc.constantFrom(...paths),
  other: fc.constantFrom(...paths),
  at: fc.nat(1_000_000),
  bit: fc.nat(7),
});

function tampered({
  kind,
  path,
  other,
  at,
  bit,
}: Tampering): { files: Files; touched: string[] } | undefined {
  const files: Files = new Map(whole);
  const bytes = bytesOf(path);
  const place = bytes.length === 0 ? 0 : at % bytes.length;
  switch (kind) {
    case 'flip': {
      const changed = bytesOf(path);
      changed[place] = (changed[place] ?? 0) ^ (1 << bit);
      files.set(path, changed);
      return { files, touched: [path] };
    }
    case 'cut':
      files.set(path, bytes.slice(0, place));
      return { files, touched: [path] };
    case 'swap':
      if (Buffer.compare(bytes, bytesOf(other)) === 0) return undefined;
      files.set(path, bytesOf(other));
      files.set(other, bytes);
      return { files, touched: [path, other] };
    case 'delete':
      files.delete(path);
      return { files, touched: [path] };
  }
}

test('a bit flipped, a file cut, swapped or deleted is found and named, 1,000 times', async (t) => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(tampering, async (what) => {
      const change = tampered(what);
      fc.pre(change !== undefined);
      const verdict = await verifyPackage(memoryReader(change.files, crypto), { crypto });
      assert.ok(verdict.fault !== undefined && !verdict.ok, 'the change was not found');
      const words = english.faultLine(verdict.fault);
      assert.ok(
        change.touched.some((path) => words.includes(path.replace(`${BAG}/`, ''))),
        `${words} names ${change.touched.join(' or ')}`,
      );
      found += 1;
    }),
    { numRuns: 1000 },
  );
  t.diagnostic(`${found} changes found and named`);
});

/** Read by people or by other programs: bound by the seal, and by nothing that the log signed. */
const SEAL_ALONE = ['CHECK.txt', 'case.jsonld', 'report.pdf'];
const REWRITTEN = [
  'bagit.txt',
  'bag-info.txt',
  'manifest-sha256.txt',
  'tagmanifest-sha256.txt',
  'package.note',
];

test('who holds the service key can seal a change anew, and what the log signed still gives it away', async () => {
  const inBag = paths
    .map((path) => path.replace(`${BAG}/`, ''))
    .filter((path) => ![...SEAL_ALONE, ...REWRITTEN].includes(path));
  const tools = toolsOf(keys);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...inBag), fc.nat(1_000_000), fc.nat(7), async (path, at, bit) => {
      const bag: Files = new Map([...whole].map(([name, bytes]) => [name.replace(`${BAG}/`, ''), bytes]));
      const changed = new Uint8Array(bag.get(path) ?? []);
      const place = at % changed.length;
      changed[place] = (changed[place] ?? 0) ^ (1 << bit);
      bag.set(path, changed);
      tools.sealBag(bag);
      const files = new Map(
        [...bag].map(([name, bytes]) => [name === 'package.note' ? name : `${BAG}/${name}`, bytes]),
      );
      const verdict = await verifyPackage(memoryReader(files, crypto), { crypto });
      assert.equal(verdict.ok, false, `${path}, byte ${place}, bit ${bit}`);
    }),
    { numRuns: 400 },
  );
});
