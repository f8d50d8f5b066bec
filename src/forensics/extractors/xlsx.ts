// Workbooks of Excel since 2007 (ECMA-376-1, 18: 18.2 workbook, 18.3 sheets, 18.4 shared strings): the text of cells, sheet by sheet, as
// `xls.ts` has it. Shown as they are stored: numbers without their format, dates as the number of the day, a formula as what it gave last.
import { inLine, Lines } from './lines.ts';
import { plainXml, tagsOf } from './xml-text.ts';

const MAX_STRINGS = 1_000_000;
const MAX_SHEETS = 10_000;
const CELL_CHARACTERS = 32_767;
const MAIN = /^xl\/(?:workbook|sharedStrings)\.xml$|^xl\/_rels\/workbook\.xml\.rels$/;
const SHEET = /^xl\/(?:worksheets|macrosheets)\/[^/]+\.xml$/;

export function isWorkbookPart(path: string): boolean {
  return MAIN.test(path) || SHEET.test(path);
}

/** `parts` by their names, each read where it is needed. Strings that no cell has, as of one that was overwritten, stand at the end. */
export function sheetsText(
  names: readonly string[],
  read: (name: string) => string,
  characters: number,
): string {
  const out = new Lines(characters);
  const strings = names.includes('xl/sharedStrings.xml') ? sharedStrings(read('xl/sharedStrings.xml')) : [];
  const used = new Set<number>();
  const isNamed = namesOfSheets(read);
  const sheets = names
    .filter((name) => SHEET.test(name))
    .toSorted((one, other) => order(isNamed, one) - order(isNamed, other) || byNumber(one, other));
  for (const sheet of sheets.slice(0, MAX_SHEETS)) {
    if (out.isFull) break;
    out.add(`[${inLine(isNamed.get(sheet)?.name ?? sheet.replace(/^.*\/|\.xml$/g, ''), 100)}]`);
    for (const row of rowsOf(read(sheet), strings, used)) if (!out.add(row)) break;
  }
  const left = strings.filter((text, index) => text !== '' && !used.has(index));
  if (left.length > 0 && !out.isFull) {
    out.add('[in no cell]');
    for (const text of left) if (!out.add(inLine(text, CELL_CHARACTERS))) break;
  }
  return out.text;
}

interface Named {
  readonly name: string;
  readonly place: number;
}

const byNumber = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });
const order = (named: ReadonlyMap<string, Named>, sheet: string): number =>
  named.get(sheet)?.place ?? MAX_SHEETS;

/** 18.2.19: a sheet is named in the workbook, and by its relation there is its part. */
function namesOfSheets(read: (name: string) => string): ReadonlyMap<string, Named> {
  const parts = new Map<string, string>();
  for (const { name, isEnd, attribute } of tagsOf(read('xl/_rels/workbook.xml.rels'))) {
    const [id, target] = [attribute('Id'), attribute('Target')];
    if (name !== 'Relationship' || isEnd || id === undefined || target === undefined) continue;
    if (parts.size < MAX_SHEETS) parts.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const named = new Map<string, Named>();
  for (const { name, isEnd, attribute } of tagsOf(read('xl/workbook.xml'))) {
    if (name !== 'sheet' || isEnd || named.size >= MAX_SHEETS) continue;
    const part = parts.get(attribute('id') ?? '');
    if (part !== undefined) named.set(part, { name: attribute('name') ?? '', place: named.size });
  }
  return named;
}

/** 18.4.8 and 18.4.6: all runs of an item; how it is read aloud is no part of it. */
function sharedStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let [text, isAloud] = ['', false];
  for (const { name, isEnd, isEmpty, before } of tagsOf(xml)) {
    if (name === 't' && isEnd && !isAloud) text += before;
    else if (name === 'rPh') isAloud = !isEnd && !isEmpty;
    else if (name === 'si' && (isEnd || isEmpty)) {
      if (strings.length >= MAX_STRINGS) return strings;
      strings.push(plainXml(text).slice(0, CELL_CHARACTERS));
      text = '';
    } else if (name === 'si') text = '';
  }
  return strings;
}

/** 18.3.1.73 and 18.3.1.4: a line of each row that has a cell with a value. */
function* rowsOf(xml: string, strings: readonly string[], used: Set<number>): Generator<string> {
  let cells: string[] = [];
  let [type, value, text, isAloud] = ['n', '', '', false];
  for (const { name, isEnd, isEmpty, before, attribute } of tagsOf(xml)) {
    if (name === 'row' && (isEnd || isEmpty)) {
      if (cells.some((cell) => cell !== '')) yield cells.join('\t');
      cells = [];
    } else if (name === 'c' && !isEnd) [type, value, text] = [attribute('t') ?? 'n', '', ''];
    else if (name === 'v' && isEnd) value = before;
    else if (name === 'rPh') isAloud = !isEnd && !isEmpty;
    else if (name === 't' && isEnd && !isAloud) text += before;
    if (name === 'c' && isEnd) cells.push(inLine(cellOf(type, { value, text, strings, used }), CELL_CHARACTERS)); // prettier-ignore
  }
  if (cells.some((cell) => cell !== '')) yield cells.join('\t'); // it was cut
}

/** 18.18.11, ST_CellType. */
function cellOf(
  type: string,
  {
    value,
    text,
    strings,
    used,
  }: {
    readonly value: string;
    readonly text: string;
    readonly strings: readonly string[];
    readonly used: Set<number>;
  },
): string {
  if (type === 'inlineStr') return plainXml(text);
  if (type === 'b') return value.trim() === '1' ? 'TRUE' : value.trim() === '0' ? 'FALSE' : '';
  if (type !== 's') return plainXml(value).trim();
  const index = /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : -1;
  if (strings[index] === undefined) return '';
  used.add(index);
  return strings[index];
}
