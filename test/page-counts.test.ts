// How many pages somebody answers from the first question of an empty form to the check of all answers, its items among them. Each
// page is asked and sent as a browser without scripts does it, and what is saved is the complete example.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { parseHTML } from 'linkedom';
import type { Answers, Asked } from '../src/requests/core/answers.ts';
import { isMeasure } from '../src/requests/core/request-items.ts';
import type { LegalForm } from '../src/requests/core/form.ts';
import { pagesOf } from '../src/requests/core/form.ts';
import { itemGiven } from '../src/requests/drafting/items/item.ts';
import { OTHER_PARTY } from '../src/requests/drafting/questions/party.ts';
import { givenBefore } from '../src/requests/drafting/questions/given-before.ts';
import { requestOf } from '../src/requests/machine/request.store.ts';
import { completeDraft } from './support/complete-request.ts';
import { testCase } from './support/installation.ts';
import { enrol, testSite } from './support/people.ts';

const ENOUGH = 150;

/** `items`: how many are asked for, each after the first like the one before it. */
async function walked(t: TestContext, form: string, items = 1) {
  const { legal, answers } = await completeDraft(form);
  const wanted = withItems(legal, answers, items);
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'lead']]);
  const base = `/cases/${file.reference}/requests/1`;
  const visit = async (to: string, body?: URLSearchParams): Promise<{ at: string; page: Document }> => {
    const answer = await fetch(site.url + to, {
      headers: { cookie: ines.cookie, origin: site.url },
      redirect: 'manual',
      ...(body && { method: 'POST', body }),
    });
    const next = answer.headers.get('location');
    if (next !== null) return visit(next.replace(site.url, ''));
    const text = await answer.text();
    assert.equal(answer.status, 200, `${to}: ${text.replaceAll(/<[^>]*>/g, ' ').slice(0, 2000)}`);
    return { at: to, page: parseHTML(text).document as unknown as Document };
  };
  await visit(`/cases/${file.reference}/requests/new`, new URLSearchParams({ form }));
  const seen: string[] = [];
  const first = pagesOf(legal.form)[0]?.id ?? assert.fail();
  let { at, page } = await visit(`${base}/questions/${first}`);
  const given = givenBefore(legal.fields, wanted);
  while (!at.endsWith('/check') && seen.length < ENOUGH) {
    seen.push(at.slice(base.length));
    const item = /\/items\/[^/]+\/(\d+|new)/.exec(at)?.[1];
    const list = legal.form.roles.items;
    const asked = (wanted[list ?? ''] ?? []) as readonly Asked[]; // an item list
    const now = await requestOfNow();
    const have = ((now?.version.answers[list ?? ''] ?? []) as readonly Asked[]).length;
    if (page.querySelector('main form [name="what"]') !== null) {
      ({ at, page } = await visit(`${at.split('?')[0]}?what=data`));
      continue;
    }
    const isList = page.querySelector('main form input[name="base"]') === null;
    if (isList) {
      // The list of items, or one of them to be checked: another, or on.
      const like = [...page.querySelectorAll('main a')].find((one) =>
        /like=/.test(one.getAttribute('href') ?? ''),
      );
      const add = [...page.querySelectorAll('main a')].find((one) =>
        /\/items\/.*new/.test(one.getAttribute('href') ?? ''),
      );
      const goOn = [...page.querySelectorAll('main a.govuk-button')].find(
        (one) => !/\/items\//.test(one.getAttribute('href') ?? ''),
      );
      const to = have < asked.length ? (like ?? add) : goOn;
      ({ at, page } = await visit(to?.getAttribute('href') ?? assert.fail(at)));
      continue;
    }
    const number = item === 'new' ? have : Number(item ?? 0) - 1;
    const one = asked[number];
    const from = item === undefined ? given : itemFields(one);
    ({ at, page } = await visit(actionOf(page, at), filled(page, from)));
  }
  const saved = (await requestOfNow())?.version.answers;
  t.diagnostic(`${form}${items > 1 ? ` with ${items} items` : ''}: ${seen.length} pages`);
  return { seen, saved, wanted };

  function requestOfNow() {
    return people.db.asPerson(ines.id, (tx) => requestOf(tx, file.id, 1));
  }
}

function withItems({ form }: LegalForm, answers: Answers, count: number): Answers {
  const list = form.roles.items;
  if (list === undefined || count < 2) return answers;
  const [first] = (answers[list] ?? []) as readonly Asked[];
  assert.ok(first !== undefined && !isMeasure(first));
  const like = Array.from({ length: count }, (_, i) => ({
    ...first,
    identifiers: [{ kind: 'email' as const, value: `clerk${i}@harbour.example` }],
  }));
  return { ...answers, [list]: like };
}

function itemFields(one: Asked | undefined): URLSearchParams {
  assert.ok(one !== undefined && !isMeasure(one));
  return itemGiven(one);
}

function actionOf(page: Document, at: string): string {
  const action = page.querySelector('main form')?.getAttribute('action') ?? '';
  return action === '' ? at : action;
}

/** The fields of the page with what is to be said there; what is hidden stays as it is. */
function filled(page: Document, from: URLSearchParams): URLSearchParams {
  const body = new URLSearchParams();
  const names = new Set<string>();
  for (const field of page.querySelectorAll('main form [name]')) {
    const name = field.getAttribute('name') ?? '';
    const type = field.getAttribute('type');
    if (type === 'hidden') body.append(name, field.getAttribute('value') ?? '');
    else if (type !== 'submit' && field.tagName !== 'BUTTON') names.add(name);
  }
  for (const name of names) {
    const values = from.getAll(name);
    for (const value of values) body.append(name, value);
    // Whom it is about stands in no directory of the example.
    if (values.length === 0 && name.endsWith('.record')) body.append(name, OTHER_PARTY);
  }
  return body;
}

for (const [form, most, items] of [
  ['bc-31-subscriber', 20, 1],
  ['epoc', 38, 1],
  ['mla-request', 45, 8],
] as const)
  test(`${form}: at most ${most} pages from the first question to the check`, async (t) => {
    const { seen, saved, wanted } = await walked(t, form, items);
    assert.ok(seen.length <= most, `${seen.length}: ${seen.join(' ')}`);
    assert.equal(new Set(seen).size, seen.length, 'no page comes twice');
    assert.deepEqual(Object.keys(saved ?? {}).toSorted(), Object.keys(wanted).toSorted());
  });
