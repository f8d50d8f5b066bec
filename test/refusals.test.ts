// A refusal is said in the words of the catalogue, in every language (base/refusal.ts): web/messages/<language>/refusals.json, then
// `npm run words`.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { REFUSAL_CODES } from '../src/base/refusal.ts';
import { REFUSALS } from '../src/base/refusals.ts';

/** The first thing that it is given: a name of the catalogue, a choice among names, or a table of them. */
const isNamed = (first: string): boolean =>
  /'\w+\.\w+'/.test(first)
    ? !/'\w+'/.test(first.replaceAll(/(?:===|!==) '\w+'/g, ''))
    : /^[A-Z_]+\[/.test(first);

/** How many refusals of a source are not of the catalogue. */
function inEnglish(source: string): number {
  const codes = new RegExp(`super\\('(?:${REFUSAL_CODES.join('|')})'`, 'g');
  const thrown = [...source.matchAll(/new Refusal\(/g)].filter(
    ({ index }) => !isNamed(firstArgument(source.slice(index + 'new Refusal('.length))),
  );
  return thrown.length + [...source.matchAll(codes)].length;
}

/** Up to the comma or bracket that ends it. */
function firstArgument(text: string): string {
  let depth = 0;
  let end = 0;
  for (; end < text.length; end += 1) {
    const sign = text.charAt(end);
    if (depth === 0 && (sign === ',' || sign === ')')) break;
    if ('([{'.includes(sign)) depth += 1;
    if (')]}'.includes(sign)) depth -= 1;
  }
  return text.slice(0, end).trim();
}

test('a refusal has its words in every language', () => {
  const found = globSync('src/**/*.ts')
    .filter((file) => !file.endsWith('.test.ts') && file !== 'src/base/refusal.ts')
    .filter((file) => inEnglish(readFileSync(file, 'utf8')) > 0);
  assert.deepEqual(found, []);
});

test('one in English alone is found, however it is written', () => {
  assert.equal(inEnglish("throw new Refusal('notFound', { expected: 'a key', found, next });"), 1);
  assert.equal(
    inEnglish("new Refusal(code, parts); new Refusal(isGone ? 'notFound' : 'badInput', { expected })"),
    2,
  );
  assert.equal(inEnglish("new Refusal(isGone ? 'notFound.key' : 'badInput', { expected })"), 1);
  assert.equal(inEnglish("super('badInput', { expected }); super('badInput.doctype'); super('no logo')"), 1);
  assert.equal(
    inEnglish("new Refusal('notFound.key'); new Refusal(FOR[who], { act }); new Refusal('a.b', { c })"),
    0,
  );
  assert.equal(
    inEnglish("new Refusal(way === 'outgoing' ? 'notReady.sent' : 'notReady.executed', { state })"),
    0,
  );
});

test('every refusal of the catalogue is said somewhere', () => {
  const source = globSync('src/**/*.ts')
    .filter((file) => !file.endsWith('.test.ts') && file !== 'src/base/refusals.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const quoted = new Set([...source.matchAll(/'([\w.]+)'/g)].map(([, text]) => text));
  const unsaid = Object.keys(REFUSALS).filter(
    (name) => !quoted.has(name) && !quoted.has(name.slice(name.indexOf('.') + 1)),
  );
  assert.deepEqual(unsaid, []);
});

/** What stands between the bracket at `open` and the one that closes it. */
function within(text: string, open: number): string {
  let depth = 0;
  for (let end = open; end < text.length; end += 1) {
    if ('([{'.includes(text.charAt(end))) depth += 1;
    if (')]}'.includes(text.charAt(end))) depth -= 1;
    if (depth === 0) return text.slice(open + 1, end);
  }
  return text.slice(open + 1);
}

/** Places that are typed as they stand, in every language: commands and what they take. */
const TYPED = /\b(?:command|option|choices|example): (?:[^,{}]*,(?! \w+:))*[^,{}]*/g;
/** `--to`, `COMITY_HOME`, `.pem`, the name of an answer, of an encoding. */
const NAME = /^(?:--[\w-]+|[A-Z][A-Z_]+|\.\w+|from|latin1)$/;

/** Words that a refusal is given as text, which no reader of another language understands. */
function wordsGiven(source: string): string[] {
  const calls = [...source.matchAll(/(?:new Refusal|\bsuper)\(/g)].map((found) =>
    within(source, found.index + found[0].length - 1),
  );
  return calls.flatMap((call) => {
    const first = firstArgument(call);
    if (!isNamed(first)) return [];
    let values = call.slice(call.indexOf(first) + first.length).replaceAll(/\s+/g, ' ');
    // Said by the catalogue, or said to be English.
    for (
      let at = values.search(/\b(?:phrase|inEnglish)\(/);
      at >= 0;
      at = values.search(/\b(?:phrase|inEnglish)\(/)
    ) {
      const open = values.indexOf('(', at);
      values = values.slice(0, at) + values.slice(open + within(values, open).length + 2);
    }
    const bare = values
      .replaceAll(/\bsaid: `[^`]*`/g, '') // the path of a sentence
      .replaceAll(TYPED, '')
      .replaceAll(/(?:===|!==) '[^']*'|'[^']*' in \w+|\.\w+\('[^']*'(?:, '[^']*')?\)|\['[^']*'\]/g, '');
    return [...bare.matchAll(/'([^']*)'|`([^`]*)`/g)]
      .map(([, single, template = '']) => single ?? template.replaceAll(/\$\{[^}]*\}/g, ' ').trim())
      .filter((text) => /[a-z]{2}/i.test(text) && !NAME.test(text));
  });
}

test('what stands within a refusal is data, or words of the catalogue', () => {
  const found = globSync('src/**/*.ts')
    .filter((file) => !file.endsWith('.test.ts') && file !== 'src/base/refusal.ts')
    .flatMap((file) => wordsGiven(readFileSync(file, 'utf8')).map((text) => `${file}: ${text}`));
  assert.deepEqual(found, []);
});

test('words that are given as text are found, and what is typed as it stands is none', () => {
  for (const [source, ...words] of [
    ["new Refusal('a.b', { found: 'none' })", 'none'],
    ["new Refusal('a.b', { found: x ?? 'nothing attached', path })", 'nothing attached'],
    ["new Refusal('a.b', { found: `${n} of it`, path })", 'of it'],
    ["super('a.b', { found: isOne ? 'one' : phrase('more') })", 'one'],
    ["new Refusal('a.b', { found: phrase('none'), at: inEnglish('a b'), list: all.join(' and ') })"],
    ["new Refusal('a.b', { option: '--to', command: 'image files', found: `'${text}'` })"],
    ["new Refusal(why === 'gone' ? 'a.b' : 'a.c', { found: code === 'x' ? '–' : code })"],
  ] as const)
    assert.deepEqual(wordsGiven(source), words, source);
});
