// The single writer of the custody log. Acts wait in a queue; one transaction takes as many as are waiting, so that a
// busy installation pays for one commit and not for a thousand (group commit). An act's own SQL and its events stand
// or fall together; one act that fails does not take its neighbours with it.
import { sql } from 'kysely';
import { newUuid, type Random } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Clock } from '../../base/time.ts';
import { isConnectionLoss } from '../../platform/connection.ts';
import type { Database } from '../../platform/database.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import type { Schema } from '../../platform/schema.ts';
import { appendLeaf, rootOf, type CompactRange } from '../../verify/merkle.ts';
import { keyItem } from './key-names.ts';
import {
  makeLeaf,
  type ChainHead,
  type Draft,
  type LogIdentity,
  type NoteSigner,
  type SignedLine,
} from './log-entry.ts';
import {
  chainHeads,
  hasKeyEnded,
  insertHead,
  insertLeaves,
  leavesBetween,
  lockForWriting,
  readHead,
  recordedActs,
  type NewLeaf,
  type StoredLeaf,
  type Tx,
} from './log.store.ts';

export interface Act {
  /** Idempotency key. An act that was recorded under it before is not done again: its events are returned. */
  readonly key?: string;
  /** Lines that the person signed: one for each event in order, or undefined. Any other is refused as `conflict`. */
  readonly signed?: readonly (SignedLine | undefined)[];
  /** Persons whose own key files sign these events before the service does. */
  readonly officers?: readonly NoteSigner[];
  /** Only when the chains of these items still stand here: those of the keys that were signed with. */
  readonly expects?: readonly { readonly item: string; readonly itemSeq: number }[];
  /** The events; or the SQL that must stand or fall with them, which may run again when a group is repeated. */
  readonly events: readonly Draft[] | ((tx: Tx) => Promise<readonly Draft[]>);
}

export interface Recorded {
  /** True when the act had been recorded before under the same key. */
  readonly repeated: boolean;
  readonly leaves: readonly StoredLeaf[];
}

export interface LogWriter {
  append(act: Act): Promise<Recorded>;
  /** Waits until everything handed in is recorded or refused. */
  settled(): Promise<void>;
}

interface WriterParts {
  readonly db: Database<Schema>;
  readonly identity: LogIdentity;
  readonly clock: Clock;
  readonly random: Random;
  /** Size and root last published. A database that lacks them was rolled back, and nothing may be added. */
  readonly published: () => Promise<{ readonly size: number; readonly root: Uint8Array } | undefined>;
  /** Asked when nothing is published: refuses where a head was, and is gone. */
  readonly refuseLostHead: (size: number) => Promise<void>;
  /** The keys of the log were replaced since this program opened them. */
  readonly haveKeysChanged: (tx: Tx) => Promise<boolean>;
}

/** More would only lengthen the transaction: the commit is already shared by so many that it costs next to nothing. */
const MAX_GROUP = 1000;

interface Waiting {
  readonly act: Act;
  /** The act's own key, or one made for it: after a lost connection only the database knows whether it was recorded. */
  readonly key: string;
  readonly resolve: (recorded: Recorded) => void;
  readonly reject: (error: unknown) => void;
}

const TRIES_AFTER_LOSS = 3;

export function logWriter(parts: WriterParts): LogWriter {
  const queue: Waiting[] = [];
  let running: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (queue.length > 0) await recordOrSplit(parts, queue.splice(0, MAX_GROUP), TRIES_AFTER_LOSS);
    running = undefined;
  }

  return {
    append: (act) =>
      new Promise((resolve, reject) => {
        const key = act.key ?? `once:${newUuid(parts.clock, parts.random)}`;
        queue.push({ act, key, resolve, reject });
        running ??= Promise.resolve().then(drain); // after this tick, so that acts of one tick share a group
      }),
    settled: async () => {
      while (running !== undefined) await running;
    },
  };
}

