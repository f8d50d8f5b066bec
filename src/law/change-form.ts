// The form in which an editor drafts a change: what it says, and the change that comes of it.
import type { Json } from '../base/canonical-json.ts';
import { dayGiven } from '../web/day-field.ts';
import { factNow } from './apply-change.ts';
import { changeSchema, type Change, type Grounds } from './change.ts';
import type { FieldFault } from './check-values.ts';
import { RECORD_KINDS, type RecordKind } from './model.ts';
import { listOfKind, type RecordList } from './record-lists.ts';
import { findRecord, isObject, recordsOf, textOf, valueAt, type LawValues } from './values.ts';
import { writeYaml } from './write-yaml.ts';
import { readYaml, type Path } from './yaml-file.ts';

/** What is changed: one value of a record, a State's standing, a reservation, or a whole record. */
export type What = 'value' | 'party' | 'declaration' | 'record';

export interface Form {
  readonly what: What;
  /** Every field of the form, '' where it is empty. */
  readonly said: (name: string) => string;
}

/** By the name of the field. */
export type Texts = { readonly [name: string]: string };

export function formOf(what: What, texts: Texts): Form {
  return { what, said: (name) => (Object.hasOwn(texts, name) ? (texts[name] ?? '') : '') };
}

/** As it was typed. */
export function saidIn(params: URLSearchParams, name: string): string {
  if (isDate(name)) return dayGiven(params, name);
  // Several may be chosen, one field each.
  if (name === 'assurances') return params.getAll(name).join(' ').trim();
  return (params.get(name) ?? '').trim();
}

/** Asked in three fields, on whichever page. */
const DATES = ['entry_into_force', 'from', 'until', 'as_of'] as const;

function isDate(name: string): boolean {
  return DATES.some((one) => one === name);
}

/**
 * The change as the form says it; `was` is what was there when it was asked. Its own form is checked elsewhere. `drafted`:
 * before anybody was asked what it rests on.
 */
export function changeIn(
  { what, said }: Form,
  values: LawValues,
  drafted?: Grounds,
): { readonly change: unknown; readonly faults: readonly FieldFault[] } {
  const faults: FieldFault[] = [];
  const was = readJson(said('was')) ?? null;
  const grounds = drafted ?? {
    source: sourceIn(said, values, fileOf(what, said, values)),
    as_of: said('as_of'),
    confidence: said('confidence'),
  };
  const yaml = (): Json | undefined => {
    const { file, findings } = readYaml({ name: 'value', text: said('value') });
    for (const { line, message } of findings)
      faults.push({ field: 'value', message: `line ${line}: ${message}` });
    return file?.value as Json | undefined; // plain values: that is all readYaml gives
  };
  switch (what) {
    case 'value': {
      const value = typeof was === 'string' ? said('value').replace(/\s+/g, ' ') : yaml();
      const change = { kind: what, record: said('record'), path: pathIn(said('path')), was, value };
      return { change: { ...change, ...grounds }, faults };
    }
    case 'party': {
      const dated = datesIn(said, ['entry_into_force', 'until']);
      const fact = {
        kind: what,
        instrument: said('instrument'),
        state: said('state'),
        status: said('status'),
      };
      return { change: { ...fact, ...dated, was, ...grounds }, faults };
    }
    case 'declaration': {
      const [article, effect] = [said('article'), said('effect').replace(/\s+/g, ' ')];
      const dates = datesIn(said, ['from', 'until']);
      const fact = {
        kind: what,
        instrument: said('instrument'),
        state: said('state'),
        article,
        effect,
        ...(said('closes') === 'yes' && effect !== 'none' && { closes: true }),
        ...(effect !== 'none' && assurancesIn(said('assurances'))),
        ...dates,
      };
      return { change: { ...fact, was, ...grounds }, faults };
    }
    case 'record': {
      const value = yaml();
      const record = said('record') || nameOf(said('record_kind'), value);
      return { change: { kind: what, record, was, value, ...grounds }, faults };
    }
  }
}

/** What is none of them is left to the schema, which says so. */
function assurancesIn(text: string): { readonly assurances?: readonly string[] } {
  const list = text.split(' ').filter((one) => one !== '');
  return list.length === 0 ? {} : { assurances: list };
}

/** Those that were given. */
function datesIn(said: Form['said'], names: readonly string[]): { readonly [name: string]: string } {
  return Object.fromEntries(names.flatMap((name) => (said(name) === '' ? [] : [[name, said(name)]])));
}

/** What is there now, as it goes along with the answer. */
export function seenNow(form: Form, values: LawValues): Json {
  const seen = { ...factNamed(form), was: null, ...DRAFT_GROUNDS };
  if (form.what === 'party') return factNow(values, { kind: 'party', status: 'party', ...seen });
  if (form.what === 'declaration') return factNow(values, { kind: 'declaration', effect: '-', ...seen });
  const parsed = changeSchema.safeParse(changeIn(form, values, DRAFT_GROUNDS).change);
  return parsed.success ? factNow(values, parsed.data) : null;
}

export function factNamed({ said }: Form) {
  return { instrument: said('instrument'), state: said('state'), article: said('article') };
}

