// What differs between two states of the law data, record by record and text by text.
import type { Json } from '../base/canonical-json.ts';
import type { LawFileName } from './files.ts';
import { factIn, groupsOf, isEarlier, statesOf } from './party-change.ts';
import { RECORD_LISTS, type RecordList } from './record-lists.ts';
import {
  isList,
  isObject,
  recordsOf,
  recordTitle,
  textOf,
  type JsonObject,
  type LawValues,
} from './values.ts';

export interface Difference {
  /** `parties coe-ets-185`. */
  readonly record: string;
  readonly title: string;
  /** `groups, FR, status`. */
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export function differencesBetween(before: LawValues, after: LawValues): Difference[] {
  const names = Object.keys(after) as LawFileName[]; // its own keys
  return names
    .filter((name) => before[name] !== after[name])
    .flatMap((name) =>
      RECORD_LISTS.filter(({ file }) => file === name).flatMap((list) => inList(list, before[name], after)),
    );
}

function inList(list: RecordList, before: JsonObject | undefined, values: LawValues): Difference[] {
  const [old, now] = [before ?? {}, values[list.file]].map(
    (file) => new Map(recordsOf(file, list).map(({ id, value }) => [id, value])),
  ) as [Map<string, JsonObject>, Map<string, JsonObject>]; // one of each
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const title = recordTitle(values, list, is ?? was ?? {});
    const named = { record: `${list.kind} ${key}`, title };
    return between(textsOf(list, was), textsOf(list, is)).map((one) => ({ ...named, ...one }));
  });
}

/** Every text of a record under its place. A party list is read State by State, however its groups are cut. */
function textsOf(list: RecordList, record: JsonObject | undefined): Map<string, string> {
  if (record === undefined) return new Map();
  if (list.kind !== 'parties') return flat(record, []);
  const { groups: _, ...rest } = record;
  const texts = flat(rest, []);
  for (const group of groupsOf(record))
    for (const state of statesOf(group)) {
      const fact = factIn(group, state);
      // Of one that left and came back, each time has a place of its own.
      const place =
        isEarlier(record, group, state) && isObject(fact) ? [state, textOf(fact['until'])] : [state];
      for (const [field, text] of flat(fact, place)) texts.set(field, text);
      for (const key of ['source', 'note', 'reviewed'] as const)
        for (const [field, text] of flat(group[key] ?? {}, [...place, key])) texts.set(field, text);
    }
  return texts;
}

function flat(value: Json, path: readonly string[], into = new Map<string, string>()): Map<string, string> {
  if (isList(value)) value.forEach((one, i) => flat(one, [...path, nameOf(one) ?? String(i)], into));
  else if (isObject(value)) for (const [key, one] of Object.entries(value)) flat(one, [...path, key], into);
  else if (value !== null) into.set(path.join(', '), textOf(value));
  return into;
}

function nameOf(value: Json): string | undefined {
  if (typeof value === 'string') return value.length <= 40 ? value : undefined;
  return isObject(value) && typeof value['id'] === 'string' ? value['id'] : undefined;
}

function between(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Pick<Difference, 'field' | 'before' | 'after'>[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((field) => ({ field, before: before.get(field), after: after.get(field) }))
    .filter((one) => one.before !== one.after);
}
