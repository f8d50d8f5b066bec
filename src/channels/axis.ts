// A plan on a time axis: what is kept until when, when an answer is to be expected, and the day it is needed by. Days are
// counted from the day of the plan; what no source gives a figure for has an open end.
import { addDays, type Day } from '../law/day.ts';
import type { ClockRule } from '../law/model.ts';
import type { Plan } from './plan.ts';
import type { Step } from './step.ts';

type BarKind = 'kept' | 'held' | 'extended' | 'expected' | 'possible' | 'unknown';

export interface Bar {
  readonly kind: BarKind;
  readonly from: number;
  readonly to: number;
  readonly says:
    | { readonly what: 'kept' | 'held' | 'atLeast'; readonly days: number; readonly article?: string }
    | { readonly what: 'extend'; readonly by: Day; readonly article: string }
    | { readonly what: 'keptOn'; readonly by: Day; readonly article: string }
    | { readonly what: 'expected'; readonly minDays: number; readonly maxDays: number }
    | { readonly what: 'noFigure' | 'nothing' };
}

export interface Row {
  readonly what: 'holder' | 'needed' | Step['kind'];
  /** Number of the step in the plan; 0 for what is no step. */
  readonly number: number;
  readonly bars: readonly Bar[];
  /** A day that is marked. */
  readonly mark: number | undefined;
  /** Ends too early for what follows. */
  readonly isShort: boolean;
}

export interface Tick {
  readonly at: number;
  readonly unit: 'today' | 'week' | 'month';
  readonly n: number;
}

export interface Axis {
  readonly today: Day;
  readonly span: number;
  readonly rows: readonly Row[];
  readonly ticks: readonly Tick[];
}

const MONTH = 30.4375;
const LEAST_SPAN = 14;
const TICKS = 6;

export function axisOf(plan: Plan): Axis {
  const { times } = plan.timing;
  const day = (date: Day | undefined): number | undefined =>
    date === undefined ? undefined : Math.round((Date.parse(date) - Date.parse(times.today)) / 86_400_000);
  const [answerFrom, answerUntil] = [day(times.answerFrom), day(times.answerUntil)];
  const [holdUntil, retentionUntil, deadline] = [times.holdUntil, times.retentionUntil, times.deadline].map(
    day,
  );
  const known = [
    answerUntil,
    holdUntil,
    retentionUntil === undefined ? undefined : Math.min(retentionUntil, 730),
    deadline,
  ];
  const reach = Math.max(LEAST_SPAN, ...known.map((one) => one ?? 0));
  const end = Math.ceil(reach * 1.08);
  const rows: Row[] = [];
  const add = (what: Row['what'], number: number, bars: readonly Bar[], more: Partial<Row> = {}): void =>
    void rows.push({ what, number, bars, mark: undefined, isShort: false, ...more });
  if (plan.rules.includes('preserve-first'))
    add('holder', 0, [keptBar(retentionUntil, end)], {
      isShort: retentionUntil !== undefined && retentionUntil < (answerUntil ?? Infinity),
    });
  plan.steps.forEach((step, i) => {
    if (step.kind === 'preserve')
      add('preserve', i + 1, holdBars(step.clocks[0], times.today, holdUntil, { answerUntil, end }));
    else if (step.kind === 'produce') add('produce', i + 1, answerBars(answerFrom, answerUntil, end));
    else add('cure', i + 1, answerBars(step.expected?.minDays, step.expected?.maxDays, end));
  });
  if (deadline !== undefined && deadline >= 0) add('needed', 0, [], { mark: deadline });
  const last = Math.max(end, ...rows.flatMap(({ bars }) => bars.map(({ to }) => to)));
  return { today: times.today, span: last, rows, ticks: ticksOf(last) };
}

function keptBar(until: number | undefined, end: number): Bar {
  return until === undefined
    ? { kind: 'unknown', from: 0, to: end, says: { what: 'noFigure' } }
    : { kind: 'kept', from: 0, to: Math.min(until, end), says: { what: 'kept', days: until } };
}

/** A request that comes within the period keeps the data until it is decided: their articles say so (29(7), 42). */
const KEPT_ON = new Set(['bc29.hold', 'un42.hold']);

/** The first period, then as many extensions as the rule gives, up to the answer. */
function holdBars(
  hold: ClockRule | undefined,
  today: Day,
  until: number | undefined,
  { answerUntil, end }: { answerUntil: number | undefined; end: number },
): Bar[] {
  if (hold === undefined || until === undefined)
    return [{ kind: 'unknown', from: 0, to: end, says: { what: 'noFigure' } }];
  const first: Bar = {
    kind: 'held',
    from: 0,
    to: until,
    says: { what: hold.bound === 'min' ? 'atLeast' : 'held', days: until, article: hold.article },
  };
  const { extension } = hold;
  if (answerUntil === undefined || answerUntil <= until) return [first];
  if (KEPT_ON.has(hold.id)) {
    const says = { what: 'keptOn', by: addDays(today, until), article: hold.article } as const;
    return [first, { kind: 'extended', from: until, to: answerUntil, says }];
  }
  if (extension?.length === undefined) return [first];
  const most = extension.times ?? Math.ceil((answerUntil - until) / extension.length);
  const bars: Bar[] = [first];
  for (let i = 0; i < Math.min(most, 12) && until + i * extension.length < answerUntil; i++) {
    const from = until + i * extension.length;
    bars.push({
      kind: 'extended',
      from,
      to: from + extension.length,
      says: { what: 'extend', by: addDays(today, from), article: extension.article },
    });
  }
  return bars;
}

function answerBars(from: number | undefined, until: number | undefined, end: number): Bar[] {
  if (from === undefined || until === undefined)
    return [{ kind: 'unknown', from: 0, to: end, says: { what: 'noFigure' } }];
  const says = { what: 'expected', minDays: from, maxDays: until } as const;
  if (from === 0 || from === until) return [{ kind: 'expected', from: 0, to: Math.max(until, 0.5), says }];
  return [
    { kind: 'expected', from: 0, to: from, says },
    { kind: 'possible', from, to: until, says: { what: 'nothing' } },
  ];
}

/** Today, then months; weeks where all is over in two months. At most seven, evenly spaced. */
function ticksOf(span: number): Tick[] {
  const isShort = span <= 2 * MONTH;
  const unit = isShort ? 7 : MONTH;
  const step = Math.max(1, Math.ceil(span / unit / TICKS));
  const ticks: Tick[] = [{ at: 0, unit: 'today', n: 0 }];
  for (let n = step; n * unit <= span; n += step)
    ticks.push({ at: n * unit, unit: isShort ? 'week' : 'month', n });
  return ticks;
}
