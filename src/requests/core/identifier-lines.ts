// Many identifiers at once, one a line: typed, pasted, or read from a CSV file. Each line is right or says why not; whoever
// asks decides what becomes of the right ones.
import { readCsv, typedLine, type CsvRow } from '../../base/csv.ts';
import { checkIdentifier } from './identifier-check.ts';
import { listedTime, type ListedTimeProblem } from './listed-time.ts';
import { IDENTIFIER_KINDS, type IdentifierKind, type Problem, type TypedIdentifier } from './identifier.ts';

export const MAX_IDENTIFIERS = 2000;

/** Closed, beside the problems of the identifier itself. */
export type LineProblem =
  | Problem
  | 'sayKind' // several kinds look like this
  | 'unknownKind'
  | 'otherKind' // the field asks for one kind alone
  | 'tooManyCells'
  | ListedTimeProblem
  | 'again' // the same as an earlier line
  | 'unclosed' // a quotation mark without its end
  | 'tooMany';

interface WrongLine {
  readonly line: number;
  /** As it stands in the text, cut to a length that can be shown. */
  readonly text: string;
  readonly problem: LineProblem;
}

interface ReadIdentifiers {
  readonly identifiers: readonly TypedIdentifier[];
  readonly wrong: readonly WrongLine[];
}

const COLUMNS = ['kind', 'value', 'port', 'from', 'to'] as const;
/** Times in parts, under a heading that names them; the zone is that of both. */
const PARTS = ['day', 'time', 'zone', 'end day', 'end time'] as const;
type Column = (typeof COLUMNS)[number] | (typeof PARTS)[number];

export interface Wanted {
  /** The field asks for this kind alone. */
  readonly only?: IdentifierKind | undefined;
  /** What a value is whose kind neither is said nor shows. */
  readonly otherwise?: IdentifierKind | undefined;
  /** What is there already. */
  readonly before?: readonly TypedIdentifier[];
}

/**
 * A first line of column names says the order of the columns. Without one, a line is `value` or `kind, value`, then port, from
 * and to.
 */
export function readIdentifierLines(text: string, wanted: Wanted = {}): ReadIdentifiers {
  const { before = [] } = wanted;
  const { rows, unclosed } = readCsv(text);
  const named = columnsIn(rows[0]);
  const seen = new Set(before.map(sameness));
  const identifiers: TypedIdentifier[] = [];
  const wrong: WrongLine[] = [];
  for (const row of named === undefined ? rows : rows.slice(1)) {
    const read = identifierOf(row, named, wanted);
    const count = Math.max(before.length + identifiers.length, wrong.length);
    const problem = problemWith(read, seen, count);
    if (problem !== undefined) wrong.push({ line: row.line, text: shown(row), problem });
    if (problem === 'tooMany') break; // the others would say the same
    if (problem !== undefined || typeof read === 'string') continue;
    seen.add(sameness(read));
    identifiers.push(read);
  }
  if (unclosed !== undefined) wrong.push({ line: unclosed, text: '"', problem: 'unclosed' });
  return { identifiers, wrong };
}

/** `count`: of the right ones or of the wrong ones, whichever are more. */
function problemWith(
  typed: TypedIdentifier | LineProblem,
  seen: ReadonlySet<string>,
  count: number,
): LineProblem | undefined {
  if (count >= MAX_IDENTIFIERS) return 'tooMany';
  if (typeof typed === 'string') return typed;
  const checked = checkIdentifier(typed);
  if (!checked.ok) return checked.problem;
  return seen.has(sameness(typed)) ? 'again' : undefined;
}

/** As `readIdentifierLines` takes it: kind first, what is empty at the end left out. */
export function identifierLines(list: readonly TypedIdentifier[]): string {
  return list
    .map(({ kind, value, port = '', from = '', to = '' }) => {
      const cells = [kind, value, port, from, to];
      while (cells.at(-1) === '') cells.pop();
      return typedLine(cells);
    })
    .join('\n');
}

