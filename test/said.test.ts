// Tests name a text of the pages by its message (test/support/words.ts), so that a sentence can be changed without touching them.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { said } from './support/words.ts';

/** Fewer are words of the field too, or data of a test by chance. */
const WORDS = 4;
const LITERAL = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/g;

function sentences(of: object, path = 'said'): (readonly [sentence: string, path: string])[] {
  return Object.entries(of).flatMap(([name, value]: [string, unknown]) => {
    const here = `${path}.${name}`;
    if (here === 'said.refusals') return []; // said by the terminal and the API in pieces: what was found, what was expected
    if (typeof value === 'string') return value.split(' ').length < WORDS ? [] : [[value, here] as const];
    return typeof value === 'object' && value !== null ? sentences(value, here) : [];
  });
}

test('no test writes down a sentence of the pages', () => {
  const byWords = new Map(sentences(said));
  assert.ok(byWords.size > 3000);
  const written = globSync(['src/**/*.test.ts', 'test/**/*.ts']).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(LITERAL)].flatMap(([, single, double = '']) => {
      const path = byWords.get((single ?? double).replaceAll(/\\(['"])/g, '$1'));
      return path === undefined ? [] : [`${file}: ${path}`];
    }),
  );
  assert.deepEqual(written, []);
});
