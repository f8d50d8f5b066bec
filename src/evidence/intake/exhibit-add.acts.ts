// Takes a thing into evidence: copy once, digest, seal, number it, record it. In that order, so that a crash at any
// moment leaves either nothing or an exhibit with its events (installation.acts.ts clears up at the next start).
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { findCase, takeItem } from '../../cases/case.store.ts';
import type { SealedObject } from '../../platform/object-store.ts';
import type { Authority } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { failuresOf, type Failure } from './acquire-failures.acts.ts';
import { copySource, type Acquired, type Acquisition } from './acquire.acts.ts';
import { exhibitNumber, type Exhibit } from '../exhibits/exhibit.ts';
import { findExhibit, insertExhibit, keepWithParent, keepWithRequest } from '../exhibits/exhibit.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { Draft } from '../log/log-entry.ts';
import type { Recorded } from '../log/log-writer.acts.ts';
import { TOOL } from '../log/tool.ts';

export interface AddRequest extends Acquisition {
  /** Reference or id of the case. */
  readonly caseName: string;
  readonly title?: string;
  /** Where the evidence came from: private text, kept outside the log. */
  readonly source: string;
  readonly authority: Authority;
  readonly conditions: readonly string[];
  readonly place?: string;
  readonly reason?: string;
  readonly writeBlocker?: string;
  /** Name of the person who acts: private text. */
  readonly person?: string;
  /** The same where that person is signed in, and in what role. */
  readonly by?: {
    readonly role: string;
    readonly person: string;
    readonly personId: string;
    /** What acted for them, when it was another program. */
    readonly through?: string | undefined;
  };
  /** How it came into the hands of who brings it, as they say: private text. */
  readonly taking?: { readonly takenBy?: string; readonly takenOn?: string; readonly takenAt?: string };
  /** SHA-256, hex, computed where the bytes came from. Other bytes are kept too, and the difference is recorded. */
  readonly senderSha256?: string;
  /** The same for the files of an image, by their names. */
  readonly senderParts?: ReadonlyMap<string, string>;
  /** The delivery of a request that it came with. Where that is confidential, it is from its first moment. */
  readonly cameWith?: string | undefined;
  /** The request that somebody answered by it, in the portal: it is kept with that, whoever takes it in. */
  readonly inAnswerTo?: Uuid | undefined;
  /** What it was made of: both say so, and what hides the one hides the other. */
  readonly derivedFrom?: {
    readonly exhibit: Exhibit;
    readonly method: string;
    /** Absent: `derived`. */
    readonly as?: 'redacted';
  };
  /** Waited for when the bytes are sealed and before the number is given: of files that are brought together, the first has the first. */
  readonly turn?: () => Promise<void>;
  /** Idempotency key: adding again under the same key returns the exhibit of the first time. */
  readonly key?: string;
}

export interface Added {
  readonly exhibit: Exhibit;
  readonly acquired: Acquired | undefined;
  /** True when the same act had been recorded before. */
  readonly repeated: boolean;
  /**
   * Of a repeated act: whether what was given now is what was taken in then. Undefined where nothing is compared: a stream is not
   * read again.
   */
  readonly isSameSource?: boolean;
  /** What is wrong with it, though it is kept: the image's own hash differs, or the source changed while it was read. */
  readonly failures: readonly Failure[];
}

export async function addExhibit(house: Installation, request: AddRequest): Promise<Added> {
  const before = request.key === undefined ? undefined : await house.recordedUnder(request.key);
  if (before !== undefined) return repeatedAddition(house, before, request);
  const file = await findCase(house.db.kysely, request.caseName);
  const id = newUuid(house.clock, house.random);
  const staging = await house.store.stage(id);
  let acquired: Acquired;
  let sealed: SealedObject;
  try {
    acquired = await copySource(staging, request);
    sealed = await staging.seal();
    await request.turn?.();
  } catch (error) {
    await staging.discard();
    await recordFailedAttempt(house, { reference: file.reference, caseId: file.id, error, request });
    throw error;
  }
  const recorded = await recordAddition(house, {
    id,
    caseId: file.id,
    reference: file.reference,
    request,
    acquired,
    sealed,
  });
  if (recorded.repeated) {
    await staging.discard(); // the same key was used by another process meanwhile
    return repeatedAddition(house, recorded, request);
  }
  await house.store.publish(id);
  const exhibit = await findExhibit(house.db.kysely, itemOf(recorded));
  return {
    exhibit,
    acquired,
    repeated: false,
    failures: failuresOf(acquired, request),
  };
}

