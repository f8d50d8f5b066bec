// The program of a confined child that examines: it lists, reads every file once for its digests, and runs the extractors.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Refusal } from '../../base/refusal.ts';
import { serve, type Given } from '../../platform/confined-child.ts';
import type { Content } from '../filesystems/file-system.ts';
import { FIRST_BYTES } from '../listing/kinds.ts';
import { recordOf } from '../listing/lines.ts';
import { walk, type Listed, type OpenVolume } from '../listing/list-image.ts';
import { pieces } from '../listing/select.ts';
import { contentOf, unusedOf, UNUSED_BYTES, type Unused } from '../listing/unused.ts';
import { entryAt } from '../looking/find.ts';
import { badBytesOf, openGiven, volumeOf, whereOf } from '../looking/open-given.ts';
import type { FaultLog } from '../sources/faults.ts';
import type { Bytes } from '../volumes/bytes.ts';
import type {
  AskedBytes,
  AskedDigests,
  AskedExtract,
  AskedWalk,
  Chain,
  Digested,
  Extraction,
  FoundMember,
} from './asked.ts';
import { Spent, Stopped, type Facts, type Member, type Stop } from './extractor.ts';
import { EXTRACTORS, extractorOf } from './index.ts';

const PART_BYTES = 128 * 1024;
const PART_ROWS = 1000;
/** After so much without an answer it says that it is still at work. */
const SIGN_BYTES = 64 * 1024 * 1024;
const PROBLEMS_TOLD = 200;
/** Larger files that are nothing but a hole, such as the list of bad clusters of NTFS, are not read as zeros. */
const HOLLOW_BYTES = 256 * 1024 * 1024;
const TAR_AT = 257;
const PATH_CHARACTERS = 4000;

/** Rows of an answer, several to a part. */
class Parts {
  readonly #given: Given;
  readonly #most: number;
  #rows: object[] = [];
  #characters = 0;

  constructor(given: Given, most = PART_ROWS) {
    this.#given = given;
    this.#most = most;
  }

