// An AFF4 container around a medium, written from AFF4 Standard 1.0 alone: chunks in bevies, a map over them, digests of chunks, of the map
// and of both (6.2).
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { buildZip, type ZipPart } from './zip-builder.ts';

const VOLUME = 'aff4://4aa0b5f5-0000-4000-8000-000000000001';
const [IMAGE, MAP, STREAM] = [2, 3, 4].map((n) => `aff4://4aa0b5f5-0000-4000-8000-00000000000${n}`);
export const AFF4_CHUNK = 4096;
const PER_BEVY = 8;

export type Aff4Packing = 'none' | 'deflate' | 'snappy' | 'lz4' | 'lz4-frame';

const METHOD: { readonly [packing in Aff4Packing]: string } = {
  none: '',
  deflate: 'https://tools.ietf.org/html/rfc1951',
  snappy: 'http://code.google.com/p/snappy/',
  lz4: 'https://code.google.com/p/lz4/',
  'lz4-frame': 'https://code.google.com/p/lz4/',
};

export interface Aff4Made {
  readonly bytes: Buffer;
  /** What a reader must find. */
  readonly media: Buffer;
}

export interface Aff4Change {
  readonly turtle?: (text: string) => string;
  readonly version?: string;
  /** What is packed of a chunk, and digested. */
  readonly chunk?: (bytes: Buffer, at: number) => Buffer;
  /** Of the bevies, after everything was digested. */
  readonly bevy?: (bytes: Buffer) => void;
  readonly map?: (bytes: Buffer) => void;
}

interface Place {
  readonly at: number;
  readonly from: number;
  readonly length: number;
  readonly target: number;
}

/** The stream's last part, a hole, ones, what could not be read, and the stream's first part. */
export function aff4(stream: Buffer, packing: Aff4Packing, change: Aff4Change = {}): Aff4Made {
  const half = 3 * AFF4_CHUNK + 512;
  const rest = stream.length - half;
  const places: Place[] = [
    { at: 0, from: half, length: rest, target: 0 },
    { at: rest + 8192, from: 0, length: 4096, target: 1 },
    { at: rest + 12_288, from: 1000, length: 512, target: 2 },
    { at: rest + 12_800, from: 0, length: half, target: 0 },
  ];
  const media = Buffer.alloc(stream.length + 12_800);
  for (const { at, from, length, target } of places)
    if (target === 0) stream.copy(media, at, from, from + length);
    else if (target === 1) media.fill(0xff, at, at + length);
    else Buffer.alloc(from + length, 'UNREADABLEDATA').copy(media, at, from);
  const map = Buffer.concat(places.map(entryOf));
  const symbols = ['SymbolicStreamFF', 'UnreadableData'].map((name) => `http://aff4.org/Schema#${name}\n`);
  const idx = Buffer.from(`${STREAM}\n${symbols.join('')}`);
  const { parts, digests } = bevies(stream, packing, change);
  const blocks = digests.map((digest) => hash('sha512', digest));
  const [point, names] = [hash('sha512', map), hash('sha512', idx)];
  change.map?.(map);
  const turtle = told({ stream, packing, blocks, point, names, media });
  const text = (name: string, data: Buffer | string): ZipPart => ({ name, data: Buffer.from(data) });
  const bytes = buildZip(
    [
      text('container.description', VOLUME),
      text('version.txt', change.version ?? 'major=1\nminor=0\ntool=a test\n'),
      ...parts,
      text(`${escaped(MAP)}/map`, map),
      text(`${escaped(MAP)}/idx`, idx),
      packed('information.turtle', Buffer.from(change.turtle?.(turtle) ?? turtle)),
    ],
    { zip64: true, comment: VOLUME },
  );
  return { bytes: Buffer.from(bytes), media };
}

const hash = (algorithm: string, bytes: Uint8Array): Buffer => createHash(algorithm).update(bytes).digest();
const escaped = (uri = ''): string => uri.replace('://', '%3A%2F%2F');

/** As text about data may be. */
function packed(name: string, data: Buffer): ZipPart {
  const small = deflateRawSync(data);
  const fields = { method: 8, packed: small.length, size: data.length };
  return { name, data: small, local: fields, central: fields };
}

function entryOf({ at, from, length, target }: Place): Buffer {
  const entry = Buffer.alloc(28);
  for (const [n, value] of [at, length, from].entries()) entry.writeBigUInt64LE(BigInt(value), 8 * n);
  entry.writeUInt32LE(target, 24);
  return entry;
}

/** With the digests of all chunks, MD5 first. */
function bevies(
  stream: Buffer,
  packing: Aff4Packing,
  change: Aff4Change,
): { parts: ZipPart[]; digests: Buffer[] } {
  const parts: ZipPart[] = [];
  const all: Buffer[][] = [[], []];
  for (let first = 0, n = 0; first < stream.length; first += PER_BEVY * AFF4_CHUNK, n++) {
    const [index, chunks, md5, sha1]: Buffer[][] = [[], [], [], []];
    let at = 0;
    for (
      let from = first;
      from < Math.min(stream.length, first + PER_BEVY * AFF4_CHUNK);
      from += AFF4_CHUNK
    ) {
      const whole = Buffer.alloc(AFF4_CHUNK);
      stream.copy(whole, 0, from, from + AFF4_CHUNK);
      const chunk = change.chunk?.(whole, from) ?? whole;
      const small = PACK[packing](chunk);
      const kept = small.length < AFF4_CHUNK - 16 ? small : chunk;
      const entry = Buffer.alloc(12);
      entry.writeBigUInt64LE(BigInt(at));
      entry.writeUInt32LE(kept.length, 8);
      index?.push(entry);
      chunks?.push(kept);
      at += kept.length;
      md5?.push(hash('md5', chunk));
      sha1?.push(hash('sha1', chunk));
    }
    const name = `${escaped(STREAM)}/${String(n).padStart(8, '0')}`;
    const data = Buffer.concat(chunks ?? []);
    change.bevy?.(data);
    const part = (end: string, of: Buffer[] = []): ZipPart => ({ name: name + end, data: Buffer.concat(of) });
    parts.push({ name, data }, part('.index', index), part('.md5', md5), part('.blockHash.sha1', sha1));
    all[0]?.push(...(md5 ?? []));
    all[1]?.push(...(sha1 ?? []));
  }
  return { parts, digests: all.map((digests) => Buffer.concat(digests)) };
}