interface Addition {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly reference: string;
  readonly request: AddRequest;
  readonly acquired: Acquired;
  readonly sealed: SealedObject;
}

async function recordAddition(house: Installation, addition: Addition): Promise<Recorded> {
  const { request, acquired } = addition;
  try {
    return await house.log.append({
      ...(request.key === undefined ? {} : { key: request.key }),
      events: async (tx) => {
        const item = await takeItem(tx, addition.caseId);
        const number = exhibitNumber(addition.reference, item);
        await insertExhibit(tx, {
          id: addition.id,
          number,
          caseId: addition.caseId,
          item,
          method: acquired.method,
          title: request.title ?? acquired.name,
          files: acquired.files,
          bytes: acquired.bytes,
          sha256: acquired.digests.sha256,
          conditions: request.conditions,
          ...(acquired.image === undefined ? {} : { image: acquired.image }),
          addedAt: new Date(house.clock()),
        });
        if (request.derivedFrom !== undefined)
          await keepWithParent(tx, addition.id, request.derivedFrom.exhibit);
        await keepWithRequest(tx, {
          exhibit: addition.id,
          caseId: addition.caseId,
          authority: request.authority,
          delivery: request.cameWith,
          request: request.inAnswerTo,
          by: request.by?.personId,
        });
        return draftsFor(house, addition, number);
      },
    });
  } catch (error) {
    // The connection may have broken after the commit: what the database says decides, now or at the next start.
    await house.settleStaged(addition.id);
    throw error;
  }
}

function draftsFor(house: Installation, addition: Addition, number: string): Draft[] {
  const { request, acquired, sealed } = addition;
  const common = {
    item: number,
    case: addition.caseId,
    occurredAt: isoLocal(house.clock()),
    tool: TOOL,
    ...(request.by === undefined ? {} : { role: request.by.role }),
  };
  const extent = { files: acquired.files, bytes: acquired.bytes };
  const detail = {
    source: request.source,
    foundAs: acquired.foundAs,
    ...(request.person === undefined ? {} : { person: request.person }),
    ...(request.by === undefined ? {} : { person: request.by.person, personId: request.by.personId }),
    ...(request.by?.through === undefined ? {} : { through: request.by.through }),
    ...request.taking,
    ...sentEqual(acquired, request),
  };
  const first: Draft = {
    ...common,
    type: 'acquired',
    authority: request.authority,
    digests: acquired.digests,
    size: acquired.digestedBytes,
    ...(request.place === undefined ? {} : { place: request.place }),
    ...(request.reason === undefined ? {} : { reason: request.reason }),
    detail,
    facts: {
      ...extent,
      method: acquired.method,
      ...(acquired.chunksRoot === undefined ? {} : { chunks: acquired.chunksRoot }),
      ...(acquired.image === undefined ? {} : { image: acquired.image as never }), // plain JSON by its type
      ...(acquired.badBytes === 0
        ? {}
        : { badBytes: acquired.badBytes, badRanges: acquired.badRanges as never }), // as above
      ...(acquired.retriedBytes === 0
        ? {}
        : { retriedBytes: acquired.retriedBytes, retriedRanges: acquired.retriedRanges as never }), // as above
      ...(acquired.changes.length === 0 ? {} : { changes: acquired.changes as never }), // as above
      ...(request.conditions.length === 0 ? {} : { conditions: request.conditions }),
      ...(request.writeBlocker === undefined ? {} : { writeBlocker: request.writeBlocker }),
    },
  };
  const stored: Draft = {
    ...common,
    type: 'stored',
    facts: {
      files: sealed.files,
      bytes: sealed.bytes,
      object: `urn:uuid:${addition.id}`,
      inventory: sealed.inventorySha256,
    },
  };
  const failed = failuresOf(acquired, request).map(({ what, expected, found }): Draft => ({
    ...common,
    type: 'checkFailed',
    facts: { ...extent, what, expected, found },
  }));
  return [first, stored, ...failed, ...derivedDrafts(common, request, number)];
}

