// How many places a change touches, as docs/architecture.md says it ("What a change touches"): what a script can count of that.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { EVENT_TYPES } from '../src/verify/event-types.ts';
import { LANGUAGES } from '../src/web/messages.ts';
import { wordFiles, wordsIn } from '../src/web/messages-files.ts';

const files = globSync('src/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
test('a form is six files by hand, and the guide names them', () => {
  const guide = readFileSync('docs/guides/add-a-form.md', 'utf8');
  const [, named = ''] = /^Written by hand: ([\s\S]*?): six files/m.exec(guide) ?? [];
  assert.equal(named.split(/,(?: and)? /).length, 6, named);
  const forms = globSync('src/requests/forms/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
  const lists = forms.filter((file) => /^export const FORMS\b/m.test(sources.get(file) ?? ''));
  assert.equal(lists.length, 1, 'one list');
});

test('a type of custody event has one list and one table of facts; a line in the words of each language, and in its format', () => {
  const tables = [...sources].flatMap(([file, text]) =>
    [...text.matchAll(/\[\w+ in EventType\](\??): (\w+)/g)]
      .filter(([, optional]) => optional === '')
      .map(([, , of]) => `${file}: ${of}`),
  );
  assert.deepEqual(tables.sort(), [
    'src/verify/event-types.ts: FactRule',
    'src/web/verify-page/result-view.ts: string', // the type of the words
  ]);
  const format = readFileSync('docs/formats/event.md', 'utf8');
  for (const language of Object.keys(LANGUAGES)) {
    const having = wordFiles(language).filter((file) =>
      JSON.stringify(wordsIn(language, file)).includes('"event.'),
    );
    assert.deepEqual(having, ['events.json'], language);
  }
  for (const type of EVENT_TYPES) assert.ok(format.includes(`\`${type}\``), type);
});

test('a route of the API is its declaration, in one place, and its list, mounted by the one that has all', () => {
  const apis = files.filter((file) => file.endsWith('.api.ts') && file !== 'src/people/visit.api.ts');
  const operations = apis.flatMap((file) =>
    [...(sources.get(file) ?? '').matchAll(/\boperation: '(\w+)'/g)].map(([, name = '']) => name),
  );
  assert.ok(operations.length > 200, `${operations.length}`);
  assert.equal(new Set(operations).size, operations.length);
  const all = sources.get('src/server/api-list.ts') ?? '';
  const mounted = (file: string, seen: readonly string[] = []): boolean => {
    const name = file.replace(/^.*\//, '/');
    if (all.includes(name)) return true;
    return apis.some(
      (one) =>
        one !== file &&
        !seen.includes(one) &&
        sources.get(one)?.includes(name) &&
        mounted(one, [...seen, file]),
    );
  };
  assert.deepEqual(
    apis.filter((file) => /\boperation: '/.test(sources.get(file) ?? '') && !mounted(file)),
    [],
  );
});

test('a language is one folder: no other file of the program names one of the six by its code in a table', () => {
  const table = /^\s*(?:ar|es|fr|ru|zh): /gm;
  const found = [...sources]
    .filter(([file]) => !file.startsWith('src/web/messages/'))
    .filter(([, text]) => new Set(text.match(table)?.map((one) => one.trim())).size > 2)
    .map(([file]) => file);
  assert.deepEqual(found, []);
});
