// Reads the whole log again: every note, signature, chain and root, and the files it was published as.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { equalBytes, hex } from '../../base/bytes.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { appendLeaf, EMPTY_RANGE, rootOf, type CompactRange } from '../../verify/merkle.ts';
import { entriesPath, formatEntryBundle, TILE_WIDTH } from '../../verify/tiles.ts';
import type { Findings } from '../log/findings.ts';
import { auditTiles } from './audit-tiles.ts';
import { leafReader, type BatchAnswer, type LeafAnswer, type LeafBatch } from './audit-read.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { StatedKeys } from '../log/log-entry.ts';
import { leavesBetween, readHead, type Db, type StoredLeaf, leavesOfTypes } from '../log/log.store.ts';
import { statedKeysOf } from '../log/officer.acts.ts';
import { factText } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { signerName } from '../log/key-names.ts';

interface EventAudit {
  readonly checked: number;
  readonly inLog: number;
  readonly tiles: number;
  /** Roots recomputed at the sizes that were asked for. */
  readonly roots: ReadonlyMap<number, Uint8Array>;
  /** Events whose time is before that of the event before them; the first of them. */
  readonly clockSetBack: readonly number[];
}

const SET_BACK_KEPT = 100;

interface EventAuditRequest {
  readonly since?: Date;
  /** Sizes at which the root is wanted: those of stored checkpoints. */
  readonly sizes: ReadonlySet<number>;
  readonly publishedSize: number;
  readonly onProgress?: (label: string, done: number, total: number) => void;
}

const BATCH = 8 * TILE_WIDTH;

export async function auditEvents(
  house: Installation,
  findings: Findings,
  request: EventAuditRequest,
): Promise<EventAudit> {
  const db = house.db.kysely;
  const head = await readHead(db);
  const inLog = head?.size ?? 0;
  const start = request.since === undefined ? EMPTY_RANGE : await rangeBefore(db, request.since, inLog);
  const readers = openReaders(await statedKeysOf(house), inLog - start.size);
  const pass = new LogPass(house, findings, { ...request, keys: await keyLifetimes(db) }, start);
  try {
    const waiting: Promise<[StoredLeaf[], BatchAnswer]>[] = [];
    for (let first = start.size; first < inLog; first += BATCH) {
      const leaves = await leavesBetween(db, first, Math.min(inLog, first + BATCH));
      waiting.push(
        readers.read({ first, notes: leaves.map((leaf) => leaf.note) }).then((answer) => [leaves, answer]),
      );
      if (waiting.length > 2 * readers.count) await pass.take(await waiting.shift()!); // just pushed
      request.onProgress?.('Reading the log', first, inLog);
    }
    for (const one of waiting) await pass.take(await one);
    return await pass.end(inLog);
  } finally {
    await readers.close();
  }
}

interface PassRequest extends EventAuditRequest {
  readonly keys: KeyLifetimes;
}

/** What goes through the log in order: the tree, the chains, the tiles. */
class LogPass {
  readonly #house: Installation;
  readonly #findings: Findings;
  readonly #request: PassRequest;
  readonly #from: number;
  readonly #chains = new Map<string, { seq: number; leaf: Uint8Array }>();
  readonly #roots = new Map<number, Uint8Array>();
  readonly #tiles;
  #range: CompactRange;
  #recordedAt = 0;
  readonly #clockSetBack: number[] = [];

  constructor(house: Installation, findings: Findings, request: PassRequest, start: CompactRange) {
    this.#house = house;
    this.#findings = findings;
    this.#request = request;
    this.#range = start;
    this.#from = start.size;
    // A tile can be recomputed only from the first leaf on.
    this.#tiles = start.size === 0 ? auditTiles(house.folder.read, findings) : undefined;
  }

