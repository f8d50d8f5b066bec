// Many items at once, one a line: pasted, read from a CSV file, or typed into the rows of a table. Each line is right or says which cell is
// wrong and why; whoever asks keeps all of them or none.
import { isDeepStrictEqual } from 'node:util';
import { csvFile, readCsv, type CsvRow } from '../../../../base/csv.ts';
import { isDay } from '../../../../law/day.ts';
import type { DataCategory } from '../../../../law/model.ts';
import { item as itemSchema, MAX_ITEMS, type Asked, type Item } from '../../../core/answers.ts';
import { EVIDENCE_TYPES, type EvidenceType } from '../../../core/evidence.ts';
import { EVIDENCE, evidenceTypeOf } from '../../../core/evidence-types.ts';
import { kindForm, type LegalForm } from '../../../core/form.ts';
import { isMeasure } from '../../../core/request-items.ts';
import { identifierLines, readIdentifierLines, type LineProblem } from '../../../core/identifier-lines.ts';
import { listedTime } from '../../../core/listed-time.ts';
import type { TypedIdentifier } from '../../../core/identifier.ts';

/** In the order of a line without a heading. */
export const ITEM_COLUMNS = [
  'kind',
  'category',
  'identifiers',
  'from',
  'to',
  'holder',
  'service',
  'wanted',
  'reason',
  'format',
  'preservation',
] as const;
export type ItemColumn = (typeof ITEM_COLUMNS)[number];
export type ItemCells = Readonly<Partial<Record<ItemColumn, string>>>;

/** More identifiers than these are brought into an item of their own page. */
export const MAX_IN_CELL = 50;

/** Closed, beside what may be wrong with an identifier. */
export type ItemProblem =
  | LineProblem
  | 'sayItemKind'
  | 'unknownItemKind'
  | 'wrongCategory' // none of its kind
  | 'notMoment'
  | 'notOfMeasure' // other assistance is asked for by its kind alone
  | 'cellLength';

export interface WrongCell {
  readonly column: ItemColumn;
  readonly text: string;
  readonly problem: ItemProblem;
}

export interface WrongItemLine extends Omit<WrongCell, 'column'> {
  readonly line: number;
  /** Undefined: the whole line. */
  readonly column: ItemColumn | undefined;
}

/** What the items of a form may be. */
export interface ItemsOfForm {
  readonly columns: readonly ItemColumn[];
  readonly types: readonly EvidenceType[];
  /** Assistance that is no data, by its id. */
  readonly measures: readonly string[];
}

export function itemsOfForm(legal: LegalForm): ItemsOfForm {
  const { roles, evidence = EVIDENCE_TYPES } = legal.form;
  // What the form asks once for all items is not asked of each.
  const isOnce = (column: ItemColumn): boolean =>
    (column === 'identifiers' && roles.identifiers !== undefined) ||
    ((column === 'from' || column === 'to') && roles.period !== undefined);
  const kinds = legal.fields.flatMap((field) => field.kinds ?? []).map(({ id }) => id);
  return {
    columns: ITEM_COLUMNS.filter((column) => !isOnce(column)),
    types: evidence,
    measures: kinds.filter((id) => kindForm(legal, id) !== undefined),
  };
}

type ReadCells =
  | { readonly ok: true; readonly asked: Asked }
  | { readonly ok: false; readonly wrong: readonly WrongCell[] };

