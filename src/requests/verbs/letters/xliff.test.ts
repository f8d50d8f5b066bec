// Sentences as XLIFF 2.1, out and back, and whatever a tool or a stranger may have made of the file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestScene } from '../../../../test/support/complete-request.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import type { Uuid } from '../../../base/ids.ts';
import { utf8 } from '../../../base/bytes.ts';
import { legalForm } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import { segmentsOf } from '../../machine/text/segments.ts';
import { translateMany, translationOf } from './translation.acts.ts';
import { readXliff, writeXliff } from './xliff.ts';

const READ = '0199d2a8-0000-7000-8000-000000000009' as Uuid; // of this test
const PAIR = { from: 'en', to: 'fr' } as const;
const SOURCES = ['He said: "1 < 2 & 3 > 2".', 'It was late.', 'دخل الصندوق «ليلاً».', '他来了。'];

const file = (...units: string[]): string =>
  `<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr-CA"><file id="f">${units.join('')}</file></xliff>`;
const unit = (source: string, target?: string): string =>
  `<unit id="u"><segment><source>${source}</source>${target === undefined ? '' : `<target>${target}</target>`}</segment></unit>`;
const read = (text: string) => readXliff(utf8(text), PAIR, new Set(SOURCES));

test('what is written is read again to the letter, and only what is translated', async () => {
  const units = SOURCES.map((source, i) => ({
    note: 'Facts & "more"',
    source,
    target: i === 1 ? undefined : `FR ${source}`,
    translation: i === 0 ? READ : undefined,
  }));
  const text = writeXliff('FR-2026-000012/R4', PAIR, units);
  assert.match(text, /version="2\.1" srcLang="en" trgLang="fr"/);
  const { right, wrong } = await read(text);
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    right,
    SOURCES.flatMap((source, i) =>
      i === 1 ? [] : [{ source, target: `FR ${source}`, over: i === 0 ? READ : undefined }],
    ),
  );
});

test('a tool may cut a unit, put a prefix, write white space between', async () => {
  const cut = `<unit id="u"><segment><source>It was</source><target>Il était</target></segment>
    <ignorable><source> </source></ignorable><segment><source>late.</source><target>tard.</target></segment></unit>`;
  assert.deepEqual((await read(file(cut))).right, [
    { source: 'It was late.', target: 'Il était tard.', over: undefined },
  ]);
  const half = cut.replace('<target>tard.</target>', '');
  assert.deepEqual((await read(file(half))).right, [], 'half a sentence is none');
  const prefixed = file(unit('It was late.', 'Il était tard.'))
    .replaceAll(/<(\/?)(?=[a-z])/g, '<$1x:')
    .replace('xmlns=', 'xmlns:x=');
  assert.equal((await read(prefixed)).right.length, 1);
});

test('the note of a unit says which translation was read; of another element, or no id, it says nothing', async () => {
  const notes = (id: string): string => `<notes><note category="translation">${id}</note></notes>`;
  const whole = unit('It was late.', 'Il était tard.');
  const within = (more: string): string => file(whole.replace('<segment>', `${more}<segment>`));
  const over = async (text: string): Promise<unknown> => (await read(text)).right[0]?.over;
  assert.equal(await over(within(notes(` ${READ} `))), READ);
  for (const text of [
    within(notes('none')),
    within(notes(READ).replace('"translation"', '"field"')),
    file(whole).replace('<unit', `${notes(READ)}<unit`),
    file(whole),
  ])
    assert.equal(await over(text), undefined, text);
  const two = file(unit('他来了。', 'Il est venu.').replace('<segment>', `${notes(READ)}<segment>`), whole);
  assert.deepEqual(
    (await read(two)).right.map((one) => one.over),
    [READ, undefined],
  );
});

test('each unit that does not fit is named by its place', async () => {
  const text = file(
    unit('It was late.', 'Il était tard.'),
    unit('Somebody else wrote this.', 'Un autre.'),
    unit('他来了。', 'Il <pc id="1">est</pc> venu.'),
    unit('دخل الصندوق «ليلاً».', 'x'.repeat(40_001)),
    unit('It was late.', 'Il se faisait tard.'),
    unit('It was late.', 'Il était tard.'),
    unit('Nothing', ' '),
  );
  const { right, wrong } = await read(text);
  assert.deepEqual(right, [{ source: 'It was late.', target: 'Il était tard.', over: undefined }]);
  assert.deepEqual(
    wrong.map(({ line, problem }) => `${line} ${problem}`),
    ['2 notHere', '3 markup', '4 tooLong', '5 twice'],
  );
});

test('what is no translation between these languages is refused, and says what was found', async () => {
  const good = file(unit('It was late.', 'Il était tard.'));
  const refused = (text: string, words: RegExp): Promise<void> =>
    assert.rejects(read(text), (error: Error) => words.test(error.message));
  await refused(good.replace('fr-CA', 'de'), /from en into de/);
  await refused(good.replace('version="2.1"', 'version="1.2"'), /version 1\.2/);
  await refused('<tmx version="1.4"/>', /found <tmx>/);
  await refused(good.slice(0, -30), /well-formed/);
  await refused('not XML', /well-formed/);
  await refused(good.replace('<xliff', '<!DOCTYPE x [<!ENTITY a "b">]><xliff'), /DOCTYPE/);
  await refused(file('<unit>'.repeat(30) + '</unit>'.repeat(30)), /depth/);
});

test('a file is taken in whole or not at all, and twice is as once', async (t) => {
  const { people, file: of, number, translator, judge } = await requestScene(t);
  const request = await people.db.asPerson(translator.person.id, (tx) => requestOf(tx, of.id, number));
  assert.ok(request);
  const form = formOf(request.form) ?? assert.fail();
  const { answers, explained } = request.version;
  const draft = { legal: legalForm(form, translator.law.forms), answers, explained };
  const about = { request, draft, pair: PAIR };
  const list = segmentsOf(draft, 'en').map(({ source }) => ({ source, target: `FR ${source}` }));
  const now = () => people.db.asPerson(translator.person.id, (tx) => translationOf(tx, about, PAIR));
  const stray = { source: 'Somebody else wrote this.', target: 'x' };
  await assert.rejects(translateMany(translator, about, [...list, stray]), isRefusal('conflict'));
  assert.equal((await now()).known.size, 0);
  await assert.rejects(translateMany(judge, about, list), /row-level security/);
  await translateMany(translator, about, list);
  const first = await now();
  assert.equal(first.left, 0);
  await translateMany(translator, about, list);
  const rows = await people.operator.kysely
    .selectFrom('request_translation')
    .select(({ fn }) => fn.countAll<string>().as('all'))
    .executeTakeFirstOrThrow();
  assert.equal(Number(rows.all), list.length);
});
