// Carries a change out on the law values and checks the whole again. Nothing is taken that the loader would refuse.
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { recordOf, type Change, type ChangeOf, type Grounds } from './change.ts';
import { faultsOf, type FieldFault } from './check-values.ts';
import { strength, weakest, type Confidence } from './confidence.ts';
import type { Day } from './day.ts';
import type { LawFileName } from './files.ts';
import { countOwn, partyFact, recount, setParty } from './party-change.ts';
import { listOfKind, type RecordList } from './record-lists.ts';
import { RECORD_KINDS } from './model.ts';
import { isFact, withoutReviews, writeReviews, type Review } from './review.ts';
import {
  findRecord,
  isList,
  isObject,
  recordsOf,
  setAt,
  textOf,
  valueAt,
  type Draft,
  type JsonObject,
  type LawValues,
} from './values.ts';
import type { Path } from './yaml-file.ts';

export type Applied =
  | { readonly ok: true; readonly values: LawValues; readonly file: LawFileName }
  | { readonly ok: false; readonly isStale: boolean; readonly faults: readonly FieldFault[] };

/**
 * `day`: when it is carried out; `reviewer`: by whose decision, once it is published. The values given are not touched.
 */
export function applyChange(values: LawValues, change: Change, day: Day, reviewer?: string): Applied {
  const ground = groundFault(change);
  if (ground !== undefined) return refused(ground.field, ground.message);
  const name = fileOf(values, change);
  if (name === undefined) return refused('record', 'no record of this name and no list for its kind');
  const file = structuredClone(values[name]) as Draft; // a copy of its own
  const drafted: LawValues = { ...values, [name]: file };
  if (!isSame(withoutReviews(factNow(values, change)), withoutReviews(change.was)))
    return { ok: false, isStale: true, faults: [{ field: 'was', message: STALE }] };
  const review = reviewer === undefined ? undefined : { by: reviewer, on: day };
  const fault = carryOut(drafted, file, change, review);
  if (fault !== undefined) return refused(fault.field, fault.message);
  const source = addSources(file, change);
  if (source !== undefined) return refused('source', source);
  reviewTouched(values, drafted, change, review);
  if (name === 'parties.yaml') countOwn(file);
  if (textOf(file['compiled']) < day) file['compiled'] = day;
  const faults = faultsOf(drafted, name);
  return faults.length > 0
    ? { ok: false, isStale: false, faults }
    : { ok: true, values: drafted, file: name };
}

const STALE = 'this fact has been changed since; look at it again and draft the change anew';

function refused(field: string, message: string): Applied {
  return { ok: false, isStale: false, faults: [{ field, message }] };
}

function groundFault({ source, confidence }: Grounds): FieldFault | undefined {
  if (confidence === 'confirmed' && source.id === 'recall')
    return { field: 'confidence', message: "'confirmed' needs a source that was read, not 'recall'" };
  return undefined;
}

/** What is there now where the change would be: the proposer's `was`. */
export function factNow(values: LawValues, change: Change): Json {
  switch (change.kind) {
    case 'value': {
      const found = findRecord(values, change.record);
      return (found && valueAt(found.value, change.path)) ?? null;
    }
    case 'party':
      return partyFact(partiesOf(values, change.instrument) ?? {}, change.state);
    case 'declaration':
      return declarationIn(partiesOf(values, change.instrument), change)?.fact ?? null;
    case 'record':
      return findRecord(values, change.record)?.value ?? null;
  }
}

function fileOf(values: LawValues, change: Change): LawFileName | undefined {
  if (change.kind === 'party' || change.kind === 'declaration') return 'parties.yaml';
  const [word = ''] = change.record.split(' ');
  const kind = RECORD_KINDS.find((one) => one === word);
  return findRecord(values, change.record)?.list.file ?? (kind && listOfKind(kind)?.file);
}

function carryOut(
  values: LawValues,
  file: Draft,
  change: Change,
  review: Review | undefined,
): FieldFault | undefined {
  switch (change.kind) {
    case 'value':
      return setValue(values, file, change);
    case 'party': {
      const entry = partiesEntry(file, change.instrument);
      setParty(entry, change, review);
      recount(file, entry, change.state);
      return undefined;
    }
    case 'declaration':
      return setDeclaration(partiesEntry(file, change.instrument), change);
    case 'record':
      return setRecord(values, file, change);
  }
}

/** A State's standing stands in a group with others: it was looked at where it was put. */
function reviewTouched(
  values: LawValues,
  drafted: LawValues,
  change: Change,
  review: Review | undefined,
): void {
  if (change.kind === 'party') return;
  const [before, after] = [values, drafted].map((one) => findRecord(one, recordOf(change))?.value);
  if (change.kind === 'declaration') writeReviews(before?.['declarations'], after?.['declarations'], review);
  else writeReviews(before, after, review);
}

function setValue(values: LawValues, file: Draft, change: ChangeOf<'value'>): FieldFault | undefined {
  const found = findRecord(values, change.record);
  if (found === undefined) return { field: 'record', message: 'no record of this name' };
  if (change.path.includes('reviewed'))
    return { field: 'path', message: 'who looked at a fact is written when a change of it is published' };
  const inFile: Path = [found.list.list, found.place, ...change.path];
  if (!setAt(file, inFile, change.value)) return { field: 'path', message: 'the record has no such place' };
  const holder = inFile.length - change.path.length;
  for (let length = inFile.length - 1; length >= holder; length--) {
    const around = valueAt(file, inFile.slice(0, length));
    if (!isObject(around) || !(isFact(around) || mayRest(found.list, around, length === holder))) continue;
    ground(around as Draft, change, change.path.at(-1) === 'value'); // a copy of ours
    break;
  }
  return undefined;
}

