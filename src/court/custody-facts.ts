// What the custody log of an exhibit shows of it, each with the events that show it. Nothing here is a conclusion of law.
import type { CustodyFactId } from '../law/model.ts';
import { CUSTODY_FACTS } from '../law/schema/admissibility.ts';
import type { PackagedEvent } from '../evidence/events/event.ts';
import { keptToLeads } from '../evidence/packages/leads-only.ts';

/** `cannotTell`: the log does not hold it, or does not any more. */
export type Standing = 'met' | 'missing' | 'cannotTell';

export interface CustodyFact {
  readonly id: CustodyFactId;
  readonly standing: Standing;
  /** Positions in the log of the events that say so. */
  readonly events: readonly number[];
}

/** An exhibit as its log tells of it. */
export interface LoggedExhibit {
  readonly number: string;
  readonly title: string | undefined;
  readonly bytes: number;
  /** Of the one file, or of the list of files. */
  readonly sha256: string;
  /** Oldest first. */
  readonly events: readonly PackagedEvent[];
  /** Each event names the one before it, from the first on. */
  readonly isUnbroken: boolean;
}

export function custodyFacts(exhibit: LoggedExhibit): CustodyFact[] {
  return CUSTODY_FACTS.map((id) => {
    const [standing, ...shown] = RULES[id](exhibit);
    return { id, standing, events: shown.flatMap((one) => one?.index ?? []) };
  });
}

type Found = readonly [standing: Standing, ...events: (PackagedEvent | undefined)[]];

const RULES: { readonly [id in CustodyFactId]: (exhibit: LoggedExhibit) => Found } = {
  origin: ({ events }) => {
    const taken = gathered(events);
    if (taken?.event.type === 'received') return ['met', taken];
    return fromDetail(taken, taken?.detail?.source);
  },
  taker: ({ events }) => {
    const taken = gathered(events);
    return fromDetail(taken, taken?.detail?.takenBy ?? taken?.detail?.person);
  },
  authority: ({ events }) => {
    const taken = gathered(events);
    return taken?.event.authority === undefined ? ['missing'] : ['met', taken];
  },
  method: ({ events }) => {
    const taken = acquired(events);
    if (taken === undefined) return ['cannotTell', gathered(events)];
    return taken.event.tool === undefined ? ['missing', taken] : ['met', taken];
  },
  protected: ({ events }) => {
    const taken = acquired(events);
    const method = taken?.event.facts?.['method'];
    if (method !== 'device' && method !== 'image') return ['cannotTell', taken];
    return [taken?.event.facts?.['writeBlocker'] === undefined ? 'missing' : 'met', taken];
  },
  allRead: ({ events }) => {
    const taken = acquired(events);
    if (taken === undefined) return ['cannotTell', gathered(events)];
    const { badBytes, badRanges, changes } = taken.event.facts ?? {};
    const isWhole = badBytes === undefined && badRanges === undefined && changes === undefined;
    return [isWhole ? 'met' : 'missing', taken];
  },
  hash: ({ events }) => {
    const taken = gathered(events);
    return taken?.event.digests === undefined ? ['missing'] : ['met', taken];
  },
  sourceHash: ({ events }) => {
    const taken = acquired(events);
    const agrees = imageAgrees(taken?.event.facts?.['image']);
    return agrees === undefined ? ['cannotTell', taken] : [agrees ? 'met' : 'missing', taken];
  },
  sameHash: ({ events }) => {
    const last = events.findLast(({ event }) => event.type === 'checked' || event.type === 'checkFailed');
    return last?.event.type === 'checked' ? ['met', last] : ['missing', last];
  },
  unbroken: (exhibit) => [exhibit.isUnbroken ? 'met' : 'missing', exhibit.events[0], exhibit.events.at(-1)],
  stages: ({ events }) => {
    const begun = events.find(({ event }) => event.type === 'identified' || event.type === 'seized');
    const kept = events.find(({ event }) => event.type === 'sealed' || event.type === 'stored');
    return [begun === undefined || kept === undefined ? 'missing' : 'met', begun, gathered(events), kept];
  },
  request: ({ events }) => {
    const taken = gathered(events);
    return [taken?.event.authority?.type === 'request' ? 'met' : 'cannotTell', taken];
  },
  forEvidence: ({ events }) => {
    const { by, cured } = keptToLeads(events);
    return by === undefined ? ['met', cured ?? gathered(events)] : ['missing', by];
  },
};

/** How it came in first. */
export function gathered(events: readonly PackagedEvent[]): PackagedEvent | undefined {
  return events.find(({ event }) => event.type === 'acquired' || event.type === 'received');
}

function acquired(events: readonly PackagedEvent[]): PackagedEvent | undefined {
  return events.find(({ event }) => event.type === 'acquired');
}

/** Private text that was erased, or is not handed over, tells nothing any more; one that was never given is missing. */
function fromDetail(taken: PackagedEvent | undefined, text: string | undefined): Found {
  if (text !== undefined) return ['met', taken];
  const isKeptBack = taken?.event.detail !== undefined && taken.detail === undefined;
  return [taken === undefined || isKeptBack ? 'cannotTell' : 'missing', taken];
}

/** Undefined where there is no image, or it carries no digest of its own. */
function imageAgrees(image: unknown): boolean | undefined {
  if (typeof image !== 'object' || image === null) return undefined;
  const { agrees, container } = image as { readonly agrees?: unknown; readonly container?: unknown }; // docs/formats/event.md
  if (container === 'bad') return false;
  return typeof agrees === 'boolean' ? agrees : undefined;
}
