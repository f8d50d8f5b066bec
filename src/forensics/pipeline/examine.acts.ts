// An examination: what is on an exhibit, stage by stage, each work unit once in effect. It may end at any instant and be begun
// again; the table that it leaves is the same. docs/decisions/examination.md
import { hex } from '../../base/bytes.ts';
import type { Json } from '../../base/canonical-json.ts';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import type { Exhibit } from '../../evidence/exhibits/exhibit.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import type { Detail, Draft } from '../../evidence/log/log-entry.ts';
import { TOOL } from '../../evidence/log/tool.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { appendLeaf, EMPTY_RANGE, leafHash, rootOf } from '../../verify/merkle.ts';
import type { ExamineLimits } from '../extractors/examine-inside.ts';
import type { Stage, StageProgress, Stages } from './examined.ts';
import {
  counts,
  endRun,
  keepStages,
  openRun,
  stillHeld,
  unitOutcome,
  type Of,
  type RunEnd,
} from './examined.store.ts';
import { resultLines } from './results.store.ts';
import { extractAll } from './extract.acts.ts';
import { openInside, type OpenInside } from './item-bytes.acts.ts';
import { keptKey, recordKeyAtTerminal } from './key.acts.ts';
import { forgetKey } from './key.store.ts';
import { checkKey, listFiles, listMedium, readAll, verifyStored } from './list.acts.ts';
import { matchAll } from './match.acts.ts';
import { readAllOutside } from './outside.acts.ts';
import { fingerprintAll } from './pictures.acts.ts';
import { typeAll } from './type.acts.ts';
import { fingerprintVideos } from './videos.acts.ts';
import { readWords } from './words.acts.ts';
import { indexWords } from '../../law/search-words.ts';
import { insertWords, withoutWords, withoutWordsCount } from './words.store.ts';

interface ExamineRequest {
  readonly exhibit: Exhibit;
  /** Of a run that is begun now; one that is under way goes on under its own. */
  readonly run: Uuid;
  readonly job?: Uuid | undefined;
  /** Who asked; the system's own hand when absent. */
  readonly by?: { readonly role: string; readonly personId: Uuid; readonly detail: Detail } | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: (stage: Stage, progress: StageProgress) => void;
  readonly limits?: ExamineLimits;
  /** The language of words in pictures, where they are to be read. */
  readonly words?: string | undefined;
  /** With free space and slack, as items of their own. */
  readonly unused?: boolean | undefined;
  /** Of its encrypted volumes; else the one that was given with it. */
  readonly key?: Uint8Array | undefined;
}

interface Examined extends RunEnd {
  readonly run: Uuid;
  readonly missingWalls: readonly string[];
}

/** What every stage works with. */
export interface Work extends OpenInside {
  readonly signal: AbortSignal;
  readonly madeBy: Json;
  /** Free space and slack are listed too. */
  readonly isUnused: boolean;
  /** Says how far a stage is; written down once a second. */
  readonly at: (
    stage: Stage,
    progress: Omit<StageProgress, 'seconds' | 'before' | 'isOver'>,
  ) => Promise<void>;
}

/** Refuses conflict where another process examines it, notAllowed where it is not held, badInput for a key that opens nothing. */
export async function examine(house: Installation, request: ExamineRequest): Promise<Examined> {
  const { exhibit, signal } = request;
  if (exhibit.status !== 'held') throw new Refusal('notAllowed.destroyed');
  const hold = await house.db.hold(`examine:${exhibit.id}`);
  if (hold === undefined) throw new Refusal('conflict.examined');
  try {
    const of = { exhibit: exhibit.id, caseId: exhibit.caseId };
    await house.db.transaction((tx) => stillHeld(tx, of));
    if (request.key !== undefined) await recordKeyAtTerminal(house, exhibit, 'examination');
    const kept = request.key === undefined ? await keptKey(house, of) : undefined;
    const opened = await openInside(house, exhibit, request.limits, request.key ?? kept?.key);
    try {
      await checkKey(opened, signal).catch(async (error: unknown) => {
        if (error instanceof Refusal && kept !== undefined) await forgetKey(house.db.kysely, kept.id);
        throw error;
      });
      const run = await begin(house, request, of);
      const missingWalls = Object.keys(opened.inside.pool.walls.missing);
      const madeBy = { tool: { ...TOOL }, missingWalls };
      const at = progressOf(house, run, request.onProgress);
      const isUnused = request.unused === true;
      const work: Work = { ...opened, signal, madeBy, isUnused, at: at.tell };
      await stages(work, request.words, at.over);
      const ended = await end(house, request, of, { run: run.id, key: kept?.id });
      return { run: run.id, missingWalls, ...ended };
    } finally {
      opened.close();
    }
  } finally {
    await hold.release().catch(() => undefined); // lost, and the lock too
  }
}

async function stages(
  work: Work,
  words: string | undefined,
  over: (stage: Stage) => Promise<void>,
): Promise<void> {
  await verifyStored(work);
  await over('verify');
  const unit = { stage: 'verify', version: 1, content: work.exhibit.sha256 };
  // What is not what was sealed is not looked into: whatever were found would be said of another thing.
  if ((await unitOutcome(work.house.db.kysely, work.of, unit)) !== 'done') return;
  const volumes = await (work.isMedium ? listMedium(work) : listFiles(work));
  for (const stage of ['volumes', 'list'] as const) await over(stage);
  await readAll(work, volumes);
  await over('hash');
  await typeAll(work);
  await over('type');
  await extractAll(work);
  await readAllOutside(work);
  await over('extract');
  await fingerprintAll(work);
  await fingerprintVideos(work);
  await over('pictures');
  if (words !== undefined) {
    await readWords(work, words);
    await over('words');
  }
  await matchAll(work);
  await over('known');
  await indexTexts(work);
  await over('index');
}

