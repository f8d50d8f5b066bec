// The law files as plain values, and records in them by name: what a change is made to.
import type { Json } from '../base/canonical-json.ts';
import type { LawFileName } from './files.ts';
import { placedIn, RECORD_LISTS, type Placed, type RecordList } from './record-lists.ts';
import type { Path } from './yaml-file.ts';

export type JsonObject = { readonly [key: string]: Json };
/** What a change works on, before it is anybody else's. */
export type Draft = { [key: string]: Json };

export type LawValues = { readonly [name in LawFileName]: JsonObject };

interface FoundRecord {
  readonly list: RecordList;
  readonly place: string | number;
  readonly value: JsonObject;
}

/** `clock bc29.hold`: as searches and addresses name it. */
export function findRecord(values: LawValues, record: string): FoundRecord | undefined {
  for (const list of RECORD_LISTS) {
    if (!record.startsWith(`${list.kind} `)) continue;
    const id = record.slice(list.kind.length + 1);
    const found = recordsOf(values[list.file], list).find((one) => one.id === id);
    if (found !== undefined) return { list, place: found.place, value: found.value };
  }
  return undefined;
}

export function recordsOf(file: JsonObject, list: RecordList): readonly Placed<JsonObject>[] {
  const found = file[list.list];
  if (isList(found)) return placedIn(found.filter(isObject), list);
  return isObject(found) ? placedIn(found as { readonly [name: string]: JsonObject }, list) : []; // as its schema says
}

/** What to call a record: its name in lists. */
export function recordTitle(values: LawValues, { titleKeys, kind }: RecordList, value: JsonObject): string {
  const title = titleKeys.map((key) => textOf(value[key])).join(', ');
  return kind === 'parties' ? `Parties to ${titleOf(values, `instrument ${title}`)}` : title;
}

/** The name itself where there is no such record. */
export function titleOf(values: LawValues, record: string): string {
  const found = findRecord(values, record);
  return found === undefined ? record : recordTitle(values, found.list, found.value);
}

/** Undefined where there is nothing. */
export function valueAt(value: Json, path: Path): Json | undefined {
  let at: Json | undefined = value;
  for (const step of path) {
    if (isList(at)) at = typeof step === 'number' ? at[step] : undefined;
    else if (isObject(at) && Object.hasOwn(at, step)) at = at[String(step)];
    else return undefined;
  }
  return at;
}

/** Sets, adds (a key, or one past the end of a list) or, with undefined, removes. False where the path leads nowhere. */
export function setAt(draft: Json, path: Path, value: Json | undefined): boolean {
  const last = path.at(-1);
  const holder = valueAt(draft, path.slice(0, -1));
  if (isList(holder) && typeof last === 'number' && last >= 0 && last <= holder.length) {
    const items = holder as Json[]; // the draft is this act's own
    if (value === undefined) items.splice(last, 1);
    else items[last] = value;
    return true;
  }
  if (!isObject(holder) || typeof last !== 'string' || last === '__proto__') return false;
  const record = holder as Draft; // as above
  if (value === undefined) delete record[last];
  else record[last] = value;
  return true;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
