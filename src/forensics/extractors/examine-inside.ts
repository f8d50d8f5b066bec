// Examining through confined children: what is asked, and the checked answer. What one entry does to a child is that entry's
// result, and the others are read all the same.
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ConfinedPool } from '../../platform/confined-pool.ts';
import { KEY_MEMORY_BYTES } from '../looking/look-inside.ts';
import type { FailReason, SourceFile } from '../../platform/confined-process.ts';
import {
  digestsShape,
  extractedShape,
  membersShape,
  sentShape,
  walkedShape,
  type AskedSource,
  type Chain,
  type Digested,
  type Extraction,
  type FoundMember,
  type Walked,
} from './asked.ts';
import type { Group, Stop } from './extractor.ts';
import { EXTRACTORS, extractorOf } from './index.ts';

const PROGRAM = fileURLToPath(new URL('child.ts', import.meta.url));
const DAY_SECONDS = 86_400;

export interface ExamineLimits {
  readonly memoryBytes: number;
  /** Without a sign of life. */
  readonly stillSeconds: number;
  /** Of one file and all that is in it. */
  readonly extractSeconds: number;
  readonly answerBytes: number;
}

export const EXAMINE_LIMITS: ExamineLimits = {
  memoryBytes: 640 * 1024 * 1024,
  stillSeconds: 120,
  extractSeconds: 300,
  answerBytes: 256 * 1024 * 1024,
};

/** Why there is no result: what the file is, or what it did to the child. */
export type Reason = Stop | FailReason;

export interface Failure {
  readonly reason: Reason;
  /** Text from the child: show it escaped. */
  readonly detail: string;
}

/** Of one entry, or why it has none. */
export type ReadRow = Exclude<Digested, { readonly failed: string }>;
export type DigestRow =
  | ReadRow
  | { readonly place: number; readonly failed: Reason; readonly detail: string };

interface ExaminedSource {
  readonly asked: AskedSource;
  readonly files: readonly SourceFile[];
}

/** medium: what lists the files of the exhibit and reads them as they lie there. */
type Child = Group | 'medium';
/** Of one exhibit at once; the one that was not asked for longest ends where another is to begin. */
const MOST_CHILDREN = 4;

interface Kept {
  readonly pool: ConfinedPool;
  /** What is asked of it and not yet answered. */
  asked: number;
}

/** One exhibit, with a child for each group of formats: each starts where it is first asked for. */
export class ExamineInside {
  readonly #source: ExaminedSource;
  readonly #limits: ExamineLimits;
  /** In the order in which they were asked for. */
  readonly #children = new Map<Child, Kept>();

  constructor(source: ExaminedSource, limits: ExamineLimits = EXAMINE_LIMITS) {
    this.#source = source;
    this.#limits = limits;
  }

  /** The walls of one are those of all. */
  get pool(): Pick<ConfinedPool, 'walls'> {
    return this.#kept('medium').pool;
  }

