// Every text of the law data that can be found, each with its record and the line it stands on.
import { validity } from './cite.ts';
import type { Confidence } from './confidence.ts';
import { isPartialDate, type PartialDate, type Validity } from './day.ts';
import type { LawFileName, LawFiles } from './files.ts';
import type { Passage, Reviewed } from './model.ts';
import { placedIn, RECORD_LISTS } from './record-lists.ts';
import { stateName } from './states.ts';
import type { Path } from './yaml-file.ts';

type Where = (file: LawFileName, path: Path) => string;

/** Keys whose text is a code and not a statement. */
const SILENT = new Set([
  'confidence',
  'source',
  'sources',
  'article_confidence',
  'as_of',
  'read',
  'reviewed',
  'ref',
  'type',
  'required',
  'unit',
  'leads_to',
  'applies_to',
  'shown_by',
  'fill',
]);

type Json = { readonly [key: string]: unknown };

export function passagesOf(files: LawFiles, where: Where): Passage[] {
  const titles = new Map(files['instruments.yaml'].instruments.map((one) => [one.id, one.short_title]));
  const found: Passage[] = [];
  for (const named of RECORD_LISTS) {
    const { file, list, kind, titleKeys } = named;
    const records = (files[file] as unknown as Json)[list] as readonly Json[]; // as the schema of the file says
    for (const { id, place, value: record } of placedIn(records, named)) {
      const called = titleKeys.map((key) => String(record[key])).join(', ');
      const title = kind === 'parties' ? `Parties to ${titles.get(id) ?? id}` : called;
      const add = (text: string, path: Path, around: Around): void =>
        void found.push({
          record: `${kind} ${id}`,
          kind,
          title,
          field: fieldWords(path, around),
          text,
          at: where(file, [list, place, ...path]),
          states: around.states,
          confidence: around.confidence,
          ...(around.reviewed !== undefined && { reviewed: around.reviewed }),
          ...validity(around),
        });
      walk(
        record,
        [],
        {
          ...inside({ states: [], confidence: undefined, reviewed: undefined, label: '' }, record),
          label: '',
        },
        add,
      );
    }
  }
  return found;
}

interface Around extends Validity {
  readonly states: readonly string[];
  readonly confidence: Confidence | undefined;
  /** Of the nearest fact around it that says what it rests on. */
  readonly reviewed: Reviewed | undefined;
  /** The nearest article or name around a text. */
  readonly label: string;
}

function walk(
  value: unknown,
  path: Path,
  around: Around,
  add: (text: string, path: Path, around: Around) => void,
): void {
  const last = path.at(-1);
  if (typeof last === 'string' && (SILENT.has(last) || last === 'entry_into_force' || last === 'own')) return;
  if (last === 'until' && typeof value === 'object') return; // days by State, as those above
  if (typeof value === 'string')
    return value.length > 1 && !isStateKey(path) ? add(value, path, around) : undefined;
  if (Array.isArray(value)) {
    const all: unknown[] = value;
    if (last === 'states') return add(statesWords(all), path, { ...around, states: all.map(String) });
    all.forEach((one, i) => walk(one, [...path, i], around, add));
  } else if (typeof value === 'object' && value !== null) {
    const record = value as Json; // neither null nor a list
    const inner = path.length === 0 ? around : inside(around, record);
    for (const [key, one] of Object.entries(record)) walk(one, [...path, key], inner, add);
  }
}

function inside(around: Around, record: Json): Around {
  const { state, confidence, article, function: use, status, from, until } = record;
  const label = [
    typeof article === 'string' ? `Art. ${article}` : '',
    ...[use, status]
      .filter((one): one is string => typeof one === 'string')
      .map((one) => one.replaceAll('_', ' ')),
  ];
  return {
    states: typeof state === 'string' ? [state] : around.states,
    confidence: typeof confidence === 'string' ? (confidence as Confidence) : around.confidence, // held by the schema
    reviewed: 'source' in record || 'sources' in record ? (record['reviewed'] as Reviewed) : around.reviewed, // as above
    ...validity({ from: dateOf(from) ?? around.from, until: dateOf(until) ?? around.until }),
    label: label.filter((one) => one !== '').join(', ') || around.label,
  };
}

/** Hours of opening are no days. */
function dateOf(value: unknown): PartialDate | undefined {
  return typeof value === 'string' && isPartialDate(value) ? value : undefined;
}

function isStateKey(path: Path): boolean {
  return path.at(-1) === 'state';
}

/** Names as well as codes, so that "Fiji" finds what is listed as FJ. */
function statesWords(codes: readonly unknown[]): string {
  return codes.map((code) => `${stateName(String(code))} (${String(code)})`).join(', ');
}

function fieldWords(path: Path, around: Around): string {
  const words = path.filter((part) => typeof part === 'string').map((part) => part.replaceAll('_', ' '));
  const last = words.at(-1) ?? '';
  if (around.label !== '' && ['gives', 'states', 'effect'].includes(last)) return around.label;
  return [around.label, last].filter((one) => one !== '').join(', ');
}
