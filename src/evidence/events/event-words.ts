// One entry of the custody line in words.
import type { Json } from '../../base/canonical-json.ts';
import { factText, type CustodyEvent } from '../../verify/event.ts';
import type { PackagedEvent } from './event.ts';
import { NO_RECEIVER } from './event.ts';
import { markOf, QUIET, type LineEntry } from './custody-line.ts';
import { bothTimes, utcBeside } from './figures.ts';
import { ready, type Say } from './messages.ts';

export function entryWords(say: Say, entry: LineEntry, all: readonly PackagedEvent[]): Json {
  const [first, last] = [entry.events[0], entry.events.at(-1)];
  if (!first || !last) return {};
  const numbers = { first: indexOf(first), last: indexOf(last) };
  if (entry.mark === 'gap') {
    const marks = entry.events.map(({ event }) => markOf(event.type));
    const handed = marks.filter((mark) => mark === 'handed' || mark === 'offered').length;
    const failed = marks.filter((mark) => mark === 'failed').length;
    return {
      mark: 'gap',
      what: say('hiddenEvents', { count: entry.events.length, ...numbers }),
      how: [say('hiddenEventsHow'), ...(handed + failed > 0 ? [say('hiddenAmong', { handed, failed })] : [])],
      hidesFailure: failed > 0,
    };
  }
  const { event, detail, recordedAt } = first;
  const title = titleOf(say, first, all);
  const times = bothTimes(say, event.occurredAt);
  const many = entry.events.length > 1;
  return {
    mark: entry.mark,
    what: many ? say('times', { what: ready(title), count: entry.events.length }) : title,
    when: many
      ? [say('until', { from: ready(times.local), to: ready(bothTimes(say, last.event.occurredAt).local) })]
      : [times.local, ...(times.utc === undefined ? [] : [times.utc])],
    place: event.place === undefined ? '' : say.shown(event.place, 200),
    who: who(say, first),
    how: [
      ...how(say, first, all),
      ...(event.detail !== undefined && detail === undefined ? [say('detailWithheld')] : []),
    ],
    notes: [event.reason, detail?.note?.replace(/(?<!\s)\s*\n\s*/g, ' ')]
      .filter((text) => text !== undefined)
      .map((text) => say('quote', { text: ready(say.shown(text, 600)) })),
    index: many ? `${numbers.first} – ${numbers.last}` : numbers.first,
    recorded: many ? '' : recorded(say, recordedAt, event.occurredAt),
  };
}

/** A hand-over between persons names both, where this reader is told names. */
function titleOf(say: Say, { event, detail }: PackagedEvent, all: readonly PackagedEvent[]): string {
  const offer = offerOf(event, all);
  if (offer === undefined) return say(`event.${event.type}`);
  const [from, to] = [offer.detail?.person, offer.detail?.to ?? detail?.person];
  if (event.type === 'offered')
    return to === undefined ? say('event.offered') : say('offeredTo', { name: to });
  if (event.type === 'rejected') return say('handOverDeclined');
  if (event.type === 'withdrawn') return say('event.withdrawn');
  return from === undefined || to === undefined ? say('handedOverUnnamed') : say('handedOver', { from, to });
}

/** The offer of a hand-over between persons that this event makes or answers. */
function offerOf(event: CustodyEvent, all: readonly PackagedEvent[]): PackagedEvent | undefined {
  const id = factText(event, 'handOver');
  if (id === undefined) return undefined;
  return all.find((one) => one.event.type === 'offered' && factText(one.event, 'handOver') === id);
}

export function indexOf(one: PackagedEvent): string {
  return String(one.index).padStart(6, '0');
}

function recorded(say: Say, ms: number, occurredAt: string): string {
  const utcDay = new Date(occurredAt).toISOString().slice(0, 10);
  return say('recorded', { time: ready(utcBeside(say, ms, utcDay)) });
}

