// An act costs at most three files and 250 lines: its declaration, its transaction with SQL, its looks where they are special
// (docs/guides/add-an-act.md). What is measured is what is there for one act alone, wherever it stands; what several acts share is
// no part of any (test/support/acts-measured.ts). One that grows beyond it fails here until it is smaller, or stands here with the reason.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measuredActs } from './support/acts-measured.ts';

const FILES_MAX = 3;
const LINES_MAX = 250;
/** With what mounts it: its page, its operation, its command. */
const MOUNTED_LINES_MAX = 350;

const LARGER: { readonly [act: string]: string } = {
  'src/forensics/pipeline/redact.ts REDACT':
    'where a text stands in a file that is covered is a reader of its own (redact-spans), with tests of its own; only this act asks it yet',
  'src/forensics/review/review.ts DECIDED':
    'one question and two acts: of one hit, and of all that are equal to it',
  'src/exchange/exchange-asks.ts sendFields':
    'one question and three ways in which a request leaves, each by the messages of its protocol',
  'src/exchange/exchange-asks.ts TAKEN_OFFER':
    'a step of a conversation, 40 lines: its SQL stands beside that of the others of the same rows',
};

const sum = (lines: Iterable<number>): number => [...lines].reduce((all, one) => all + one, 0);

test('an act is at most three files and 250 lines, or stands here with the reason', () => {
  const acts = measuredActs();
  assert.ok(acts.length > 90, `${acts.length} acts are found`);
  const larger = acts.filter(({ files, mounts }) => {
    const lines = sum(files.values());
    return files.size > FILES_MAX || lines > LINES_MAX || lines + sum(mounts.values()) > MOUNTED_LINES_MAX;
  });
  const words = larger
    .filter(({ name }) => !(name in LARGER))
    .map(
      ({ name, files, mounts }) => `${name}: ${JSON.stringify(Object.fromEntries([...files, ...mounts]))}`,
    );
  assert.deepEqual(words, [], 'larger than an act may be');
  assert.deepEqual(
    Object.keys(LARGER).filter((name) => !larger.some((one) => one.name === name)),
    [],
    'is no larger any more',
  );
});

test('of an act is what would go with it, and nothing that another uses', () => {
  const files = {
    'src/things/find.ts': `// What is asked of a find.
import type { Fields } from '../web/fields/field.ts';
import { limit } from './shared.ts';

/** What is asked. */
export const FIND = {
  what: text({ max: limit }),
} satisfies Fields;

export type FindBody = BodyOf<typeof FIND>;
`,
    'src/things/find.do.ts': `// Writes a find down.
import type { FindBody } from './find.ts';
import { insertFind, thingsOf as allOf } from './thing.store.ts';
import * as acts from './other.acts.ts';

export async function find(body: FindBody): Promise<void> {
  await insertFind(body);
  await allOf('find');
  acts.onlyHere();
  acts.forAll();
}
`,
    'src/things/thing.store.ts': `// SQL of things.
export async function insertFind(body: object): Promise<void> {
  await rows(body);
}

export function thingsOf(text: string): void {}

function rows(body: object): void {}
`,
    'src/things/other.acts.ts': `// The other act.
import { OTHER } from './other.ts';
import { thingsOf } from './thing.store.ts';

export function other(): void {
  thingsOf(OTHER);
  forAll();
}

export function forAll(): void {}

/** Of the find. */
export function onlyHere(): void {}
`,
    'src/things/other.ts': `export const OTHER = { a: text({ max: limit }) } satisfies Fields;
`,
    'src/things/shared.ts': `export const limit = 5;
export const more = limit;
`,
    'src/things/find.routes.ts': `import { FIND } from './find.ts';
import { find } from './find.do.ts';

export const findRoutes = () => [asked()];

const asked = () => asking<typeof FIND>({ fields: FIND, act: find });
`,
  };
  const [found, other, ...none] = measuredActs(files);
  assert.deepEqual(none, []);
  assert.deepEqual(found && Object.fromEntries(found.files), {
    'src/things/find.ts': 10,
    'src/things/find.do.ts': 11,
    // With the comment above it; `rows` goes too, `thingsOf` stays.
    'src/things/thing.store.ts': 5,
    'src/things/other.acts.ts': 2,
  });
  assert.deepEqual(found && Object.fromEntries(found.mounts), { 'src/things/find.routes.ts': 1 });
  assert.equal(other?.name, 'src/things/other.ts OTHER');
  assert.deepEqual(other && Object.fromEntries(other.files), {
    'src/things/other.ts': 1,
    'src/things/other.acts.ts': 4,
  });
});
