// Every event of an item as the log has it, with its bytes.
import { hex } from '../../base/bytes.ts';
import type { CustodyEvent } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import type { Installation } from '../log/installation.acts.ts';
import { detailOf, leavesOfItem, type StoredLeaf } from '../log/log.store.ts';

export interface RecordedEvent {
  /** Position in the log, from 0. */
  readonly index: number;
  readonly event: CustodyEvent;
  readonly recordedAt: Date;
  /** Lower-case hex. */
  readonly leafHash: string;
  readonly note: Uint8Array;
  /** The private text; absent when there is none or it was erased. */
  readonly detail?: { readonly salt: Uint8Array; readonly text: string };
}

/** Every event of an item, oldest first. */
export async function eventsOf(house: Installation, item: string): Promise<RecordedEvent[]> {
  const leaves = await leavesOfItem(house.db.kysely, item);
  return Promise.all(leaves.map((leaf) => recordedEvent(house, leaf)));
}

export async function recordedEvent(house: Installation, leaf: StoredLeaf): Promise<RecordedEvent> {
  const { event } = parseEventNote(leaf.note, `event ${leaf.index}`);
  const detail = event.detail === undefined ? undefined : await detailOf(house.db.kysely, event.id);
  return {
    index: leaf.index,
    event,
    recordedAt: leaf.recordedAt,
    leafHash: hex(leaf.leafHash),
    note: leaf.note,
    ...(detail === undefined ? {} : { detail }),
  };
}
