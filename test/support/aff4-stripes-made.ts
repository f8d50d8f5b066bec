// An AFF4 image in several files, written from AFF4 Standard 1.0a, 7.1 "Striped Containers": each file has a stream of its own with every n-th
// chunk, and a map over the streams of all. What stands over their digests is as in the reference images of the standard: of each map over the
// stream of its own file, of the image over those of the maps, in the order of the names of the maps.
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { buildZip, type ZipPart } from './zip-builder.ts';

const arn = (kind: number, n: number): string => `aff4://5a000000-0000-4000-800${kind}-00000000000${n}`;
const IMAGE = arn(0, 0);
const STRIPE_CHUNK = 1024;
const PER_BEVY = 4;

export const volumeOfStripe = (n: number): string => arn(1, n);
export const streamOfStripe = (n: number): string => arn(2, n);
/** The last file has the map whose name is the first in order. */
const mapOfStripe = (n: number): string => arn(3, 9 - n);

export interface StripesChange {
  /** As the example of the standard: of the streams elsewhere no more is said than that the map depends on them. */
  readonly isTerse?: boolean;
  /** Of the chunks of each file, after all was digested. */
  readonly chunks?: (stripe: number, bytes: Buffer) => void;
  /** Of the map of each file, before it is digested. */
  readonly map?: (stripe: number, places: readonly Place[]) => readonly Place[];
  readonly turtle?: (stripe: number, text: string) => string;
}

interface Place {
  readonly at: number;
  readonly length: number;
  readonly from: number;
  readonly target: number;
}

export interface StripesMade {
  readonly files: readonly Buffer[];
  readonly media: Buffer;
}

/** The chunks in turn, between them a hole of the length of one, and ones at the end. */
export function aff4Stripes(stream: Buffer, count: number, change: StripesChange = {}): StripesMade {
  const chunks = Math.ceil(stream.length / STRIPE_CHUNK);
  const hole = { before: Math.floor(chunks / 2), length: STRIPE_CHUNK };
  const own: Buffer[][] = Array.from({ length: count }, () => []);
  const places: Place[] = [];
  const media = Buffer.alloc(stream.length + hole.length + 2000, 0xff);
  media.fill(0, 0, stream.length + hole.length);
  for (let n = 0; n < chunks; n++) {
    const bytes = stream.subarray(n * STRIPE_CHUNK, (n + 1) * STRIPE_CHUNK);
    const mine = own[n % count]!; // one of each
    const at = n * STRIPE_CHUNK + (n < hole.before ? 0 : hole.length);
    places.push({ at, length: bytes.length, from: mine.length * STRIPE_CHUNK, target: n % count });
    mine.push(bytes);
    bytes.copy(media, at);
  }
  places.push({ at: stream.length + hole.length, length: 2000, from: 0, target: count });
  const stripes = own.map((mine, n) => {
    // Each cuts the ranges in its own way: every file has another map of the same.
    const mapped = places.flatMap((place, i) => (i % count === n ? halves(place) : [place]));
    return stripeOf(n, mine, change.map?.(n, mapped) ?? mapped, { count, change });
  });
  const byMap = stripes.toSorted((one, other) => (one.map < other.map ? -1 : 1));
  const whole = sha512(...byMap.map(({ digest }) => digest));
  return { files: stripes.map(({ file }) => file(media, whole)), media };
}

function halves({ at, length, from, target }: Place): Place[] {
  const half = length >> 1;
  return [
    { at, length: half, from, target },
    { at: at + half, length: length - half, from: from + half, target },
  ];
}