const PACK: { readonly [packing in Aff4Packing]: (chunk: Buffer) => Buffer } = {
  none: (chunk) => chunk,
  deflate: (chunk) => deflateRawSync(chunk),
  snappy: packSnappy,
  lz4: packLz4,
  'lz4-frame': (chunk) => {
    const block = packLz4(chunk);
    const [head, length, end] = [Buffer.from('04224d18604000', 'hex'), Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32LE(block.length);
    return Buffer.concat([head, length, block, end]);
  },
};

/** Where a run of one sign ends, from `at` on. */
function runEnd(chunk: Buffer, at: number): number {
  let end = at + 1;
  while (end < chunk.length && chunk[end] === chunk[at]) end += 1;
  return end;
}

/** Literals, and copies that overlap themselves for runs of one sign: with offsets of one, two and four bytes in turn. */
function packSnappy(chunk: Buffer): Buffer {
  const out = [0x80 | (chunk.length & 0x7f), chunk.length >> 7];
  let copies = 0;
  for (let at = 0; at < chunk.length;) {
    const end = runEnd(chunk, at);
    out.push(0, chunk[at] ?? 0);
    at += 1;
    while (at < end) {
      const kind = copies++ % 3;
      const length = Math.min(end - at, kind === 0 ? 11 : 64);
      if (length < 4) out.push((length - 1) << 2, ...chunk.subarray(at, at + length));
      else if (kind === 0) out.push(1 | ((length - 4) << 2), 1);
      else if (kind === 1) out.push(2 | ((length - 1) << 2), 1, 0);
      else out.push(3 | ((length - 1) << 2), 1, 0, 0, 0);
      at += length;
    }
  }
  return Buffer.from(out);
}

/** One sequence for each run, and literals at the end. */
function packLz4(chunk: Buffer): Buffer {
  const out: number[] = [];
  const more = (value: number): void => {
    let left = value - 15;
    for (; left >= 255; left -= 255) out.push(255);
    if (left >= 0) out.push(left);
  };
  let from = 0;
  for (let at = 0; at < chunk.length - 32;) {
    const end = Math.min(runEnd(chunk, at), chunk.length - 16);
    if (end - at < 8) {
      at += 1;
      continue;
    }
    const [literals, length] = [at + 1 - from, end - at - 1 - 4];
    out.push((Math.min(15, literals) << 4) | Math.min(15, length));
    more(literals);
    out.push(...chunk.subarray(from, at + 1), 1, 0);
    more(length);
    at = from = end;
  }
  const literals = chunk.length - from;
  out.push(Math.min(15, literals) << 4);
  more(literals);
  out.push(...chunk.subarray(from));
  return Buffer.from(out);
}

interface Told {
  readonly stream: Buffer;
  readonly packing: Aff4Packing;
  readonly blocks: readonly Buffer[];
  readonly point: Buffer;
  readonly names: Buffer;
  readonly media: Buffer;
}

function told({ stream, packing, blocks, point, names, media }: Told): string {
  const hex = (bytes = point): string => `"${bytes.toString('hex')}"^^aff4:SHA512`;
  const method = METHOD[packing] === '' ? '' : `aff4:compressionMethod <${METHOD[packing]}> ;`;
  const whole = hash('sha512', Buffer.concat([...blocks, point, names])).toString('hex');
  return `# What is in this volume.
@prefix : <${VOLUME}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
PREFIX aff4: <http://aff4.org/Schema#>
: a aff4:ZipVolume ; aff4:contains <${IMAGE}> , <${MAP}> .
<${IMAGE}> a aff4:DiskImage, aff4:ContiguousImage, aff4:Image ;
  aff4:dataStream <${MAP}> ; aff4:size "${media.length}"^^xsd:long ; aff4:blockSize "512"^^xsd:int ;
  aff4:diskModel "A \\"disk\\" \\u00e9" ; aff4:diskSerial """S
1""" ;
  aff4:hash "${hash('sha256', media).toString('hex')}"^^aff4:SHA256 , "${whole}"^^aff4:blockMapHashSHA512 .
<${MAP}> a aff4:Map; aff4:size ${media.length} ; aff4:dependentStream <${STREAM}>; aff4:stored : ;
  aff4:mapPointHash ${hex(point)} ; aff4:mapIdxHash ${hex(names)} .
<${STREAM}> a aff4:ImageStream ; aff4:chunkSize "${AFF4_CHUNK}"^^xsd:int ; aff4:chunksInSegment "${PER_BEVY}"^^xsd:int ;
  ${method} aff4:size "${stream.length}"^^xsd:long ; aff4:stored : .
<${STREAM}/blockhash.md5> a aff4:BlockHashes ; aff4:hash ${hex(blocks[0])} .
<${STREAM}/blockhash.sha1> a aff4:BlockHashes ; aff4:hash ${hex(blocks[1])} .
<${VOLUME}/notes> a aff4:CaseNotes ; aff4:caseNumber "7"@en ; aff4:examiner "E" ; aff4:target <${IMAGE}> .
`;
}
