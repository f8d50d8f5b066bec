// A strict reader of calendars (RFC 5545): what does not follow the grammar fails the test.
import assert from 'node:assert/strict';

export interface CalendarEvent {
  readonly [property: string]: string;
}

export interface Calendar {
  readonly properties: { readonly [name: string]: string };
  readonly events: readonly CalendarEvent[];
}

const LINE_OCTETS_MAX = 75;
/** `contentline = name *(";" param ) ":" value`, section 3.1, without quoted parameters. */
const LINE = /^([A-Z-]+)((?:;[A-Z-]+=[^":;,]+)*):(.*)$/;
const INSTANT = /^\d{8}T\d{6}Z$/;

export function readCalendar(text: string): Calendar {
  assert.ok(text.endsWith('\r\n'), 'the last line ends as each line ends');
  const folded = text.slice(0, -2).split('\r\n');
  for (const line of folded) {
    assert.ok(Buffer.byteLength(line) <= LINE_OCTETS_MAX, `folded at ${LINE_OCTETS_MAX} octets: ${line}`);
    assert.doesNotMatch(line, /[\0-\x08\x0a-\x1f\x7f]/, 'no control within a line');
  }
  const lines = folded.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
  assert.equal(lines[0], 'BEGIN:VCALENDAR');
  assert.equal(lines.at(-1), 'END:VCALENDAR');
  const properties: Record<string, string> = {};
  const events: CalendarEvent[] = [];
  let event: Record<string, string> | undefined;
  for (const line of lines.slice(1, -1)) {
    const [, name = '', , value = ''] = LINE.exec(line) ?? [];
    assert.notEqual(name, '', `a content line: ${line}`);
    if (name === 'BEGIN') {
      assert.equal(value, 'VEVENT', 'nothing but events');
      assert.equal(event, undefined, 'an event does not stand in another');
      event = {};
    } else if (name === 'END') {
      assert.equal(value, 'VEVENT');
      events.push(whole(event));
      event = undefined;
    } else {
      const into = event ?? properties;
      assert.ok(!(name in into), `${name} stands once`);
      into[name] = unescaped(value);
    }
  }
  assert.equal(event, undefined, 'every event ends');
  assert.equal(properties['VERSION'], '2.0');
  assert.ok(properties['PRODID']);
  return { properties, events };
}

/** With what section 3.6.1 demands. */
function whole(event: Record<string, string> | undefined): CalendarEvent {
  assert.ok(event);
  assert.ok(event['UID']);
  for (const name of ['DTSTAMP', 'DTSTART'])
    assert.match(event[name] ?? '', INSTANT, `${name} is an instant in UTC`);
  return event;
}

/** Section 3.3.11; a sign that had to be escaped and was not fails. */
function unescaped(value: string): string {
  assert.doesNotMatch(value.replaceAll(/\\[\\;,nN]/g, ''), /[\\]/, `escaped: ${value}`);
  return value.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign));
}

/** `20270125T100500Z` as an instant. */
export function instantOf(text: string): Date {
  return new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
