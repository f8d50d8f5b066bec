// What messages are given, and what may be wrong with one in another language.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { REFUSAL_CODES } from '../base/refusal.ts';
import { PHRASES, REFUSALS } from '../base/refusals.ts';
import { argumentsIn, argumentsOf, faultsIn, textsOf, unlikeIn } from './message-arguments.ts';
import { ARGUMENTS, everyText } from './messages-files.ts';
import { LANGUAGES } from './messages.ts';

const known = argumentsIn(readFileSync(ARGUMENTS, 'utf8'));

test('what messages are given is what the English says: `npm run words` makes it', () =>
  assert.deepEqual(argumentsOf(everyText('en'), known), known));

test('the English of refusals is that of the messages: `npm run words` makes it, and places alone stand in it', () => {
  const said = [...everyText('en')].filter(([path]) => /^(?:refusals|phrases)\./.test(path));
  const made = Object.entries(REFUSALS).flatMap(([name, words]) =>
    Object.entries(words).map(([part, text]) => [`refusals.${name}.${part}`, [text]]),
  );
  const within = Object.entries(PHRASES).map(([name, text]) => [`phrases.${name}`, [text]]);
  assert.deepEqual(Object.fromEntries([...made, ...within]), Object.fromEntries(said));
  for (const [path, [text = '']] of said) {
    assert.match(text.replace(/\{\w+\}/g, ''), /^[^{}<]*$/, path);
    assert.doesNotMatch(text, /'\{/, path); // ICU takes what follows as it stands
  }
  const codes = Object.keys(REFUSALS).map((name) => name.split('.')[0]);
  assert.deepEqual(
    codes.filter((code) => !REFUSAL_CODES.some((one) => one === code)),
    [],
  );
});

for (const language of Object.values(LANGUAGES).map((one) => one.language))
  test(`${language.code}: every message is whole, and is given nothing that English is not`, () =>
    assert.deepEqual(faultsIn(language, everyText(language.code), known), []));

for (const { code, locale } of Object.values(LANGUAGES).map((one) => one.language))
  test(`${code}: what a message is given is said, and as what it is`, () => {
    const english = everyText('en');
    const unlike = [...everyText(code)].flatMap(([path, texts]) =>
      texts.flatMap((text, i) =>
        unlikeIn(english.get(path)?.[i] ?? text, text, { locale, given: known[path] }).map(
          (fault) => `${path}: ${fault}`,
        ),
      ),
    );
    assert.deepEqual(unlike, []);
  });

test('a new message is given what its English names, and an old one keeps its order', () => {
  const texts = textsOf({
    a: {
      b: 'In {place}, {n, plural, one {# file} other {# files}} of {who}',
      c: 'None',
      d: ['{x}', 'and {y}'],
    },
    e: '{kind, select, noText {none} other {{kind}}} {isNew, select, true {new} other {old}}',
  });
  const before = { 'a.b': [{ name: 'who', type: 'string', isOptional: false }] };
  const given = Object.entries(argumentsOf(texts, before)).map(
    ([path, list]) => `${path} ${list.map(({ name, type }) => `${name}: ${type}`).join(', ')}`,
  );
  assert.deepEqual(given, [
    'a.b who: string, place: string | number, n: number',
    'a.d x: string | number, y: string | number',
    'e kind: string, isNew: boolean',
  ]);
});

const FAULTS: readonly (readonly [code: string, text: string, fault: string])[] = [
  ['fr', '{name} et {nom}', 'fr a: English is not given {nom}'],
  ['ru', '{n, plural, one {# дело} few {# дела} other {# дел}}', 'ru a: no form many'],
  ['fr', '{n, plural, one {# cas} few {# cas} other {# cas}}', 'fr a: no category few'],
  ['es', '<b>{name}</b>', 'es a: no tag <b>'],
];
for (const [code, text, fault] of FAULTS)
  test(`refused: ${fault}`, () => {
    const given = { a: ['name', 'n'].map((name) => ({ name, type: 'string', isOptional: false })) };
    assert.deepEqual(faultsIn({ code, locale: code }, new Map([['a', [text]]]), given), [fault]);
  });

test('a message that is no ICU is named with its language', () => {
  const [fault = ''] = faultsIn({ code: 'fr', locale: 'fr' }, new Map([['a.b', ['{name']]]), {});
  assert.match(fault, /^fr a\.b: is no ICU message/);
});
