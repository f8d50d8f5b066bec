// An event of the custody log as it is shown and handed over: with its place in the log, its digest and its private text.
import { z } from 'zod';
import { Refusal } from '../../base/refusal.ts';
import type { CustodyEvent } from '../../verify/event.ts';
import { parsedJson } from '../../base/canonical-json.ts';

export interface PackagedEvent {
  /** Position in the log, from 0. */
  readonly index: number;
  readonly event: CustodyEvent;
  /** Milliseconds since 1970, as the service signed it. */
  readonly recordedAt: number;
  /** Lower-case hex. */
  readonly leafHash: string;
  /** The private text bound by `event.detail`; absent when there is none, it was erased, or it is not handed over. */
  readonly detail?: EventDetail;
  /** With what the person who acted signed; absent where the service acted by itself. */
  readonly signedBy?: SignedBy;
}

/** Their passkey, another key of their own, or the service for them. */
export type SignedBy = 'passkey' | 'key' | 'service';

/** Each event names the one before it by the digest of its bytes, and the first is there. */
export function isUnbroken(events: readonly PackagedEvent[]): boolean {
  return events.every(({ event }, i) => event.itemSeq === i + 1 && event.prev === events[i - 1]?.leafHash);
}

/** Personal and free text, kept outside the log. */
export type EventDetail = Readonly<z.infer<typeof eventDetailSchema>>;

const eventDetailSchema = z.object({
  /** Where the evidence came from. */
  source: z.string().optional(),
  /** Who did it, by name. */
  person: z.string().optional(),
  /** Who took the thing where it was, when, and where, as whoever brought it said. */
  /** Of how many files the digest was computed where they came from, and found equal to what arrived. */
  sentEqual: z.string().optional(),
  takenBy: z.string().optional(),
  takenOn: z.string().optional(),
  takenAt: z.string().optional(),
  /** To whom it is handed over, by name. */
  to: z.string().optional(),
  /** Who proposed what this person confirmed, by name. */
  proposedBy: z.string().optional(),
  /** What a correction says instead. */
  value: z.string().optional(),
  /** The path or name as it was found. */
  foundAs: z.string().optional(),
  note: z.string().optional(),
});

/** From the text as it was bound. What else it holds is for programs and not shown. Refuses damaged. */
export function readDetail(text: string, place: string): EventDetail {
  const found = eventDetailSchema.safeParse(parsedJson(text));
  if (found.success) return found.data;
  throw new Refusal('damaged.privateText', { place, found: found.error.issues[0]?.path.join('.') });
}

/** What an event says of a receiver who was not named; readers see the words of their language. */
export const NO_RECEIVER = 'not named';
