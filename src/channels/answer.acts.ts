// Keeping an answer under its digest, and finding it again, whatever the law data says by then.
import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Kysely, Transaction } from 'kysely';
import { newUuid, type Random, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Clock } from '../base/time.ts';
import type { Knowledge } from '../law/model.ts';
import type { Schema } from '../platform/schema.ts';
import { jsonLine } from './answer.ts';
import { answersNamed, insertAnswer, type KeptRow } from './answer.store.ts';
import { planFor, type Answer } from './plan.ts';
import { differencesOf, type Difference } from './what-if.ts';

type Db = Kysely<Schema> | Transaction<Schema>;

/** Where an answer is kept: the connection of whoever asks, and who that is. */
export interface Keeper {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: Random;
  /** Undefined: at the terminal. */
  readonly person: Uuid | undefined;
}

export interface KeptAnswer {
  readonly digest: string;
  readonly askedAt: Date;
  readonly question: string;
  readonly bytes: Uint8Array;
  readonly answer: Answer;
}

/** The answer's name: the SHA-256 of its bytes, in hex. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const QUALITY = 5; // a tenth of the size in two milliseconds
const BYTES_MAX = 64 * 1024 * 1024;

export async function keepAnswer(keeper: Keeper, question: string, answer: Answer): Promise<string> {
  const bytes = jsonLine(answer);
  const digest = digestOf(bytes);
  await insertAnswer(keeper.db, {
    id: newUuid(keeper.clock, keeper.random),
    digest: Buffer.from(digest, 'hex'),
    askedBy: keeper.person,
    askedAt: new Date(keeper.clock()),
    day: answer.day,
    dataVersion: answer.dataVersion,
    question,
    bytes: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }),
  });
  return digest;
}

/** By its digest or the first hex digits of it. Throws Refusal notFound, badInput for a name of two, damaged. */
export async function findAnswer(db: Db, name: string): Promise<KeptAnswer> {
  if (!/^[0-9a-f]{4,64}$/.test(name)) throw noAnswer(name);
  const [row, other] = await answersNamed(db, name);
  if (row === undefined) throw noAnswer(name);
  if (other !== undefined) throw new Refusal('badInput.answerName', { name });
  return opened(row);
}

function opened(row: KeptRow): KeptAnswer {
  const bytes = brotliDecompressSync(row.bytes, { maxOutputLength: BYTES_MAX });
  const digest = Buffer.from(row.digest).toString('hex');
  const found = digestOf(bytes);
  if (found !== digest) throw new Refusal('damaged.answer', { digest, found });
  const answer = JSON.parse(bytes.toString()) as Answer; // the bytes that jsonLine made: their digest says so
  return { digest, askedAt: row.askedAt, question: row.question, bytes, answer };
}

function noAnswer(name: string): Refusal {
  return new Refusal('notFound.answer', { name: name.slice(0, 80) });
}

export interface Replay {
  /** The law data is the same, and so is every byte. */
  readonly isSame: boolean;
  /** As it would be given now. Where it is the same, its sentences can be read in any language; kept bytes are English. */
  readonly now: Answer;
  readonly dataVersion: string;
  readonly differences: readonly Difference[];
}

/** The question of an old answer put to the law data of now, for the same day. */
export function replay({ answer, digest }: KeptAnswer, knowledge: Knowledge): Replay {
  const now = planFor(answer.need, knowledge, answer.day);
  return {
    isSame: digestOf(jsonLine(now)) === digest,
    now,
    dataVersion: now.dataVersion,
    differences: differencesOf(answer, now, knowledge),
  };
}
