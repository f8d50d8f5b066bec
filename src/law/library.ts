// Which laws, cases, strategies and lessons bear on something: a State, an issue, or what somebody is about to do.
import { validity } from './cite.ts';
import type { Day } from './day.ts';
import type { Issue, LegalKind, LegalRecord } from './model-legal.ts';
import type { DataCategory, Knowledge } from './model.ts';
import { holdsOn } from './on-day.ts';
import type { StateCode } from './states.ts';

interface Wanted {
  readonly kind?: LegalKind | undefined;
  readonly state?: StateCode | undefined;
  readonly measure?: string | undefined;
  readonly issue?: Issue | undefined;
}

export function libraryOf(
  { legalRecords }: Knowledge,
  { kind, state, measure, issue }: Wanted,
): LegalRecord[] {
  return legalRecords.filter(
    (one) =>
      (kind === undefined || one.kind === kind) &&
      (state === undefined || one.state === state) &&
      (measure === undefined || one.tags.measures.includes(measure)) &&
      (issue === undefined || one.tags.issues.includes(issue)),
  );
}

/** In force, or decided, by that day and not yet over; undefined where that is not recorded. */
export function heldOn({ from, until }: LegalRecord, day: Day): boolean | undefined {
  const held = holdsOn(validity({ from, until }), day);
  if (held === 'no') return false;
  return from === undefined || held === 'unknown' ? undefined : true;
}

interface About {
  readonly categories: readonly DataCategory[];
  readonly issues: readonly Issue[];
  readonly states: readonly StateCode[];
}

/** What others met who asked for such data, or in such States: those that share most with it first. */
export function othersMet(knowledge: Knowledge, about: About, limit: number): LegalRecord[] {
  return knowledge.legalRecords
    .filter(({ kind }) => kind === 'lesson' || kind === 'case')
    .map((record) => ({ record, shared: sharedWith(knowledge, record, about) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, limit)
    .map(({ record }) => record);
}

function sharedWith(knowledge: Knowledge, { tags, state }: LegalRecord, about: About): number {
  const yielded = knowledge.measures
    .filter(({ id }) => tags.measures.includes(id))
    .flatMap((one) => one.yields);
  const data = about.categories.some((one) => tags.categories.includes(one) || yielded.includes(one));
  const issues = about.issues.filter((one) => tags.issues.includes(one)).length;
  const isOfState = state !== undefined && about.states.includes(state);
  return (data ? 1 : 0) + 2 * issues + (isOfState ? 2 : 0);
}
