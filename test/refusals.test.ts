// A refusal is said in the words of the catalogue, in every language (base/refusal.ts). Which files still throw one in English alone stands
// here, how many, and why; a new one fails until it has its words: web/messages/<language>/refusals.json, then `npm run words`.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const ENGLISH: { readonly [why: string]: { readonly [file: string]: number } } = {
  'another program reads it, or the terminal: both are answered in English': {
    'src/channels/need-states.ts': 1,
    'src/channels/read-words.ts': 1,
    'src/court/court.api.ts': 1,
    'src/requests/core/read-answers.ts': 1,
    'src/requests/desks/incoming.api.ts': 1,
    'src/requests/desks/request-write.api.ts': 2,
    'src/requests/incoming/documents.api.ts': 3,
    'src/requests/letters/counterpart-copy.api.ts': 1,
    'src/requests/letters/translation.api.ts': 2,
    'src/requests/life/remark.api.ts': 2,
    'src/requests/results/results-asked.api.ts': 1,
    'src/requests/sending/open-search.api.ts': 2,
    'src/server/api-who.ts': 1,
  },
  'who sets the program up, starts it or gives it keys reads it at the terminal': {
    'src/platform/database-url.ts': 7,
    'src/platform/home.ts': 1,
    'src/platform/keys.ts': 2,
    'src/platform/migrate.ts': 2,
    'src/platform/postgres-program.ts': 8,
    'src/platform/postgres.ts': 1,
    'src/platform/s3-settings.ts': 3,
    'src/platform/seal-settings.ts': 3,
    'src/platform/seal-signer.ts': 3,
    'src/platform/settings.ts': 2,
    'src/platform/upload-settings.ts': 1,
    'src/server/bind.ts': 1,
  },
  'how a file departs from its format, in the terms of its specification': {
    'src/law/import-reading.ts': 1,
    'src/law/xml.ts': 1,
    'src/platform/pdf-update.ts': 1,
    'src/platform/reading-child.ts': 1,
    'src/requests/messages/message-xml.ts': 1,
    'src/requests/messages/request-data.ts': 1,
    'src/requests/messages/request-document.ts': 1,
    'src/requests/messages/strict-json.ts': 2,
  },
  'the store does not hold what was put there: for the log of the server and the audit': {
    'src/platform/disk-store-copy.ts': 1,
    'src/platform/disk-store-holder.ts': 1,
    'src/platform/disk-store-places.ts': 3,
    'src/platform/disk-store-read.ts': 5,
    'src/platform/disk-store-staging.ts': 1,
    'src/platform/disk-store.ts': 1,
    'src/platform/s3-client.ts': 1,
    'src/platform/s3-objects.ts': 1,
    'src/platform/s3-read.ts': 2,
    'src/platform/s3-staging.ts': 1,
    'src/platform/s3-store.ts': 6,
    'src/platform/table-dump.ts': 1,
  },
};
/** The terminal speaks English: what it refuses of its own is no part of the list. */
const TERMINAL = 'src/cli/';
/** The first thing that it is given: a name of the catalogue, a choice among names, or a table of them. */
const isNamed = (first: string): boolean =>
  /'\w+\.\w+'/.test(first)
    ? !/'\w+'/.test(first.replaceAll(/(?:===|!==) '\w+'/g, ''))
    : /^[A-Z_]+\[/.test(first);

/** How many refusals of a source are not of the catalogue. */
function inEnglish(source: string): number {
  return [...source.matchAll(/new Refusal\(/g)].filter(
    ({ index }) => !isNamed(firstArgument(source.slice(index + 'new Refusal('.length))),
  ).length;
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

test('a refusal has its words in every language, or stands here with the reason', () => {
  const found = globSync('src/**/*.ts')
    .filter(
      (file) => !file.endsWith('.test.ts') && !file.startsWith(TERMINAL) && file !== 'src/base/refusal.ts',
    )
    .map((file) => [file, inEnglish(readFileSync(file, 'utf8'))] as const)
    .filter(([, count]) => count > 0);
  const listed = Object.values(ENGLISH).flatMap((files) => Object.entries(files));
  assert.deepEqual(
    Object.fromEntries(found),
    Object.fromEntries(listed.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  );
});

test('one in English alone is found, however it is written', () => {
  assert.equal(inEnglish("throw new Refusal('notFound', { expected: 'a key', found, next });"), 1);
  assert.equal(
    inEnglish("new Refusal(code, parts); new Refusal(isGone ? 'notFound' : 'badInput', { expected })"),
    2,
  );
  assert.equal(inEnglish("new Refusal(isGone ? 'notFound.key' : 'badInput', { expected })"), 1);
  assert.equal(
    inEnglish("new Refusal('notFound.key'); new Refusal(FOR[who], { act }); new Refusal('a.b', { c })"),
    0,
  );
  assert.equal(
    inEnglish("new Refusal(way === 'outgoing' ? 'notReady.sent' : 'notReady.executed', { state })"),
    0,
  );
});