/** A source that every change may name, until the editor names theirs. */
export const DRAFT_GROUNDS: Grounds = {
  source: { id: 'x-draft', title: '-', kind: 'official' },
  as_of: '2000',
  confidence: 'contributed',
};

/** A draft from a proposal that was sent back, to be drafted again. */
export function formFrom(change: Change, reason: string): { readonly what: What; readonly texts: Texts } {
  const { kind, source, as_of, confidence } = change;
  const fact: { readonly [name: string]: string } =
    kind === 'value'
      ? { record: change.record, path: JSON.stringify(change.path), value: valueText(change.value) }
      : kind === 'record'
        ? { record: change.record, value: change.value === null ? '' : valueText(change.value) }
        : kind === 'party'
          ? {
              instrument: change.instrument,
              state: change.state,
              status: change.status,
              entry_into_force: change.entry_into_force ?? '',
              until: change.until ?? '',
            }
          : {
              instrument: change.instrument,
              state: change.state,
              article: change.article,
              effect: change.effect,
              closes: change.closes === true ? 'yes' : 'no',
              assurances: change.assurances?.join(' ') ?? '',
              from: change.from ?? '',
              until: change.until ?? '',
            };
  const known =
    source.title === undefined
      ? { source: source.id }
      : { title: source.title, url: source.url ?? '', source_kind: source.kind ?? '' };
  return { what: kind, texts: { ...fact, ...known, as_of, confidence, reason } };
}

/** As it is typed: a text as it is, everything else as YAML. */
export function valueText(value: Json): string {
  return typeof value === 'string' ? value : writeYaml(value).trim();
}

/** The list a record of the form is in, or would be in. */
export function listIn({ said }: Pick<Form, 'said'>, values: LawValues): RecordList | undefined {
  const found = findRecord(values, said('record'));
  const kind = kindOf(said('record_kind'));
  return found?.list ?? (kind === undefined ? undefined : listOfKind(kind));
}

function kindOf(word: string): RecordKind | undefined {
  return RECORD_KINDS.find((one) => one === word);
}

export function pathIn(text: string): Path {
  const value = readJson(text);
  return Array.isArray(value)
    ? value.filter((one) => typeof one === 'string' || typeof one === 'number')
    : [];
}

/** A fault of what the change rests on, and not of the fact. */
export function isGround({ field }: FieldFault): boolean {
  const words = field.split(', ');
  return [words[0], words.at(-1)].some((one) =>
    ['source', 'as_of', 'confidence', 'reason', 'title', 'url', 'kind'].includes(one ?? ''),
  );
}

function fileOf(what: What, said: Form['said'], values: LawValues): keyof LawValues | undefined {
  return what === 'party' || what === 'declaration' ? 'parties.yaml' : listIn({ said }, values)?.file;
}

/** A source of the register, or a new one under a name made of its title. */
function sourceIn(said: Form['said'], values: LawValues, file: keyof LawValues | undefined): Json {
  if (said('source') !== '') return { id: said('source') };
  const register = file === undefined ? {} : values[file]['source_register'];
  const known = isObject(register) ? register : {};
  const title = said('title');
  const same = Object.entries(known).find(([, one]) => isObject(one) && one['title'] === title);
  if (same !== undefined) return { id: same[0] };
  const url = said('url');
  return { id: newId(title, known), title, ...(url === '' ? {} : { url }), kind: said('source_kind') };
}

function newId(title: string, known: { readonly [id: string]: Json }): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['source'];
  const stem = words.join('-').slice(0, 40).replace(/-$/, '');
  for (let n = 1; ; n++) {
    const id = n === 1 ? stem : `${stem}-${n}`;
    if (!Object.hasOwn(known, id)) return id;
  }
}

function nameOf(word: string, value: Json | undefined): string {
  const kind = kindOf(word);
  const list = kind && listOfKind(kind);
  return `${word} ${list === undefined || value === undefined ? '' : textOf(valueAt(value, [list.idKey]))}`;
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // JSON.parse gives nothing else
  } catch {
    return undefined;
  }
}

/** Something of the kind to go by, for who enters the first record of their own. */
export function exampleOf(list: RecordList, values: LawValues): string {
  const [first] = recordsOf(values[list.file], list);
  return first === undefined ? '' : valueText(first.value);
}

/** Where each is asked: what it is of stands in its address, and no answer. */
export const ANY_KIND = 'any';

export function newRecordAddress(kind: RecordKind | typeof ANY_KIND): string {
  return `/law/changes/new/record/${kind}`;
}

export function partyAddress(what: 'party' | 'declaration', instrument: string): string {
  return `/law/changes/new/${what}/${encodeURIComponent(instrument)}`;
}

export function valueAddress(record: string, path: string): string {
  return `${recordAddress(record)}/change/${encodeURIComponent(path)}`;
}

export function rewriteAddress(record: string): string {
  return `${recordAddress(record)}/rewrite`;
}

/** `record`: its kind and its id, as searches name it. */
function recordAddress(record: string): string {
  return `/law/records/${record.split(' ').map(encodeURIComponent).join('/')}`;
}