function columnsIn(row: CsvRow | undefined): readonly (Column | undefined)[] | undefined {
  const names = (row?.cells ?? []).map((cell) => {
    const name = cell.toLowerCase().replaceAll('_', ' ');
    return [...COLUMNS, ...PARTS].find((one) => one === name);
  });
  return names.includes('value') ? names : undefined;
}

function identifierOf(
  { cells }: CsvRow,
  named: readonly (Column | undefined)[] | undefined,
  { only, otherwise }: Wanted,
): TypedIdentifier | LineProblem {
  const hasKind = named === undefined && kindNamed(cells[0] ?? '') !== undefined && cells.length > 1;
  const columns: readonly (Column | undefined)[] = named ?? (hasKind ? COLUMNS : COLUMNS.slice(1));
  if (cells.length > columns.length) return 'tooManyCells';
  const cell = (name: Column): string | undefined => {
    const text = cells[columns.indexOf(name)];
    return text === '' ? undefined : text;
  };
  const value = cell('value') ?? '';
  const [said, port] = [cell('kind'), cell('port')];
  const from = timeIn(cell, 'from', ['day', 'time']);
  const to = timeIn(cell, 'to', ['end day', 'end time']);
  if (from === 'dayAmbiguous' || to === 'dayAmbiguous') return 'dayAmbiguous';
  const kind = said === undefined ? (only ?? kindByShape(value) ?? otherwise) : kindNamed(said);
  if (kind === undefined) return said === undefined ? 'sayKind' : 'unknownKind';
  if (only !== undefined && kind !== only) return 'otherKind';
  if (kind !== 'ip' && (port ?? from ?? to) !== undefined) return 'tooManyCells';
  return {
    kind,
    value,
    ...(port !== undefined && { port }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

/** In one cell, or day and clock time in two; the zone may stand in a column of its own. */
function timeIn(
  cell: (name: Column) => string | undefined,
  whole: 'from' | 'to',
  [day, time]: readonly ['day' | 'end day', 'time' | 'end time'],
): string | undefined {
  const parts = [cell(day), cell(time)].filter((part) => part !== undefined);
  const text = cell(whole) ?? (parts.length === 0 ? undefined : parts.join(' '));
  if (text === undefined) return undefined;
  const read = listedTime(text, cell('zone'));
  return typeof read === 'string' ? read : read.at;
}

function kindNamed(text: string): IdentifierKind | undefined {
  return IDENTIFIER_KINDS.find((one) => one === text.toLowerCase());
}

/**
 * Only where no other kind looks so: fifteen digits may be a device, a card or an account. A cell may be as long as the file: no
 * pattern here can take its signs in two ways.
 */
function kindByShape(value: string): IdentifierKind | undefined {
  if (/^https?:\/\//i.test(value)) return 'url';
  if (/^[^\s@/]+@[^\s@]+$/.test(value) && value.includes('.', value.indexOf('@'))) return 'email';
  if (/^\+\d[\d\s()./-]*$/.test(value)) return 'phone';
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(value)) return 'ip';
  if (/^(?:[\da-f]{2}[:-]){5}[\da-f]{2}$/i.test(value)) return 'mac';
  if (/^[\da-f]*:[\da-f]*:[\da-f:.]*$/i.test(value)) return 'ip';
  return /^0x[\da-f]{40}$/i.test(value) ? 'ethereum' : undefined;
}

/** Two that name the same thing at the same time are one. */
function sameness(typed: TypedIdentifier): string {
  const checked = checkIdentifier(typed);
  const value = checked.ok ? checked.identifier.value : typed.value;
  return JSON.stringify([typed.kind, value, typed.port ?? '', typed.from ?? '', typed.to ?? '']);
}

function shown({ cells }: CsvRow): string {
  return cells.join(', ').slice(0, 200);
}
