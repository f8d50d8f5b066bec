// One item of a request, read from the fields of its page. Its identifiers are numbered from 0; a row that is left empty is none.
import { dayGiven, partName } from '../../../../web/day-field.ts';
import { readRecordedTime, recordedTimeFields } from '../../../../web/recorded-time.ts';
import { item as itemSchema, type Item } from '../../../core/answers.ts';
import { DETAILS } from '../../../core/evidence.ts';
import { checkIdentifier } from '../../../core/identifier-check.ts';
import { IDENTIFIER_KINDS, type Problem } from '../../../core/identifier.ts';
import type { FieldProblems } from '../questions/read-fields.ts';

const MAX_ROWS = 200;
/** More than so many identifiers do not stand in rows: they are shown by their number and stay as they are. */
const MAX_SHOWN = 20;

type ReadItem =
  | { readonly ok: true; readonly item: Item }
  | { readonly ok: false; readonly problems: FieldProblems };

/** `there`: the identifiers that the page showed by their number alone. */
export function readItem(form: URLSearchParams, there: Item['identifiers'] = []): ReadItem {
  const text = (name: string): string | undefined => {
    const value = (form.get(name) ?? '').trim();
    return value === '' ? undefined : value;
  };
  const time = (name: string): string | undefined => readRecordedTime(form, name);
  // Where no hour is given the day is meant.
  const moment = (name: string): string | undefined => {
    const hasHour = text(name) !== undefined || text(partName(name, 'time')) !== undefined;
    return hasHour ? time(name) : dayGiven(form, name) || undefined;
  };
  const problems: Record<string, FieldProblems[string]> = {};
  const kept = form.has('kept') ? there : [];
  const typed = rowsIn(form).flatMap((i) => {
    const value = text(`value.${i}`);
    if (value === undefined) return [];
    const kind = IDENTIFIER_KINDS.find((one) => one === form.get(`kind.${i}`));
    if (kind === undefined) {
      problems[`kind.${i}`] = 'choose';
      return [];
    }
    const isIp = kind === 'ip';
    const one = {
      kind,
      value,
      ...(isIp && { port: text(`port.${i}`), from: time(`from.${i}`), to: time(`to.${i}`) }),
    };
    const checked = checkIdentifier(one);
    if (!checked.ok) {
      problems[`${placeOf(checked.problem)}.${i}`] = checked.problem;
      return [];
    }
    return [Object.fromEntries(Object.entries(one).filter(([, part]) => part !== undefined))];
  });
  const details = DETAILS.flatMap((detail) => {
    const said = text(`details.${detail}`);
    return said === undefined ? [] : [[detail, said] as const];
  });
  const parsed = itemSchema.safeParse({
    type: text('type'),
    category: text('category'),
    identifiers: [...kept, ...typed],
    holder: text('holder'),
    service: text('service'),
    from: moment('from'),
    to: moment('to'),
    wanted: (form.get('wanted') ?? '')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    reason: text('reason'),
    format: text('format'),
    details: details.length === 0 ? undefined : Object.fromEntries(details),
    preservation: text('preservation'),
  });
  if (!parsed.success)
    for (const { path } of parsed.error.issues) {
      const name = path[0] === 'details' ? path.join('.') : String(path[0] ?? 'category');
      problems[name] ??= problemOf(name, name === 'from' || name === 'to' ? moment(name) : text(name));
    }
  if (!parsed.success || Object.keys(problems).length > 0) return { ok: false, problems };
  return { ok: true, item: parsed.data };
}

/** Numbers of the rows of identifiers in the form, at most so many. */
export function rowsIn(form: URLSearchParams): number[] {
  const rows = [...form.keys()].flatMap((name) => /^value\.(\d{1,3})$/.exec(name)?.[1] ?? []).map(Number);
  return [...new Set(rows)].sort((a, b) => a - b).slice(0, MAX_ROWS);
}

function placeOf(problem: Problem): 'port' | 'from' | 'to' | 'value' {
  switch (problem) {
    case 'notPort':
      return 'port';
    case 'notTime':
    case 'timeWithoutOffset':
      return 'from';
    case 'endsBeforeItBegins':
      return 'to';
    default:
      return 'value';
  }
}

function problemOf(name: string, value: string | undefined): FieldProblems[string] {
  if (name === 'category') return 'choose';
  if (value === undefined) return 'needed';
  return name === 'from' || name === 'to' ? 'notTime' : 'doesNotFit';
}

/** The item as it stands in the fields. `maxShown`: with more identifiers, all of them stay as they are and are not read again. */
export function itemGiven(item: Item, maxShown = MAX_SHOWN): URLSearchParams {
  const given = new URLSearchParams({
    category: item.category,
    wanted: item.wanted.join('\n'),
  });
  for (const name of ['type', 'holder', 'service', 'reason', 'format', 'preservation'] as const)
    given.set(name, item[name] ?? '');
  for (const name of ['from', 'to'] as const) setTime(given, name, item[name]);
  for (const [detail, said] of Object.entries(item.details ?? {})) given.set(`details.${detail}`, said ?? '');
  if (item.identifiers.length > maxShown) given.set('kept', String(item.identifiers.length));
  else
    for (const [i, { kind, value, port, from, to }] of item.identifiers.entries()) {
      for (const [name, part] of Object.entries({ kind, value, port })) given.set(`${name}.${i}`, part ?? '');
      setTime(given, `from.${i}`, from);
      setTime(given, `to.${i}`, to);
    }
  return given;
}

function setTime(given: URLSearchParams, name: string, kept: string | undefined): void {
  for (const [part, value] of recordedTimeFields(name, kept ?? '')) given.set(part, value);
}