/** `there`: the item as it stands; what the cells do not name stays. */
export function readCells(cells: ItemCells, ofForm: ItemsOfForm, there?: Item): ReadCells {
  const said = (column: ItemColumn): string | undefined => cells[column]?.trim() || undefined;
  const kind = said('kind')?.toLowerCase();
  const measure = ofForm.measures.find((one) => one === kind);
  if (measure !== undefined) return readMeasure(measure, cells);
  const wrong: WrongCell[] = [];
  const fail = (column: ItemColumn, problem: ItemProblem): void =>
    void wrong.push({ column, problem, text: shown(said(column) ?? '') });
  const found = kindOf(kind, said('category')?.toLowerCase(), ofForm);
  if (typeof found === 'string') fail(found === 'wrongCategory' ? 'category' : 'kind', found);
  const names = (column: ItemColumn): boolean => cells[column] !== undefined;
  const identifiers = names('identifiers')
    ? identifiersIn(said('identifiers') ?? '')
    : (there?.identifiers ?? []);
  if (typeof identifiers === 'string') fail('identifiers', identifiers);
  const [from, to] = (['from', 'to'] as const).map((column) => {
    if (!names(column)) return there?.[column];
    const moment = momentOf(said(column));
    if ('at' in moment) return moment.at;
    fail(column, moment.problem);
    return undefined;
  });
  if (wrong.length === 0 && endsBefore(from, to)) fail('to', 'endsBeforeItBegins');
  const text = (column: 'holder' | 'service' | 'reason' | 'format' | 'preservation'): string | undefined =>
    names(column) ? said(column) : there?.[column];
  const wanted = names('wanted') ? pieces(said('wanted') ?? '') : (there?.wanted ?? []);
  if (wrong.length > 0 || typeof found === 'string' || typeof identifiers === 'string')
    return { ok: false, wrong };
  const isSame = there !== undefined && evidenceTypeOf(there) === found.type;
  const parsed = itemSchema.safeParse({
    ...found,
    identifiers,
    wanted,
    ...given({
      from,
      to,
      holder: text('holder'),
      service: text('service'),
      reason: text('reason'),
      format: text('format'),
      preservation: text('preservation'),
      details: isSame ? there.details : undefined,
    }),
  });
  if (parsed.success) return { ok: true, asked: parsed.data };
  const at = ITEM_COLUMNS.find((column) => column === parsed.error.issues[0]?.path[0]) ?? 'kind';
  return { ok: false, wrong: [{ column: at, problem: 'cellLength', text: shown(said(at) ?? '') }] };
}

type Given<All extends object> = { readonly [key in keyof All]?: Exclude<All[key], undefined> };

function given<All extends object>(all: All): Given<All> {
  return Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined)) as Given<All>; // the same members
}

/** Its own questions are asked afterwards, on its own pages. */
function readMeasure(measure: string, cells: ItemCells): ReadCells {
  const others = ITEM_COLUMNS.filter((column) => column !== 'kind' && (cells[column] ?? '').trim() !== '');
  if (others.length === 0) return { ok: true, asked: { measure, answers: {} } };
  return {
    ok: false,
    wrong: others.map((column) => ({ column, problem: 'notOfMeasure', text: shown(cells[column] ?? '') })),
  };
}

interface KindSaid {
  readonly type?: EvidenceType;
  readonly category: DataCategory;
}

/** The category says the kind where it has a usual one; a kind has a first category. */
function kindOf(
  kind: string | undefined,
  category: string | undefined,
  { types }: ItemsOfForm,
): KindSaid | 'sayItemKind' | 'unknownItemKind' | 'wrongCategory' {
  if (kind === undefined && category === undefined) return 'sayItemKind';
  const known = types.flatMap((type) => EVIDENCE[type].categories).find((one) => one === category);
  if (category !== undefined && known === undefined && category !== 'open_source') return 'wrongCategory';
  if (kind === undefined && category === 'open_source') return { category };
  const usual = known && evidenceTypeOf({ category: known });
  const type = types.find((one) => one === (kind ?? usual));
  if (type === undefined) return kind === undefined ? 'sayItemKind' : 'unknownItemKind';
  const [first] = EVIDENCE[type].categories;
  if (known === undefined && category !== undefined) return 'wrongCategory';
  const one = known ?? first;
  if (one === undefined || !EVIDENCE[type].categories.includes(one)) return 'wrongCategory';
  return { type, category: one };
}

function pieces(text: string): string[] {
  return text.split(/[|\r\n]/).flatMap((one) => one.trim() || []);
}

function identifiersIn(text: string): readonly TypedIdentifier[] | ItemProblem {
  const all = pieces(text);
  if (all.length > MAX_IN_CELL) return 'tooMany';
  let found: readonly TypedIdentifier[] = [];
  for (const one of all) {
    const { identifiers, wrong } = readIdentifierLines(one, { before: found });
    const [first] = wrong;
    if (first !== undefined) return first.problem;
    if (identifiers.length === 0) return 'sayKind';
    found = [...found, ...identifiers];
  }
  return found;
}

type Moment = { readonly at: string | undefined } | { readonly problem: 'notMoment' | 'dayAmbiguous' };

/** A day, or a time as logs write it. */
function momentOf(text: string | undefined): Moment {
  if (text === undefined || isDay(text)) return { at: text };
  const time = listedTime(text);
  if (typeof time === 'string') return { problem: time };
  return itemSchema.shape.from.safeParse(time.at).success ? time : { problem: 'notMoment' };
}

