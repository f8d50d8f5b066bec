// A logical AFF4 container, written from "AFF4-L: A Scalable Open Logical Evidence Container" (Schatz, 2019) and the names that pyaff4 gives
// (version 1.1 of a container): files as members of the ZIP file, one as a stream of chunks, one as a map over chunks named by their digests.
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { buildZip, type ZipPart } from './zip-builder.ts';

const VOLUME = 'aff4://6b000000-0000-4000-8000-000000000001';
const STORE = 'aff4://6b000000-0000-4000-8000-000000000002';
const LONE = 'aff4://6b000000-0000-4000-8000-000000000003';
const CHUNK = 4096;
const PER_BEVY = 4;

export interface LogicalMade {
  readonly bytes: Buffer;
  /** What a reader must find, by the path that it shows. */
  readonly files: ReadonlyMap<string, Buffer>;
}

export interface LogicalChange {
  readonly turtle?: (text: string) => string;
  /** Of each member, after everything was digested. */
  readonly member?: (name: string, bytes: Buffer) => Buffer;
}

type Kind = 'deflated' | 'stored' | 'stream' | 'map';

interface Given {
  readonly said: string;
  readonly arn: string;
  readonly shown: string;
  readonly kind: Kind;
  readonly bytes: Buffer;
}

export const LETTER = Buffer.from('A letter that nobody wrote.\n'.repeat(40));

/** `big`: what its large files hold. */
export function aff4Logical(big: Buffer, change: LogicalChange = {}): LogicalMade {
  const rooted = (path: string): string => `${VOLUME}/${path}`;
  const twice = Buffer.concat([big.subarray(0, 2 * CHUNK), big]); // its first chunks are there already
  const given: Given[] = [
    { said: './docs/letter.txt', arn: rooted('/docs/letter.txt'), shown: '/docs/letter.txt', kind: 'deflated', bytes: LETTER }, // prettier-ignore
    { said: '/docs/\u00e9t\u00e9 100% <1>.txt', arn: rooted('/docs/\u00e9t\u00e9%20100%25%20%3c1%3e.txt'), shown: '/docs/\u00e9t\u00e9 100% <1>.txt', kind: 'stored', bytes: Buffer.from('x') }, // prettier-ignore
    { said: 'information.turtle', arn: LONE, shown: '/information.turtle', kind: 'stored', bytes: Buffer.from('no turtle') }, // prettier-ignore
    { said: 'C:\\Users\\ines\\a "b".txt', arn: rooted('/C:/Users/ines/a%20%22b%22.txt'), shown: '/C:/Users/ines/a "b".txt', kind: 'deflated', bytes: Buffer.from('b') }, // prettier-ignore
    { said: '../up/../../etc/x', arn: rooted('/up/../../etc/x'), shown: '/(..)/up/(..)/(..)/etc/x', kind: 'stored', bytes: Buffer.from('up') }, // prettier-ignore
    { said: '/docs/empty', arn: rooted('/docs/empty'), shown: '/docs/empty', kind: 'stored', bytes: Buffer.alloc(0) }, // prettier-ignore
    {
      said: '/docs/big.bin',
      arn: rooted('/docs/big.bin'),
      shown: '/docs/big.bin',
      kind: 'stream',
      bytes: big,
    },
    { said: '/docs/twice.bin', arn: rooted('/docs/twice.bin'), shown: '/docs/twice.bin', kind: 'map', bytes: twice }, // prettier-ignore
  ];
  const store = new ChunkStore();
  const parts = given.flatMap((file) => partsOf(file, store));
  parts.push(...streamParts(STORE, store.bytes()));
  const turtle = turtleOf(given, store);
  const text = (name: string, data: string): ZipPart => ({ name, data: Buffer.from(data) });
  const all = [
    text('container.description', VOLUME),
    text('version.txt', 'major=1\nminor=1\ntool=a test\n'),
    ...parts,
    text('information.turtle', change.turtle?.(turtle) ?? turtle),
  ].map((part) => {
    const changed = change.member?.(String(part.name), Buffer.from(part.data ?? []));
    return changed === undefined ? part : { ...part, data: changed };
  });
  return {
    bytes: Buffer.from(buildZip(all, { zip64: true, comment: VOLUME })),
    files: new Map(given.map(({ shown, bytes }) => [shown, bytes])),
  };
}

/** Version 1.1: relative to the volume as they are, but for the space. */
const memberName = (arn: string): string =>
  (arn.startsWith(`${VOLUME}/`) ? arn.slice(VOLUME.length + 1) : arn).replaceAll('%20', ' ');

/** Chunks that are kept once each, whatever file has them. */
class ChunkStore {
  readonly #chunks: Buffer[] = [];
  readonly #places = new Map<string, { at: number; length: number }>();
  #end = 0;

