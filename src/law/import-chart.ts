// A chart of signatures and ratifications as CSV, as the Council of Europe's Treaty Office gives it: a line for each
// State, with the days of signature, ratification and entry into force. Separator: comma or semicolon (RFC 4180 quotes).
import { phrase, Refusal } from '../base/refusal.ts';
import type { Day } from './day.ts';
import {
  checkedParties,
  dateIn,
  notSuch,
  stateNamed,
  type Reading,
  type ReadParty,
} from './import-reading.ts';

const WHAT = phrase('csvChart');
const BYTES_MAX = 4 * 1024 * 1024;
const ROWS_MAX = 2000;

/** `day`: of the download; what comes into force later is not yet binding. */
export async function readChart(bytes: AsyncIterable<Uint8Array>, day: Day): Promise<Reading> {
  const rows = csvRows(await textOf(bytes));
  const start = rows.findIndex((row) => row.length > 2 && row.some((cell) => /ratification/i.test(cell)));
  const heading = rows[start];
  if (heading === undefined) throw notSuch(WHAT, phrase('noHeading', { name: 'Ratification' }));
  const at = (pattern: RegExp): number => heading.findIndex((cell) => pattern.test(cell));
  const columns = {
    name: Math.max(0, at(/^(?:state|country|participant)/i)),
    signature: at(/signature/i),
    ratification: at(/ratification/i),
    force: at(/entry into force/i),
  };
  if (columns.force === -1) throw notSuch(WHAT, phrase('noColumn', { name: 'Entry into force' }));
  const parties = rows.slice(start + 1).flatMap((row): ReadParty[] => {
    const cell = (n: number): string => (n === -1 ? '' : (row[n] ?? '').trim());
    const name = cell(columns.name);
    const dated = [columns.signature, columns.ratification, columns.force].filter((n) => cell(n) !== '');
    // Headings within the table (members, others) and the totals at its end say nothing of a State.
    if (name === '' || dated.length === 0 || /^total/i.test(name)) return [];
    for (const n of dated)
      if (dateIn(cell(n)) === undefined)
        throw notSuch(WHAT, phrase('noDateOf', { text: cell(n).slice(0, 40), name }));
    const state = stateNamed(name);
    if (state === null) return [];
    const entryIntoForce = dateIn(cell(columns.force));
    const isBound = entryIntoForce !== undefined && entryIntoForce <= day;
    const status = isBound ? 'party' : cell(columns.ratification) !== '' ? 'ratified' : 'signatory';
    return [{ state, status: entryIntoForce === undefined ? status : 'party', entryIntoForce }];
  });
  return { parties: checkedParties(parties, WHAT), values: [] };
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let read = 0;
  for await (const piece of bytes) {
    read += piece.length;
    if (read > BYTES_MAX) throw new Refusal('tooLarge.chart', { bytesMax: BYTES_MAX });
    try {
      text += decoder.decode(piece, { stream: true });
    } catch {
      throw notSuch(WHAT, phrase('otherEncoding'));
    }
  }
  return text.replace(/^\ufeff/, '');
}

function csvRows(text: string): string[][] {
  const separator = (text.split('\n', 5).join('').match(/;/g) ?? []).length > 3 ? ';' : ',';
  const rows: string[][] = [];
  const cells = new RegExp(`("(?:[^"]|"")*"|[^"${separator}\\r\\n]*)(${separator}|\\r?\\n|$)`, 'gy');
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    const [whole, cell = '', end = ''] = cells.exec(text) ?? [];
    if (whole === undefined || whole === '')
      throw notSuch(WHAT, phrase('brokenQuote', { line: rows.length + 1 }));
    at = cells.lastIndex;
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === separator) continue;
    rows.push(row);
    if (rows.length > ROWS_MAX) throw notSuch(WHAT, phrase('moreLines', { max: ROWS_MAX }));
    row = [];
  }
  return rows;
}