  add(row: object): void {
    this.#rows.push(row);
    this.#characters += JSON.stringify(row).length;
    if (this.#rows.length >= this.#most || this.#characters >= PART_BYTES) this.end();
  }

  /** Also where there are none: it is a sign of life. */
  end(): void {
    this.#given.part(null, Buffer.from(JSON.stringify(this.#rows)));
    this.#rows = [];
    this.#characters = 0;
  }
}

interface Placed extends Listed {
  readonly place: number;
  readonly unused?: Unused;
}

/** With its place among all: what no file holds stands after what the file system lists. */
function* placed(from: OpenVolume, isUnused: boolean, problem: (what: string) => void): Generator<Placed> {
  let place = 0;
  for (const listed of walk(from, isUnused ? () => undefined : problem)) {
    if (!isUnused) yield { ...listed, place };
    place += 1;
  }
  if (isUnused) for (const listed of unusedOf(from, problem)) yield { ...listed, place: place++ };
}

interface Reading {
  readonly from: OpenVolume;
  readonly faults: FaultLog;
  readonly out: Parts;
}

function digested({ place, entry, unused }: Placed, { from, faults, out }: Reading): Digested {
  return orFailed<Digested>(
    (failed) => ({ place, ...failed }),
    () => {
      const before = faults.count;
      const content = contentOf(from, entry);
      if (unused !== undefined && content.size > UNUSED_BYTES)
        throw new Stopped(
          'tooLarge',
          `a free run of ${content.size} bytes, of which at most ${UNUSED_BYTES} are read for a digest`,
        );
      if (content.size > HOLLOW_BYTES && content.runs.every(({ at }) => at === undefined))
        throw new Stopped('unsupported', `a file of ${content.size} bytes of which none is stored`);
      const { stored, assumed, runs, runsCount } = whereOf(content, from);
      const read = readOf(content, out);
      const bad = badBytesOf(content, from, faults);
      if (bad !== undefined)
        throw new Stopped(
          'damaged',
          `the image does not have ${bad.length} bytes from ${bad.offset} of the medium as they were acquired`,
        );
      // Of what lies in no range of the medium only this is known.
      if (content.runs.length === 0 && faults.count > before)
        throw new Stopped('damaged', 'a part of the image that was read for it is damaged');
      // Without its first bytes no later stage takes it for a file.
      return { place, ...read, ...(unused && { first: '' }), stored, assumed, runs: [...runs], runsCount };
    },
  );
}

interface Read {
  readonly sha256: string;
  readonly sha1: string;
  readonly md5: string;
  readonly size: number;
  readonly first: string;
}

function readOf(content: Bytes & Partial<Content>, out: Parts): Read {
  const [sha256, sha1, md5] = [createHash('sha256'), createHash('sha1'), createHash('md5')];
  let first: Uint8Array = new Uint8Array();
  let [read, since, sum] = [0, 0, 0];
  for (const piece of pieces({ runs: [], stored: 'plain', ...content })) {
    if (read === 0) first = Uint8Array.from(piece.subarray(0, FIRST_BYTES));
    for (const hash of [sha256, sha1, md5]) hash.update(piece);
    if (content.crc32 !== undefined) sum = crc32(piece, sum);
    read += piece.length;
    since += piece.length;
    if (since < SIGN_BYTES) continue;
    since = 0;
    out.end();
  }
  if (content.crc32 !== undefined && content.crc32 !== sum)
    throw new Stopped('damaged', 'its CRC-32 is not the one that the container has of it');
  const isTar = Buffer.from(first.subarray(TAR_AT, TAR_AT + 5)).toString('latin1') === 'ustar';
  return {
    sha256: sha256.digest('hex'),
    sha1: sha1.digest('hex'),
    md5: md5.digest('hex'),
    size: read,
    first: Buffer.from(isTar ? first : first.subarray(0, 64)).toString('hex'),
  };
}

interface Failed {
  readonly failed: Stop;
  readonly detail: string;
}

/** What the bytes are at fault for is a result; everything else is an error of ours and ends the child. */
function orFailed<T>(as: (failed: Failed) => T, act: () => T): T {
  try {
    return act();
  } catch (error) {
    return as(failedBy(error));
  }
}

function failedBy(error: unknown): Failed {
  if (error instanceof Stopped) return { failed: error.reason, detail: error.message.slice(0, 500) };
  if (!(error instanceof Refusal)) throw error;
  const failed =
    error.code === 'unsupported' ? 'unsupported' : error.code === 'tooLarge' ? 'tooLarge' : 'damaged';
  return { failed, detail: `expected ${error.expected}; found ${error.found}`.slice(0, 500) };
}

async function extracted(given: Given, { chain, extractor }: AskedExtract): Promise<Extraction> {
  const out = new Parts(given);
  const one = EXTRACTORS.find(({ name }) => name === extractor);
  if (one === undefined) throw new TypeError(`no extractor ${extractor}`);
  try {
    const spent = new Spent();
    const bytes = await openChain(given, chain);
    await one.ready?.();
    const found = one.readLater
      ? await one.readLater(bytes, spent)
      : one.read(bytes, spent, chain.name, await besideOf(given, chain));
    const { members = [], text, facts } = found;
    let place = 0;
    for (const member of members) out.add(memberRow(place++, member, out));
    out.end();
    return {
      ...(text === undefined ? {} : { text: text.slice(0, spent.limits.textCharacters).toWellFormed() }),
      ...(facts === undefined ? {} : { facts: cleaned(facts) }),
    };
  } catch (error) {
    const failed = failedBy(error);
    out.end();
    return { failed };
  }
}

/** What a column of text keeps. */
function cleaned(facts: Facts): Facts {
  const entries = Object.entries(facts).slice(0, 200);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name.slice(0, 60),
      typeof value === 'string' ? value.slice(0, 2000).toWellFormed().replaceAll('\0', '\ufffd') : value,
    ]),
  );
}

function memberRow(place: number, { open, ...member }: Member, out: Parts): FoundMember {
  const path = member.path === '' ? `unnamed-${place}` : member.path.slice(0, PATH_CHARACTERS);
  const row = { place, ...member, path };
  if (open === undefined) return row;
  const read = orFailed<NonNullable<FoundMember['read']>>(
    (failed) => failed,
    () => readOf(open(), out),
  );
  return 'size' in read ? { ...row, sizeBytes: read.size, read } : { ...row, read };
}

