// Every form against its record, and each of its rules accepted and refused by name (fixtures/requests/<form>/).
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { plainLetter } from '../../../test/support/plain-letter.ts';
import { ONE_THING } from '../../../test/support/pages-of-several.ts';
import { setAt } from '../../../test/support/set-at.ts';
import { LANGUAGES } from '../../web/messages.ts';
import type { FormField } from '../../law/model-form.ts';
import { shippedLaw } from '../../law/data-files.store.ts';
import type { Item } from '../core/answers.ts';
import { itemsOf, measuresOf } from '../core/request-items.ts';
import { findingsOf, notAsked } from '../verbs/drafting/checks/checks.ts';
import { codeOf, mayGo } from '../machine/way/request-finding.ts';
import {
  isAsked,
  kindForm,
  legalForm,
  pagesOf,
  type Form,
  type FormRule,
  type LegalForm,
  type QuestionPage,
} from '../core/form.ts';
import type { FormNature } from '../core/form-nature.ts';
import { letterOf } from '../machine/text/letter.ts';
import { readRequest, writeRequest } from '../machine/messages/request-file.ts';
import { ENGLISH } from '../machine/text/tongue.ts';
import { FORMS } from './index.ts';
import { WORDS } from './words.ts';
import { EVIDENCE_WORDS } from './evidence-words.ts';
import { DETAIL_WORDS, optionWords } from './evidence-details.ts';

interface Incomplete {
  readonly name: string;
  /** Paths into the answers; null takes an answer away. */
  readonly change: Readonly<Record<string, unknown>>;
  /** Field and code: the one thing that stands in the way, or the advice that is given where nothing does. */
  readonly finds: string;
}

/** Fields of a section that says what an item holds, and the parts of an item. */
const ITEM_PARTS: Readonly<Record<string, keyof Item>> = {
  category: 'category',
  holder: 'holder',
  identifiers: 'identifiers',
  range: 'from',
  nexus: 'reason',
  preservation: 'preservation',
};

const FIXTURES = new URL('../../../fixtures/requests/', import.meta.url);
const law = await shippedLaw();
const fixture = (form: string, name: string): string =>
  readFileSync(new URL(`${form}/${name}`, FIXTURES), 'utf8');

