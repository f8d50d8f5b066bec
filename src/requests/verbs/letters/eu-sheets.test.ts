// The sheets of Regulation (EU) 2023/1543, line by line, and what the Investigation Order adds to its own: how they are numbered, what may stay empty, what stands on the line of a box. From
// the printed text (consolidated 28 July 2023, corrigendum of 13 July 2026), not from the law data; boxes: official-forms.test.ts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { formLabels } from '../../../law/form-labels.store.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import type { Answers } from '../../core/answers.ts';
import { legalForm } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import { readRequest } from '../../machine/messages/request-file.ts';
import { headingOf, letterOf } from '../../machine/text/letter.ts';
import { ENGLISH, letterTongue, type Tongue } from '../../machine/text/tongue.ts';

const law = await shippedLaw();

interface Sheet {
  /** Which the sheet leaves open: "if known", "if available", "if applicable", "if different", "where relevant", or a box to tick. */
  readonly open: readonly string[];
  /** Where ours asks for what the sheet leaves open, and why. */
  readonly asked: Readonly<Record<string, string>>;
  /** Where ours leaves open what the sheet says nothing of, and why. */
  readonly left: Readonly<Record<string, string>>;
}

const FAX = 'an authority that has none cannot say it';
const ADDRESSEE = ['addressee.contact', 'addressee.person', 'addressee.file', 'provider', 'addressee.other'];
const IDENTIFY = 'ip phones emails imei mac users services other range identify.extra'.split(' ');
const DATA = [
  'subscriber identification identification.records content limits',
  'traffic.telephony traffic.internet traffic.hosting traffic.other',
].flatMap((ids) => ids.split(' '));
const EARLIER = ['preserved', 'produced'].flatMap((one) => [
  one,
  `${one}.by`,
  `${one}.issued`,
  `${one}.sent`,
  `${one}.to`,
]);
const REACHED = ['contact', 'reach', 'person', 'file', 'provider', 'extra'];

const SHEETS: Readonly<Record<string, Sheet>> = {
  epoc: {
    // prettier-ignore
    open: [
      ...ADDRESSEE, 'procedural', 'deadline.extra', ...EARLIER, 'earlier.extra', ...IDENTIFY, ...DATA, 'conditions.extra',
      'delay', 'contact', 'notified', 'enforcing.contact', 'format', 'listed-offence', 'enforcing.extra',
    ],
    asked: {
      'preserved.by': 'an earlier request that nobody can find again says nothing to the addressee',
      'produced.by': 'as of an earlier preservation',
      notified: 'whether Art. 8 demands the notice is decided, yes or no',
    },
    left: { 'issuing.fax': FAX, 'validating.fax': FAX },
  },
  'epoc-pr': {
    open: [...ADDRESSEE, ...IDENTIFY, ...DATA, 'contact'],
    asked: {},
    left: { 'issuing.fax': FAX, 'validating.fax': FAX },
  },
  'annex-iii': {
    open: ['validating', 'validating.file', 'enforcing', 'enforcing.file', 'extra'],
    asked: {},
    left: { fax: FAX },
  },
  'annex-v': { open: [...REACHED, 'extended'], asked: {}, left: {} },
  'annex-vi': { open: REACHED, asked: {}, left: {} },
};

for (const [id, { open, asked, left }] of Object.entries(SHEETS))
  test(`${id}: what the sheet leaves open may stay empty, and nothing else, but for what is named`, () => {
    const { form, fields } = legalForm(formOf(id) ?? assert.fail(id), law.forms);
    const mayBeEmpty = fields
      .filter(({ type }) => type !== 'constant' && type !== 'signature')
      .filter(
        ({ id: field, required }) =>
          required === 'optional' || (required === 'conditional' && form.asked[field] === undefined),
      )
      .map((field) => field.id);
    for (const one of Object.keys(asked)) assert.ok(open.includes(one), one);
    for (const one of Object.keys(left)) assert.ok(!open.includes(one), one);
    const wanted = [...open.filter((one) => !Object.hasOwn(asked, one)), ...Object.keys(left)];
    assert.deepEqual(mayBeEmpty.toSorted(), wanted.toSorted());
  });

/** What the sheet has no line for, and the text of the act asks for. */
const NO_LINE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  epoc: { 'emergency.reasons': 'Art. 5(5)(g), 9(2)', 'delay.reason': 'Art. 13(2)' },
  // What both States agree on before a controlled delivery or a covert investigation.
  'eio-a': { 'real-time.terms': 'Art. 28(2)', 'covert.terms': 'Art. 29(4)' },
};

test('what has no line on the sheet says by which article it stands there', () => {
  for (const [id, fields] of Object.entries(NO_LINE))
    for (const [name, article] of Object.entries(fields)) {
      const record = legalForm(formOf(id) ?? assert.fail(id), law.forms);
      const field = record.fields.find((one) => one.id === name);
      assert.equal(field?.ref, article, name);
      assert.match(field.note ?? '', /^No (?:line|box) of its own in the form/, name);
    }
});

const NUMBERED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  epoc: {
    F: ['(a)', '(b)', '(c)(i)', '(c)(ii)', '(c)(iii)', '(c)(iv)', '(d)'],
    G: ['(a)', '(b)', '(c)', '(d)', '(e)'],
    L: ['(a)', '(b)'],
  },
  'epoc-pr': { D: ['(a)', '(b)', '(c)(i)', '(c)(ii)', '(c)(iii)', '(c)(iv)', '(d)'], E: ['(a)', '(b)'] },
  'annex-iii': { D: ['(a)', '(b)'] },
  'annex-v': {},
  'annex-vi': {},
};

