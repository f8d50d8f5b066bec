import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDetail } from '../events/event.ts';

test('private text is read by its fields; what is not for people is left out', () => {
  const text = '{"person":"A. Invented","personId":"0190","source":"desk"}';
  assert.deepEqual(readDetail(text, 'event 3'), { person: 'A. Invented', source: 'desk' });
});

test('private text of another form is called damaged, with the event it is of', () => {
  for (const text of ['', '{', '[]', '"text"', '{"person":7}', '{"note":null}'])
    assert.throws(() => readDetail(text, 'event 3'), { code: 'damaged', message: /event 3/ }, text);
});