/** In the same folder, or in the same archive. */
async function besideOf(given: Given, chain: Chain): Promise<Bytes | undefined> {
  const { beside, entry, members } = chain;
  if (beside === undefined) return undefined;
  const last = members.at(-1);
  if (last !== undefined)
    return openChain(given, {
      ...chain,
      members: [...members.slice(0, -1), { ...last, address: beside.address }],
    });
  if (entry !== undefined) return openChain(given, { ...chain, entry: { ...entry, ...beside } });
  return storedAt(given, 1);
}

/** Down through the files that it lies in, each opened anew: nothing that was unpacked is kept. */
async function openChain(given: Given, { entry, members }: Chain): Promise<Bytes> {
  let bytes: Bytes =
    entry === undefined
      ? storedAt(given, 0)
      : entryAt(openVolumeOf(given, entry.volume), entry.path, entry.address).content;
  for (const { name, kind, address } of members) {
    const extractor = extractorOf(kind, name);
    await extractor?.ready?.();
    const read = extractor?.read(bytes, new Spent(), name);
    const found = read?.find === undefined ? firstAt(address, read?.members ?? []) : read.find(address);
    if (found?.open === undefined) throw new Stopped('damaged', `no member at ${address} of ${name}`);
    bytes = found.open();
  }
  return bytes;
}

/** What an examination with a key found stays; its bytes are there for who has the key. */
function openVolumeOf(given: Given, number: number): OpenVolume {
  const { volumes } = openGiven(given).medium;
  if (
    volumes.every((one) => one.number !== number) &&
    volumes.some(({ isEncrypted }) => isEncrypted === true)
  )
    throw new Stopped('encrypted', `volume ${number} is opened with a key, and none that opens it was given`);
  return volumeOf(openGiven(given).medium, number);
}

function firstAt(address: string, members: Iterable<Member>): Member | undefined {
  for (const member of members) if (member.address === address) return member;
  return undefined;
}

function storedAt(given: Given, place: number): Bytes {
  const size = given.files[place]?.size ?? 0;
  const readInto = (at: number, target: Uint8Array): number => {
    const wanted = target.subarray(0, Math.max(0, Math.min(target.length, size - at)));
    if (wanted.length > 0) given.read(place, at, wanted);
    return wanted.length;
  };
  return { size, readInto };
}

// Last, as it never returns.
serve({
  walk: (given) => {
    const { volume, isUnused } = given.told as AskedWalk; // written by the server
    const from = volumeOf(openGiven(given).medium, volume);
    const out = new Parts(given);
    const problems: string[] = [];
    const problem = (what: string): void => void (problems.length < PROBLEMS_TOLD && problems.push(what));
    for (const { place, unused, ...listed } of placed(from, isUnused, problem)) {
      const record = recordOf(listed, { fileSystem: from.fileSystem! }); // it has one where anything is listed
      out.add({ place, ...(unused && { unused }), ...record });
    }
    out.end();
    return { problems };
  },
  digests: (given) => {
    const asked = given.told as AskedDigests; // as above
    const { medium, faults } = openGiven(given);
    const from = volumeOf(medium, asked.volume);
    const out = new Parts(given, asked.isSlow ? 1 : PART_ROWS);
    const reading = { from, faults, out };
    for (const listed of placed(from, asked.isUnused, () => undefined))
      if (listed.place >= asked.from && listed.entry.type === 'file') out.add(digested(listed, reading));
    out.end();
    return null;
  },
  extract: (given) => extracted(given, given.told as AskedExtract), // as above
  bytes: async (given) => {
    const { chain } = given.told as AskedBytes; // as above
    try {
      const content = await openChain(given, chain);
      for (const piece of pieces({ runs: [], stored: 'plain', ...content }))
        given.part(null, Buffer.from(piece));
      return {};
    } catch (error) {
      return { failed: failedBy(error) };
    }
  },
});
