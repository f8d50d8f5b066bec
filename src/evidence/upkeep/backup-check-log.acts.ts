// Whether the published log of a backup is whole: each tile against what its name promises, all of them against the head, and
// every head that was kept against its folder's name. Who signed is not asked: the keys may be elsewhere, and restoring asks.
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { equalBytes } from '../../base/bytes.ts';
import { errorText } from '../../base/error-text.ts';
import { ifThere } from '../../platform/files.ts';
import { logFolder, type LogFolder } from '../../platform/log-folder.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseCheckpoint, type Checkpoint } from '../../verify/checkpoint.ts';
import { Fault } from '../../verify/fault.ts';
import { appendLeaf, EMPTY_RANGE, HASH_BYTES, leafHash, rootOf } from '../../verify/merkle.ts';
import { parseNote } from '../../verify/note.ts';
import { entriesPath, parseEntryBundle, TILE_WIDTH } from '../../verify/tiles.ts';
import { Findings } from '../log/findings.ts';
import { checkToken, keptFolder, keptNames, keptTokens } from '../log/log-kept.acts.ts';
import { auditTiles } from './audit-tiles.ts';

export async function checkLog(path: string, onBytes: (bytes: number) => void): Promise<Findings> {
  const folder = logFolder(path);
  const findings = new Findings();
  await checkWidths(folder, findings, onBytes);
  if (findings.count === 0) await checkHead(folder, findings); // only whole tiles lead to a head
  await checkKept(folder, findings);
  return findings;
}

/** A tile is named by how many it has: `…/000` has 256 of them, `…/000.p/12` has 12. */
async function checkWidths(
  folder: LogFolder,
  findings: Findings,
  onBytes: (bytes: number) => void,
): Promise<void> {
  for (const path of await tilesOf(folder)) {
    const bytes = await folder.read(path);
    onBytes(bytes.length);
    const width = Number(/\.p\/(\d+)$/.exec(path)?.[1] ?? TILE_WIDTH);
    if (path.startsWith('tile/entries/')) {
      const found = entriesIn(bytes, path)?.length;
      if (found !== width) findings.add(path, `${width} entries`, found?.toString() ?? 'a cut one');
    } else if (bytes.length !== width * HASH_BYTES)
      findings.add(path, `${width * HASH_BYTES} bytes`, `${bytes.length}`);
  }
}

async function tilesOf({ path }: LogFolder): Promise<string[]> {
  const found = await ifThere(readdir(join(path, 'tile'), { recursive: true, withFileTypes: true }));
  return (found ?? [])
    .filter((one) => one.isFile() && !one.name.startsWith('.')) // a passing one was being written
    .map((one) => relative(path, join(one.parentPath, one.name)))
    .sort();
}

/** Undefined: the last of them is cut, or they are no entries. */
function entriesIn(bytes: Uint8Array, path: string): Uint8Array[] | undefined {
  try {
    return parseEntryBundle(bytes, path);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** The entries lead to the head by way of every tile. */
async function checkHead(folder: LogFolder, findings: Findings): Promise<void> {
  const head = await readHead(folder);
  if (head === undefined) return findings.add('checkpoint', 'the published head of the log', 'none');
  const tiles = auditTiles(folder.read, findings);
  let range = EMPTY_RANGE;
  while (range.size < head.size) {
    const width = Math.min(TILE_WIDTH, head.size - range.size);
    const path = entriesPath(range.size / TILE_WIDTH, width);
    const bytes = await ifThere(folder.read(path));
    if (bytes === undefined) return findings.add(path, `${width} entries`, 'none');
    for (const entry of parseEntryBundle(bytes, path)) {
      const hash = leafHash(nodeCrypto, entry);
      range = appendLeaf(nodeCrypto, range, hash);
      await tiles.add(hash);
    }
  }
  await tiles.end();
  if (!equalBytes(rootOf(nodeCrypto, range), head.root))
    findings.add('checkpoint', 'the root of the events', 'another');
}

/** Undefined: there is none, or it is not one. */
async function readHead(folder: LogFolder): Promise<Checkpoint | undefined> {
  const note = await ifThere(folder.read('checkpoint'));
  try {
    return note === undefined ? undefined : checkpointOf(note, 'checkpoint');
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

async function checkKept(folder: LogFolder, findings: Findings): Promise<void> {
  for (const name of await keptNames({ folder })) {
    const place = `kept/${name}`;
    try {
      const note = await folder.read(`${place}/checkpoint.note`);
      const { size } = checkpointOf(note, place);
      if (keptFolder(note, size) !== place)
        findings.add(`${place}/checkpoint.note`, 'the bytes after which its folder is named', 'others');
      else
        for (const token of await keptTokens({ folder }, { note, size }))
          await checkToken({ note }, token, place);
    } catch (error) {
      findings.add(place, 'a checkpoint with sound time stamps', errorText(error));
    }
  }
}

function checkpointOf(note: Uint8Array, place: string): Checkpoint {
  return parseCheckpoint(parseNote(note, place).text, place);
}