async function begin(
  house: Installation,
  request: ExamineRequest,
  of: Of,
): Promise<{ id: Uuid; stages: Stages }> {
  const { exhibit, run, job, by } = request;
  const at = new Date(house.clock());
  const made = { id: run, job, by: by?.personId, at };
  const under = await house.db.kysely
    .selectFrom('examination')
    .select(['id', 'stages'])
    .where('exhibit_id', '=', exhibit.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  // It was paused: who looks at it is led to the job that goes on.
  if (under !== undefined && job !== undefined)
    await house.db.kysely
      .updateTable('examination')
      .set({ job_id: job })
      .where('id', '=', under.id)
      .execute();
  if (under !== undefined) return { id: under.id as Uuid, stages: under.stages as Stages }; // written here alone
  await house.log.append({
    key: `examine:${run}:begin`,
    events: async (tx) => {
      await openRun(tx, of, made);
      return [draftOf(house, request, { type: 'viewed', facts: { purpose: 'examination' } })];
    },
  });
  return house.db.transaction((tx) => openRun(tx, of, made));
}

/** One event for all that was found: the root of its table, by which anybody who has the rows can tell them from others. */
async function end(
  house: Installation,
  request: ExamineRequest,
  of: Of,
  { run, key }: { readonly run: Uuid; readonly key: Uuid | undefined },
): Promise<RunEnd> {
  const { kysely } = house.db;
  const { items, failures } = await counts(kysely, of);
  const root = await rootOfResults(house, of);
  const ended = { items, failures, root };
  const method = `examination ${run}: ${items} items, ${failures} failures, results ${hex(root)}`;
  await house.log.append({
    key: `examine:${run}:end`,
    events: async (tx) => {
      await endRun(tx, run, ended, new Date(house.clock()));
      if (key !== undefined) await forgetKey(tx, key); // what it was given for is done
      return [draftOf(house, request, { type: 'extracted', facts: { method } })];
    },
  });
  return ended;
}

/** RFC 6962 over the lines of the result table, in their order. */
async function rootOfResults({ db }: Pick<Installation, 'db'>, of: Of): Promise<Uint8Array> {
  let range = EMPTY_RANGE;
  for await (const line of resultLines(db.kysely, of))
    range = appendLeaf(nodeCrypto, range, leafHash(nodeCrypto, Buffer.from(line)));
  return rootOf(nodeCrypto, range);
}

function draftOf(
  house: Installation,
  { exhibit, by }: ExamineRequest,
  what: Pick<Draft, 'type' | 'facts'>,
): Draft {
  const at = { item: exhibit.number, case: exhibit.caseId, occurredAt: isoLocal(house.clock()), tool: TOOL };
  return { ...what, ...at, ...(by === undefined ? {} : { role: by.role, detail: by.detail }) };
}

const WRITTEN_MS = 1000;

function progressOf(
  house: Installation,
  run: { readonly id: Uuid; readonly stages: Stages },
  onProgress: ExamineRequest['onProgress'],
): { readonly tell: Work['at']; readonly over: (stage: Stage) => Promise<void> } {
  let stages: Stages = {};
  let writtenAt = 0;
  const begunAt = new Map<Stage, number>();
  const begunWith = new Map<Stage, number>();
  const set = async (stage: Stage, progress: StageProgress): Promise<void> => {
    stages = { ...stages, [stage]: progress };
    onProgress?.(stage, progress);
    if (!progress.isOver && performance.now() - writtenAt < WRITTEN_MS) return;
    writtenAt = performance.now();
    await keepStages(house.db.kysely, run.id, stages);
  };
  const since = (stage: Stage): number => {
    const at = begunAt.get(stage) ?? performance.now();
    begunAt.set(stage, at);
    return Math.round(performance.now() - at) / 1000;
  };
  return {
    tell: (stage, progress) => {
      const before = begunWith.get(stage) ?? progress.done;
      begunWith.set(stage, before);
      return set(stage, { ...progress, before, seconds: since(stage), isOver: false });
    },
    over: (stage) => {
      const at = stages[stage] ?? { done: 0, failed: 0 };
      return set(stage, { ...at, seconds: since(stage), isOver: true });
    },
  };
}

// The last stage: the words of every text and fact that was taken out of a file, for the search within the exhibit. It adds nothing to
// the result table: it is made of it.

const AT_ONCE = 50;
/** Below what PostgreSQL takes in one: 1 MB. */
const PART_BYTES = 500_000;

async function indexTexts(work: Work): Promise<void> {
  const { house, of, signal } = work;
  let done = 0;
  const total = await withoutWordsCount(house.db.kysely, of);
  for (;;) {
    signal.throwIfAborted();
    const units = await withoutWords(house.db.kysely, of, AT_ONCE);
    if (units.length === 0) return;
    const rows = units.flatMap(({ key, text }) => partsOf(text).map((words, part) => ({ key, part, words })));
    await house.db.transaction(async (tx) => {
      await stillHeld(tx, of);
      await insertWords(tx, of, rows);
    });
    done += units.length;
    await work.at('index', { done, total, failed: 0 });
  }
}

/** One at least, so that a text without words is done too. */
function partsOf(text: string): string[][] {
  const parts: string[][] = [[]];
  let bytes = 0;
  for (const word of indexWords(text)) {
    const size = Buffer.byteLength(word) + 8;
    if (bytes + size > PART_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(word);
    bytes += size;
  }
  return parts;
}