function stripeOf(
  n: number,
  chunks: readonly Buffer[],
  places: readonly Place[],
  { count, change }: { readonly count: number; readonly change: StripesChange },
) {
  const [volume, stream, map] = [volumeOfStripe(n), streamOfStripe(n), mapOfStripe(n)];
  const others = Array.from({ length: count }, (_, other) => other);
  const point = Buffer.concat(places.map(entryOf));
  const names = [...others.map(streamOfStripe), 'http://aff4.org/Schema#SymbolicStreamFF'];
  const idx = Buffer.from(`${names.join('\n')}\n`);
  const path = Buffer.from(places.map((_, i) => `${i}`).join('\n'));
  const { parts, blocks } = bevies(stream, chunks, (bytes) => change.chunks?.(n, bytes));
  const digest = sha512(sha512(blocks), sha512(point), sha512(idx), sha512(path));
  const size = chunks.reduce((sum, { length }) => sum + length, 0);
  const file = (media: Buffer, whole: Buffer): Buffer => {
    const elsewhere = others
      .filter((other) => other !== n && change.isTerse !== true)
      .map(
        (other) => `<${streamOfStripe(other)}> a aff4:ImageStream ; aff4:stored <${volumeOfStripe(other)}> .`,
      );
    const said = (value: Buffer): string => `"${value.toString('hex')}"^^aff4:SHA512`;
    const turtle = `@prefix : <${volume}> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix aff4: <http://aff4.org/Schema#> .
: a aff4:ZipVolume ; aff4:stored "stripe ${n}" .
<${IMAGE}> a aff4:DiskImage , aff4:ContiguousImage , aff4:Image ; aff4:dataStream <${map}> ; aff4:size "${media.length}"^^xsd:long ;
  aff4:hash "${createHash('sha256').update(media).digest('hex')}"^^aff4:SHA256 ,
    "${whole.toString('hex')}"^^aff4:blockMapHashSHA512 .
<${map}> a aff4:Map ; aff4:size "${media.length}"^^xsd:long ; aff4:target <${IMAGE}> ; aff4:stored : ;
  aff4:dependentStream ${others.map((other) => `<${streamOfStripe(other)}>`).join(' , ')} ; aff4:mapGapDefaultStream aff4:Zero ;
  aff4:mapPointHash ${said(sha512(point))} ; aff4:mapIdxHash ${said(sha512(idx))} ; aff4:mapPathHash ${said(sha512(path))} ;
  aff4:mapHash ${said(sha512(point, idx, path))} ; aff4:blockMapHash ${said(digest)} .
<${stream}> a aff4:ImageStream ; aff4:chunkSize "${STRIPE_CHUNK}"^^xsd:int ; aff4:chunksInSegment "${PER_BEVY}"^^xsd:int ;
  aff4:compressionMethod <https://tools.ietf.org/html/rfc1951> ; aff4:size "${size}"^^xsd:long ; aff4:stored : ; aff4:target <${map}> .
<${stream}/blockhash.sha1> a aff4:BlockHashes ; aff4:hash ${said(sha512(blocks))} .
${elsewhere.join('\n')}
`;
    const text = (name: string, data: Buffer | string): ZipPart => ({ name, data: Buffer.from(data) });
    const all = [
      text('container.description', volume),
      text('version.txt', 'major=1\nminor=0\ntool=a test\n'),
      ...parts,
      ...(['map', 'idx', 'mapPath'] as const).map((name, i) =>
        text(`${escaped(map)}/${name}`, [point, idx, path][i]!),
      ), // one for each
      text('information.turtle', change.turtle?.(n, turtle) ?? turtle),
    ];
    return Buffer.from(buildZip(all, { comment: volume }));
  };
  return { map, digest, file };
}

function bevies(
  stream: string,
  chunks: readonly Buffer[],
  change: (bytes: Buffer) => void,
): { parts: ZipPart[]; blocks: Buffer } {
  const parts: ZipPart[] = [];
  const all: Buffer[] = [];
  for (let first = 0; first < chunks.length; first += PER_BEVY) {
    const digests: Buffer[] = [];
    const [index, data]: [Buffer[], Buffer[]] = [[], []];
    for (const chunk of chunks.slice(first, first + PER_BEVY)) {
      const small = deflateRawSync(chunk);
      const kept = small.length < STRIPE_CHUNK ? small : Buffer.concat([chunk, Buffer.alloc(STRIPE_CHUNK - chunk.length)]); // prettier-ignore
      const entry = Buffer.alloc(12);
      entry.writeBigUInt64LE(BigInt(Buffer.concat(data).length));
      entry.writeUInt32LE(kept.length, 8);
      index.push(entry);
      data.push(kept);
      digests.push(createHash('sha1').update(chunk).digest());
    }
    const bevy = Buffer.concat(data);
    change(bevy);
    const name = `${escaped(stream)}/${String(first / PER_BEVY).padStart(8, '0')}`;
    parts.push(
      { name, data: bevy },
      { name: `${name}.index`, data: Buffer.concat(index) },
      { name: `${name}.blockHash.sha1`, data: Buffer.concat(digests) },
    );
    all.push(...digests);
  }
  return { parts, blocks: Buffer.concat(all) };
}

function entryOf({ at, length, from, target }: Place): Buffer {
  const entry = Buffer.alloc(28);
  for (const [n, value] of [at, length, from].entries()) entry.writeBigUInt64LE(BigInt(value), 8 * n);
  entry.writeUInt32LE(target, 24);
  return entry;
}

const escaped = (uri: string): string => uri.replace('://', '%3A%2F%2F');
const sha512 = (...parts: readonly Buffer[]): Buffer =>
  createHash('sha512').update(Buffer.concat(parts)).digest();
