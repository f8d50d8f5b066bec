// Many items at once: rows on one page, lines that are pasted, a CSV file. All of what comes is kept, or nothing of it.
import { takingBytes, type PageRoute } from '../../../../people/visit.routes.ts';
import { attachment, CSV } from '../../../../web/attachment.ts';
import type { FormField } from '../../../../law/model-form.ts';
import { MAX_ITEMS, type Asked, type Item } from '../../../core/answers.ts';
import { pageWith } from '../../../core/form.ts';
import { askedOf, isMeasure } from '../../../core/request-items.ts';
import { onwards } from '../../../machine/text/request-shown.pages.ts';
import { smallText } from '../questions/bring.routes.ts';
import { asRead, baseIn } from '../questions/question.routes.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { savePage } from '../request-draft.acts.ts';
import { itemsMoved } from './item.routes.ts';
import {
  cellsOfItem,
  isInCell,
  itemsFile,
  itemsOfForm,
  readCells,
  readItemLines,
  type ItemCells,
  type WrongItemLine,
} from './item-lines.ts';
import {
  itemProblemWords,
  itemTablePage,
  ROW_COLUMNS,
  type ItemRow,
  type ItemTableAsked,
} from './item-table.pages.ts';

/** Rows without anything in them, to be filled in. */
const EMPTY_ROWS = 3;
const ROWS_MAX = 40;
/** A form takes 64 kB with all its escapes: what is more than these has no row here. */
const ROWS_BYTES_MAX = 40_000;

export function itemTableRoutes(desk: RequestDesk): PageRoute[] {
  const at = (
    method: 'GET' | 'POST',
    path: string,
    open: (found: Found, list: FormField) => Response | Promise<Response>,
  ): PageRoute =>
    aboutRequest(desk, ['draftRequest', method, `/items/:field/${path}`], (found) => {
      const list = found.shown.legal.fields.find(({ id }) => id === found.visit.param('field'));
      return list?.type === 'item_list' ? open(found, list) : found.visit.notFound();
    });
  return [
    at('GET', 'table', (found, list) => show(found, list)),
    at('POST', 'table', (found, list) => saveRows(desk, found, list)),
    at('POST', 'lines', (found, list) => bringPasted(desk, found, list)),
    takingBytes(at('POST', 'lines/file', (found, list) => bringFile(desk, found, list))),
    at('GET', 'template.csv', template),
  ];
}

/** What is there already, so that it is seen how a line is written; else the columns alone. */
function template({ shown }: Found, { id }: FormField): Response {
  const ofForm = itemsOfForm(shown.legal);
  const items = askedOf(shown.request.version.answers, id).filter((one) => isMeasure(one) || isInCell(one));
  return attachment(itemsFile(items, ofForm), CSV, 'items.csv');
}

function show(
  { visit, shown }: Found,
  list: FormField,
  seen: Partial<Pick<ItemTableAsked, 'rows' | 'pasted' | 'wrong' | 'errors'>> = {},
): Promise<Response> {
  const { there, others } = rowsThere(askedOf(shown.request.version.answers, list.id));
  const rows = seen.rows ?? withEmpty(there);
  const { pasted = '', wrong = [], errors = {} } = seen;
  const page = pageWith(shown.legal.form, list.id);
  const ofForm = itemsOfForm(shown.legal);
  const isWrong = wrong.length > 0 || Object.keys(errors).length > 0;
  const asked = { shown, page, field: list, ofForm, rows, others, pasted, wrong, errors };
  return visit.page(itemTablePage(visit.frame.say, asked), isWrong ? 422 : 200);
}

/** The first ones, as many as a form takes back. */
function rowsThere(items: readonly Asked[]): { readonly there: readonly ItemRow[]; readonly others: number } {
  let bytes = 0;
  const there: ItemRow[] = [];
  for (const [i, one] of items.entries()) {
    const row = rowOf(one, i + 1);
    bytes += new URLSearchParams({ ...row.cells }).toString().length;
    if (there.length >= ROWS_MAX || bytes > ROWS_BYTES_MAX) break;
    there.push(row);
  }
  return { there, others: items.length - there.length };
}

function rowOf(asked: Asked, row: number): ItemRow {
  if (isMeasure(asked)) return { row, measure: asked.measure, cells: {} };
  const all = cellsOfItem(asked);
  const cells = Object.fromEntries(ROW_COLUMNS.map((column) => [column, all[column] ?? '']));
  return { row, cells, ...(!isInCell(asked) && { kept: asked.identifiers.length }) };
}

function withEmpty(rows: readonly ItemRow[]): readonly ItemRow[] {
  const last = rows.at(-1)?.row ?? 0;
  return [...rows, ...Array.from({ length: EMPTY_ROWS }, (_, i) => ({ row: last + i + 1, cells: {} }))];
}

