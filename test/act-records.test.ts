// What an act left is read by its declaration alone: each kind of field gives its columns, its facts and its lines of text, in six languages.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { oneOf } from '../src/web/fields/choice.ts';
import { day } from '../src/web/fields/day.ts';
import { oneOfEach } from '../src/web/fields/each.ts';
import { onlyIf, optional, readAll, type Fields } from '../src/web/fields/field.ts';
import { file, textFile } from '../src/web/fields/file.ts';
import { group, together } from '../src/web/fields/group.ts';
import { hanging } from '../src/web/fields/hanging.ts';
import { hour } from '../src/web/fields/hour.ts';
import { items } from '../src/web/fields/items.ts';
import { lines } from '../src/web/fields/lines.ts';
import { moment } from '../src/web/fields/moment.ts';
import { money } from '../src/web/fields/money.ts';
import { number } from '../src/web/fields/number.ts';
import { pick } from '../src/web/fields/pick.ts';
import { cellOf, columnsOf, factsOf, linesOf } from '../src/web/fields/record.ts';
import { secret } from '../src/web/fields/secret.ts';
import { someOf } from '../src/web/fields/some.ts';
import { text } from '../src/web/fields/text.ts';
import { yesNo } from '../src/web/fields/yes-no.ts';
import { LANGUAGES, type Messages } from '../src/web/messages.ts';

const means = 'What it is.';
const ask = () => 'A question?';
const label = (say: Messages) => say.requestLife.reference;
const wrong = () => 'Wrong';
const asked = { ask, label, means, wrong };
const answer = { ask, label, means };
const OUTCOMES = ['granted', 'rejected'] as const;
const words = (say: Messages, one: (typeof OUTCOMES)[number]) => say.remedy.outcomes[one];
const list = () => OUTCOMES;
const id = (one: (typeof OUTCOMES)[number]) => one;
const choice = oneOf(OUTCOMES, { ...answer, words });
const note = text({ ...asked, label: () => 'Note', max: 90 });

/** By the file of its kind. */
const KINDS = {
  choice: { outcome: choice },
  day: { on: day(asked) },
  each: {
    each: oneOfEach({
      ...answer,
      numbers: () => [1, 2],
      named: (say, of) => say.remedy.number(of),
      values: OUTCOMES,
      words,
      none: () => '–',
    }),
  },
  file: { paper: file({ ...asked, bytesMax: 100 }), list: textFile({ ...asked, bytesMax: 100 }) },
  group: {
    order: group({ ...answer, parts: { outcome: choice, note } }),
    beside: together({ ...answer, parts: { decided: choice, note } }),
  },
  hanging: { hangs: hanging('outcome', (of) => oneOf(OUTCOMES, { ...answer, words, hint: () => of })) },
  hour: { hour: hour({ ...asked, states: () => ['FR'] }) },
  items: {
    items: items({
      ...asked,
      title: (say, n) => say.remedy.number(n),
      add: () => 'Add',
      max: 3,
      row: { outcome: choice, note },
    }),
  },
  lines: { lines: lines({ ...asked, lineMax: 20, max: 3 }) },
  moment: { when: moment('happenedAt', answer) },
  money: { worth: money(asked) },
  number: { pieces: number({ ...asked, min: 0, max: 9999 }) },
  pick: { picked: pick({ ...asked, list, id, words, ids: z.enum(OUTCOMES) }) },
  secret: { password: secret({ ...asked, max: 30 }) },
  some: { some: someOf({ ...asked, list, id, words, ids: z.enum(OUTCOMES), max: 2 }) },
  text: { text: text({ ...asked, max: 90, isPrivate: true }) },
  'yes-no': { isUrgent: yesNo(answer) },
} satisfies { readonly [file: string]: Fields };

const FIELDS = Object.assign({}, ...Object.values(KINDS)) as Fields;
const given = {
  outcome: 'granted',
  on: '2026-11-02',
  each: [{ of: 2, value: 'rejected' }],
  paper: { name: 'a <b>.txt', bytes: Buffer.from('four').toString('base64') },
  list: 'five5',
  order: { outcome: 'rejected', note: 'N <1>' },
  decided: 'granted',
  note: 'N 2',
  hangs: 'granted',
  hour: { time: '18:00', zone: 'Europe/Paris' },
  items: [{ outcome: 'granted', note: 'N 3' }],
  lines: ['One', 'Two'],
  happenedAt: '2026-11-02T09:30:00+01:00',
  zone: 'Europe/Paris',
  amount: '1200.50',
  currency: 'EUR',
  pieces: 1200,
  picked: 'rejected',
  password: 'open sesame',
  some: ['granted', 'rejected'],
  text: 'Typed <i>\nso',
  isUrgent: false,
};
const values = readAll(FIELDS, given, undefined as never);

/** As typed or for machines: the same in each language. */
const ALIKE = new Set(['lines', 'worth', 'text', 'note']);

/** Digits, and words that some languages share. */
const EITHER = new Set(['pieces', 'paper', 'list', 'isUrgent']);

