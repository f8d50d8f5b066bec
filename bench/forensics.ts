// Looking inside: fingerprints of pictures beside the figures of the C++ reference, and look-ups among a million of them.
import { createCipheriv } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pdqOf } from '../src/forensics/pictures/pdq.ts';
import { HashFile, HashFileWriter } from '../src/forensics/known/hash-file.ts';
import { PictureIndex } from '../src/forensics/pictures/picture-index.ts';
import { COMITY, newHome } from './home.ts';
import { command, leastMs, measureInTurn, measureOnce, run, script } from './measure.ts';
import { compared, type Row } from './table.ts';

/** Pictures of 512 by 512 a second and core: the most that the C++ reference (g++ -O3) did where it was built beside this program. */
const PDQ_REFERENCE = 261;
/** Look-ups a second among a million, at a distance of 31; the C++ reference does 251, FAISS 166. */
const LOOKUPS_LIMIT = 2400;
const [PICTURES, MILLION, LOOKUPS] = [200, 1_000_000, 2000];

export function forensics(folder: string): Row[] {
  return [pictures(), ...lookups(), ...manyLookups(), ...known(), imported(folder), ...camera(folder)];
}

function rate(what: string, aSecond: number, limit: number, note: string): Row {
  return { what, ours: `${aSecond.toFixed(0)}/s`, peer: `${limit}/s`, ratio: aSecond / limit, gate: 1, note };
}

function pictures(): Row {
  const picture = { width: 512, height: 512, channels: 3, bytes: noise(512 * 512 * 3) } as const;
  const ms = leastMs(() => {
    for (let n = 0; n < PICTURES; n++) pdqOf(picture);
  });
  return rate(
    'PDQ of 512 by 512 pixels, CPU',
    (1000 * PICTURES) / ms,
    PDQ_REFERENCE,
    'the C++ reference, its best figure',
  );
}

function lookups(): Row[] {
  const all = noise(MILLION * 32);
  let index = new PictureIndex();
  const built = leastMs(() => {
    index = new PictureIndex(all);
  });
  let missed = 0;
  const ms = leastMs(() => {
    for (let n = 0; n < LOOKUPS; n++) {
      const row = n * Math.floor(MILLION / LOOKUPS);
      const query = Uint8Array.from(all.subarray(row * 32, (row + 1) * 32));
      for (let bit = 0; bit < 31; bit++) query[bit]! ^= 1 << (n & 7);
      if (!index.near(query, 31).some((near) => near.row === row)) missed += 1;
    }
  });
  if (missed > 0) throw new Error(`${missed} look-ups missed what is there`);
  return [
    rate(
      'look-ups among 1,000,000 fingerprints, CPU',
      (1000 * LOOKUPS) / ms,
      LOOKUPS_LIMIT,
      'the limit we set',
    ),
    { what: 'index of 1,000,000 fingerprints made, CPU', ours: `${(built / 1000).toFixed(2)} s`, peer: '', note: 'told, not gated' }, // prettier-ignore
  ];
}

/** Look-ups a second among ten million, of two threads: the goal that the matcher of ThreatExchange (HMA) states. */
const MANY_LIMIT = 4000;