function endsBefore(from: string | undefined, to: string | undefined): boolean {
  if (from === undefined || to === undefined) return false;
  const isMixed = isDay(from) !== isDay(to);
  return isMixed ? to.slice(0, 10) < from.slice(0, 10) : Date.parse(to) < Date.parse(from);
}

interface ReadItems {
  readonly items: readonly Asked[];
  readonly wrong: readonly WrongItemLine[];
}

/** `before`: those that are there and stay. */
export function readItemLines(text: string, ofForm: ItemsOfForm, before: readonly Asked[] = []): ReadItems {
  const { rows, unclosed } = readCsv(text);
  const named = columnsIn(rows[0]);
  const columns: readonly (ItemColumn | undefined)[] = named ?? ofForm.columns;
  const items: Asked[] = [];
  const wrong: WrongItemLine[] = [];
  const fail = (line: number, all: readonly Omit<WrongItemLine, 'line'>[]): void =>
    void wrong.push(...all.map((one) => ({ ...one, line })));
  for (const row of named === undefined ? rows : rows.slice(1)) {
    const whole = { column: undefined, text: shown(row.cells.join(', ')) };
    if (before.length + items.length >= MAX_ITEMS || wrong.length >= MAX_ITEMS) {
      fail(row.line, [{ ...whole, problem: 'tooMany' }]);
      break; // the others would say the same
    }
    const cells = cellsOf(row, columns);
    const isWide = row.cells.slice(columns.length).some((one) => one !== '');
    const read = isWide || cells === undefined ? undefined : readCells(cells, ofForm);
    if (read === undefined) fail(row.line, [{ ...whole, problem: 'tooManyCells' }]);
    else if (!read.ok) fail(row.line, read.wrong);
    else if (isAgain(read.asked, [...before, ...items])) fail(row.line, [{ ...whole, problem: 'again' }]);
    else items.push(read.asked);
  }
  if (unclosed !== undefined) fail(unclosed, [{ column: undefined, text: '"', problem: 'unclosed' }]);
  return { items, wrong };
}

/** Two measures of one kind differ by what is answered later. */
function isAgain(asked: Asked, all: readonly Asked[]): boolean {
  return !isMeasure(asked) && all.some((one) => isDeepStrictEqual(one, asked));
}

/** Undefined: something stands under a heading that is no column here. */
function cellsOf({ cells }: CsvRow, columns: readonly (ItemColumn | undefined)[]): ItemCells | undefined {
  if (columns.some((column, i) => column === undefined && (cells[i] ?? '') !== '')) return undefined;
  return Object.fromEntries(
    columns.flatMap((column, i) => (column === undefined ? [] : [[column, cells[i] ?? '']])),
  );
}

function columnsIn(row: CsvRow | undefined): readonly (ItemColumn | undefined)[] | undefined {
  const names = (row?.cells ?? []).map((cell) => ITEM_COLUMNS.find((one) => one === cell.toLowerCase()));
  return names.filter((one) => one !== undefined).length > 1 ? names : undefined;
}

/** The items as lines of a file, with their columns named; other assistance by its kind alone. */
export function itemsFile(items: readonly Asked[], { columns }: ItemsOfForm): string {
  return csvFile([columns, ...items.map((one) => columns.map((column) => cellsOfItem(one)[column] ?? ''))]);
}

/** As `readCells` takes them. Identifiers that no cell holds are left out: `isInCell` says so. */
export function cellsOfItem(asked: Asked): ItemCells {
  if (isMeasure(asked)) return { kind: asked.measure };
  const { category, from, to, holder, service, wanted, reason, format, preservation } = asked;
  const type = evidenceTypeOf(asked);
  return given({
    kind: type,
    category,
    identifiers: isInCell(asked) ? identifiersText(asked) : undefined,
    from,
    to,
    holder,
    service,
    wanted: wanted.join(' | '),
    reason,
    format,
    preservation,
  });
}

function identifiersText({ identifiers }: Item): string {
  return identifierLines(identifiers).split('\n').join(' | ');
}

/** Read again it is the same. */
export function isInCell(item: Item): boolean {
  if (item.identifiers.length > MAX_IN_CELL) return false;
  return isDeepStrictEqual(
    identifiersIn(identifiersText(item)),
    item.identifiers.map((one) => given(one)),
  );
}

function shown(text: string): string {
  return text.slice(0, 200);
}
