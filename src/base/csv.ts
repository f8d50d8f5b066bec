// Comma-separated values (RFC 4180): lines end in CRLF, a quote within quotes is doubled.

/**
 * One line with its end. What a spreadsheet would take for a formula (it begins with = + - @, also in their wide form, a
 * tab or the end of a line) gets an apostrophe before it: names and free text come from people, and a table is opened by
 * others. Within a cell too: where the reader's separator is a semicolon or a tab, a cell begins after each of them, even
 * between our quotes, and where our quote does not stand first, a row begins after each end of a line.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** The apostrophes are counted in, so that `readCsv` takes off the one that was put there and no other. */
const FORMULA = /((?:^|[;\t\r\n])"*)(?='*[=+\-@＝＋－＠])/g;
const GUARDED = /((?:^|[;\t\r\n])"*)'(?='*[=+\-@＝＋－＠])/g;

function cell(text: string): string {
  const guarded = text.replace(FORMULA, "$1'");
  return quoted(/^[\t\r\n]/.test(guarded) ? `'${guarded}` : guarded);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line without its end, for a box that people type in and `readCsv` reads: what no spreadsheet opens needs no apostrophe. */
export function typedLine(cells: readonly string[]): string {
  return cells.map((text) => quoted(text.replace(GUARDED, "$1''"))).join(',');
}

/** A whole file for people: with the mark by which spreadsheets know UTF-8, without which they garble all but English. */
export function csvFile(lines: readonly (readonly string[])[]): string {
  return csvText(lines.map(csvLine).join(''));
}

/** The same of lines that are made already. */
export function csvText(lines: string): string {
  return `\ufeff${lines}`;
}

export interface CsvRow {
  /** Of the text, counted from 1: where the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Rows as other programs write them: separated by commas, semicolons or tabs, whichever the first line has; empty lines left
 * out, the apostrophes of `csvLine` taken off again. `unclosed`: the line of a quote without its end; nothing after it is read.
 */
export function readCsv(text: string): { readonly rows: readonly CsvRow[]; readonly unclosed?: number } {
  const source = text.replace(/^\ufeff/, '');
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let [at, line] = [0, 1];
  while (at < source.length) {
    const began = line;
    const cells: string[] = [];
    for (;;) {
      const quoted = source[at] === '"';
      const end = quoted ? endOfQuoted(source, at + 1) : endOfPlain(source, at, separator);
      if (end === undefined) return { rows, unclosed: began };
      const inner = quoted ? source.slice(at + 1, end).replaceAll('""', '"') : source.slice(at, end);
      line += inner.split('\n').length - 1;
      at = quoted ? endOfPlain(source, end + 1, separator) : end;
      const cell = quoted ? inner + source.slice(end + 1, at) : inner;
      cells.push(cell.trim().replace(GUARDED, '$1'));
      if (source[at] !== separator) break;
      at += 1;
    }
    at += source.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    if (cells.some((cell) => cell !== '')) rows.push({ line: began, cells });
  }
  return { rows };
}

function separatorOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  return [',', ';', '\t'].find((one) => first.includes(one)) ?? ',';
}

function endOfQuoted(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at;
    at += 1;
  }
  return undefined;
}

function endOfPlain(text: string, from: number, separator: string): number {
  for (let at = from; at < text.length; at++)
    if (text[at] === separator || text[at] === '\n' || text.startsWith('\r\n', at)) return at;
  return text.length;
}