function printed(id: string, change: Answers = {}, tongue: Tongue = ENGLISH) {
  const path = new URL(`../../../../fixtures/requests/${id}/complete.json`, import.meta.url);
  const draft = readRequest(readFileSync(path, 'utf8'), law);
  const made = letterOf({ ...draft, answers: { ...draft.answers, ...change } }, '', tongue);
  const { sections } = draft.legal.record;
  return made.sections.map((section, at) => ({ ...section, id: sections[at]?.id ?? assert.fail() }));
}

test('the paper has the numbers of the sheet and no others', () => {
  for (const [id, numbers] of Object.entries(NUMBERED))
    for (const { id: section, rows } of printed(id)) {
      const found = rows.flatMap(({ label }) => /^(?:\([a-z]+\))+/.exec(label)?.[0] ?? []);
      assert.deepEqual(found, numbers[section] ?? [], `${id} ${section}`);
    }
});

test('an agency that brings its own wording brings the number with it', () => {
  const own = { ...ENGLISH, official: { fields: { content: 'd) Inhaltsdaten' } } };
  const labels = printed('epoc', {}, own).flatMap(({ rows }) => rows.map(({ label }) => label));
  assert.ok(labels.includes('d) Inhaltsdaten'));
});

function linesOf(id: string, change: Answers = {}, tongue?: Tongue): string[] {
  return printed(id, change, tongue).flatMap(({ rows }) => rows.flatMap(({ text }) => text));
}

/** With what a line is for. */
const LINES: Answers = {
  identification: ['ip-records', 'time-range'],
  'identification.range': { from: '2026-10-01', to: '2026-10-05' },
  content: ['messages', 'other'],
  'content.other': 'Drafts that were not sent.',
};

test('what is written behind a box stands on its line, and where it is not ticked the line is empty', () => {
  const lines = linesOf('epoc', LINES);
  for (const line of [
    '☒ IP connection records with ports, time stamps, user ID, interface: Logins of the account, with source ports.',
    '☒ own time range, if different: from 1 October 2026 to 5 October 2026',
    '☒ other: Drafts that were not sent.',
  ])
    assert.ok(lines.includes(line), line);
  const at = lines.indexOf('☒ other competent authority');
  assert.equal(lines[at + 1], 'Cyber unit of Lyon');
  const without = linesOf('epoc', { ...LINES, content: ['messages'], identification: ['ip-records'] });
  assert.ok(!without.join('\n').includes('Drafts that were not sent'));
  assert.ok(without.includes('☐ own time range, if different'));
  assert.ok(linesOf('annex-iii').some((line) => line.endsWith(': Secrecy of communications of residents.')));
});

test('a heading is ticked where one of the boxes below it is, in every language', () => {
  for (const [code, say] of Object.entries(LANGUAGES)) {
    const tongue = letterTongue(say, formLabels(code));
    const [system, traffic] = ['wholly or partly by an information system, one of these', 'Traffic data'].map(
      (one) => tongue.label(one),
    );
    const ticked = linesOf('epoc', {}, tongue);
    assert.ok(ticked.includes(`☒ ${system}`) && ticked.includes(`☒ ${traffic}`), code);
    const { length } = ticked.filter((line) => line.endsWith(` ${traffic}`));
    assert.equal(length, 1, `${code}: one box for all traffic data`);
    const other = linesOf('epoc', { threshold: ['three-years'], 'traffic.internet': [] }, tongue);
    assert.ok(other.includes(`☐ ${system}`), code);
    // Below that heading on the sheet; Art. 5(4)(c) asks for no information system, so that a tick there says of none.
    const terrorism = tongue.label('Directive 2017/541, Arts 3-12 and 14');
    const alone = linesOf('epoc', { threshold: ['terrorism'] }, tongue);
    assert.equal(alone.indexOf(`☒ ${terrorism}`), alone.indexOf(`☐ ${system}`) + 4, code);
  }
});

test('beneath each place to sign stands what a sheet that does not go through the system needs besides', () => {
  for (const [id, times] of [
    ['epoc', 2],
    ['epoc-pr', 2],
    ['annex-iii', 1],
    ['annex-v', 1],
    ['annex-vi', 1],
  ] as const) {
    const rows = printed(id).flatMap((section) => section.rows);
    const after = rows.filter((_, at) => rows[at - 1]?.signs !== undefined);
    const seals = after.filter(({ label }) => label.startsWith('Sent by other means'));
    assert.equal(seals.length, times, id);
  }
});

test('whom a section is for stands behind its heading as a sentence of the language does', () => {
  for (const [code, say] of Object.entries(LANGUAGES)) {
    const tongue = letterTongue(say, formLabels(code));
    const [section] = printed('epoc', {}, tongue).filter(({ audience }) => audience !== undefined);
    assert.ok(section, code);
    const heading = headingOf(section, say);
    assert.equal(heading, `${section.label}${say.language.fullStop}${section.audience}`);
    if (code === 'zh') assert.match(heading, /^[^.]+。[^.]+$/u);
  }
});

test('a section keeps the letter of the sheet in every language', () => {
  const lost = Object.keys(LANGUAGES).flatMap((code) =>
    [...formLabels(code)].filter(([english, words]) =>
      [...english.matchAll(/\bSection ([A-Z]\d?)\b/g)].some(
        ([, letter = '']) => !new RegExp(`(?<![A-Za-z])${letter}(?![A-Za-z])`).test(words),
      ),
    ),
  );
  assert.deepEqual(lost, []);
});