/** Of the rows that the page had: those of an earlier version are numbered as that was. */
function typedRows(given: URLSearchParams, items: readonly Asked[]): readonly ItemRow[] {
  const numbers = new Set(
    [...given.keys()].flatMap((name) => /^(?:kind|category)\.(\d{1,3})$/.exec(name)?.[1] ?? []).map(Number),
  );
  return [...numbers]
    .filter((row) => row >= 1 && row <= MAX_ITEMS)
    .toSorted((a, b) => a - b)
    .map((row) => {
      const named = ROW_COLUMNS.filter((column) => given.has(`${column}.${row}`));
      const there = items[row - 1];
      return {
        row,
        cells: Object.fromEntries(named.map((column) => [column, given.get(`${column}.${row}`) ?? ''])),
        ...(there !== undefined &&
          !isMeasure(there) &&
          !isInCell(there) && { kept: there.identifiers.length }),
      };
    });
}

async function saveRows(desk: RequestDesk, now: Found, list: FormField): Promise<Response> {
  const given = await now.visit.form();
  // Rows are told by their place, in the version that the page had.
  const found = await asRead(desk, now, given);
  const { visit, shown } = found;
  const items = askedOf(shown.request.version.answers, list.id);
  const base = baseIn(given.get('base'), now.shown);
  const rows = typedRows(given, items);
  const measures = rowsThere(items).there.filter(({ measure }) => measure !== undefined);
  const all = [...measures, ...rows].toSorted((a, b) => a.row - b.row);
  if (given.get('more') === 'yes') return show(found, list, { rows: withEmpty(all) });
  const ofForm = itemsOfForm(shown.legal);
  const errors: Record<string, string> = {};
  const next = new Map<number, Asked | undefined>();
  for (const { row, cells } of rows) {
    const there = items[row - 1];
    if (there !== undefined && isMeasure(there)) continue;
    if (Object.values(cells).every((one) => one.trim() === '')) {
      next.set(row, undefined);
      continue;
    }
    const read = readCells(cells as ItemCells, ofForm, there as Item | undefined); // no measure, as just asked
    if (read.ok) next.set(row, read.asked);
    else
      for (const { column, problem } of read.wrong)
        errors[`${column}.${row}`] ??= itemProblemWords(visit.frame.say, problem);
  }
  if (Object.keys(errors).length > 0) return show(found, list, { rows: all, errors });
  const last = Math.max(items.length, ...rows.map(({ row }) => row));
  const kept = Array.from({ length: last }, (_, i) => (next.has(i + 1) ? next.get(i + 1) : items[i])).filter(
    (one) => one !== undefined,
  );
  const typed = rows.flatMap(({ row, cells }) => {
    const said = Object.values(cells).filter((one) => one !== '');
    return said.length === 0 ? [] : [`${row}: ${said.join(', ')}`];
  });
  return keep(desk, found, list, { items: kept, base, typed });
}

async function bringPasted(desk: RequestDesk, found: Found, list: FormField): Promise<Response> {
  const given = await found.visit.form();
  const text = given.get('lines') ?? '';
  if (text.trim() === '')
    return show(found, list, { errors: { lines: found.visit.frame.say.drafting.bring.empty } });
  return bring(desk, found, list, { text, pasted: text, base: given.get('base') });
}

async function bringFile(desk: RequestDesk, found: Found, list: FormField): Promise<Response> {
  const read = await smallText(found.visit);
  if (!read.ok)
    return show(found, list, { errors: { file: found.visit.frame.say.drafting.bring[read.reason] } });
  return bring(desk, found, list, { text: read.text, pasted: '', base: found.visit.query('version') });
}

interface Brought {
  readonly text: string;
  readonly pasted: string;
  readonly base: string | null;
}

function bring(desk: RequestDesk, found: Found, list: FormField, brought: Brought): Promise<Response> {
  const { visit, shown } = found;
  const { text, pasted, base } = brought;
  const there = askedOf(shown.request.version.answers, list.id);
  const { items, wrong } = readItemLines(text, itemsOfForm(shown.legal), there);
  if (wrong.length > 0) return show(found, list, { pasted, wrong: inOrder(wrong) });
  if (items.length === 0) {
    const { empty } = visit.frame.say.drafting.bring;
    return show(found, list, { pasted, errors: { [pasted === '' ? 'file' : 'lines']: empty } });
  }
  const typed = text.split('\n').slice(0, MAX_ITEMS);
  return keep(desk, found, list, { items: [...there, ...items], base: baseIn(base, shown), typed });
}

function inOrder(wrong: readonly WrongItemLine[]): readonly WrongItemLine[] {
  return wrong.toSorted((a, b) => a.line - b.line);
}

/** `typed`: shown once more where somebody else wrote on the items meanwhile. */
async function keep(
  { people }: RequestDesk,
  found: Found,
  { id }: FormField,
  {
    items,
    base,
    typed,
  }: { readonly items: readonly Asked[]; readonly base: number; readonly typed: readonly string[] },
): Promise<Response> {
  const { visit, shown } = found;
  const page = pageWith(shown.legal.form, id);
  const saved = await savePage(
    { people, person: visit.person, file: visit.file },
    {
      number: shown.request.number,
      base,
      page: page.id,
      fields: [id],
      answers: items.length === 0 ? {} : { [id]: items },
    },
  );
  if (saved.ok) return visit.go(onwards(shown, `/questions/${page.id}`));
  const after = { ...found, shown: { ...shown, request: saved.request } };
  return itemsMoved(after, { field: id, page, at: 0 }, typed);
}
