// A State moves from one group of a party list to another, and the counts of the list with it.
import type { Json } from '../base/canonical-json.ts';
import type { ChangeOf } from './change.ts';
import type { LawFiles } from './files.ts';
import { checkTotals, ownTotals } from './totals.ts';
import { isList, isObject, type Draft } from './values.ts';

type PartiesFile = LawFiles['parties.yaml'];

/** What is on record for a State: what a change says that it saw. null: nothing. */
export function partyFact(entry: Json, state: string): Json {
  for (const group of groupsOf(entry)) {
    if (!statesOf(group).includes(state)) continue;
    const dates = isObject(group['entry_into_force']) ? group['entry_into_force'] : {};
    const { status = null, as_of = null, confidence = null } = group;
    return { status, as_of, confidence, entry_into_force: dates[state] ?? null };
  }
  return null;
}

export function setParty(entry: Draft, change: ChangeOf<'party'>): void {
  leave(entry, change.state);
  const groups = groupsOf(entry) as Draft[]; // the draft is this act's own
  const group = groups.find(
    (one) =>
      one['status'] === change.status &&
      one['source'] === change.source.id &&
      one['confidence'] === change.confidence &&
      one['as_of'] === change.as_of &&
      one['note'] === undefined,
  );
  const { status, confidence, as_of, state } = change;
  const into = group ?? { status, confidence, as_of, source: change.source.id, states: [] };
  if (group === undefined) entry['groups'] = [...groups, into];
  into['states'] = [...statesOf(into), state].sort();
  if (change.entry_into_force === undefined) return;
  const dates = { ...(isObject(into['entry_into_force']) ? into['entry_into_force'] : {}) };
  dates[state] = change.entry_into_force;
  into['entry_into_force'] = Object.fromEntries(Object.entries(dates).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function leave(entry: Draft, state: string): void {
  for (const group of groupsOf(entry) as Draft[]) {
    if (!statesOf(group).includes(state)) continue;
    group['states'] = statesOf(group).filter((one) => one !== state);
    if (isObject(group['entry_into_force'])) {
      const { [state]: _, ...dates } = group['entry_into_force'];
      if (Object.keys(dates).length > 0) group['entry_into_force'] = dates;
      else delete group['entry_into_force'];
    }
  }
  entry['groups'] = groupsOf(entry).filter(
    (one) => statesOf(one).length > 0 || one['organisations'] !== undefined,
  );
}

/** The file's own totals; and, where the depositary counted before this change, that the State came later. */
export function recount(file: Draft, entry: Draft, state: string): void {
  file['totals'] = ownTotals(file as unknown as PartiesFile); // as its schema says: only values were moved
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
