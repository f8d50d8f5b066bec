import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEach } from '../web/fields/field.ts';
import { LANGUAGES } from '../web/messages.ts';
import { shippedLaw } from './data-files.store.ts';
import { DIFFERENCES, DOWNLOAD } from './import-ask.pages.ts';
import type { ImportOffered } from './import.ts';

const { instruments } = await shippedLaw();
const about = { instruments, today: '2026-11-26' };
const { moment, lawImport } = LANGUAGES.en;

/** What was read of each that is asked, or what is wrong with it. */
function read(body: { readonly [name: string]: string }) {
  return Object.fromEntries(
    readEach(DOWNLOAD, body, about).map(({ name, read: one }) => [
      name,
      one.ok ? one.value : one.wrong.words(LANGUAGES.en),
    ]),
  );
}

const CHART = { format: 'chart', instrument: 'coe-ets-185', day: '2026-11-01' };

test('as much is asked as the kind of file needs', () => {
  assert.deepEqual(Object.keys(read(CHART)), ['format', 'instrument', 'day']);
  const notice = read({ ...CHART, format: 'eurlex', celex: ' 32023r1543 ' });
  assert.equal(notice['celex'], '32023R1543');
});

test('what is no answer is refused by what is wrong with it', () => {
  const wrong = (more: object) => Object.values(read({ ...CHART, ...more }));
  assert.ok(wrong({ format: 'pdf' }).includes(LANGUAGES.en.lawChange.choose));
  assert.ok(wrong({ instrument: 'none' }).includes(LANGUAGES.en.form.choose));
  for (const day of ['', '2026-02-30', '2026']) assert.ok(wrong({ day }).includes(moment.wrong.day), day);
  assert.ok(wrong({ day: '2026-11-28' }).includes(lawImport.dayAhead));
  assert.ok(!wrong({ day: '2026-11-27' }).includes(lawImport.dayAhead), 'it is that day elsewhere');
  assert.ok(wrong({ format: 'eurlex', celex: '<x>' }).includes(lawImport.celexWrong));
});

test('of the differences those are chosen that are open, and at least one', () => {
  const offered = (key: string, isProposed = false): ImportOffered =>
    // Of the change itself nothing is asked.
    ({ key, what: 'new', before: '', after: '', isProposed, change: {} }) as unknown as ImportOffered;
  const offers = { differences: [offered('KE'), offered('TV', true)] };
  const chosen = (...keys: string[]) => {
    const form = new URLSearchParams(keys.map((key) => ['keys', key]));
    const [one] = readEach(DIFFERENCES, DIFFERENCES.keys.typed(form, 'keys', offers), offers);
    return one?.read.ok === true ? form.size : 'none';
  };
  assert.equal(chosen('KE', 'TV', 'XX'), 3, 'what is proposed meanwhile is passed over');
  assert.equal(chosen('TV'), 'none');
  assert.equal(chosen(), 'none');
});
