// What is long is read in another process: here it would hold up whoever asks for a page.
import { availableParallelism } from 'node:os';
import { Refusal } from '../../base/refusal.ts';
import type { Knowledge } from '../../law/model.ts';
import { inTurn } from '../../platform/in-turn.ts';
import { readInChild, tooLarge, type ReadingLimits } from '../../platform/reading-child.ts';
import type { Message } from './message.ts';
import { readData, UnreadDocument, type DataAnswer, type DataJob, type DataKind } from './request-data.ts';

/** What is shorter takes less time to read than a process to start. */
const MOST_BYTES_HERE = 1024 * 1024;
export const DATA_LIMITS: ReadingLimits = {
  seconds: 60,
  memoryBytes: 1024 * 1024 * 1024,
  answerBytes: 128 * 1024 * 1024,
};
const CHILD = new URL('request-data-child.ts', import.meta.url);
/** Each takes a core, and hundreds of megabytes. */
const atOnce = inTurn(availableParallelism());

/** Refusals: tooLarge, badInput. */
export async function readDataApart(
  kind: DataKind,
  bytes: Uint8Array,
  { forms }: Pick<Knowledge, 'forms'>,
  limits = DATA_LIMITS,
): Promise<Message> {
  if (bytes.length <= MOST_BYTES_HERE) return readData(kind, bytes, { forms });
  const job = Buffer.from(`${JSON.stringify({ kind, forms } satisfies DataJob)}\n`);
  const reading = { program: CHILD, what: 'a request', input: [job, bytes] };
  const text = await atOnce(() => readInChild(reading, limits));
  if (text === undefined) throw tooLarge('a request that can be read', 'one at which its reader broke off');
  const said = JSON.parse(text) as DataAnswer; // of a program of ours
  if ('message' in said) return said.message;
  if ('failed' in said) throw new Error(`the request could not be read: ${said.failed}`);
  const { code, problem, ...parts } = said.refused;
  throw new UnreadDocument(problem, new Refusal(code, parts));
}
