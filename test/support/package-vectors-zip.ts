// The zip that a package may be, and the ways in which one is refused (docs/formats/package.md, 2 and 4; verify.md, 6).
import { BAG, EXHIBITS } from './package-fixture.ts';
import type { Vector } from './package-vectors.ts';
import { buildZip, extraField, type ZipEnd, type ZipPart } from './zip-builder.ts';

const RULE = 'package.md 2';
const LINK = 0o120777 * 65536;
const FIFO = 0o010644 * 65536;
const UNIX = (3 << 8) | 63;
const DOS = 20;

const valid = (name: string, zip: Vector['zip'], rule = RULE): Vector => ({
  name,
  rule,
  ...(zip && { zip }),
});
const refused = (
  name: string,
  code: 'unsafeArchive' | 'unsafeEntry' | 'unreadable',
  zip: Vector['zip'],
  rule = RULE,
): Vector => ({
  name,
  rule,
  code,
  ...(zip && { zip }),
});

/** The same change to the part of the report. */
const report =
  (change: Partial<ZipPart>, end?: ZipEnd) =>
  (parts: ZipPart[]): Uint8Array =>
    buildZip(
      parts.map((part) => (part.name === `${BAG}/report.pdf` ? { ...part, ...change } : part)),
      end,
    );
const more =
  (...added: readonly ZipPart[]) =>
  (parts: ZipPart[]): Uint8Array =>
    buildZip([...parts, ...added]);
const moved =
  (folder: string) =>
  (parts: ZipPart[]): Uint8Array =>
    buildZip(parts.map((part) => ({ ...part, name: `${folder}/${String(part.name)}` })));

export const ZIPS: readonly Vector[] = [
  valid('a zip of one folder that holds the package', moved('outer')),
  refused('a zip of two folders within each other', 'unreadable', moved('outer/inner')),
  valid('a zip with data descriptors', (parts) =>
    buildZip(parts.map((part) => ({ ...part, descriptor: 'signed' }))),
  ),
  valid('a zip with wide data descriptors and no mark', (parts) =>
    buildZip(parts.map((part, i) => ({ ...part, descriptor: i % 2 === 0 ? 'bare' : 'wide' }))),
  ),
  valid('a zip with a ZIP64 end', (parts) => buildZip(parts, { zip64: true })),
  valid('a zip with entries of its folders', more({ name: `${BAG}/` }, { name: `${BAG}/data/` })),
  valid('a zip with an empty folder', more({ name: `${BAG}/data/nothing/` }), 'package.md 4'),
  valid(
    'a zip of a maker DOS, whose high bits mean nothing',
    report({ central: { madeBy: DOS, attributes: LINK } }),
  ),
  refused(
    'a folder that stands twice in a zip',
    'unsafeArchive',
    more({ name: `${BAG}/data/` }, { name: `${BAG}/data/` }),
  ),
  refused('a file that stands twice in a zip', 'unsafeArchive', (parts) =>
    buildZip([...parts, ...parts.slice(0, 1)]),
  ),
  refused(
    'a zip of a maker DOS with a folder that has no slash',
    'unsafeEntry',
    report({ central: { madeBy: DOS, attributes: 0x10 } }),
  ),
  refused('a link in a zip', 'unsafeEntry', report({ central: { attributes: LINK } }), 'package.md 4'),
  refused('a pipe in a zip', 'unsafeEntry', more({ name: `${BAG}/data/${EXHIBITS[0]}/pipe`, central: { madeBy: UNIX, attributes: FIFO } }), 'package.md 4'), // prettier-ignore
  refused(
    'a pipe with bytes in a zip',
    'unsafeEntry',
    report({ central: { attributes: FIFO } }),
    'package.md 4',
  ),
  refused('a compressed entry', 'unsafeArchive', report({ central: { method: 8 }, local: { method: 8 } })),
  refused(
    'an encrypted entry',
    'unsafeArchive',
    report({ central: { flags: 0x801 }, local: { flags: 0x801 } }),
  ),
  refused('an entry with a comment', 'unsafeArchive', report({ central: { comment: 'x' } })),
  refused('a zip with a comment', 'unsafeArchive', report({}, { comment: 'x' })),
  refused('two headers of other sizes', 'unsafeArchive', report({ local: { size: 1 } })),
  refused('two headers of other names', 'unsafeArchive', report({ local: { name: `${BAG}/report.pdx` } })),
  refused('bytes between two entries', 'unsafeArchive', report({ gap: Buffer.from('x') })),
  refused('bytes before the directory of a zip', 'unsafeArchive', report({}, { gap: Buffer.from('x') })),
  refused(
    'an entry with a second name',
    'unsafeArchive',
    report({ central: { extra: extraField(0x7075, Buffer.from('\u0001\0\0\0\0x', 'latin1')) } }),
  ),
  refused('a zip with nothing in it', 'unreadable', () => buildZip([]), 'verify.md 3'),
  refused(
    'a file that is no zip',
    'unsafeArchive',
    () => Buffer.from('no zip at all, but long enough to have an end'),
    'verify.md 3',
  ),
  refused('a zip cut before its end', 'unsafeArchive', (parts) => buildZip(parts).slice(0, -30)),
];
