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
