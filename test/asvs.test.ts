// docs/security/asvs.md answers each requirement of OWASP ASVS 5.0 up to level 2, and each place that it names is there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/** The numbers of the standard, by section. */
const NUMBERS = `1.1: 1 2; 1.2: 1 2 3 4 5 6 7 8 9; 1.3: 1 2 3 4 5 6 7 8 9 10 11; 1.4: 1 2 3; 1.5: 1 2; 2.1: 1 2 3; 2.2: 1 2 3;
2.3: 1 2 3 4; 2.4: 1; 3.2: 1 2; 3.3: 1 2 3 4; 3.4: 1 2 3 4 5 6; 3.5: 1 2 3 4 5; 3.7: 1 2; 4.1: 1 2 3; 4.2: 1; 4.3: 1 2;
4.4: 1 2 3 4; 5.1: 1; 5.2: 1 2 3; 5.3: 1 2; 5.4: 1 2 3; 6.1: 1 2 3; 6.2: 1 2 3 4 5 6 7 8 9 10 11 12; 6.3: 1 2 3 4;
6.4: 1 2 3 4; 6.5: 1 2 3 4 5; 6.6: 1 2 3; 6.8: 1 2 3 4; 7.1: 1 2 3; 7.2: 1 2 3 4; 7.3: 1 2; 7.4: 1 2 3 4 5; 7.5: 1 2;
7.6: 1 2; 8.1: 1 2; 8.2: 1 2 3; 8.3: 1; 8.4: 1; 9.1: 1 2 3; 9.2: 1 2 3 4; 10.1: 1 2; 10.2: 1 2; 10.3: 1 2 3 4;
10.4: 1 2 3 4 5 6 7 8 9 10 11; 10.5: 1 2 3 4 5; 10.6: 1 2; 10.7: 1 2 3; 11.1: 1 2; 11.2: 1 2 3; 11.3: 1 2 3;
11.4: 1 2 3 4; 11.5: 1; 11.6: 1; 12.1: 1 2 3; 12.2: 1 2; 12.3: 1 2 3 4; 13.1: 1; 13.2: 1 2 3 4 5; 13.3: 1 2;
13.4: 1 2 3 4 5; 14.1: 1 2; 14.2: 1 2 3 4; 14.3: 1 2 3; 15.1: 1 2 3; 15.2: 1 2 3; 15.3: 1 2 3 4 5 6 7; 16.1: 1;
16.2: 1 2 3 4 5; 16.3: 1 2 3 4; 16.4: 1 2 3; 16.5: 1 2 3; 17.1: 1; 17.2: 1 2 3 4; 17.3: 1 2`;

const ROOT = new URL('../', import.meta.url);
const page = readFileSync(new URL('docs/security/asvs.md', ROOT), 'utf8');
const ROW = /^\| ([\d.]+) \([12]\) \| (met|part|not met|none) \| (.+) \| (.*) \|$/gm;
const rows = [...page.matchAll(ROW)].map(([, id = '', verdict = '', answer = '', shown = '']) => {
  return { id, verdict, answer, places: [...shown.matchAll(/`([^`]+)`/g)].map(([, place = '']) => place) };
});

test('each requirement up to level 2 has an answer', () => {
  const ids = NUMBERS.split(';').flatMap((section) => {
    const [name = '', numbers = ''] = section.trim().split(': ');
    return numbers.split(' ').map((number) => `${name}.${number}`);
  });
  assert.equal(ids.length, 253);
  assert.deepEqual(
    rows.map(({ id }) => id),
    ids,
  );
  const said = (verdict: string): number => rows.filter((row) => row.verdict === verdict).length;
  const counts = `${said('met')} met, ${said('part')} in part, ${said('not met')} not met, ${said('none')} of things`;
  assert.ok(page.includes(counts), counts);
});

test('what is met is shown by a test, a page or the place where it is decided, and that is there', () => {
  for (const { id, verdict, places } of rows) {
    for (const place of places) assert.ok(existsSync(new URL(place, ROOT)), `${id}: ${place}`);
    if (verdict === 'met' && id !== '1.4.1') assert.ok(places.length > 0, `${id}: shown by nothing`);
  }
});

test('each place that the threat model names is there', () => {
  const text = readFileSync(new URL('docs/security/threat-model.md', ROOT), 'utf8');
  const places = [...text.matchAll(/`((?:src|test|fixtures|docs)\/[\w./-]+)`/g)].map(
    ([, place = '']) => place,
  );
  assert.ok(places.length > 10);
  for (const place of places) assert.ok(existsSync(new URL(place, ROOT)), place);
});
