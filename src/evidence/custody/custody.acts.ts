// What the log says about an item, and the acts that only add to it.
import type { Json } from '../../base/canonical-json.ts';
import { isUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import type { Authority, CustodyEvent } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { findExhibit, setCheckedAt, setStatus } from '../exhibits/exhibit.store.ts';
import { takeOffCopies } from './copies.store.ts';
import { refuseBound } from './passing.store.ts';
import { finishDisposal } from './destroyed.acts.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { Detail, Draft } from '../log/log-entry.ts';
import { eraseDetail, leafById, type StoredLeaf, type Tx } from '../log/log.store.ts';
import { TOOL } from '../log/tool.ts';
import { recordedEvent, type RecordedEvent } from '../events/recorded-event.acts.ts';

interface Correction {
  /** Id of the event that was wrong. */
  readonly event: string;
  /** Which of its fields. */
  readonly field: string;
  /** What it should have said; private when it names people. */
  readonly value: string;
  readonly reason: string;
  readonly key?: string;
  /** The person who corrects, in their role, and the item that the event must be of; the system's own hand when absent. */
  readonly by?: { readonly role: string; readonly detail: Detail; readonly item: string };
}

/** Nothing is edited: a new event says what the earlier one should have said. */
export async function correctEvent(house: Installation, correction: Correction): Promise<RecordedEvent> {
  const earlier = await existingEvent(house, correction.event);
  const { by } = correction;
  if (by !== undefined && by.item !== earlier.item) throw noEvent(correction.event);
  const recorded = await house.log.append({
    ...(correction.key === undefined ? {} : { key: correction.key }),
    events: [
      {
        type: 'corrected',
        item: earlier.item,
        ...(earlier.case === undefined ? {} : { case: earlier.case }),
        occurredAt: isoLocal(house.clock()),
        reason: correction.reason,
        tool: TOOL,
        detail: { value: correction.value, ...by?.detail },
        ...(by === undefined ? {} : { role: by.role }),
        facts: { event: earlier.id, field: correction.field },
      },
    ],
  });
  return firstOf(house, recorded.leaves);
}

interface Disposal {
  readonly number: string;
  /** The order that disposes of it. */
  readonly order: Authority;
  readonly reason?: string;
  readonly person?: string;
  /** Runs first in the act's transaction; throws when it may not be, else gives who acts. */
  readonly decide?: (tx: Tx) => Promise<Pick<Draft, 'role' | 'detail'>>;
}

/** Destroys the bytes by order, those in packages that still lie here too. The events and a tombstone stay; a second disposal changes nothing. */
export async function disposeExhibit(house: Installation, disposal: Disposal): Promise<RecordedEvent> {
  const exhibit = await findExhibit(house.db.kysely, disposal.number);
  const recorded = await house.log.append({
    key: `dispose:${exhibit.id}`,
    events: async (tx) => {
      const decided = await disposal.decide?.(tx);
      await refuseBound(tx, exhibit.number);
      await setStatus(tx, exhibit.id, 'destroying'); // first: who makes a package of it meanwhile waits, and is refused
      const at = new Date(house.clock());
      const copies = await takeOffCopies(tx, { caseId: exhibit.caseId, number: exhibit.number, at });
      const detail: Detail | undefined =
        disposal.person === undefined ? undefined : { person: disposal.person };
      return [
        {
          type: 'destroyed',
          item: exhibit.number,
          case: exhibit.caseId,
          occurredAt: isoLocal(house.clock()),
          authority: disposal.order,
          ...(disposal.reason === undefined ? {} : { reason: disposal.reason }),
          ...(detail === undefined ? {} : { detail }),
          ...decided,
          tool: TOOL,
          facts: { files: exhibit.files, bytes: exhibit.bytes, ...(copies === 0 ? {} : { copies }) },
        },
      ];
    },
  });
  await finishDisposal(house, exhibit.id);
  return firstOf(house, recorded.leaves);
}

/** Erases the private text of an event by order; the event and its place in the log stay valid. */
export async function eraseEventDetail(
  house: Installation,
  eventId: string,
  order: Authority,
): Promise<RecordedEvent> {
  const earlier = await existingEvent(house, eventId);
  const recorded = await house.log.append({
    key: `erase:${eventId}`,
    events: async (tx) => {
      await eraseDetail(tx, eventId);
      return [
        {
          type: 'detailErased',
          item: earlier.item,
          ...(earlier.case === undefined ? {} : { case: earlier.case }),
          occurredAt: isoLocal(house.clock()),
          authority: order,
          tool: TOOL,
          facts: { event: earlier.id },
        },
      ];
    },
  });
  return firstOf(house, recorded.leaves);
}

interface FixityResult {
  readonly event: RecordedEvent;
  readonly isIntact: boolean;
  /** The first difference in words; undefined when intact. */
  readonly first?: string;
  readonly differences: number;
}

interface CheckOptions {
  readonly onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
  /** Idempotency key: the same check is recorded once. */
  readonly key?: string;
  /** Who asked for it: their role in the case, and private text. */
  readonly by?: Asker;
}

interface Asker {
  readonly role: string;
  readonly person: string;
  readonly personId: string;
  /** What asked for them, when it was another program. */
  readonly through?: string | undefined;
}

function askerText({ person, personId, through }: Asker) {
  return { person, personId, ...(through === undefined ? {} : { through }) };
}

/** Reads every byte of one exhibit again, and records what was found. */
export async function checkExhibit(
  house: Installation,
  number: string,
  options: CheckOptions = {},
): Promise<FixityResult> {
  const exhibit = await findExhibit(house.db.kysely, number);
  if (exhibit.status === 'destroyed') {
    throw new Refusal('notFound.bytesHeld', { number });
  }
  await house.settleStaged(exhibit.id);
  const { key, by, ...work } = options;
  const check = await house.store.check(exhibit.id, work);
  const [first] = check.differences;
  const facts: { [name: string]: Json } = { files: check.files, bytes: check.bytes };
  if (first !== undefined) {
    Object.assign(facts, {
      what: `stored bytes: ${first.path} ${first.what}`,
      expected: first.expected || 'as sealed',
      found: first.found || 'otherwise',
      differences: check.differencesCount,
    });
  }
  const now = house.clock();
  const draft: Draft = {
    type: first === undefined ? 'checked' : 'checkFailed',
    item: exhibit.number,
    case: exhibit.caseId,
    occurredAt: isoLocal(now),
    digests: { sha256: exhibit.sha256 },
    tool: TOOL,
    facts,
    ...(by === undefined ? {} : { role: by.role, detail: askerText(by) }),
  };
  const recorded = await house.log.append({
    ...(key === undefined ? {} : { key }),
    events: async (tx) => {
      await setCheckedAt(tx, exhibit.id, new Date(now));
      return [draft];
    },
  });
  return {
    event: await firstOf(house, recorded.leaves),
    isIntact: first === undefined,
    ...(first === undefined
      ? {}
      : { first: `${first.path}: expected ${first.expected}, found ${first.found}` }),
    differences: check.differencesCount,
  };
}

async function existingEvent(house: Installation, id: string): Promise<CustodyEvent> {
  const leaf = isUuid(id) ? await leafById(house.db.kysely, id) : undefined;
  if (leaf !== undefined) return parseEventNote(leaf.note, id).event;
  throw noEvent(id);
}

function noEvent(id: string): Refusal {
  return new Refusal('notFound.event', { id });
}

async function firstOf(house: Installation, leaves: readonly StoredLeaf[]): Promise<RecordedEvent> {
  const [first] = leaves;
  if (first === undefined) throw new Error('an act without events');
  return recordedEvent(house, first);
}