for (const form of FORMS) {
  const legal = legalForm(form, law.forms);
  const complete = readRequest(fixture(form.id, 'complete.json'), law);

  test(`${form.id}: every field of the record stands on exactly one page`, () => {
    const placed = pagesOf(form).flatMap(({ fields }) => fields);
    const wanted = legal.fields.filter(({ type }) => type !== 'constant').map(({ id }) => id);
    assert.deepEqual([...placed].sort(), [...wanted].sort());
    const ids = [...form.tasks.map(({ id }) => `task ${id}`), ...pagesOf(form).map(({ id }) => `page ${id}`)];
    assert.equal(new Set(ids).size, ids.length, 'tasks and pages have names of their own');
  });

  for (const one of [legal, ...(form.kinds ?? []).flatMap(({ id }) => kindForm(legal, id) ?? [])])
    test(`${one.form.id}: every page asks one thing`, () => {
      const { id: name } = one.form;
      const several = pagesOf(one.form).filter((page) => questionsOf(one, page).length > 1);
      const named = Object.keys(ONE_THING[name] ?? {});
      assert.deepEqual(several.map(({ id }) => id).toSorted(), named.toSorted());
      for (const page of pagesOf(one.form).filter(({ title }) => title === undefined)) {
        assert.equal(questionsOf(one, page)[0]?.id, page.fields[0], `${page.id}: its label is the question`);
        assert.ok(!several.includes(page) && page.hint === undefined, page.id);
      }
    });

  test(`${form.id}: a page that asks for an authority asks for nothing else`, () => {
    for (const { id, fields } of pagesOf(form).filter((page) => page.fields.length > 1)) {
      const types = fields.map((name) => legal.fields.find((field) => field.id === name)?.type);
      assert.ok(!types.includes('party'), id);
    }
  });

  for (const { itemOf, fields } of legal.record.sections.filter(
    (one) => one.itemOf !== undefined && !one.kind,
  ))
    test(`${form.id}: what the record asks of each item of ${itemOf} is asked of it, and in the letter`, () => {
      assert.equal(legal.fields.find(({ id }) => id === itemOf)?.type, 'item_list');
      const parts = fields.map(({ id }) => ITEM_PARTS[id]);
      assert.ok(!parts.includes(undefined), 'each field is a part of an item');
      const rows = letterOf(complete, 'Instrument', ENGLISH).sections.flatMap((section) => section.rows);
      const said = JSON.stringify(rows.flatMap(({ items = [] }) => items));
      for (const part of parts)
        assert.ok(
          itemsOf(complete.answers, itemOf).some((item) => {
            const value = part === undefined ? undefined : item[part];
            return typeof value === 'string'
              ? said.includes(ENGLISH.time(value).replaceAll('_', ' '))
              : value !== undefined;
          }),
          part,
        );
    });

  test(`${form.id}: conditions, roles and rules name fields that are there`, () => {
    const named = [
      ...Object.keys(form.asked),
      ...Object.values(form.roles),
      ...Object.entries(form.repeats ?? {}).flat(),
      ...form.rules.map(({ field }) => field),
    ];
    for (const id of named)
      assert.ok(
        legal.fields.some((field) => field.id === id),
        id,
      );
    for (const id of Object.keys(form.asked))
      assert.notEqual(
        legal.fields.find((field) => field.id === id)?.when,
        undefined,
        `${id} is conditional in the law data`,
      );
  });

  test(`${form.id}: the complete example may go, and comes back as it was`, () => {
    assert.deepEqual(
      findingsOf(complete, law).filter(({ level, what }) => level === 'block' || what.kind === 'rule'),
      [],
    );
    assert.deepEqual(notAsked(complete), []);
    const { answers } = JSON.parse(fixture(form.id, 'complete.json')) as { answers: unknown };
    assert.deepEqual(complete.answers, answers);
    const back = readRequest(writeRequest(complete), law);
    assert.deepEqual([back.answers, back.explained], [complete.answers, complete.explained]);
  });

  test(`${form.id}: the letter says every field that is asked, as stored`, () => {
    const letter = letterOf(complete, 'Instrument', ENGLISH);
    const labels = new Set(letter.sections.flatMap(({ rows }) => rows.map(({ label }) => label)));
    for (const { id, number, label } of legal.fields) {
      // The line of a box stands at the box (eu-sheets.test.ts).
      const isLine = form.boxes?.lines[id] !== undefined;
      const numbered = number === undefined ? label : `${number} ${label}`;
      if (!isLine && form.asked[id]?.(complete.answers) !== false) assert.ok(labels.has(numbered), numbered);
    }
    const path = new URL(`${form.id}/letter.txt`, FIXTURES);
    if (process.env['COMITY_WRITE_FIXTURES'] === '1') writeFileSync(path, plainLetter(letter));
    assert.equal(plainLetter(letter), readFileSync(path, 'utf8'));
  });

  test(`${form.id}: every kind of assistance of the record is asked as a form of its own, and is in the letter`, () => {
    const kinds = legal.fields.flatMap((field) => field.kinds ?? []);
    assert.deepEqual(kinds.map(({ id }) => id).toSorted(), (form.kinds ?? []).map(({ id }) => id).toSorted());
    const letter = letterOf(complete, 'Instrument', ENGLISH);
    const items = letter.sections.flatMap(({ rows }) => rows.flatMap((row) => row.items ?? []));
    for (const { id, label, fields } of kinds) {
      const kind = kindForm(legal, id);
      const [given] = measuresOf(complete.answers, form.roles.items).filter(({ measure }) => measure === id);
      const item = items.find(({ title }) => title.endsWith(label));
      assert.ok(kind && given && item, id);
      const placed = pagesOf(kind.form).flatMap((page) => page.fields);
      assert.deepEqual(placed.toSorted(), fields.map((field) => field.id).toSorted(), id);
      for (const [field, condition] of Object.entries(kind.form.asked)) {
        assert.notEqual(kind.fields.find((one) => one.id === field)?.when, undefined, `${id}: ${field}`);
        assert.ok(condition(given.answers), `${id}: the example asks for ${field}`);
      }
      for (const field of fields.filter((one) => isAsked(kind, one, given.answers)))
        assert.ok(
          item.facts.some((fact) => fact.label === field.label && fact.text.length > 0),
          `${id}: ${field.id}`,
        );
    }
  });

  test(`${form.id}: a field that several kinds of assistance have is of one type in all`, () => {
    const types = new Map<string, string>();
    for (const { fields } of legal.fields.flatMap((field) => field.kinds ?? []))
      for (const { id, type, options } of fields) {
        const said = JSON.stringify([type, options.map((option) => option.id)]);
        assert.equal(types.get(id) ?? said, said, id);
        types.set(id, said);
      }
  });

  const incomplete = JSON.parse(fixture(form.id, 'incomplete.json')) as readonly Incomplete[];
  for (const { name, change, finds } of incomplete)
    test(`${form.id}: ${name} is found`, () => {
      const raw = JSON.parse(fixture(form.id, 'complete.json')) as { answers: Record<string, unknown> };
      for (const [path, value] of Object.entries(change)) setAt(raw.answers, steps(path, legal), value);
      const draft = readRequest(JSON.stringify(raw), law);
      const found = findingsOf(draft, law);
      const named = (list: typeof found): string[] => [
        ...new Set(list.map(({ field, what }) => `${field} ${codeOf(what)}`)),
      ];
      const blocking = found.filter(({ level }) => level === 'block');
      const isAdvice = blocking.length === 0;
      if (isAdvice) assert.ok(named(found).includes(finds), named(found).join(', '));
      else assert.deepEqual(named(blocking), [finds]);
      assert.equal(mayGo(found, {}), isAdvice);
      for (const rule of rulesNamed(form, finds))
        assert.equal(isAdvice, rule.level !== 'block', `${rule.id} weighs as it says`);
    });

  test(`${form.id}: each of its rules has an example that breaks it`, () => {
    for (const { id, field } of form.rules)
      assert.ok(
        incomplete.some(({ finds }) => finds === `${field} ${id}`),
        id,
      );
    for (const kind of form.kinds ?? []) {
      const wanted = [
        ...kind.rules.map(({ id }) => id),
        ...Object.keys(kind.asked).map((id) => `missing-${id}`),
      ];
      for (const code of wanted)
        assert.ok(
          incomplete.some(({ finds }) => finds === `${form.roles.items} ${code}`),
          `${kind.id}: ${code}`,
        );
    }
  });
}