/** A record that so far rests on what its file says of all of its kind. */
function mayRest({ kind }: RecordList, around: JsonObject, isRecord: boolean): boolean {
  return isRecord && (kind === 'measure' || around['confidence'] !== undefined);
}

/** A fact that is one value gets the new source; of a record with more in it the old ones still hold for the rest. */
function ground(around: Draft, { source, confidence, as_of }: Grounds, isWhole: boolean): void {
  const key = around['sources'] === undefined ? 'source' : 'sources';
  const before = around[key];
  const old = isWhole ? [] : isList(before) ? before : before === undefined ? [] : [before];
  const all = [...old.filter((one) => one !== source.id && one !== 'recall'), source.id];
  around[key] = key === 'source' && all.length === 1 ? source.id : all;
  around['as_of'] = as_of;
  const had = (around['confidence'] ?? confidence) as Confidence | 'state_notified'; // as every schema says
  if (isWhole || had === 'state_notified') around['confidence'] = confidence;
  else around['confidence'] = strength(had) < strength(confidence) ? weakest([had, confidence]) : confidence;
}

function partiesOf(values: LawValues, instrument: string): Json | undefined {
  return findRecord(values, `parties ${instrument}`)?.value;
}

/** The list of an instrument, made where there is none yet. */
function partiesEntry(file: Draft, instrument: string): Draft {
  const entries = file['instruments'] as Draft[]; // as its schema says; a copy of ours
  const known = entries.find((one) => one['instrument'] === instrument);
  if (known !== undefined) return known;
  const entry: Draft = { instrument, groups: [] };
  entries.push(entry);
  return entry;
}

/** As it stands in the file. */
export function declarationOf(
  values: LawValues,
  { instrument, ...named }: Pick<ChangeOf<'declaration'>, 'instrument' | 'state' | 'article'>,
): JsonObject | undefined {
  const entry = partiesOf(values, instrument);
  const at = declarationIn(entry, named)?.at;
  const found = at === undefined ? undefined : valueAt(entry ?? null, ['declarations', at]);
  return isObject(found) ? found : undefined;
}

function declarationIn(
  entry: Json | undefined,
  { state, article }: Pick<ChangeOf<'declaration'>, 'state' | 'article'>,
): { readonly at: number; readonly fact: Json } | undefined {
  const all = isObject(entry) ? entry['declarations'] : undefined;
  if (!isList(all)) return undefined;
  const at = all.findIndex((one) => isObject(one) && one['state'] === state && one['article'] === article);
  const found = all[at];
  return isObject(found) ? { at, fact: declarationFact(found) } : undefined;
}

/** The effect alone where no date is recorded, as it always was. */
export function declarationFact({ effect = null, from, until }: { readonly [key: string]: Json }): Json {
  if (from === undefined && until === undefined) return effect;
  return { effect, from: from ?? null, until: until ?? null };
}

function setDeclaration(entry: Draft, change: ChangeOf<'declaration'>): undefined {
  const { state, article, effect, closes, assurances, from, until, source, confidence, as_of } = change;
  const dates = { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
  const all = isList(entry['declarations']) ? [...entry['declarations']] : [];
  const at = declarationIn(entry, change)?.at ?? all.length;
  const coded = { ...(closes === true && { closes }), ...(assurances && { assurances }) };
  all[at] = { state, article, effect, ...coded, ...dates, source: source.id, confidence, as_of };
  entry['declarations'] = all;
}

function setRecord(values: LawValues, file: Draft, change: ChangeOf<'record'>): FieldFault | undefined {
  const found = findRecord(values, change.record);
  const [kind = ''] = change.record.split(' ');
  const list = found?.list ?? listOfKind(RECORD_KINDS.find((one) => one === kind) ?? 'rule');
  if (list === undefined) return { field: 'record', message: `no list for records of kind ${kind}` };
  const { value } = change;
  if (value === null && found === undefined) return { field: 'record', message: 'no record of this name' };
  if (list.isRegister === true && found === undefined)
    return { field: 'record', message: 'a source is entered with the fact that rests on it' };
  if (
    value !== null &&
    list.isRegister !== true &&
    `${kind} ${textOf(valueAt(value, [list.idKey]))}` !== change.record
  )
    return {
      field: list.idKey,
      message: `the record is called ${change.record}, its ${list.idKey} says otherwise`,
    };
  const rested =
    isObject(value) && (kind === 'channel' || kind === 'measure') ? resting(value, change) : value;
  setAt(file, [list.list, found?.place ?? recordsOf(file, list).length], rested ?? undefined);
  return undefined;
}

/** A record that may name no source of its own rests on that of its change. */
function resting(value: JsonObject, { source, as_of, confidence }: Grounds): JsonObject {
  return value['source'] === undefined ? { confidence, ...value, source: source.id, as_of } : { ...value };
}

/** What goes wrong, if anything. A source that is known is not described a second time. */
function addSources(file: Draft, change: Change): string | undefined {
  const register = file['source_register'] as Draft; // as every schema says; a copy of ours
  const { id, ...described } = change.source;
  const more = change.kind === 'record' ? (change.sources ?? {}) : {};
  for (const [key, { title, url, kind }] of Object.entries({ ...more, [id]: described })) {
    const known = register[key];
    if (isObject(known)) {
      if (title !== undefined && title !== known['title'])
        return `source '${key}' is in the register with another title; give this one another id`;
      continue;
    }
    if (title === undefined || kind === undefined)
      return `source '${key}' is not in the source register; say its title and its kind`;
    register[key] = url === undefined ? { title, kind } : { title, url, kind };
  }
  return undefined;
}

function isSame(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
