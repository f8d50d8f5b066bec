// The custody line: which events are drawn, with which mark, and which only counted.
import type { EventType } from '../../verify/event-types.ts';
import type { PackagedEvent } from './event.ts';

/** Filled dot, hollow dot, diamond, hollow diamond, red; a gap is drawn as a line through a count, never as a hole. */
export type Mark = 'taken' | 'kept' | 'handed' | 'offered' | 'failed' | 'gap';

export interface LineEntry {
  readonly mark: Mark;
  /** One event, or equal ones that follow each other. For a gap, all that is not drawn. */
  readonly events: readonly PackagedEvent[];
}

const MARKS: { readonly [type in EventType]?: Mark } = {
  seized: 'taken',
  acquired: 'taken',
  sealed: 'taken',
  received: 'handed',
  accepted: 'handed',
  returned: 'handed',
  offered: 'offered',
  disclosed: 'offered',
  submitted: 'offered',
  checkFailed: 'failed',
};

export function markOf(type: EventType): Mark {
  return MARKS[type] ?? 'kept';
}

/** Acts that are repeated often and say the same each time. The service alone signs them, whoever acts: who it was is in the detail. */
export const QUIET: readonly EventType[] = ['viewed', 'streamed', 'downloaded', 'checked'];

/** At most `room` entries and the gaps between. The quiet middle years give way first, hand-overs and failures last. */
export function custodyLine(events: readonly PackagedEvent[], room: number): LineEntry[] {
  const entries = together(events);
  if (entries.length <= room) return entries;
  const order = [0, 1, 2].flatMap((rank) =>
    fromBothEnds(entries.flatMap((entry, i) => (rankOf(entry) === rank ? [i] : []))),
  );
  const drawn = new Set([...new Set([0, entries.length - 1, ...order])].slice(0, room));
  const line: Gathering[] = [];
  for (const [i, entry] of entries.entries()) {
    const before = line.at(-1);
    const isAlone = drawn.has(i - 1) && drawn.has(i + 1); // a gap of one would take as much room
    if (drawn.has(i) || isAlone) line.push(entry);
    else if (before?.mark === 'gap') for (const one of entry.events) before.events.push(one);
    else line.push({ mark: 'gap', events: [...entry.events] });
  }
  return line;
}

const WEIGHTY: readonly EventType[] = ['unsealed', 'destroyed', 'detailErased', 'corrected', 'restored'];

function rankOf({ mark, events }: LineEntry): 0 | 1 | 2 {
  if (mark === 'failed' || mark === 'handed' || mark === 'offered') return 0;
  if (mark === 'taken' || events.some(({ event }) => WEIGHTY.includes(event.type))) return 1;
  return 2;
}

interface Gathering extends LineEntry {
  readonly events: PackagedEvent[];
}

function together(events: readonly PackagedEvent[]): Gathering[] {
  const entries: Gathering[] = [];
  for (const one of events) {
    const before = entries.at(-1)?.events;
    if (before?.[0] && QUIET.includes(one.event.type) && sameAct(before[0], one)) before.push(one);
    else entries.push({ mark: markOf(one.event.type), events: [one] });
  }
  return entries;
}

function sameAct(a: PackagedEvent, b: PackagedEvent): boolean {
  return (
    a.event.type === b.event.type &&
    a.event.actor.key === b.event.actor.key &&
    a.event.actor.role === b.event.actor.role &&
    a.event.onBehalfOf?.organisation === b.event.onBehalfOf?.organisation &&
    a.detail?.person === b.detail?.person && // one name stands beside the whole entry
    a.event.reason === b.event.reason &&
    a.event.place === b.event.place
  );
}

/** First, last, second, last but one, … */
function fromBothEnds<T>(list: readonly T[]): T[] {
  return list.map((_, i) => list.at(i % 2 === 0 ? i / 2 : -(i + 1) / 2) as T); // within the list
}