function who(say: Say, { event, detail, signedBy }: PackagedEvent): string[] {
  const { actor, onBehalfOf } = event;
  const { person, proposedBy } = detail ?? {};
  return [
    say('by', { role: say.role(actor.role), organisation: actor.organisation, state: actor.state }),
    ...(onBehalfOf
      ? [say('onBehalfOf', { organisation: onBehalfOf.organisation, state: onBehalfOf.state })]
      : []),
    ...(person === undefined ? [] : [say('person', { name: person })]),
    ...(proposedBy === undefined ? [] : [say('proposedBy', { name: proposedBy })]),
    ...(signedBy === undefined || QUIET.includes(event.type) ? [] : [say(`signedBy.${signedBy}`)]),
  ];
}

/** What the event's other fields and facts say, in short pieces. */
function how(say: Say, { event, detail }: PackagedEvent, all: readonly PackagedEvent[]): string[] {
  const facts = event.facts ?? {};
  const word = (name: string): string | undefined =>
    typeof facts[name] === 'string' || typeof facts[name] === 'number' ? String(facts[name]) : undefined;
  const list = (name: string): string | undefined =>
    Array.isArray(facts[name]) ? facts[name].slice(0, 20).join(', ') : undefined;
  const pieces: (string | undefined)[] = [
    event.authority && say(`authority.${event.authority.type}`, { id: event.authority.id }),
    event.tool && !isToolOfBefore(event, all)
      ? say('with', { name: event.tool.name, version: event.tool.version })
      : undefined,
    ifAll(word('writeBlocker'), (name) => say('writeBlocker', { name })),
    ifAll(word('badBytes'), (bytes) => say('badBytes', { count: Number(bytes) })),
    ifAll(word('retriedBytes'), (bytes) => say('retriedBytes', { count: Number(bytes) })),
    ifAll(word('seal'), (seal) => say('seal', { seal })),
    ifAll(word('fromLog'), (log) =>
      say('fromLog', { log, item: word('fromItem') ?? '', size: Number(word('checkpointSize')) }),
    ),
    ifAll(word('toOrganisation'), (organisation) => {
      if (organisation === NO_RECEIVER) return say('noReceiver');
      const state = word('toState');
      return state === undefined ? say('to', { organisation }) : say('toState', { organisation, state });
    }),
    ifAll(word('toRole'), (role) => say('toRole', { role: say.role(role) })),
    ifAll(event.type === 'accepted' ? offerOf(event, all)?.event.occurredAt : undefined, (at) =>
      say('offeredAt', { time: ready(bothTimes(say, at).local) }),
    ),
    event.type === 'checkFailed'
      ? say('expectedFound', {
          what: word('what') ?? '',
          expected: word('expected') ?? '',
          found: word('found') ?? '',
        })
      : undefined,
    event.type === 'acquired' ? undefined : ifAll(word('method'), (method) => say('method', { method })),
    ifAll(list('inputs'), (names) => say('inputs', { names })),
    event.type === 'conditionAdded' ? list('conditions') : undefined,
    ifAll(list('lifts'), (words) => say('lifts', { words })),
    ifAll(list('outputs'), (names) => say('outputs', { names })),
    ifAll(word('until'), (until) => say('preservedUntil', { until })),
    event.type === 'moved' ? say('fromTo', { from: word('from') ?? '', to: word('to') ?? '' }) : undefined,
    ifAll(word('field'), (field) =>
      correction(say, field, word('value') ?? detail?.value, eventNumber(word('event'), all)),
    ),
  ];
  return pieces.filter((piece) => piece !== undefined);
}

/** What all events were done with is said at the first of them. */
function isToolOfBefore({ id, tool }: CustodyEvent, all: readonly PackagedEvent[]): boolean {
  const at = all.findIndex(({ event }) => event.id === id);
  const before = all.slice(0, Math.max(0, at)).findLast(({ event }) => event.tool !== undefined)?.event.tool;
  return before?.name === tool?.name && before?.version === tool?.version;
}

function correction(say: Say, field: string, value: string | undefined, event: string): string {
  return value === undefined ? say('corrects', { field, event }) : say('correctsTo', { field, event, value });
}

/** An event is named by its position in the log, where it is one of these. */
function eventNumber(id: string | undefined, all: readonly PackagedEvent[]): string {
  const one = all.find(({ event }) => event.id === id);
  return one ? indexOf(one) : (id ?? '');
}

function ifAll(value: string | undefined, then: (value: string) => string): string | undefined {
  return value === undefined || value === '' ? undefined : then(value);
}
