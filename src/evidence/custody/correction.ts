// Which entries of the custody record a person may correct on the page, and what of them.
import { factText } from '../../verify/event.ts';
import type { EventType } from '../../verify/event-types.ts';
import type { PackagedEvent } from '../events/event.ts';

export const CORRECTABLE = [
  'occurredAt',
  'place',
  'reason',
  'authority',
  'source',
  'writeBlocker',
  'seal',
  'person',
  'other',
] as const;

export type Correctable = (typeof CORRECTABLE)[number];

/** What this program measured or counted itself is not for a person to correct. */
const MEASURED: readonly EventType[] = [
  'viewed',
  'streamed',
  'downloaded',
  'checked',
  'checkFailed',
  'stored',
];

export function isCorrectable(text: string): text is Correctable {
  return (CORRECTABLE as readonly string[]).includes(text);
}

/** The newest first. */
export function correctableEvents(events: readonly PackagedEvent[]): readonly PackagedEvent[] {
  return events.filter(({ event }) => !isMeasured(event.type)).toReversed();
}

export function isMeasured(type: EventType): boolean {
  return MEASURED.includes(type);
}

/** What the entry says there now; undefined when it says nothing. */
export function saidOf({ event, detail }: PackagedEvent, field: Correctable): string | undefined {
  switch (field) {
    case 'occurredAt':
    case 'place':
    case 'reason':
      return event[field];
    case 'authority':
      return event.authority === undefined ? undefined : `${event.authority.type} ${event.authority.id}`;
    case 'source':
    case 'person':
      return detail?.[field];
    case 'writeBlocker':
    case 'seal':
      return factText(event, field);
    case 'other':
      return undefined;
  }
}

/** A corrected value of one of these fields names nobody, and may be shown to who is shown no names. */
export function isNameless(field: string | undefined): boolean {
  return field !== undefined && isCorrectable(field) && field !== 'person' && field !== 'other';
}
