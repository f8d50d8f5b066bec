// What a witness keeps, as files: every checkpoint it cosigned, whole, and every sign of a fork. Folder by log:
// `<SHA-256 of the origin>/checkpoints/000/000/001.note` and so on; the highest number is the latest.
//
// A witness that was brought back from a backup may have cosigned more than it keeps: beside the logs lies a file that says so, and it
// signs nothing until somebody takes that file away.
//
// A number is taken by making its file, which only one of several requests, processes or threads can do (link(2)). So no
// lock is held and none can be left behind: who comes second looks again.
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { base64, utf8Text } from '../../base/bytes.ts';
import { phrase, type Phrase, Refusal } from '../../base/refusal.ts';
import { isoUtc } from '../../base/time.ts';
import { createAtomically, errorCode, ifThere, makeFolder, writeAtomically } from '../../platform/files.ts';
import { parseCheckpoint, type Checkpoint } from '../../verify/checkpoint.ts';
import { parseNote } from '../../verify/note.ts';
import type { ContradictionKind, Submission } from './witness.ts';

/** Against a request that can be made again and again: beyond this, more say nothing new. */
const MAX_KEPT_FORKS = 100;
const MAX_NUMBER = 999_999_999;
const PAUSED = 'restored-from-a-backup';

interface Held {
  readonly number: number;
  readonly checkpoint: Checkpoint;
  /** With the log's signatures and our cosignatures. */
  readonly note: Uint8Array;
}

export interface WitnessStore {
  /** Undefined when nothing was cosigned for this origin. Throws Refusal damaged when the file is not what we wrote. */
  latest(origin: string): Promise<Held | undefined>;
  /** Keeps a checkpoint for good under the number after `last`. False when another request was first. */
  keep(origin: string, last: Held | undefined, note: Uint8Array): Promise<boolean>;
  /** Keeps both checkpoints, once for each pair. */
  keepFork(held: Held, sent: Submission, kind: ContradictionKind, atMs: number): Promise<void>;
  /** Every pair kept, as JSON objects in text; proven forks first. */
  forks(): Promise<string[]>;
  isPaused(): Promise<boolean>;
  /** Twice is once. */
  pause(): Promise<void>;
  /** Twice is once. */
  resume(): Promise<void>;
}

export function witnessStore(root: string): WitnessStore {
  const numbers = new Map<string, number>(); // where to look first; the files decide
  return {
    latest: async (origin) => {
      const folder = join(root, originHash(origin), 'checkpoints');
      let number = numbers.get(origin) ?? (await highest(folder));
      let note = await readIfThere(folder, number);
      for (;;) {
        const next = await readIfThere(folder, number + 1);
        if (next === undefined) break;
        number += 1;
        note = next;
      }
      if (note === undefined && number > 0) throw damaged(origin, phrase('noFileNumber', { number }));
      numbers.set(origin, number);
      return note === undefined ? undefined : { number, note, checkpoint: read(note, origin) };
    },
    keep: async (origin, last, note) => {
      const number = (last?.number ?? 0) + 1;
      const path = join(root, originHash(origin), 'checkpoints', numberPath(number));
      return create(path, note);
    },
    keepFork: async (held, sent, kind, atMs) => {
      const { origin } = sent.checkpoint;
      const folder = join(root, originHash(origin), kind === 'unproven' ? 'unproven' : 'forks');
      if ((await namesIn(folder)).length >= MAX_KEPT_FORKS) return;
      const pair = createHash('sha256')
        .update(parseNote(held.note, origin).text)
        .update(sent.text)
        .digest('hex');
      await create(
        join(folder, `${pair}.json`),
        `${JSON.stringify(forkJson(held, sent, kind, atMs), undefined, 2)}\n`,
      );
    },
    forks: async () => {
      const logs = (await namesIn(root)).filter((name) => /^[0-9a-f]{64}$/.test(name));
      const folders = ['forks', 'unproven'].flatMap((kind) => logs.map((log) => join(root, log, kind)));
      const texts: string[] = [];
      for (const folder of folders)
        for (const name of (await namesIn(folder)).filter((one) => one.endsWith('.json')))
          texts.push(await readFile(join(folder, name), 'utf8'));
      return texts;
    },
    isPaused: async () => (await ifThere(stat(join(root, PAUSED)))) !== undefined,
    pause: () => writeAtomically(join(root, PAUSED), '', 0o600),
    resume: () => rm(join(root, PAUSED), { force: true }),
  };
}

/** How a log's folder and its address are named (C2SP tlog-witness, "Monitor Retrieval Mechanism"). */
export function originHash(origin: string): string {
  return createHash('sha256').update(origin).digest('hex');
}

function forkJson(held: Held, sent: Submission, kind: ContradictionKind, atMs: number): object {
  return {
    origin: sent.checkpoint.origin,
    kind,
    seenAt: isoUtc(atMs),
    held: utf8Text(held.note),
    sent: utf8Text(sent.note),
    oldSize: sent.oldSize,
    proof: sent.proof.map(base64),
  };
}

function read(note: Uint8Array, origin: string): Checkpoint {
  try {
    const checkpoint = parseCheckpoint(parseNote(note, 'kept checkpoint').text, 'kept checkpoint');
    if (checkpoint.origin === origin) return checkpoint;
  } catch (cause) {
    throw damaged(origin, phrase('otherBytes'), cause);
  }
  throw damaged(origin, phrase('ofOtherLog'));
}

function damaged(origin: string, found: Phrase, cause?: unknown): Refusal {
  return new Refusal('damaged.witnessCheckpoint', { origin, found, cause });
}

/** False when the name was taken already. */
async function create(path: string, bytes: Uint8Array | string): Promise<boolean> {
  await makeFolder(dirname(path), 0o700);
  try {
    await createAtomically(path, bytes, 0o600);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'alreadyExists') return false;
    throw error;
  }
}

/** Walks down the folders, highest name first; a folder that was made just before a crash may be empty. */
async function highest(folder: string): Promise<number> {
  for (const millions of await numbersIn(folder))
    for (const thousands of await numbersIn(join(folder, millions)))
      for (const name of await numbersIn(join(folder, millions, thousands)))
        return Number(`${millions}${thousands}${name.slice(0, 3)}`);
  return 0;
}

async function numbersIn(folder: string): Promise<string[]> {
  return (await namesIn(folder))
    .filter((name) => /^\d{3}(\.note)?$/.test(name))
    .sort()
    .reverse();
}

function numberPath(number: number): string {
  if (number > MAX_NUMBER) throw new RangeError(`Checkpoint number ${number}`);
  const digits = String(number).padStart(9, '0');
  return join(digits.slice(0, 3), digits.slice(3, 6), `${digits.slice(6)}.note`);
}

async function readIfThere(folder: string, number: number): Promise<Uint8Array | undefined> {
  return readFile(join(folder, numberPath(number))).catch(absent);
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(absent)) ?? [];
}

function absent(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
}
