// What is asked is declared once (docs/guides/add-an-act.md): which routes still read a form themselves, and which bodies of the API have a
// schema of their own, stands here with the reason. A new one fails until it is declared.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const ENGINE = 'the engine itself';
const DOOR = 'who comes in, and their own account: nobody is there yet whose draft could be kept';
const ONE_PRESS = 'one press, or one box, on a page that is there for something else';
const DRAFT = 'a request is its own draft: its pages come from the form (forms/), each saved as a version';
const CERTIFICATE = 'the rule of law data says what is asked: its fields are declared by the data';
const WHOLE = 'made at once, of what was said in full: the pages ask it in their own way';
const LARGE = 'a large file, or evidence, has ways in of its own';
const SECRET = 'keys, secrets and settings on which the proof rests';
const OUTSIDE = 'who is no person of the agency has no drafts; the field is declared, one a page';

/** Routes that read a form themselves. */
const FORMS: { readonly [file: string]: string } = {
  'src/people/act.routes.ts': ENGINE,
  'src/evidence/custody/signing.routes.ts': ENGINE,
  'src/people/sign-in.routes.ts': DOOR,
  'src/people/recovery.routes.ts': DOOR,
  'src/people/account.routes.ts': DOOR,
  'src/portal/receivers.routes.ts': DOOR,
  'src/portal/disclosed.routes.ts': DOOR,
  'src/portal/order.routes.ts': OUTSIDE,
  'src/portal/signed.routes.ts': OUTSIDE,
  'src/portal/files.routes.ts': LARGE,
  'src/people/people.routes.ts': ONE_PRESS,
  'src/people/job.routes.ts': ONE_PRESS,
  'src/forensics/pipeline/items.routes.ts': ONE_PRESS,
  'src/forensics/review/review.routes.ts': ONE_PRESS,
  'src/forensics/review/equal.routes.ts': ONE_PRESS,
  'src/requests/desks/desk.routes.ts': ONE_PRESS,
  'src/requests/verbs/letters/sign.routes.ts': ONE_PRESS,
  'src/requests/verbs/drafting/checks/technical-reading.routes.ts': ONE_PRESS,
  'src/forensics/contents/contents.routes.ts': SECRET,
  'src/evidence/log/document-anchor.routes.ts': SECRET,
  'src/evidence/installation/keys.routes.ts': SECRET,
  'src/requests/verbs/drafting/begin/begin.routes.ts': DRAFT,
  'src/requests/verbs/drafting/checks/reason.routes.ts': DRAFT,
  'src/requests/verbs/drafting/items/identifier.routes.ts': DRAFT,
  'src/requests/verbs/drafting/items/item-table.routes.ts': DRAFT,
  'src/requests/verbs/drafting/items/item.routes.ts': DRAFT,
  'src/requests/verbs/drafting/items/measure.routes.ts': DRAFT,
  'src/requests/verbs/drafting/questions/bring.routes.ts': DRAFT,
  'src/requests/verbs/drafting/questions/question.routes.ts': DRAFT,
  'src/requests/verbs/drafting/review/remark.routes.ts': DRAFT,
  'src/requests/verbs/drafting/sending.routes.ts': DRAFT,
  'src/requests/verbs/letters/translation.routes.ts': DRAFT,
  'src/evidence/intake/upload.routes.ts': LARGE,
  'src/evidence/intake/server-folder.routes.ts': LARGE,
  'src/evidence/packages/incoming.routes.ts': LARGE,
};

const STORED = 'as it is stored and exchanged: docs/formats says its form';
const SEEN = 'which one was seen: on the pages that stands in the address';

/** How many bodies of a file have a schema of their own, and why. */
const BODIES: { readonly [file: string]: readonly [count: number, why: string] } = {
  'src/cases/case-file.api.ts': [2, 'a choice among declared bodies'],
  'src/evidence/custody/hand-over.api.ts': [1, SEEN],
  'src/evidence/packages/incoming.api.ts': [3, LARGE],
  'src/evidence/intake/upload.api.ts': [2, LARGE],
  'src/evidence/intake/server-folder.api.ts': [1, LARGE],
  'src/court/court.api.ts': [1, CERTIFICATE],
  'src/law/changes.api.ts': [1, WHOLE],
  'src/requests/verbs/letters/translation.api.ts': [2, DRAFT],
  'src/requests/desks/request-write.api.ts': [3, DRAFT],
  'src/requests/desks/desk-views.api.ts': [1, ONE_PRESS],
  'src/forensics/pipeline/items.api.ts': [1, ONE_PRESS],
  'src/people/job.api.ts': [1, ONE_PRESS],
  'src/requests/verbs/life/remark.api.ts': [2, DRAFT],
  'src/requests/verbs/results/results-acts.api.ts': [2, STORED],
};

const SEARCH = 'a search or a filter, which changes nothing: its address can be kept and sent on';
const LIST = 'it carries choices from a list, a day or a number alone';