  async take([leaves, answer]: [StoredLeaf[], BatchAnswer]): Promise<void> {
    const heads = await headsBetween(this.#house.db.kysely, answer.first, answer.first + leaves.length);
    for (const [i, leaf] of leaves.entries()) {
      const index = this.#range.size;
      const read = answer.leaves[i]!; // one answer a leaf
      if (leaf.index !== index)
        this.#findings.add(`event ${index}`, 'a row for each position', `one for ${leaf.index}`);
      if (!equalBytes(leaf.leafHash, read.leafHash))
        this.#findings.add(`event ${index}`, 'the leaf hash of its bytes', hex(leaf.leafHash));
      await this.#checkChain(index, read);
      this.#range = appendLeaf(nodeCrypto, this.#range, read.leafHash);
      if (index < this.#request.publishedSize) await this.#tiles?.add(read.leafHash);
      this.#checkRoot(heads.get(this.#range.size));
    }
    await this.#checkBundles(answer.first, leaves);
  }

  async end(inLog: number): Promise<EventAudit> {
    if (this.#range.size !== inLog) this.#findings.add('log', `${inLog} events`, `${this.#range.size} rows`);
    const tiles = (await this.#tiles?.end()) ?? 0;
    return {
      checked: this.#range.size - this.#from,
      inLog,
      tiles,
      roots: this.#roots,
      clockSetBack: this.#clockSetBack,
    };
  }

  async #checkChain(index: number, read: LeafAnswer): Promise<void> {
    const place = `event ${index}`;
    if ('refused' in read)
      return this.#findings.add(place, 'an event that the format and its keys allow', read.refused);
    const before = this.#chains.get(read.item) ?? (await this.#chainBefore(read.item, read.itemSeq));
    if (read.itemSeq !== (before?.seq ?? 0) + 1)
      this.#findings.add(place, `event ${(before?.seq ?? 0) + 1} of ${read.item}`, `${read.itemSeq}`);
    if (read.prev !== (before === undefined ? undefined : hex(before.leaf)))
      this.#findings.add(place, 'prev to be the leaf hash before it', 'another');
    if (read.recordedAt < this.#recordedAt && this.#clockSetBack.length < SET_BACK_KEPT)
      this.#clockSetBack.push(index);
    for (const signer of read.signers)
      if (!this.#request.keys.mayHaveSigned(signer, index))
        this.#findings.add(
          place,
          `a key that was enrolled before it and had not ended: ${signer}`,
          'another',
        );
    this.#recordedAt = read.recordedAt;
    this.#chains.set(read.item, { seq: read.itemSeq, leaf: read.leafHash });
  }

  /** An item whose earlier events lie before the point where this audit began. */
  async #chainBefore(item: string, seq: number): Promise<{ seq: number; leaf: Uint8Array } | undefined> {
    if (this.#from === 0 || seq === 1) return undefined;
    const row = await this.#house.db.kysely
      .selectFrom('custody_event')
      .select('leaf_hash')
      .where('item', '=', item)
      .where('item_seq', '=', seq - 1)
      .where('log_index', '<', this.#from)
      .executeTakeFirst();
    return row === undefined ? undefined : { seq: seq - 1, leaf: row.leaf_hash };
  }

  #checkRoot(stored: Uint8Array | undefined): void {
    const { size } = this.#range;
    const isAsked = this.#request.sizes.has(size);
    if (stored === undefined && !isAsked) return;
    const root = rootOf(nodeCrypto, this.#range);
    if (isAsked) this.#roots.set(size, root);
    if (stored !== undefined && !equalBytes(stored, root))
      this.#findings.add(`head at size ${size}`, hex(root), hex(stored));
  }

  /** The entry bundles on disk, those that are whole and the last one as far as it was published. */
  async #checkBundles(first: number, leaves: readonly StoredLeaf[]): Promise<void> {
    const aligned = first % TILE_WIDTH === 0 ? 0 : TILE_WIDTH - (first % TILE_WIDTH);
    for (let at = aligned; at < leaves.length; at += TILE_WIDTH) {
      const width = Math.min(TILE_WIDTH, leaves.length - at, this.#request.publishedSize - first - at);
      if (width <= 0) return;
      const path = entriesPath((first + at) / TILE_WIDTH, width === TILE_WIDTH ? undefined : width);
      const stored = await this.#house.folder.read(path).catch(() => undefined);
      const notes = leaves.slice(at, at + width).map((leaf) => leaf.note);
      if (stored === undefined)
        this.#findings.add(path, 'an entry bundle', 'none, or one that cannot be read');
      else if (!equalBytes(stored, formatEntryBundle(notes)))
        this.#findings.add(path, 'the events in the database', 'others');
    }
  }
}

async function headsBetween(db: Db, from: number, to: number): Promise<Map<number, Uint8Array>> {
  const rows = await db
    .selectFrom('custody_head')
    .select(['size', 'root'])
    .where('size', '>', from)
    .where('size', '<=', to)
    .execute();
  return new Map(rows.map((row) => [row.size, row.root]));
}

/** The compact range stored at or before the first event recorded at `since`; times rise with the index, so halving finds it. */
async function rangeBefore(db: Db, since: Date, size: number): Promise<CompactRange> {
  // Looked for row by row: after a clock that was set back the times are not in the order of the log.
  const first = await db
    .selectFrom('custody_event')
    .select(({ fn }) => fn.min('log_index').as('index'))
    .where('recorded_at', '>=', since)
    .executeTakeFirst();
  const low = first?.index ?? size;
  const head = await sql<{ size: number; hashes: Buffer }>`
    select size, hashes from custody_head where size <= ${low} order by size desc limit 1`.execute(db);
  const [row] = head.rows;
  if (row === undefined) return EMPTY_RANGE;
  const hashes = Array.from({ length: row.hashes.length / 32 }, (_, i) =>
    row.hashes.subarray(32 * i, 32 * i + 32),
  );
  return { size: row.size, hashes };
}

interface Readers {
  readonly count: number;
  read(batch: LeafBatch): Promise<BatchAnswer>;
  close(): Promise<void>;
}

/** Fewer are read sooner than a thread has started. */
const LEAVES_FOR_THREADS = TILE_WIDTH;

/** One thread a core, and no more than there are batches: signatures are nearly all of the work. */
function openReaders(keys: StatedKeys, leaves: number): Readers {
  if (leaves < LEAVES_FOR_THREADS)
    return { count: 1, read: leafReader(keys), close: () => Promise.resolve() };
  const batches = Math.ceil(leaves / BATCH);
  const url = new URL('./audit-worker.ts', import.meta.url);
  const waiting = new Map<number, (answer: BatchAnswer) => void>();
  const fail = new AbortController();
  const workers = Array.from({ length: Math.min(batches, availableParallelism()) }, () => {
    const worker = new Worker(url, { workerData: keys });
    worker.on('message', (answer: BatchAnswer) => {
      waiting.get(answer.first)?.(answer);
      waiting.delete(answer.first);
    });
    worker.on('error', (error) => fail.abort(error));
    return worker;
  });
  let next = 0;
  return {
    count: workers.length,
    read: (batch) =>
      new Promise((resolve, reject) => {
        fail.signal.addEventListener('abort', () => reject(fail.signal.reason as Error)); // given by the worker
        waiting.set(batch.first, resolve);
        workers[next++ % workers.length]?.postMessage(batch);
      }),
    close: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  };
}

// From where to where in the log the key of a person may sign: between its enrolment and its end. The writer sees to it; the
// audit looks again, as every receiver of a package will (docs/formats/event.md, "Signatures", 5).

interface Lifetime {
  /** Positions of the events that enrolled and ended it. */
  readonly from: number;
  until?: number;
}

class KeyLifetimes {
  readonly #lifetimes: ReadonlyMap<string, Lifetime>;

  constructor(lifetimes: ReadonlyMap<string, Lifetime>) {
    this.#lifetimes = lifetimes;
  }

  mayHaveSigned(signer: string, index: number): boolean {
    const found = this.#lifetimes.get(signer);
    return found !== undefined && found.from < index && (found.until === undefined || index < found.until);
  }
}

async function keyLifetimes(db: Db): Promise<KeyLifetimes> {
  const lifetimes = new Map<string, Lifetime>();
  for (const { index, note } of await leavesOfTypes(db, ['keyEnrolled', 'keyRevoked', 'keyRotated'])) {
    const { event } = parseEventNote(note, `event ${index}`);
    const fingerprint = factText(event, 'key') ?? '';
    if (event.type === 'keyEnrolled') {
      if (factText(event, 'use') === 'exchange') continue; // it signs no events
      const name = signerName(fingerprint, factText(event, 'origin'));
      if (!lifetimes.has(name)) lifetimes.set(name, { from: index });
      continue;
    }
    for (const [name, lifetime] of lifetimes) if (name.startsWith(fingerprint)) lifetime.until ??= index;
  }
  return new KeyLifetimes(lifetimes);
}
