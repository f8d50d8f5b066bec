// A State moves from one group of a party list to another, and the counts of the list with it.
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { ChangeOf } from './change.ts';
import { firstDay } from './day.ts';
import type { LawFiles } from './files.ts';
import type { Review } from './review.ts';
import { partiesFile } from './schema/parties.ts';
import { checkTotals, ownTotals } from './totals.ts';
import { isList, isObject, type Draft, type JsonObject } from './values.ts';

type PartiesFile = LawFiles['parties.yaml'];

const DATES = ['entry_into_force', 'until'] as const;

/** What is on record for a State: what a change says that it saw. Of one that came back, the newest. null: nothing. */
export function partyFact(entry: Json, state: string): Json {
  const group = groupsOf(entry).find((one) => statesOf(one).includes(state) && !isEarlier(entry, one, state));
  return group === undefined ? null : factIn(group, state);
}

export function factIn(group: JsonObject, state: string): Json {
  const { status = null, as_of = null, confidence = null } = group;
  const until = dateIn(group, 'until', state);
  const dated = { entry_into_force: dateIn(group, 'entry_into_force', state) ?? null };
  return { status, as_of, confidence, ...dated, ...(until !== undefined && { until }) };
}

function dateIn(group: JsonObject, key: (typeof DATES)[number], state: string): Json | undefined {
  const dates = group[key];
  return isObject(dates) ? dates[state] : undefined;
}

/** Whether the State left under this group and is in another since: it came back. */
export function isEarlier(entry: Json, group: JsonObject, state: string): boolean {
  const until = dateIn(group, 'until', state);
  return groupsOf(entry).some(
    (one) => one !== group && comesAfter(until, dateIn(one, 'entry_into_force', state)),
  );
}

function comesAfter(until: Json | undefined, since: Json | undefined): boolean {
  return typeof until === 'string' && typeof since === 'string' && firstDay(since) >= firstDay(until);
}

/** `review`: of whoever published it. */
export function setParty(entry: Draft, change: ChangeOf<'party'>, review: Review | undefined): void {
  leave(entry, change);
  const groups = groupsOf(entry) as Draft[]; // the draft is this act's own
  const group = groups.find(
    (one) =>
      one['status'] === change.status &&
      one['source'] === change.source.id &&
      one['confidence'] === change.confidence &&
      one['as_of'] === change.as_of &&
      one['note'] === undefined &&
      isReviewedSo(one['reviewed'], review) &&
      !statesOf(one).includes(change.state),
  );
  const { status, confidence, as_of, state } = change;
  const reviewed = review && { reviewed: { ...review } };
  const into: Draft = group ?? {
    status,
    confidence,
    as_of,
    source: change.source.id,
    ...reviewed,
    states: [],
  };
  if (group === undefined) entry['groups'] = [...groups, into];
  into['states'] = [...statesOf(into), state].sort();
  for (const key of DATES) {
    const day = change[key];
    if (day === undefined) continue;
    const dates = { ...(isObject(into[key]) ? into[key] : {}), [state]: day };
    into[key] = Object.fromEntries(Object.entries(dates).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

function isReviewedSo(reviewed: Json | undefined, review: Review | undefined): boolean {
  return canonicalJson(reviewed ?? null) === canonicalJson(review === undefined ? null : { ...review });
}

/** What was on record goes, but for a time that ended before this one begins: a State that left may come back. */
function leave(entry: Draft, { state, entry_into_force: since }: ChangeOf<'party'>): void {
  for (const group of groupsOf(entry) as Draft[]) {
    if (!statesOf(group).includes(state) || comesAfter(dateIn(group, 'until', state), since)) continue;
    group['states'] = statesOf(group).filter((one) => one !== state);
    for (const key of DATES) {
      if (!isObject(group[key])) continue;
      const { [state]: _, ...dates } = group[key];
      if (Object.keys(dates).length > 0) group[key] = dates;
      else delete group[key];
    }
  }
  entry['groups'] = groupsOf(entry).filter(
    (one) => statesOf(one).length > 0 || one['organisations'] !== undefined,
  );
}

/** The file's own totals, of lists that are such. */
export function countOwn(file: Draft): void {
  const parsed = partiesFile.safeParse(file);
  if (parsed.success) file['totals'] = ownTotals(parsed.data);
}

/** Where the depositary counted before this change, that the State came later. */
export function recount(file: Draft, entry: Draft, state: string): void {
  countOwn(file);
  const total = entry['published_total'] as Draft | undefined; // as above
  if (total === undefined) return;
  const later = isList(total['later']) ? total['later'].filter((one) => typeof one === 'string') : [];
  const without = later.filter((one) => one !== state);
  for (const list of [later, without, [...without, state].sort()]) {
    if (list.length > 0) total['later'] = list;
    else delete total['later'];
    let isRight = true;
    checkTotals(file as unknown as PartiesFile, () => void (isRight = false));
    if (isRight) return;
  }
  if (later.length > 0) total['later'] = later;
  else delete total['later'];
}

export function statesOf(group: Json): readonly string[] {
  const states = isObject(group) ? group['states'] : undefined;
  return isList(states) ? states.filter((one) => typeof one === 'string') : [];
}

export function groupsOf(entry: Json): readonly { readonly [key: string]: Json }[] {
  const groups = isObject(entry) ? entry['groups'] : undefined;
  return isList(groups) ? groups.filter(isObject) : [];
}
