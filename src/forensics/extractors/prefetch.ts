// Prefetch files of Windows: which program ran, how often and when, and what it loaded. Versions 17 to 31, as documented by J. Metz, "Windows
// Prefetch File (PF) format" (libscca), section names at each structure. Since Windows 10 they are packed (`MAM`).
import { exactly, type Bytes } from '../volumes/bytes.ts';
import { Stopped, wholeOf, type Extractor } from './extractor.ts';
import { fileTime, inLine, Lines, utf16 } from './lines.ts';
import { unpackXpress } from './xpress.ts';

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_NAMES = 20_000;
const MAX_VOLUMES = 64;
/** "File information": where the times and the count of runs are. */
const PLACES: {
  readonly [version: number]: {
    readonly times: number;
    readonly most: number;
    readonly runs: number;
    readonly volumeBytes: number;
  };
} = {
  17: { times: 120, most: 1, runs: 144, volumeBytes: 40 },
  23: { times: 128, most: 1, runs: 152, volumeBytes: 104 },
  26: { times: 128, most: 8, runs: 208, volumeBytes: 104 },
  30: { times: 128, most: 8, runs: 208, volumeBytes: 96 },
  31: { times: 128, most: 8, runs: 208, volumeBytes: 96 },
};
/** Of version 30 and later there are two; this is where metrics begin in the second. */
const SHORT_METRICS = 296;

export const prefetch: Extractor = {
  name: 'prefetch',
  group: 'system',
  version: 1,
  takes: (kind) => kind === 'prefetch',
  read: (bytes, spent) => {
    const raw = plainOf(bytes, (size) => wholeOf(bytes, 0, size, spent));
    if (raw.length < 224 || raw.toString('latin1', 4, 8) !== 'SCCA')
      throw new Stopped('damaged', 'no prefetch file in it');
    const version = raw.readUInt32LE(0);
    const places = PLACES[version];
    if (places === undefined) throw new Stopped('unsupported', `prefetch of version ${version}`);
    const runsAt = version >= 30 && raw.readUInt32LE(84) === SHORT_METRICS ? 200 : places.runs;
    const times = Array.from({ length: places.most }, (_, index) => fileTime(raw, places.times + 8 * index)).filter((time) => time !== undefined); // prettier-ignore
    const out = new Lines(spent.limits.textCharacters);
    for (const time of times) out.add(`run\t${time}`);
    for (const line of volumesOf(raw, places.volumeBytes)) out.add(line);
    const names = namesOf(raw);
    for (const name of names) if (!out.add(`loaded\t${inLine(name)}`)) break;
    const [last] = times;
    return {
      facts: {
        program: inLine(utf16(raw.subarray(16, 76)), 200),
        'path-hash': raw.readUInt32LE(76).toString(16).padStart(8, '0'),
        runs: raw.readUInt32LE(runsAt),
        ...(last === undefined ? {} : { 'last-run': last }),
        version,
        files: names.length,
      },
      text: out.text,
    };
  },
};

function plainOf(bytes: Bytes, all: (size: number) => Buffer): Buffer {
  const head = exactly(bytes, 0, 8);
  const size = Math.min(bytes.size, MAX_BYTES);
  if (head.toString('latin1', 0, 3) !== 'MAM') return all(size);
  const [method, plain] = [(head[3] ?? 0) & 0x0f, head.readUInt32LE(4)];
  if (method !== 4) throw new Stopped('unsupported', `packed by method ${method}`);
  if (plain > MAX_BYTES) throw new Stopped('tooLarge', `${plain} bytes, more than ${MAX_BYTES}`);
  return unpackXpress(all(size).subarray((head[3] ?? 0) >> 7 === 0 ? 8 : 12), plain); // the upper bit: a checksum comes first
}

/** "Filename strings": one after another, each ended by a NUL. */
function namesOf(raw: Buffer): readonly string[] {
  const [at, length] = [raw.readUInt32LE(100), raw.readUInt32LE(104)];
  const text = raw.subarray(at, Math.min(raw.length, at + length));
  return text.subarray(0, text.length - (text.length % 2)).toString('utf16le').split('\0').filter((name) => name !== '').slice(0, MAX_NAMES); // prettier-ignore
}

/** "Volume information". */
function volumesOf(raw: Buffer, each: number): readonly string[] {
  const [from, count] = [raw.readUInt32LE(108), Math.min(MAX_VOLUMES, raw.readUInt32LE(112))];
  const lines: string[] = [];
  for (let index = 0; index < count; index++) {
    const at = from + index * each;
    if (at + 20 > raw.length) break;
    const nameAt = from + raw.readUInt32LE(at);
    const name = utf16(raw.subarray(nameAt, nameAt + 2 * Math.min(500, raw.readUInt32LE(at + 4))));
    const serial = raw
      .readUInt32LE(at + 16)
      .toString(16)
      .padStart(8, '0');
    lines.push(`volume\t${inLine(name)}\tserial ${serial}\tmade ${fileTime(raw, at + 8) ?? ''}`);
  }
  return lines;
}
