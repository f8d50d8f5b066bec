// What extractors read whole: files of Windows and macOS, databases with a log, by their first bytes as an examination reads them.
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inMemory, Spent, Stopped } from '../../src/forensics/extractors/extractor.ts';
import { extractorOf } from '../../src/forensics/extractors/index.ts';
import { sqlite } from '../../src/forensics/extractors/sqlite.ts';
import { kindOf } from '../../src/forensics/listing/kinds.ts';
import { packed } from '../support/archives-made.ts';
import {
  binaryPlist,
  hive,
  packedPrefetch,
  prefetchFile,
  shortcut,
  XML_PLIST,
} from '../support/artefacts-made.ts';
import { eventLog } from '../support/evtx-made.ts';
import { changeJournal } from '../support/usn-made.ts';
import { usnJournal } from '../../src/forensics/extractors/usn-journal.ts';
import { compoundFile, outlookMessage, workbook } from '../support/ole-made.ts';
import { mailbox } from '../support/pst-made.ts';
import { mutated } from './mutate.ts';
import { oneOf, whole, type Draw, type Target } from './target.ts';

const WORDS = [
  'nk',
  'vk',
  'lf',
  'ri',
  'db',
  'hbin',
  'SCCA',
  '<key>',
  '<array>',
  '\xff\xff\xff\xff',
  '\0\0\0\0',
];
/** In front of a log its length: a database and its log are one input. */
const PAIR = 'PAIR';

export async function artefacts(): Promise<Target> {
  const good = [
    await packed('a.7z', { 'a.txt': Buffer.from('one line after another\n'.repeat(50)) }),
    await packed('a.txt.bz2', { 'a.txt': Buffer.from('one line') }),
    hive(),
    shortcut(),
    prefetchFile(),
    packedPrefetch(),
    binaryPlist(),
    Buffer.from(XML_PLIST),
    outlookMessage(),
    eventLog(),
    changeJournal(),
    mailbox(),
    mailbox({ isUnicode: false }),
    compoundFile([{ path: 'Workbook', data: workbook() }]),
  ];
  const { database, log } = withLog();
  const make = (draw: Draw): Buffer => {
    if (draw() < 0.7) return mutated(draw, [oneOf(draw, good)], WORDS);
    const [one, other] = [flipped(draw, database), flipped(draw, log)];
    const head = Buffer.alloc(8);
    head.write(PAIR, 'latin1');
    head.writeUInt32LE(one.length, 4);
    return Buffer.concat([head, one, other]);
  };
  return { make, read };
}

async function read(input: Uint8Array): Promise<void> {
  const bytes = Buffer.from(input);
  try {
    if (bytes.toString('latin1', 0, 4) === PAIR) {
      const end = 8 + bytes.readUInt32LE(4);
      sqlite.read(inMemory(bytes.subarray(8, end)), new Spent(), 'a.db', inMemory(bytes.subarray(end)));
      return;
    }
    const kind = kindOf(bytes.subarray(0, 512)) ?? null;
    if (kind === null) usnJournal.read(inMemory(bytes), new Spent(), '$usnjrnl:$j');
    const one = extractorOf(kind, 'a.plist');
    await one?.ready?.();
    const found = one?.read(inMemory(bytes), new Spent(), 'a.plist');
    for (const member of found?.members ?? []) {
      const content = member.open?.();
      content?.readInto(0, new Uint8Array(Math.min(content.size, 100_000)));
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error; // a Refusal is expected where this is called
  }
}

function flipped(draw: Draw, from: Buffer): Buffer {
  const bytes = Buffer.from(from);
  for (let left = whole(draw, 8); left > 0; left--) bytes[whole(draw, bytes.length)] = whole(draw, 256);
  return draw() < 0.1 ? bytes.subarray(0, whole(draw, bytes.length)) : bytes;
}

function withLog(): { readonly database: Buffer; readonly log: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'comity-fuzz-sqlite-'));
  const path = join(folder, 'a.db');
  const open = new DatabaseSync(path);
  open.exec('PRAGMA page_size=512; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0');
  open.exec(
    'CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT); CREATE TABLE k (a TEXT PRIMARY KEY, b) WITHOUT ROWID',
  );
  for (let i = 0; i < 60; i++)
    open.exec(`INSERT INTO t VALUES (${i}, 'word ${i}'); INSERT INTO k VALUES ('key ${i}', ${i})`);
  open.exec('PRAGMA wal_checkpoint(TRUNCATE); DELETE FROM t WHERE a < 9; UPDATE k SET b = 1');
  const made = { database: readFileSync(path), log: readFileSync(`${path}-wal`) };
  open.close();
  rmSync(folder, { recursive: true, force: true });
  return made;
}