function manyLookups(): Row[] {
  const told: unknown = JSON.parse(
    run(script('fingerprints.ts'), { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' }),
  );
  const { built, cpu, wall } = told as {
    readonly built: number;
    readonly cpu: number;
    readonly wall: number;
  }; // fingerprints.ts says it
  return [
    rate('look-ups among 10,000,000 fingerprints, two threads, CPU', cpu, MANY_LIMIT, 'the limit we set'),
    {
      what: 'the same, wall',
      ours: `${wall.toFixed(0)}/s`,
      peer: '',
      note: 'told, not gated: two free cores',
    },
    { what: 'index of 10,000,000 fingerprints made, CPU', ours: `${built.toFixed(1)} s`, peer: '', note: 'told, not gated' }, // prettier-ignore
  ];
}

const SHA1_BYTES = 20;
const [KNOWN, KNOWN_LOOKUPS] = [10_000_000, 1_000_000];
/** Of an import: what the issue asks of ten million; of look-ups, in the order of the digests as an exhibit is compared. */
const [IMPORT_SECONDS, KNOWN_LIMIT] = [60, 1_000_000];

/** A set of known material: written once, for it is the disk that is asked too. */
function known(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'comity-bench-'));
  try {
    const digests = noise(KNOWN * SHA1_BYTES);
    const at = (n: number): Buffer => digests.subarray(n * SHA1_BYTES, (n + 1) * SHA1_BYTES);
    const path = join(folder, 'set');
    const begun = process.cpuUsage();
    const writer = new HashFileWriter(path, SHA1_BYTES);
    for (let n = 0; n < KNOWN; n++) writer.add(at(n), 0);
    if (writer.finish() !== KNOWN) throw new Error('digests were lost');
    const { user, system } = process.cpuUsage(begun);
    const seconds = (user + system) / 1e6;
    const every = Math.floor(KNOWN / KNOWN_LOOKUPS);
    const asked = Array.from({ length: KNOWN_LOOKUPS }, (_, n) => at(n * every)).sort((a, b) => a.compare(b));
    let missed = 0;
    const ms = leastMs(() => {
      const file = new HashFile(path);
      for (const digest of asked) if (file.labelOf(digest) === undefined) missed += 1;
      file.close();
    });
    if (missed > 0) throw new Error(`${missed} look-ups missed what is there`);
    return [
      { what: 'set of 10,000,000 digests taken in, CPU', ours: `${seconds.toFixed(1)} s`, peer: `${IMPORT_SECONDS} s`, ratio: IMPORT_SECONDS / seconds, gate: 1, note: 'the limit we set' }, // prettier-ignore
      rate(
        'look-ups among 10,000,000 digests, CPU',
        (1000 * KNOWN_LOOKUPS) / ms,
        KNOWN_LIMIT,
        'the limit we set; in their order',
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The command that people use: ten million lines of a file read, a record in PostgreSQL, the set on disk. */
function imported(folder: string): Row {
  const path = join(folder, 'known.txt');
  const digests = noise(KNOWN * SHA1_BYTES);
  const file = openSync(path, 'w');
  const AT_ONCE = 10_000;
  for (let n = 0; n < KNOWN; n += AT_ONCE) {
    const digest = (index: number): string =>
      digests.toString('hex', (n + index) * SHA1_BYTES, (n + index + 1) * SHA1_BYTES);
    writeSync(file, `${Array.from({ length: AT_ONCE }, (_, index) => digest(index)).join('\n')}\n`);
  }
  closeSync(file);
  const { env } = newHome(folder, 'known');
  const by = run(script('keeper.ts'), env).trim();
  const words = ['--name', 'bench', '--owner', 'bench', '--basis', 'bench', '--may-be-told', 'bench'];
  const { wall } = measureOnce(
    command([COMITY, 'known', 'import', path, ...words, '--expires', '2099-12-31', '--person', by], env),
  );
  return {
    what: '`known import` of a list of 10,000,000 digests, wall',
    ours: `${wall.toFixed(1)} s`,
    peer: `${IMPORT_SECONDS} s`,
    ratio: IMPORT_SECONDS / wall,
    gate: 1,
    note: 'the limit we set',
  };
}

/** What cameras wrote into photographs: our reader in a process of its own, beside ExifTool on the same files. */
function camera(folder: string): Row[] {
  if (spawnSync('exiftool', ['-ver']).status !== 0)
    return [{ what: 'EXIF of photographs', ours: '', peer: '', note: 'skipped: no exiftool' }];
  const from = join(folder, 'photographs');
  const [ours, peer] = measureInTurn(
    command(script('photographs.ts', ['read', photographs(from)])),
    command(['exiftool', '-json', '-q', from]),
  );
  const note = 'exiftool -json, which knows far more tags; told, not gated';
  return [
    compared({ what: `EXIF of ${PHOTOGRAPHS} photographs`, by: 'cpu', ours, peer, note }),
    compared({ what: 'the same', by: 'wall', ours, peer, note }),
  ];
}

const PHOTOGRAPHS = 2000;

function photographs(into: string): string {
  run(script('photographs.ts', ['make', into, `${PHOTOGRAPHS}`]));
  return into;
}

function noise(bytes: number): Buffer {
  return createCipheriv('aes-256-ctr', Buffer.alloc(32, 7), Buffer.alloc(16)).update(Buffer.alloc(bytes));
}