/**
 * A group whose connection was lost is handed in again as it is: its keys tell what was recorded. One that fails for
 * another reason (a full disk) is tried act by act, so that the guilty one is found.
 */
async function recordOrSplit(parts: WriterParts, group: readonly Waiting[], tries: number): Promise<void> {
  try {
    const results = await parts.db.transaction((tx) => recordGroup(parts, tx, group));
    results.forEach((result, i) => {
      const one = group[i]!; // one result an act
      if (result instanceof Failed) one.reject(result.error);
      else one.resolve({ ...result, repeated: result.repeated && one.act.key !== undefined });
    });
  } catch (error) {
    if (isConnectionLoss(error) && tries > 1) return recordOrSplit(parts, group, tries - 1);
    if (group.length === 1) return group[0]!.reject(error); // length checked
    for (const one of group) await recordOrSplit(parts, [one], tries);
  }
}

class Failed {
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}

async function recordGroup(
  parts: WriterParts,
  tx: Tx,
  group: readonly Waiting[],
): Promise<(Recorded | Failed)[]> {
  await lockForWriting(tx);
  const head = await readHead(tx);
  await refuseRollback(parts, head?.size ?? 0);
  const before = await recordedActs(
    tx,
    group.map(({ key }) => key),
  );
  const state = new GroupState(parts, head ?? { size: 0, hashes: [] }, before);
  const own = keyItem(parts.identity.service.signing.fingerprint);
  if ((await hasKeyEnded(tx, own)) || (await parts.haveKeysChanged(tx))) state.endKey();
  await state.loadChains(
    tx,
    group.flatMap(({ act }) => [...(isPlain(act.events) ? act.events : []), ...(act.expects ?? [])]),
  );
  const results: (Recorded | Failed)[] = [];
  for (const waiting of group) results.push(await state.add(tx, waiting));
  if (state.leaves.length > 0) {
    await insertLeaves(tx, state.leaves);
    await insertHead(tx, state.range, rootOf(nodeCrypto, state.range));
  }
  return results;
}

/** What one transaction builds up: the growing range, the chains it touched, the leaves to insert. */
class GroupState {
  range: CompactRange;
  readonly leaves: NewLeaf[] = [];
  readonly #parts: WriterParts;
  readonly #chains = new Map<string, ChainHead>();
  readonly #before: Map<string, { first: number; count: number }>;
  readonly #recordedAt: Date;
  #isKeyEnded = false;

  constructor(
    parts: WriterParts,
    range: CompactRange,
    before: Map<string, { first: number; count: number }>,
  ) {
    this.#parts = parts;
    this.range = { size: range.size, hashes: range.hashes };
    this.#before = before;
    this.#recordedAt = new Date(Math.floor(parts.clock() / 1000) * 1000);
  }

  /** The service's key was replaced, or those of the log: this program records nothing more. */
  endKey(): void {
    this.#isKeyEnded = true;
  }