  /** Which there are now. */
  get children(): readonly string[] {
    return [...this.#children.keys()];
  }

  /** Every entry of a volume in its order, or what no file holds; what could not be listed. */
  async walk(
    asked: { readonly volume: number; readonly isUnused: boolean },
    onRows: (rows: readonly Walked[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<readonly string[] | Failure> {
    const looked = await this.#look('walk', { told: asked, shape: walkedShape, onRows, signal });
    if ('reason' in looked) return looked;
    const problems = z.strictObject({ problems: z.array(z.string().max(70_000)).max(200) });
    return parsed(problems, looked.told).problems;
  }

  /** Digests of every file of a volume from a place on. */
  digests(
    asked: {
      readonly volume: number;
      readonly isUnused: boolean;
      readonly from: number;
      readonly places: () => AsyncIterable<number>;
    },
    onRows: (rows: readonly DigestRow[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<Failure | undefined> {
    const { volume, isUnused } = asked;
    return entryByEntry(asked, onRows, async (pass, took) => {
      const told = { volume, isUnused, ...pass };
      const looked = await this.#look('digests', { told, shape: digestsShape, onRows: took, signal });
      return 'reason' in looked ? looked : undefined;
    });
  }

  async extract(
    chain: Chain,
    extractor: string,
    onRows: (rows: readonly FoundMember[]) => Promise<void>,
    /** `files`: where it lies in others than those of the source. */
    { signal, files }: { readonly signal: AbortSignal; readonly files?: readonly SourceFile[] },
  ): Promise<Extraction | Failure> {
    const { extractSeconds: seconds, answerBytes } = this.#limits;
    const told = { chain, extractor };
    const given = files === undefined ? {} : { files };
    const child: Child = EXTRACTORS.find(({ name }) => name === extractor)?.group ?? 'medium';
    const how = { child, told, shape: membersShape, onRows, signal, seconds, answerBytes, ...given };
    const looked = await this.#look('extract', how);
    return 'reason' in looked ? looked : parsed(extractedShape, looked.told);
  }

  /** The bytes of one file, in order, however deep it lies. Undefined: all were given. */
  async bytes(
    chain: Chain,
    onBytes: (bytes: Buffer) => Promise<void> | void,
    { signal, files }: { readonly signal: AbortSignal; readonly files?: readonly SourceFile[] },
  ): Promise<Failure | undefined> {
    const given = files === undefined ? {} : { files };
    // As its place is found: by the reader of the file around it.
    const around = chain.members.at(-1);
    const child: Child = (around && extractorOf(around.kind, around.name)?.group) ?? 'medium';
    const looked = await this.#look('bytes', { child, told: { chain }, onBytes, signal, ...given });
    if ('reason' in looked) return looked;
    const { failed } = parsed(sentShape, looked.told);
    return failed === undefined ? undefined : { reason: failed.failed, detail: failed.detail };
  }

  close(): void {
    for (const { pool } of this.#children.values()) pool.close();
    this.#children.clear();
  }

  #kept(child: Child): Kept {
    const known = this.#children.get(child);
    this.#children.delete(child);
    const kept = known ?? { pool: this.#started(), asked: 0 };
    this.#children.set(child, kept);
    return kept;
  }

  #started(): ConfinedPool {
    for (const [child, { pool, asked }] of this.#children) {
      if (this.#children.size < MOST_CHILDREN) break;
      if (asked > 0) continue;
      pool.close();
      this.#children.delete(child);
    }
    const { asked, files } = this.#source;
    const memoryBytes = this.#limits.memoryBytes + (asked.key === undefined ? 0 : KEY_MEMORY_BYTES);
    return new ConfinedPool({
      program: PROGRAM,
      most: 1,
      handed: files,
      limits: { memoryBytes, cpuSeconds: DAY_SECONDS, packages: 'script' }, // pdf.js
    });
  }

  async #look<Row>(
    format: string,
    how: {
      readonly child?: Child;
      readonly told: object;
      readonly signal: AbortSignal;
      readonly seconds?: number;
      readonly answerBytes?: number;
      readonly files?: readonly SourceFile[];
    } & (
      | {
          readonly shape: z.ZodType<readonly Row[]>;
          readonly onRows: (rows: readonly Row[]) => Promise<void>;
        }
      | { readonly onBytes: (bytes: Buffer) => Promise<void> | void }
    ),
  ): Promise<{ readonly told: unknown } | Failure> {
    const { stillSeconds } = this.#limits;
    const still = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const alive = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => still.abort(), stillSeconds * 1000);
    };
    let thrown: unknown;
    const onPart = async (_head: unknown, bytes: Buffer): Promise<void> => {
      clearTimeout(timer); // the child waits for us meanwhile
      try {
        if ('onBytes' in how) await how.onBytes(bytes);
        else {
          const rows = parsed(how.shape, JSON.parse(bytes.toString('utf8')));
          if (rows.length > 0) await how.onRows(rows);
        }
      } catch (error) {
        thrown = error;
        throw error;
      }
      alive();
    };
    alive();
    const kept = this.#kept(how.child ?? 'medium');
    kept.asked += 1;
    const asked = kept.pool.look(format, how.files ?? this.#source.files, {
      told: { ...this.#source.asked, ...how.told },
      seconds: how.seconds ?? DAY_SECONDS,
      answerBytes: how.answerBytes ?? Infinity,
      onPart,
      signal: AbortSignal.any([how.signal, still.signal]),
    });
    const looked = await asked.finally(() => {
      kept.asked -= 1;
      clearTimeout(timer);
    });
    how.signal.throwIfAborted();
    if (thrown !== undefined) {
      if (thrown instanceof BadAnswer) return { reason: 'badAnswer', detail: thrown.message };
      throw thrown;
    }
    if (looked.ok) return { told: looked.told };
    if (still.signal.aborted) return { reason: 'tooLong', detail: `no sign of life for ${stillSeconds} s` };
    return { reason: looked.reason, detail: looked.detail };
  }
}

/** So many entries refused one after another: then it is the medium, not one of them. */
const REFUSED_ENTRIES = 5;

/** An entry that ends the child, keeps it still or is refused as a whole is failed by that, and the next is read by another child. */
export async function entryByEntry(
  { from: first, places }: { readonly from: number; readonly places: () => AsyncIterable<number> },
  onRows: (rows: readonly DigestRow[]) => Promise<void>,
  read: (
    pass: { readonly from: number; readonly isSlow: boolean },
    took: (rows: readonly Digested[]) => Promise<void>,
  ) => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  let [from, refused, isSlow] = [first, 0, false];
  const took = async (rows: readonly Digested[]): Promise<void> => {
    await onRows(rows);
    from = Math.max(from, (rows.at(-1)?.place ?? -1) + 1);
    refused = 0;
  };
  for (;;) {
    const failure = await read({ from, isSlow }, took);
    if (failure === undefined) return undefined;
    if (!isSlow) {
      isSlow = true; // once more from there, one by one, to know at which it ends
      continue;
    }
    const place = await firstFrom(places(), from);
    if (failure.reason === 'refused') refused += 1;
    if (place === undefined || refused > REFUSED_ENTRIES) return failure;
    await onRows([{ place, failed: failure.reason, detail: failure.detail }]);
    from = place + 1;
    isSlow = false;
  }
}

class BadAnswer extends Error {}

function parsed<T>(shape: z.ZodType<T>, told: unknown): T {
  const result = shape.safeParse(told);
  if (!result.success) throw new BadAnswer(result.error.issues[0]?.message ?? '');
  return result.data;
}

async function firstFrom(places: AsyncIterable<number>, from: number): Promise<number | undefined> {
  for await (const place of places) if (place >= from) return place;
  return undefined;
}

export function isFailure(found: object): found is Failure {
  return 'reason' in found;
}
