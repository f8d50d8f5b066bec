// The events of one exhibit from their rows. An exhibit that people look at every day has thousands, and each look reads them
// all, so what the chain already vouches for is read quickly: the digest in an event is over every byte of the one before.
import { hex, utf8Text } from '../../base/bytes.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import type { CustodyEvent } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { leafHash } from '../../verify/merkle.ts';
import { isUnbroken, readDetail, type PackagedEvent } from './event.ts';
import { seemsSignedByOfficer, serviceSigned, signedBy } from './signed-by.ts';

export interface EventRow {
  readonly index: number;
  readonly note: Uint8Array;
  readonly recordedAt: Date;
  /** JSON of the private text; undefined when there is none or it was erased. */
  readonly detail: string | undefined;
}

/** `rows`: every event of one item, oldest first. Throws Fault for one that no log could hold. */
export function readEvents(rows: readonly EventRow[]): PackagedEvent[] {
  const last = rows.at(-1);
  if (last === undefined) return [];
  const quick = quickly(rows.slice(0, -1));
  const events = [...(quick ?? []), strictly(last)];
  return quick !== undefined && isUnbroken(events) ? events : rows.map(strictly);
}

/** Undefined when one of them is not even JSON. */
function quickly(rows: readonly EventRow[]): PackagedEvent[] | undefined {
  try {
    return rows.map((row) => {
      const text = utf8Text(row.note);
      const event = JSON.parse(text.slice(0, text.indexOf('\n'))) as CustodyEvent; // what wrote it had checked it
      if (seemsSignedByOfficer(event, text)) return strictly(row);
      return packaged(row, event, serviceSigned(event));
    });
  } catch {
    return undefined;
  }
}

function strictly(row: EventRow): PackagedEvent {
  const note = parseEventNote(row.note, `event ${row.index}`);
  return packaged(row, note.event, signedBy(note));
}

function packaged(row: EventRow, event: CustodyEvent, signed: PackagedEvent['signedBy']): PackagedEvent {
  return {
    index: row.index,
    event,
    ...(signed === undefined ? {} : { signedBy: signed }),
    recordedAt: row.recordedAt.getTime(),
    leafHash: hex(leafHash(nodeCrypto, row.note)), // of the bytes as they are now
    ...(row.detail === undefined ? {} : { detail: readDetail(row.detail, `event ${row.index}`) }),
  };
}
