// A form says what it is, and nothing else in the program knows it by its name: no id of a form stands outside src/requests/forms.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shippedLaw } from '../src/law/data-files.store.ts';
import { FORMS } from '../src/requests/forms/index.ts';

const HOME = 'src/requests/forms/';
const IDS = FORMS.map(({ id }) => id);
const law = await shippedLaw();
/** A way of the planner has a name of its own, which may be that of a form: the planner comes before all forms and knows none. */
const WAYS = new Set([...law.channels.map(({ id }) => id), 'epoc-pr']);
/** Folders above requests, in which a plain word is no form. */
const ABOVE = /^src\/(?:base|verify|platform|web|people|law|channels|cases|evidence|forensics|analysis)\//;

/** Where an id stands as a text, a key, or in SQL; one of several parts wherever it stands, but in a longer name. */
function named(id: string, file: string, text: string): string[] {
  const isWord = !/[-\d]/.test(id);
  if (ABOVE.test(file) && (isWord || WAYS.has(id))) return [];
  const pattern = isWord
    ? `['"\`]${id}['"\`]|(?:^|[{,])[ \\t]*${id}: (?=['\`[A-Z(])`
    : `(?<![\\w.-])${id}(?![\\w.-])`;
  return [...text.matchAll(new RegExp(pattern, 'gm'))].map(({ index }) => {
    const line = text.slice(0, index).split('\n').length;
    return `${file}:${line}: ${id}`;
  });
}

test('no id of a form stands outside the forms, in code, SQL or a name of a file that is imported', () => {
  const files = globSync('src/**/*.{ts,sql,typ,html}').filter(
    (file) => !file.startsWith(HOME) && !file.endsWith('.test.ts'),
  );
  assert.ok(files.length > 1000, `${files.length} files`);
  const found = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return IDS.flatMap((id) => named(id, file, text)).concat(importsOfForms(file, text));
  });
  assert.deepEqual(found, []);
});

test('a form is one file, and its record another, both under its name', () => {
  for (const id of IDS)
    for (const file of [`${HOME}${id}.ts`, `data/law/forms/${id}.yaml`]) assert.ok(existsSync(file), file);
  const records = globSync('data/law/forms/*').map((file) => file.replace(/^.*\/|\.yaml$/g, ''));
  assert.deepEqual(records.sort(), [...IDS].sort());
});

/** What is of all forms may be run from outside; what is of one is asked of the form. */
function importsOfForms(file: string, text: string): string[] {
  return [...text.matchAll(/from '[^']*\/forms\/([\w-]+)\.ts'/g)].flatMap(([, name = '']) =>
    IDS.includes(name) || name === 'bc-real-time' ? [`${file}: imports ${name}`] : [],
  );
}

test('the search finds an id however it is written', () => {
  const find = (id: string, text: string): number => named(id, 'src/requests/x.ts', text).length;
  for (const text of [
    `form === 'annex-iii'`,
    `where f.form in ('annex-iii', 'other')`,
    `{ 'annex-iii': 1 }`,
    '`annex-iii`',
    `/^annex-iii$/`,
  ])
    assert.equal(find('annex-iii', text), 1, text);
  for (const text of [
    `form === 'refusal'`,
    `where f.form = 'refusal'`,
    `const LIST = { refusal: 'yes' }`,
    `  refusal: YES,`,
  ])
    assert.equal(find('refusal', text), 1, text);
  for (const text of ['// a refusal is one', `import './refusal.ts'`])
    assert.equal(find('refusal', text), 0, text);
  assert.equal(find('epoc-pr', `clock: 'epoc-pr.hold'`), 0, 'a clock is no form');
});
