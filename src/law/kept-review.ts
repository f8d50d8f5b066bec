// A change that was published here and that newer data of the program say too: who looked at it stays with the fact.
import { declarationOf, factNow } from './apply-change.ts';
import { recordOf, type Change } from './change.ts';
import { groupsOf, statesOf } from './party-change.ts';
import { isFact, type Review } from './review.ts';
import {
  findRecord,
  isList,
  isObject,
  valueAt,
  type Draft,
  type JsonObject,
  type LawValues,
} from './values.ts';

/** The values as they are where that fact is reviewed already, or rests on something that nobody here looked at. */
export function keepReview(values: LawValues, change: Change, review: Review): LawValues {
  const file = findRecord(values, recordOf(change))?.list.file;
  if (file === undefined || factNow(values, change) === null) return values;
  const drafted: LawValues = { ...values, [file]: structuredClone(values[file]) };
  const fact = factOf(drafted, change);
  if (fact === undefined || fact['reviewed'] !== undefined || !restsOn(fact, change.source.id)) return values;
  const part = change.kind === 'value' ? String(change.path.at(-1)) : undefined;
  const of = part === undefined || part === 'value' ? {} : { of: [part] };
  (fact as Draft)['reviewed'] = { by: review.by, on: review.on, ...of }; // a copy of ours
  return drafted;
}

function factOf(values: LawValues, change: Change): JsonObject | undefined {
  if (change.kind === 'declaration') return declarationOf(values, change);
  const record = findRecord(values, recordOf(change))?.value;
  if (record === undefined || change.kind === 'record') return record;
  if (change.kind === 'party')
    // Of a group of several the review would be one of the others too.
    return groupsOf(record).find((one) => statesOf(one).join() === change.state);
  for (let length = change.path.length - 1; length >= 0; length--) {
    const around = valueAt(record, change.path.slice(0, length));
    if (isObject(around) && isFact(around)) return around;
  }
  return undefined;
}

function restsOn(fact: JsonObject, source: string): boolean {
  const all = [fact['source'] ?? [], fact['sources'] ?? []].flatMap((one) => (isList(one) ? one : [one]));
  return all.includes(source);
}
