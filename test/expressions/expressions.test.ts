// No regular expression takes more than linear time over what comes from outside: a page must not stop the server because somebody
// typed many digits. All expressions of the program are looked at, whatever they read; linear.txt has those that were judged, so that
// a run judges new ones alone (`npm run expressions` judges all and writes it anew; the soak judges all). Packages are not looked at.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { EXCEPTIONS, OF_TEXT } from './exceptions.ts';
import { madeOfText, repeating } from './find.ts';
import { worseThanLinear } from './judge.ts';

const judged = new Set(readFileSync(new URL('linear.txt', import.meta.url), 'utf8').split('\n'));

test('no expression is more than linear without a reason', (t) => {
  const found = repeating();
  assert.ok(found.length > 200);
  const isAgain = process.env['COMITY_EXPRESSIONS'] === 'all';
  for (const { expression, files } of found) {
    if (Object.hasOwn(EXCEPTIONS, expression) || (judged.has(expression) && !isAgain)) continue;
    const worse = worseThanLinear(expression);
    assert.equal(
      worse,
      undefined,
      `${expression} of ${files.join(', ')}: mend it, or say why not in exceptions.ts`,
    );
    if (!isAgain) t.diagnostic(`judged: ${expression}; npm run expressions keeps that`);
  }
});

test('each exception is still needed, and expressions made of text are known', () => {
  const found = new Set(repeating().map(({ expression }) => expression));
  for (const expression of Object.keys(EXCEPTIONS)) assert.ok(found.has(expression), expression);
  assert.deepEqual(madeOfText(), Object.keys(OF_TEXT).toSorted());
});

test('the checker tells a quadratic expression and an exponential one from a linear one', () => {
  assert.equal(worseThanLinear('/a+b/') === undefined, false, 'begun at each a');
  assert.match(worseThanLinear('/^(a|a)*$/') ?? '', /exponential/);
  assert.equal(worseThanLinear('/^a+b/'), undefined);
  assert.equal(worseThanLinear('/(?<!x)[. ]+$/') === undefined, false, 'tried: it looks behind');
  assert.equal(worseThanLinear('/(?<![. ])[. ]+$/'), undefined, 'tried: begun where a run begins');
});