  /** Its name. */
  add(chunk: Buffer): string {
    const name = `aff4:sha512:${createHash('sha512').update(chunk).digest('base64url')}==`;
    if (!this.#places.has(name)) {
      this.#places.set(name, { at: this.#end, length: chunk.length });
      this.#chunks.push(chunk);
      this.#end += chunk.length;
    }
    return name;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  said(): string {
    return [...this.#places]
      .map(
        ([name, { at, length }]) =>
          `<${name}> aff4:dataStream <${STORE}[0x${at.toString(16)}:0x${length.toString(16)}]> .\n`,
      ) // prettier-ignore
      .join('');
  }
}

function partsOf({ arn, kind, bytes }: Given, store: ChunkStore): ZipPart[] {
  const name = memberName(arn);
  if (kind === 'stored') return [{ name, data: bytes }];
  if (kind === 'stream') return streamParts(arn, bytes);
  if (kind === 'deflated') {
    const data = deflateRawSync(bytes);
    const fields = { method: 8, packed: data.length, size: bytes.length, crc: crcOf(bytes) };
    return [{ name, data, local: fields, central: fields }];
  }
  const targets: string[] = [];
  const entries: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const chunk = bytes.subarray(at, at + CHUNK);
    const target = store.add(chunk);
    if (!targets.includes(target)) targets.push(target);
    const entry = Buffer.alloc(28);
    for (const [n, value] of [at, chunk.length, 0].entries()) entry.writeBigUInt64LE(BigInt(value), 8 * n);
    entry.writeUInt32LE(targets.indexOf(target), 24);
    entries.push(entry);
  }
  return [
    { name: `${name}/map`, data: Buffer.concat(entries) },
    { name: `${name}/idx`, data: Buffer.from(`${targets.join('\n')}\n`) },
  ];
}

function streamParts(arn: string, bytes: Buffer): ZipPart[] {
  const parts: ZipPart[] = [];
  for (let first = 0, n = 0; first < bytes.length; first += PER_BEVY * CHUNK, n++) {
    const [chunks, index]: [Buffer[], Buffer[]] = [[], []];
    let end = 0;
    for (let at = first; at < Math.min(bytes.length, first + PER_BEVY * CHUNK); at += CHUNK) {
      const chunk = Buffer.alloc(CHUNK);
      bytes.copy(chunk, 0, at, at + CHUNK);
      const small = deflateRawSync(chunk);
      const kept = small.length < CHUNK ? small : chunk;
      const entry = Buffer.alloc(12);
      entry.writeBigUInt64LE(BigInt(end));
      entry.writeUInt32LE(kept.length, 8);
      index.push(entry);
      chunks.push(kept);
      end += kept.length;
    }
    const name = `${memberName(arn)}/${String(n).padStart(8, '0')}`;
    parts.push({ name, data: Buffer.concat(chunks) }, { name: `${name}.index`, data: Buffer.concat(index) });
  }
  return parts;
}

function turtleOf(given: readonly Given[], store: ChunkStore): string {
  const streams = `aff4:chunkSize ${CHUNK} ; aff4:chunksInSegment ${PER_BEVY} ; aff4:compressionMethod <https://tools.ietf.org/html/rfc1951>`;
  const files = given.map(({ said, arn, kind, bytes }) => {
    const name = said.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
    const hash = (algorithm: string, type: string): string =>
      `"${createHash(algorithm).update(bytes).digest('hex')}"^^aff4:${type}`;
    const class_ = { deflated: 'ZipSegment', stored: 'zip_segment', stream: 'ImageStream', map: 'Map' }[kind];
    return `<${arn}> a aff4:FileImage, aff4:Image, aff4:${class_} ; aff4:originalFileName "${name}"^^xsd:string ;
  aff4:size ${bytes.length} ;${kind === 'stream' ? ` ${streams} ;` : ''}
  aff4:birthTime "2018-09-17T13:42:20+10:00"^^xsd:datetime ; aff4:lastWritten "2018-09-17T13:42:21.123456+10:00"^^xsd:datetime ;
  aff4:lastAccessed "2018-10-23T11:08:19Z"^^xsd:datetime ; aff4:recordChanged "2018-10-23T11:08:19"^^xsd:datetime ;
  aff4:hash ${hash('md5', 'MD5')} , ${hash('sha1', 'SHA1')} , ${hash('sha256', 'SHA256')} ; aff4:stored <${VOLUME}> .
`;
  });
  return `@prefix aff4: <http://aff4.org/Schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
${files.join('')}<${VOLUME}//docs> a aff4:Folder, aff4:Image ; aff4:originalFileName "./docs" ;
  aff4:lastWritten "2020-02-29T00:00:00Z"^^xsd:datetime .
<${STORE}> a aff4:ImageStream ; aff4:size ${store.bytes().length} ; ${streams} ; aff4:stored <${VOLUME}> .
${store.said()}`;
}

function crcOf(bytes: Buffer): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) === 0 ? 0 : 0xedb8_8320);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}
