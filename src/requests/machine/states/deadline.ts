// Another last day of a time limit that runs, where its text leaves one to be set or agreed; and links, each with a time limit of its
// own, that are fetched one by one. Pure.
import { Temporal } from 'temporal-polyfill';
import type { Uuid } from '../../../base/ids.ts';
import { isReviewed } from '../../../law/clocks/run.ts';
import type { ClockRule } from '../../../law/model.ts';
import { isMovable, isOfLink } from './time-limits-by-form.ts';
import { accessDays } from '../../core/eu-system.ts';
import type { ActDetail } from './life.ts';

/** A time limit of the request that runs, or of an order that is reviewed because something did not come. */
export interface RunningLimit {
  readonly id: Uuid;
  readonly rule: ClockRule;
  /** How often it was given another end. */
  readonly timesSet?: number;
  /** By its earliest reading; undefined where the text gives no number. */
  readonly end: Date | undefined;
  /** Of whoever has the duty. */
  readonly zone: string;
}

/** Those for which another last day can be set. */
export function movableOf(limits: readonly RunningLimit[]): readonly RunningLimit[] {
  return limits.filter(
    ({ rule, timesSet = 0 }) => isMovable(rule) && timesSet < (rule.extension?.times ?? Infinity),
  );
}

export function linksOf(limits: readonly RunningLimit[]): readonly RunningLimit[] {
  return limits.filter(({ rule }) => isOfLink(rule));
}

interface Said {
  readonly limits: readonly RunningLimit[];
  readonly detail: ActDetail;
}

/**
 * The moment until which it runs, where an hour of the last day was set. Of an hour that comes twice, when clocks go back, the first; of
 * one that never comes, the one before it: nobody answers too late by it.
 */
export function hourOf({
  lastDay,
  hour,
}: Pick<NonNullable<ActDetail['deadline']>, 'lastDay' | 'hour'>): Date | undefined {
  if (hour === undefined) return undefined;
  const local = Temporal.PlainDateTime.from(`${lastDay}T${hour.time}`);
  return new Date(local.toZonedDateTime(hour.zone, { disambiguation: 'earlier' }).epochMilliseconds);
}

/** What is wrong with the new day; undefined: nothing. Who sets it late has nothing left to move, except on a review. */
export function deadlineProblem({
  limits,
  detail: { deadline },
  occurredAt,
}: Said & { readonly occurredAt: Date }): string | undefined {
  if (deadline === undefined) return 'no new last day, or not who set it';
  const { timeLimit, lastDay } = deadline;
  const hour = hourOf(deadline);
  const [one, ...more] = movableOf(limits).filter(({ id }) => timeLimit === undefined || id === timeLimit);
  if (one === undefined) return 'no running time limit that another day can be set for';
  if (more.length > 0) return 'several time limits, and none named';
  if (one.end !== undefined && occurredAt >= one.end && !isReviewed(one.rule))
    return `one that ended ${one.end.toISOString()}`;
  if (hour !== undefined) return hour > occurredAt ? undefined : 'an hour before it was set';
  return accessDays(occurredAt, one.zone, lastDay) >= 0 ? undefined : 'a day before it was set';
}

/** Of one link that is open nothing needs to be said; of several, which of them were fetched. */
export function linksProblem({ limits, detail: { fetched } }: Said): string | undefined {
  const open = linksOf(limits);
  if (fetched === undefined) return open.length > 1 ? `${open.length} links, and none named` : undefined;
  return fetched.every((id) => open.some((link) => link.id === id)) ? undefined : 'a link that is not open';
}