/** Pages with a form that is sent by GET beside something that is typed or carried along: what it asks stands in an address. */
const ADDRESSES: { readonly [file: string]: string } = {
  'src/channels/ask.pages.ts': SEARCH,
  'src/evidence/desks/evidence-filter.pages.ts': SEARCH,
  'src/evidence/desks/oversight.pages.ts': SEARCH,
  'src/evidence/exhibits/label.pages.ts': LIST,
  'src/forensics/pipeline/item-filter.pages.ts': SEARCH,
  'src/law/law-home.pages.ts': SEARCH,
  'src/requests/desks/desk.pages.ts': SEARCH,
  'src/requests/verbs/drafting/items/measure.pages.ts': LIST,
  'src/requests/verbs/letters/letter.pages.ts': LIST,
  'src/requests/verbs/letters/sign.pages.ts':
    'what is seen before it is signed: the place and the day of the letter',
  'src/requests/verbs/letters/translation.pages.ts': LIST,
};

const THEIRS = 'what another authority wrote or states, in its own words and at its own length';
const WIDER = 'the record keeps more than can be asked here, or is worked out';
const CHANGED = 'each line has the way to change it';

/** Pages on which a line of facts has the label of a declared field, and is not made by `factsOf`. */
const FACTS: { readonly [file: string]: string } = {
  'src/evidence/custody/disposal.pages.ts': WIDER,
  'src/evidence/installation/settings.pages.ts': CHANGED,
  'src/evidence/log/peer.pages.ts': THEIRS,
  'src/evidence/packages/share-list.pages.ts': 'two answers are one line; a key is told by what it does',
  'src/exchange/consent.pages.ts': THEIRS,
  'src/exchange/conversation.pages.ts': THEIRS,
  'src/exchange/desk.pages.ts': THEIRS,
  'src/forensics/known/known.pages.ts': 'a day that is over is told by a tag',
  'src/forensics/review/limits.routes.ts': CHANGED,
  'src/law/import.pages.ts': 'the questions show this very page: they cannot be shown on it in turn',
  'src/portal/account.pages.ts': 'the account of whoever reads it',
  'src/requests/verbs/drafting/confidence/confidentiality.pages.ts': 'that there is no such day is told too',
  'src/requests/verbs/incoming/incoming.pages.ts': THEIRS,
  'src/requests/verbs/letters/sign.pages.ts': 'the header of what is sent',
  'src/requests/verbs/preservation/preservation.pages.ts': WIDER,
  'src/requests/machine/text/request-shown.pages.ts': WIDER,
};

const found = (glob: string, mark: RegExp): { readonly [file: string]: number } =>
  Object.fromEntries(
    globSync(glob)
      .map((file) => [file, [...readFileSync(file, 'utf8').matchAll(mark)].length] as const)
      .filter(([, count]) => count > 0),
  );

test('what a page asks is declared, or stands here with the reason', () => {
  const reading = Object.keys(found('src/**/*.routes.ts', /\.form\(\)/g)).sort();
  assert.ok(reading.includes('src/people/act.routes.ts'), 'the engine is found');
  assert.deepEqual(reading, Object.keys(FORMS).sort());
});

test('a body of the API comes from its declaration, or stands here with the reason', () => {
  const own = found('src/**/*.api.ts', /^\s+body: z\b/gm);
  assert.deepEqual(own, Object.fromEntries(Object.entries(BODIES).map(([file, [count]]) => [file, count])));
});

test('what is typed stands in no address, or the page stands here with the reason', () => {
  const sent = /<form(?![^>]*\bmethod="post")|\bask(?:ing)?Form\(/g;
  const typed = /\b(?:field|lineField|linesField|hidden)\(|<textarea|type="(?:text|search)"/g;
  const [byGet, asking] = [found('src/**/*.pages.ts', sent), found('src/**/*.pages.ts', typed)];
  assert.ok('src/law/law-home.pages.ts' in byGet, 'a form is found');
  assert.deepEqual(
    Object.keys(byGet)
      .filter((file) => file in asking)
      .sort(),
    Object.keys(ADDRESSES).sort(),
  );
});

test('the facts of a record come from its declaration, or the page stands here with the reason', () => {
  const all = globSync('src/**/*.ts').filter(
    (file) => !file.includes('/messages/') && !file.endsWith('.test.ts'),
  );
  const read = new Map(all.map((file) => [file, readFileSync(file, 'utf8')]));
  const label = /\b(?:label|ask): \(say\) =>\s*say\.([\w.]+),/g;
  const declared = new Set(
    [...read.values()].flatMap((text) => [...text.matchAll(label)].map(([, of]) => of)),
  );
  assert.ok(declared.has('share.basisKind'), 'a label is found');
  const pages = [...read].filter(([file]) => /\.(?:pages|show|routes)\.ts$/.test(file));
  const own = pages.filter(([, text]) => {
    // `words.reason` is the message `glass.reason` where it says so above.
    const named = [...text.matchAll(/const (\w+) = say\.([\w.]+);/g)].map(([, name, of]) => [name, `${of}.`]);
    return [...text.matchAll(/\[\s*(\w+)\.([\w.]+),/g)].some(([, name, path]) =>
      [['say', ''], ...named].some(([one, of]) => one === name && declared.has(`${of}${path}`)),
    );
  });
  assert.deepEqual(own.map(([file]) => file).sort(), Object.keys(FACTS).sort());
});
