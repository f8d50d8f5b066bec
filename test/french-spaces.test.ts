// French is written with no-break spaces: in the catalogue, in the words of forms and letters, in the labels of the law data.
// `COMITY_WRITE_FIXTURES=1 node --test test/french-spaces.test.ts` puts them right.
import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { frenchSpaces, putRight, textPieces } from './support/french-spaces.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const isWriting = process.env['COMITY_WRITE_FIXTURES'] === '1';

/** Whole files are French, or the texts that `fr:` names. */
const FILES: readonly (readonly [pattern: string, isFrench: (before: string) => boolean])[] = [
  ['src/{web/messages/fr/*,requests/forms/words/fr}.json', () => true],
  ['src/{requests,law,channels,court,evidence,verify,people,web}/**/*.ts', isAfterFr],
];

/** `fr: '…'`, on the same line or the next, or a function of it. */
function isAfterFr(before: string): boolean {
  return /\bfr:\s*(?:\([^)]*\)\s*=>\s*)?['"`]$/.test(before);
}

for (const [pattern, isFrench] of FILES)
  test(`French in ${pattern} has its no-break spaces`, () => {
    const files = globSync(pattern, { cwd: ROOT }).filter((path) => !path.endsWith('.test.ts'));
    assert.ok(files.length > 0);
    const wrong = files.flatMap((path) => {
      const source = readFileSync(ROOT + path, 'utf8');
      const right = putRight(source, isFrench, frenchSpaces);
      if (right === source) return [];
      if (isWriting) writeFileSync(ROOT + path, right);
      const lines = right.split('\n');
      return source
        .split('\n')
        .flatMap((line, i) => (line === lines[i] ? [] : [`${path}:${i + 1} ${line.trim()}`]));
    });
    assert.deepEqual(isWriting ? [] : wrong, [], 'COMITY_WRITE_FIXTURES=1 puts them right');
  });

for (const labels of ['data/form-labels/fr.yaml', 'data/law-words/fr.yaml'])
  test(`French in ${labels} has its no-break spaces`, () => {
    const source = readFileSync(ROOT + labels, 'utf8');
    // A label in English, a colon, the French; or a line more of it.
    const right = source.replace(
      /^( +(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"':\n]+):(?= |$))?(.*)$/gm,
      (line, label = '', rest) => (line.startsWith(' ') ? label + frenchSpaces(rest) : line),
    );
    if (isWriting) writeFileSync(ROOT + labels, right);
    else assert.equal(source, right);
  });

test('the rule itself: tall signs, the colon, guillemets; times, addresses and numbers stay', () => {
  assert.equal(
    frenchSpaces('Voir : « ici » ; oui ? non !'),
    'Voir\u00a0: «\u00a0ici\u00a0»\u202f; oui\u202f? non\u202f!',
  );
  for (const same of [
    '12:30',
    'https://comity.example',
    'a;b',
    'Voir\u00a0: «\u00a0ici\u00a0»\u202f!',
    'data :where',
  ])
    assert.equal(frenchSpaces(same), same);
  const source = "const a = b ? `Un : ${c ? 'x ? y' : d} ; fin` : 'e !'; // « note »\n";
  assert.deepEqual(
    textPieces(source).map(([from, to]) => source.slice(from, to)),
    ['Un : ', 'x ? y', ' ; fin', 'e !'],
  );
  assert.equal(
    putRight("x ? 'a ?' : y", () => true, frenchSpaces),
    "x ? 'a\u202f?' : y",
  );
});