  async add(tx: Tx, { act, key }: Waiting): Promise<Recorded | Failed> {
    const done = this.#before.get(key);
    if (done !== undefined) return { repeated: true, leaves: await this.#leavesOf(tx, done) };
    const { events } = act;
    if (isPlain(events)) return this.#attempt(act, key, events);
    await sql`savepoint act`.execute(tx);
    const result = await events(tx)
      .then((drafts) => this.loadChains(tx, drafts).then(() => this.#attempt(act, key, drafts)))
      .catch((error: unknown) => new Failed(error));
    await (result instanceof Failed ? sql`rollback to savepoint act` : sql`release savepoint act`).execute(
      tx,
    );
    return result;
  }

  /** One index look-up for each item not seen before in this group. */
  async loadChains(tx: Tx, things: readonly { readonly item: string }[]): Promise<void> {
    const missing = new Set(things.map(({ item }) => item).filter((item) => !this.#chains.has(item)));
    for (const [item, head] of await chainHeads(tx, [...missing])) this.#chains.set(item, head);
  }

  #attempt(act: Act, key: string, drafts: readonly Draft[]): Recorded | Failed {
    try {
      if (this.#isKeyEnded) throw serviceKeyEnded();
      this.#refuseMovedOn(act.expects);
      return { repeated: false, leaves: this.#makeLeaves(act, key, drafts) };
    } catch (error) {
      return new Failed(error);
    }
  }

  #makeLeaves(act: Act, key: string, drafts: readonly Draft[]): NewLeaf[] {
    // Made on copies and taken over at the end: an act that fails half way leaves no trace in the group.
    const chains = new Map<string, ChainHead>();
    const made: NewLeaf[] = [];
    if (act.signed !== undefined && act.signed.length !== drafts.length)
      throw otherEvents(act.signed, drafts);
    let range = this.range;
    for (const [i, draft] of drafts.entries()) {
      const head = chains.get(draft.item) ?? this.#chains.get(draft.item);
      const signed = act.signed?.[i];
      const leaf = makeLeaf(this.#parts.identity, {
        draft,
        head,
        id: signed?.id ?? newUuid(this.#parts.clock, this.#parts.random),
        salt: signed?.salt ?? (draft.detail === undefined ? NO_SALT : this.#salt()),
        signer: signed?.signer,
        signed,
        officers: act.officers,
        recordedAt: this.#recordedAt.getTime() / 1000,
      });
      const keyed = made.length === 0 ? { actKey: key, actEvents: drafts.length } : {};
      made.push({ ...leaf, index: range.size, recordedAt: this.#recordedAt, ...keyed });
      range = appendLeaf(nodeCrypto, range, leaf.leafHash);
      chains.set(draft.item, { itemSeq: leaf.event.itemSeq, leafHash: leaf.leafHash });
    }
    for (const [item, head] of chains) this.#chains.set(item, head);
    this.range = range;
    const [first] = made;
    if (first !== undefined) this.#before.set(key, { first: first.index, count: made.length });
    this.leaves.push(...made);
    const own = this.#parts.identity.service.signing.fingerprint;
    const isEnd = ({ event }: NewLeaf): boolean =>
      event.type === 'logKeysReplaced' || (event.type === 'keyRotated' && event.facts?.['key'] === own);
    if (made.some(isEnd)) this.endKey();
    return made;
  }

  #refuseMovedOn(expects: Act['expects'] = []): void {
    for (const { item, itemSeq } of expects) {
      const found = this.#chains.get(item)?.itemSeq ?? 0;
      if (found === itemSeq) continue;
      throw new Refusal('conflict.eventNotLast', { itemSeq, item, found });
    }
  }

  /** An act of an earlier group, or of this one when the same key was handed in twice at once. */
  async #leavesOf(tx: Tx, done: { first: number; count: number }): Promise<StoredLeaf[]> {
    const here = this.leaves.filter(
      (leaf) => leaf.index >= done.first && leaf.index < done.first + done.count,
    );
    return here.length > 0 ? here : leavesBetween(tx, done.first, done.first + done.count);
  }

  #salt(): Uint8Array {
    const salt = new Uint8Array(32);
    this.#parts.random(salt);
    return salt;
  }
}

export function serviceKeyEnded(): Refusal {
  return new Refusal('notReady.keysReplacedMeanwhile');
}

/** For an event that binds no private text. */
const NO_SALT = new Uint8Array(0);

function isPlain(events: Act['events']): events is readonly Draft[] {
  return Array.isArray(events);
}

const otherEvents = (signed: readonly unknown[], drafts: readonly Draft[]): Refusal =>
  new Refusal('conflict.signedOthers', { expected: signed.length, found: drafts.length });

async function refuseRollback(parts: WriterParts, size: number): Promise<void> {
  const published = await parts.published();
  if (published === undefined) return parts.refuseLostHead(size);
  if (published.size <= size) return;
  throw new Refusal('rolledBack.log', { expected: published.size, found: size });
}