/** Names of what a form may leave unsaid: a missing one must not compile. */
type LeftOut = {
  [name in keyof FormNature]-?: Omit<Form, name> extends Form ? name : never;
}[keyof FormNature];

test('a form says all that the program must know of it, and what it says is there', () => {
  const isAllSaid: [LeftOut] extends [never] ? true : false = true;
  assert.ok(isAllSaid);
  const clocks = new Set(law.clocks.map(({ id }) => id));
  const channels = new Set(law.channels.map(({ id }) => id));
  for (const form of FORMS) {
    const { record } = legalForm(form, law.forms);
    assert.ok(channels.has(form.channel.id), `${form.id}: ${form.channel.id}`);
    for (const { clock } of form.clocks) assert.ok(clocks.has(clock), `${form.id}: ${clock}`);
    if (typeof form.keeps === 'object') assert.equal(form.keeps.under, record.instrument, form.id);
    assert.equal(form.signing !== 'atHome', law.competence.ruledForms.includes(form.id), `${form.id}: rules`);
    if (form.order !== 'none') assert.ok(form.goesBySystem && typeof form.signing === 'object', form.id);
    assert.equal(form.channel.is === 'followed' && form.follows === 'nothing', false, form.id);
    assert.equal(form.goesTo === 'nobody', form.roles.state !== undefined, form.id);
  }
  const under = FORMS.flatMap(({ keeps }) => (typeof keeps === 'object' ? [keeps.under] : []));
  assert.equal(new Set(under).size, under.length, 'what is kept without a form is held by one');
});

test('no step of a plan is written on two forms', () => {
  const ways = [...law.channels.map(({ id }) => id), 'epoc-pr', 'provider', 'provisional-measure'];
  const instruments = [undefined, ...law.instruments.map(({ id }) => id)];
  const categories = [...new Set(law.channels.flatMap((channel) => channel.categories))];
  for (const kind of ['preserve', 'produce'])
    for (const channel of ways)
      for (const instrument of instruments)
        for (const category of categories)
          for (const isEmergency of [true, false]) {
            const step = { kind, channel, instrument, category, isEmergency };
            const on = FORMS.filter(({ begins }) => begins(step)).map(({ id }) => id);
            assert.ok(on.length <= 1, `${JSON.stringify(step)}: ${on.join(', ')}`);
          }
});

test('every question, hint and rule has words in six languages', () => {
  const all = FORMS.flatMap(({ kinds = [], ...form }) => [form, ...kinds]);
  const words = all.flatMap(({ id, tasks, rules, ...more }) =>
    [
      ...tasks.flatMap((task) => [
        task.title,
        ...task.pages.flatMap(({ title, hint }) => [title ?? [], hint ?? []].flat()),
      ]),
      ...rules.map((rule) => rule.words),
      ...('hint' in more ? [more.hint] : []),
    ].map((one) => [id, one] as const),
  );
  for (const [form, one] of words)
    assert.deepEqual(Object.keys(one).toSorted(), Object.keys(LANGUAGES).toSorted(), `${form}: ${one.en}`);
});

test('an article in a hint from the right keeps its brackets in their order', () => {
  assert.match(WORDS.kindHint.goods['ar'] ?? '', /\u206820\(4\)\u2069/);
});