/** In the chain of what it was made of, and in its own. */
function derivedDrafts(
  common: Omit<Draft, 'type'>,
  { derivedFrom, by, reason }: AddRequest,
  number: string,
): Draft[] {
  if (derivedFrom === undefined) return [];
  const { exhibit, method } = derivedFrom;
  const type: 'derived' | 'redacted' = derivedFrom.as ?? 'derived';
  const said = {
    ...common,
    type,
    ...(reason === undefined ? {} : { reason }),
    ...(by === undefined ? {} : { detail: { person: by.person, personId: by.personId } }),
    facts: { inputs: [exhibit.number], outputs: [number], method },
  };
  return [said, { ...said, item: exhibit.number }];
}

/** Said of what arrived as it was sent; another digest is an event of its own. */
function sentEqual(acquired: Acquired, { senderSha256, senderParts }: AddRequest): { sentEqual?: string } {
  const equal =
    acquired.parts === undefined
      ? senderSha256 === acquired.digests.sha256 && 1
      : acquired.parts.every(({ name, sha256 }) => senderParts?.get(name) === sha256) &&
        acquired.parts.length;
  return equal === false ? {} : { sentEqual: String(equal) };
}

/** Reading evidence is an act on it, also when nothing could be kept: the case's own chain says so. */
async function recordFailedAttempt(
  house: Installation,
  attempt: { reference: string; caseId: Uuid; error: unknown; request: AddRequest },
): Promise<void> {
  const { error } = attempt;
  if (!(error instanceof Refusal) || !['noSpace', 'changed', 'damaged', 'notReachable'].includes(error.code))
    return;
  await house.log.append({
    events: [
      {
        type: 'checkFailed',
        item: attempt.reference,
        case: attempt.caseId,
        occurredAt: isoLocal(house.clock()),
        tool: TOOL,
        // Everybody of the case sees its chain: what came in answer to a request that not all may know of is not named in it.
        ...(isOfNoRequest(attempt.request)
          ? { detail: { source: attempt.request.source, foundAs: sourceName(attempt.request) } }
          : {}),
        facts: {
          files: 0,
          bytes: 0,
          what: 'acquisition',
          expected: 'to acquire the source',
          found: error.code,
        },
      },
    ],
  });
}

function isOfNoRequest({ cameWith, inAnswerTo, authority }: AddRequest): boolean {
  return cameWith === undefined && inAnswerTo === undefined && authority.type !== 'request';
}

function sourceName({ from }: Acquisition): string {
  return from.kind === 'stream' ? from.name : (from.foundAs ?? basename(String(from.path)));
}

async function repeatedAddition(
  house: Installation,
  recorded: Recorded,
  request: AddRequest,
): Promise<Added> {
  const exhibit = await findExhibit(house.db.kysely, itemOf(recorded));
  await house.settleStaged(exhibit.id);
  const isSameSource = await isSourceOf(exhibit, request);
  return {
    exhibit,
    acquired: undefined,
    repeated: true,
    ...(isSameSource === undefined ? {} : { isSameSource }),
    failures: [],
  };
}

/** A key that is used for another file is a mistake that must not pass for its addition. */
async function isSourceOf(exhibit: Exhibit, { from, images }: AddRequest): Promise<boolean | undefined> {
  if (from.kind !== 'path') return undefined;
  const path = typeof from.path === 'string' ? from.path : Buffer.from(from.path);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return undefined; // gone since, or a folder or device: only the one who named it knows
  const segments = typeof from.path === 'string' ? await images.segments(from.path) : undefined;
  if (exhibit.method !== 'file') return segments === undefined ? false : undefined;
  if (found.size !== exhibit.bytes) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex') === exhibit.sha256;
}

function itemOf(recorded: Recorded): string {
  const [first] = recorded.leaves;
  if (first === undefined) throw new Error('an act without events');
  return parseEventNote(first.note, 'event').event.item;
}
