// Comma-separated values (RFC 4180): lines end in CRLF, a quote within quotes is doubled.

/**
 * One line with its end. A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a return)
 * gets an apostrophe before it: names and free text come from people, and a table is opened by others.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
