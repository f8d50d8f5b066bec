// A time limit as a line: from its start to its end, with the rests between, the alarms, and where it stands now. Pure.
import type { ClockRun } from '../../../law/clocks/run.ts';

export type MarkKind = 'start' | 'rest' | 'goesOn' | 'alarm' | 'now' | 'done' | 'end' | 'latest';

interface Mark {
  readonly kind: MarkKind;
  readonly at: Date;
}

interface Stretch {
  /** `maybe`: between the ends of two readings. `open`: it stands still, and nobody knows until when. */
  readonly kind: 'gone' | 'left' | 'rest' | 'maybe' | 'open';
  readonly from: Date;
  readonly to: Date;
}

export interface TimeLine {
  readonly from: Date;
  readonly to: Date;
  /** One after the other, without a gap. */
  readonly stretches: readonly Stretch[];
  /** In order of time. */
  readonly marks: readonly Mark[];
}

/** What is drawn of the time after the end, or of a rest that goes on, as a share of what is known. */
const BEYOND = 0.15;
/** Two marks of one moment, in this order. */
const ORDER: readonly MarkKind[] = ['start', 'rest', 'goesOn', 'alarm', 'now', 'done', 'end', 'latest'];

/** By its earliest reading. Undefined: it has not begun, or its rule gives no figure. */
export function timeLineOf(
  run: Pick<ClockRun, 'status' | 'readings' | 'earliest' | 'latest'>,
  told: {
    /** Before the end: the end itself is an alarm too. */
    readonly alarms: readonly Date[];
    readonly doneAt: Date | undefined;
    readonly now: Date;
  },
): TimeLine | undefined {
  const { now, doneAt } = told;
  const reading = run.readings.find(({ end }) => end === run.earliest) ?? run.readings[0];
  const steps = (reading?.steps ?? []).flatMap(({ step, ...one }): Mark[] => {
    const kind = ({ started: 'start', paused: 'rest', resumed: 'goesOn' } as const)[step as 'started'];
    return kind === undefined || !('at' in one) ? [] : [{ kind, at: new Date(one.at) }];
  });
  const from = steps[0]?.at;
  if (from === undefined) return undefined;
  const [end, latest] = [run.earliest, run.latest].map((one) =>
    one === undefined ? undefined : new Date(one),
  );
  const known = Math.max(
    ...[end, latest, end === undefined ? now : undefined, ...steps.map(({ at }) => at)].map(
      (one) => one?.getTime() ?? 0,
    ),
  );
  const isOpen = end === undefined;
  const beyond = Math.max(60_000, (known - from.getTime()) * BEYOND);
  const to = new Date(isOpen || now.getTime() > known ? known + beyond : known);
  const marks: Mark[] = [
    ...steps,
    ...told.alarms.map((at) => ({ kind: 'alarm' as const, at })),
    { kind: 'now', at: now },
    ...(doneAt === undefined ? [] : [{ kind: 'done' as const, at: doneAt }]),
    ...(end === undefined ? [] : [{ kind: 'end' as const, at: end }]),
    ...(latest === undefined || latest.getTime() === end?.getTime()
      ? []
      : [{ kind: 'latest' as const, at: latest }]),
  ];
  return {
    from,
    to,
    stretches: stretchesOf(steps, { from, to: end ?? to, latest, isOpen, gone: doneAt ?? now }),
    marks: marks
      .filter(({ at }) => at >= from && at <= to)
      .toSorted((a, b) => a.at.getTime() - b.at.getTime() || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)),
  };
}

interface Bounds {
  readonly from: Date;
  /** The end, or as far as is drawn where there is none. */
  readonly to: Date;
  readonly latest: Date | undefined;
  readonly isOpen: boolean;
  /** So far of it has gone. */
  readonly gone: Date;
}

function stretchesOf(steps: readonly Mark[], { from, to, latest, isOpen, gone }: Bounds): Stretch[] {
  const cuts = steps.slice(1);
  const parts = [{ kind: 'start', at: from }, ...cuts].flatMap(({ kind, at }, i): Stretch[] => {
    const next = cuts[i]?.at ?? to;
    if (kind === 'rest')
      return [{ kind: cuts[i] === undefined && isOpen ? 'open' : 'rest', from: at, to: next }];
    const cut = new Date(Math.min(Math.max(gone.getTime(), at.getTime()), next.getTime()));
    return [
      { kind: 'gone', from: at, to: cut },
      { kind: 'left', from: cut, to: next },
    ];
  });
  const maybe: Stretch[] =
    latest === undefined || latest <= to || isOpen ? [] : [{ kind: 'maybe', from: to, to: latest }];
  return [...parts, ...maybe].filter((one) => one.to > one.from);
}