test('the catalogue has the same words in every language, and each is said somewhere', () => {
  const said = new Set<unknown>();
  const look = (one: unknown): void => {
    if (typeof one !== 'object' || one === null || said.has(one)) return;
    said.add(one);
    for (const part of Object.values(one)) look(part);
  };
  look([FORMS, EVIDENCE_WORDS, DETAIL_WORDS]);
  const unsaid = (at: object, path: string): string[] =>
    Object.entries(at).flatMap(([name, one]: [string, object]) => {
      const here = path === '' ? name : `${path}.${name}`;
      if (!('en' in one)) return unsaid(one, here);
      assert.deepEqual(Object.keys(one).toSorted(), Object.keys(LANGUAGES).toSorted(), here);
      return said.has(one) || optionWords(name, () => 'said') === 'said' ? [] : [here];
    });
  assert.deepEqual(unsaid(WORDS, ''), []);
  for (const language of Object.keys(LANGUAGES)) {
    const text = readFileSync(new URL(`words/${language}.json`, import.meta.url), 'utf8');
    assert.deepEqual(paths(JSON.parse(text)), paths(WORDS), `${language}.json`);
  }
});

/** Of all texts. */
function paths(at: unknown, path = ''): string[] {
  if (typeof at !== 'object' || at === null || 'en' in at) return [path];
  return Object.entries(at).flatMap(([name, one]) => paths(one, `${path}.${name}`));
}

test('a finding that may be explained lets the request go once a reason is given', () => {
  const raw = JSON.parse(fixture('bc-31-subscriber', 'complete.json')) as {
    answers: Record<string, unknown>;
  };
  raw.answers['status'] = ['new'];
  delete raw.answers['previous-preservation'];
  const findings = findingsOf(readRequest(JSON.stringify(raw), law), law);
  assert.ok(!mayGo(findings, {}));
  assert.ok(mayGo(findings, { preserve: 'The provider must keep it by law until 2027.' }));
  assert.ok(!mayGo(findings, { other: 'not that' }));
});

test('an answer to what is not asked is named', () => {
  const raw = JSON.parse(fixture('bc-29-preservation', 'complete.json')) as {
    answers: Record<string, unknown>;
  };
  raw.answers['previous'] = 'ticket 12';
  assert.deepEqual(notAsked(readRequest(JSON.stringify(raw), law)), ['previous']);
});

test('what is not a request, a form, a field or an answer is refused with its place', () => {
  const refused = (text: string, words: RegExp): void => assert.throws(() => readRequest(text, law), words);
  refused('{', /Expected JSON/);
  refused('{"v":1,"form":"bc-99","answers":{}}', /a form \(.*bc-29-preservation/);
  refused('{"v":2,"form":"bc-29-preservation","answers":{}}', /the file\.v/);
  refused('{"v":1,"form":"bc-29-preservation","answers":{"colour":"red"}}', /found 'colour'/);
  refused(
    '{"v":1,"form":"bc-29-preservation","answers":{"date":"2026-02-30"}}',
    /at date; found a day such as/,
  );
  refused('{"v":1,"form":"bc-29-preservation","answers":{"status":"old"}}', /one of new, extension expected/);
  refused(
    '{"v":1,"form":"bc-29-preservation","answers":{"confirm":{"name":"B. Example","phone":"12"}}}',
    /at confirm\.phone/,
  );
  refused('{"v":1,"form":"bc-29-preservation","answers":{"data":[]}}', /at data/);
  refused(
    `{"v":1,"form":"bc-29-preservation","answers":{"necessity":"${'x'.repeat(20_001)}"}}`,
    /at necessity/,
  );
});

/** What a page would ask for if all of it were asked; a signature comes later. */
function questionsOf({ fields }: LegalForm, page: QuestionPage): readonly FormField[] {
  return page.fields.flatMap(
    (id) => fields.find((field) => field.id === id && field.type !== 'signature') ?? [],
  );
}

/** Of the form, or of a kind of assistance that its items may ask for. */
function rulesNamed(
  { rules, kinds = [], roles }: (typeof FORMS)[number],
  finds: string,
): readonly FormRule[] {
  return [
    ...rules.filter(({ id, field }) => `${field} ${id}` === finds),
    ...kinds.flatMap((kind) => kind.rules.filter(({ id }) => `${roles.items} ${id}` === finds)),
  ];
}

/** The name of a field may have dots of its own. */
function steps(path: string, { fields }: LegalForm): string[] {
  const id = fields
    .map((field) => field.id)
    .filter((one) => path === one || path.startsWith(`${one}.`))
    .reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  return [id, ...path.slice(id.length + 1).split('.')].filter((part) => part !== '');
}
