// A calendar as other programs fetch it (RFC 5545): when something ends, and where to look. Nothing of a case or a person.

interface CalendarEntry {
  /** Stays the same when the time changes, so that a program moves it instead of showing it twice. */
  readonly id: string;
  readonly at: Date;
  /** When it was last reckoned. */
  readonly changedAt: Date;
  readonly link: string;
}

const LINE_OCTETS_MAX = 75;

/** `summary`: of every entry. */
export function calendarText(title: string, summary: string, entries: readonly CalendarEntry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Comity//time limits//EN',
    'METHOD:PUBLISH',
    // As RFC 7986 has them.
    `NAME:${escaped(title)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...entries.flatMap(({ id, at, changedAt, link }) => [
      'BEGIN:VEVENT',
      `UID:${id}`,
      `DTSTAMP:${utc(changedAt)}`,
      `DTSTART:${utc(at)}`,
      `SUMMARY:${escaped(summary)}`,
      `URL:${link}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Section 3.3.5, form 2. */
function utc(date: Date): string {
  return `${date.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** Section 3.3.11. */
function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r\n|[\r\n\u2028\u2029]/g, '\\n');
}

/** Section 3.1: no line is longer than 75 octets; a character is not cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let [part, octets] = ['', 0];
  for (const sign of line) {
    const length = Buffer.byteLength(sign);
    if (octets + length > LINE_OCTETS_MAX) {
      parts.push(part);
      [part, octets] = [' ', 1];
    }
    part += sign;
    octets += length;
  }
  return [...parts, part].join('\r\n');
}