/** Its words, without the mark-up. */
const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

test('each kind of field is here', () => {
  const files = readdirSync('src/web/fields').map((name) => name.replace(/\.ts$/, ''));
  const kinds = files.filter((name) => !['field', 'record', 'row'].includes(name) && !name.includes('.'));
  assert.deepEqual(Object.keys(KINDS).sort(), kinds.sort());
});

test('what is declared gives a fact for each answer, by its label and as it is shown, in six languages', async () => {
  const shown = async (say: Messages) =>
    Promise.all(
      factsOf(say, FIELDS, values).map(async ([name, value]) => [name, plain(String(await value))] as const),
    );
  const english = await shown(LANGUAGES.en);
  const names = columnsOf({ ...FIELDS, password: note, text: note }).map(([name]) => name);
  assert.equal(english.length, names.length);
  const of = Object.fromEntries(english.map(([, value], i) => [names[i], value]));
  assert.deepEqual(of, {
    ...of,
    on: '2 Nov 2026',
    paper: 'a &lt;b&gt;.txt (4 bytes)',
    order: `${LANGUAGES.en.remedy.outcomes.rejected} N &lt;1&gt;`,
    note: 'N 2',
    lines: 'One Two',
    worth: '1200.50 EUR',
    pieces: '1,200',
    text: 'Typed &lt;i&gt; so',
    isUrgent: 'No',
  });
  for (const [code, say] of Object.entries(LANGUAGES)) {
    const here = await shown(say);
    for (const [i, [name, value]] of here.entries()) {
      const at = `${code}: ${names[i]}: ${value}`;
      assert.ok(name === label(say) || name === 'Note', at);
      assert.doesNotMatch(value, /^$|undefined|\[object|NaN|sesame/, at);
      if (code === 'en' || EITHER.has(names[i] ?? '')) continue;
      assert.equal(value === english[i]?.[1], ALIKE.has(names[i] ?? ''), at);
    }
  }
});

test('what was not answered has no fact, and a fact that is known in another way is left out with its answer', () => {
  const fields = {
    outcome: choice,
    more: optional(note, () => 'none'),
    why: onlyIf(() => false, note),
    isUrgent: KINDS['yes-no'].isUrgent,
    beside: KINDS.group.beside,
  } satisfies Fields;
  const names = (of: Parameters<typeof factsOf<typeof fields>>[2]) =>
    factsOf(LANGUAGES.en, fields, of).map(([name]) => name);
  assert.deepEqual(names({}), []);
  assert.deepEqual(names({ more: '', outcome: null, why: undefined }), []);
  assert.equal(names({ isUrgent: false }).length, 1, 'no is an answer');
  assert.equal(names({ decided: 'granted' }).length, 1, 'a part beside the others, as a row has it');
  assert.equal(names({ beside: { decided: 'granted', note: 'N' } }).length, 2, 'and as the act got it');
});

test('what is declared gives the columns of a table, without what may name somebody, for machines', () => {
  const columns = columnsOf(FIELDS);
  const cells = (say: Messages): { readonly [name: string]: string } =>
    Object.fromEntries(
      columns.map((column) => {
        const [name] = column;
        const value = name === 'decided' || name === 'note' ? given[name] : values[name];
        return [name, cellOf(say, column, value)];
      }),
    );
  const english = cells(LANGUAGES.en);
  assert.deepEqual(cells(LANGUAGES.en), {
    outcome: words(LANGUAGES.en, 'granted'),
    on: '2026-11-02',
    each: '2 rejected',
    paper: 'a <b>.txt',
    list: '5',
    order: 'rejected N <1>',
    decided: words(LANGUAGES.en, 'granted'),
    note: 'N 2',
    hangs: words(LANGUAGES.en, 'granted'),
    hour: '18:00 Europe/Paris',
    items: '1',
    lines: 'One Two',
    when: '2026-11-02T09:30:00+01:00',
    worth: '1200.50 EUR',
    pieces: '1200',
    picked: 'rejected',
    some: 'granted rejected',
    isUrgent: 'false',
  });
  const inWords = new Set(['outcome', 'decided', 'hangs']);
  for (const [code, say] of Object.entries(LANGUAGES))
    for (const [name, cell] of Object.entries(cells(say)))
      if (inWords.has(name) && code !== 'en') assert.notEqual(cell, english[name], `${code}: ${name}`);
      else assert.equal(cell, english[name], `${code}: ${name}`);
});

test('the same as text: what is shown by mark-up is as the API has it', () => {
  const { order, lines: several, text: typed, isUrgent } = FIELDS;
  const some = { order, several, typed, isUrgent } as Fields;
  const of = { order: given.order, several: given.lines, typed: given.text, isUrgent: false };
  const shown = linesOf(LANGUAGES.en, some, of).map(([, one]) => one);
  assert.deepEqual(shown, ['rejected N <1>', 'One Two', 'Typed <i>\nso', 'No']);
});
