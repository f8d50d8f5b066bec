// The calendar that other programs read (RFC 5545).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarText } from './ics.ts';

const ENTRY = {
  id: '0199d2a8-5b7e-7000-8000-00000000000a',
  at: new Date('2026-10-31T16:00:00Z'),
  changedAt: new Date('2026-09-01T12:00:00Z'),
  link: 'https://comity.agency.example/time-limits/0199d2a8-5b7e-7000-8000-00000000000a',
};

/** As section 3.1 unfolds. */
function linesOf(text: string): string[] {
  assert.ok(text.endsWith('\r\n'));
  return text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n');
}

test('an entry says when and where, and is the same entry when its time moves', () => {
  const lines = linesOf(calendarText('Délais', 'Un délai expire', [ENTRY]));
  assert.deepEqual(lines.slice(0, 2), ['BEGIN:VCALENDAR', 'VERSION:2.0']);
  assert.ok(lines.includes(`UID:${ENTRY.id}`));
  assert.ok(lines.includes('DTSTART:20261031T160000Z'));
  assert.ok(lines.includes(`URL:${ENTRY.link}`));
  assert.equal(lines.at(-1), 'END:VCALENDAR');
});

test('no line is longer than 75 octets, whatever the language, and signs of the format are escaped', () => {
  const words = 'Истекает срок, и его; надо продлить\\сейчас — до конца дня по времени держателя';
  const text = calendarText(words, words, [ENTRY]);
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  const escaped = words.replace(',', '\\,').replace(';', '\\;').replace('\\с', '\\\\с');
  assert.ok(linesOf(text).includes(`SUMMARY:${escaped}`));
});

test('a calendar without entries is still one', () => {
  assert.deepEqual(linesOf(calendarText('x', 'y', [])).slice(-1), ['END:VCALENDAR']);
});
