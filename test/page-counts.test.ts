// How many pages somebody answers from the first question of an empty form until it is signed, its items among them: the questions, the check
// of all answers, each reason that it asks for, the technical reading, and the signing page of whoever authorises. Each page is asked and sent
// as a browser without scripts does it, and what is saved is the complete example. The page on which form and State are chosen is not counted.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { parseHTML } from 'linkedom';
import { setProfile } from '../src/evidence/installation/settings.acts.ts';
import { openPublishedLaw } from '../src/law/published.acts.ts';
import type { StateCode } from '../src/law/states.ts';
import { lifeOf, takeAct } from '../src/requests/verbs/life/life.acts.ts';
import { codeOf, mayBeExplained } from '../src/requests/machine/way/request-finding.ts';
import type { Answers, Asked } from '../src/requests/core/answers.ts';
import { isMeasure } from '../src/requests/core/request-items.ts';
import type { LegalForm } from '../src/requests/core/form.ts';
import { isRequired, pagesOf } from '../src/requests/core/form.ts';
import { itemGiven } from '../src/requests/verbs/drafting/items/item.ts';
import { OTHER_PARTY } from '../src/requests/verbs/drafting/questions/party.ts';
import { givenBefore } from '../src/requests/verbs/drafting/questions/given-before.ts';
import { eventsOf } from '../src/requests/machine/states/life.store.ts';
import { requestOf } from '../src/requests/machine/states/request.store.ts';
import { completeDraft, explainAll } from './support/complete-request.ts';
import { inTheDirectory } from './support/directory-number.ts';
import { testCase } from './support/installation.ts';
import { isRefusal } from './support/refusal.ts';
import { said as english } from './support/words.ts';
import { asMember, enrol, testSite, type Enrolled } from './support/people.ts';

const ENOUGH = 150;
/** How the agency is reached, as an administrator wrote it down. */
const PROFILE = {
  address: '1 rue Exemple, Lyon',
  email: 'duty@contact.example',
  telephone: '+33 4 72 00 00 00',
  dutyTelephone: '+33 4 72 00 00 01',
};

/** `items`: how many are asked for, each after the first like the one before it. */
async function walked(t: TestContext, form: string, items = 1) {
  const { legal, answers } = await completeDraft(form);
  const wanted = withItems(legal, answers, items);
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const ines = await enrol(people, 'ines', [], [[file, 'lead']]);
  const { person: ada } = await enrol(people, 'ada', ['administrator']);
  await setProfile(people, ada, PROFILE);
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
  // The State is chosen beside the form.
  const counterpart = ASKED_STATE[form] ?? 'JP';
  await visit(`/cases/${file.reference}/requests/new`, new URLSearchParams({ form, counterpart }));
  assert.equal((await requestOfNow())?.counterpart, counterpart);
  const seen: string[] = [];
  let passed = 0;
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
    if (at.endsWith('/questions/confirm'))
      assert.equal(
        page.querySelector('[name="confirm.phone"]')?.getAttribute('value'),
        PROFILE.dutyTelephone,
        'our own number is not asked',
      );
    const past = [...page.querySelectorAll('main a.govuk-button')].find(
      (one) => one.textContent?.trim() === english.requests.nothingToAdd,
    );
    if (past !== undefined && !isAnyWanted(legal, at, wanted)) {
      passed += 1;
      ({ at, page } = await visit(past.getAttribute('href') ?? assert.fail(at)));
      continue;
    }
    const number = item === 'new' ? have : Number(item ?? 0) - 1;
    const one = asked[number];
    const from = item === undefined ? given : itemFields(one);
    ({ at, page } = await visit(actionOf(page, at), filled(page, from)));
  }
  // As it was when the last question was answered: what comes after changes it no more.
  const saved = (await requestOfNow())?.version.answers;
  const after = await signedAfter({ house, people, site, file, ines }, form);
  t.diagnostic(
    `${form}: ${seen.length + after.length} pages until it is ${NOT_YET.has(form) ? 'found not to be in force' : 'signed'}, ${after.length} of them after the last question`,
  );
  t.diagnostic(
    `${form}${items > 1 ? ` with ${items} items` : ''}: ${seen.length} pages, ${passed} times nothing to add`,
  );
  return { seen, after, saved, wanted };

  function requestOfNow() {
    return people.db.asPerson(ines.id, (tx) => requestOf(tx, file.id, 1));
  }
}

/** Whether the example says anything on the questions of this task that may stay empty, from this one on. */
function isAnyWanted(legal: LegalForm, at: string, wanted: Answers): boolean {
  const id = /\/questions\/([^/?]+)/.exec(at)?.[1];
  const pages = legal.form.tasks.find((task) => task.pages.some((one) => one.id === id))?.pages ?? [];
  const rest = pages.slice(pages.findIndex((one) => one.id === id)).flatMap(({ fields }) => fields);
  return legal.fields.some(
    (field) => rest.includes(field.id) && wanted[field.id] !== undefined && !isRequired(legal, field, wanted),
  );
}

interface Written extends Pick<Awaited<ReturnType<typeof testSite>>, 'house' | 'people' | 'site'> {
  readonly file: Awaited<ReturnType<typeof testCase>>;
  /** Who wrote it. */
  readonly ines: Enrolled;
}

/** Which State the example is for. */
const ASKED_STATE: { readonly [form: string]: StateCode } = {
  epoc: 'DE',
  'epoc-pr': 'DE',
  'provider-preservation': 'US',
};

/** Issued by a unit and validated by a prosecutor, who signs there; by which act, `letters/authorise.acts.test.ts` and the competences hold. */
const BY_PROSECUTOR = new Set(['epoc-pr']);
/** Its Convention is not in force: it is written, and cannot be signed. */
const NOT_YET = new Set(['un-42-preservation']);

/** Each page from the check to the one on which it is signed, opened by whoever opens it; what is said there is saved by its act. */
async function signedAfter({ house, people, site, file, ines }: Written, form: string): Promise<string[]> {
  const seen: string[] = [];
  const base = `/cases/${file.reference}/requests/1`;
  const shown = async (who: Enrolled, path: string): Promise<string> => {
    const answer = await fetch(`${site.url}${base}${path}`, { headers: { cookie: who.cookie } });
    const text = await answer.text();
    assert.equal(answer.status, 200, `${path}: ${text.replaceAll(/<[^>]*>/g, ' ').slice(0, 2000)}`);
    return text;
  };
  const open = (who: Enrolled, path: string): Promise<string> => {
    seen.push(path);
    return shown(who, path);
  };
  const lena = await enrol(people, 'lena', [], [[file, 'investigator']]);
  const jaro = await enrol(people, 'jaro', [], [[file, BY_PROSECUTOR.has(form) ? 'prosecutor' : 'judge']]);
  const law = await openPublishedLaw(house.db, people.clock).current();
  const acting = { ...(await asMember(people, ines, file)), law };
  await open(ines, '/check');
  const { facts } = await people.db.asPerson(ines.id, (tx) => lifeOf(tx, acting, 1));
  for (const { level, what } of facts.findings)
    if (level === 'block' && mayBeExplained(what)) {
      if (codeOf(what) === 'cyberUnit') await open(lena, '/technique');
      else await open(ines, `/reasons/${codeOf(what)}`);
    }
  await explainAll(acting, 1);
  if (NOT_YET.has(form)) {
    await assert.rejects(
      takeAct(acting, { number: 1, act: 'submit' }),
      isRefusal('notAllowed', /notInForce/),
    );
    return seen;
  }
  // Back on the check nothing stands in the way, and one press there sends it for review.
  const action = /<form[^>]*action="([^"]*\/acts\/submit)"/.exec(await shown(ines, '/check'))?.[1];
  const pressed = await fetch(site.url + (action ?? assert.fail(form)), {
    headers: { cookie: ines.cookie, origin: site.url },
    redirect: 'manual',
    method: 'POST',
    body: new URLSearchParams(),
  });
  assert.equal(pressed.status, 303, await pressed.text());
  const page = await open(jaro, '/acts/authorise');
  if (!BY_PROSECUTOR.has(form))
    assert.ok(page.includes(english.requestLife.noKey), 'nothing but a passkey is wanted for the signature');
  return seen;
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
  const given = itemGiven(one);
  // Where the example says of which category it is alone: the kind of evidence that has its name.
  if (one.type === undefined) given.set('type', one.category);
  return given;
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

interface Given {
  readonly [question: string]: { readonly [field: string]: string };
}

/** From the first question of an act to where it leads, as a browser without scripts: each page that is shown, one after the other. */
async function answeredBy(url: string, who: Enrolled, address: string, given: Given): Promise<string[]> {
  const seen: string[] = [];
  const send = (to: string, body?: URLSearchParams): Promise<Response> =>
    fetch(url + to, {
      headers: { cookie: who.cookie, origin: url },
      redirect: 'manual',
      ...(body && { method: 'POST', body }),
    });
  let at = (await send(address)).headers.get('location')?.replace(url, '') ?? address;
  while (at.startsWith(`${address}/`) && seen.length < ENOUGH) {
    seen.push(at);
    const shown = await send(at);
    const text = await shown.text();
    assert.equal(shown.status, 200, `${at}: ${text.replaceAll(/<[^>]*>/g, ' ').slice(0, 2000)}`);
    const page = parseHTML(text).document as unknown as Document;
    const said = given[at.slice(address.length + 1)] ?? {};
    for (const name of Object.keys(said))
      assert.ok(page.querySelector(`main form [name="${name}"]`) !== null, `${at} asks ${name}`);
    const key = page.querySelector('main form [name="key"]')?.getAttribute('value') ?? '';
    const sent = await send(actionOf(page, at), new URLSearchParams({ ...said, key }));
    at = sent.headers.get('location')?.replace(url, '') ?? assert.fail(`${at}: ${sent.status}`);
  }
  return [...seen];
}

test('an emergency is registered and acted upon in at most 7 pages', async (t) => {
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  await inTheDirectory(people, 'nl-npo', '+31 88 555 01 23');
  const lena = await enrol(people, 'lena', [], [[file, 'lead']]);
  const dora = await enrol(people, 'dora', ['dutyOfficer'], [[file, 'investigator']]);
  const base = `/cases/${file.reference}/requests`;
  const now = (name: string) => ({ [`${name}.when`]: 'now', [`${name}.zone`]: 'Europe/Paris' });
  const seen = [
    ...(await answeredBy(site.url, lena, `${base}/incoming/register`, {
      form: { form: 'cets224-9' },
      asker: { 'asker.counterpart': 'NL', 'asker.writtenIn': 'en', 'asker.urgency': 'emergency' },
      receipt: {
        ...now('receipt.received'),
        'receipt.evidence': 'Telephone call of 03:12',
        'receipt.confidence': 'asRequest',
      },
    })),
    ...(await answeredBy(site.url, dora, `${base}/1/acts/verifyByCallBack`, {
      called: {
        'called.call': 'nl-npo/+31885550123',
        'called.callSpoke': 'Duty prosecutor',
        ...now('called.occurred'),
        'called.evidence': 'Call of 03:25, ours to them',
      },
    })),
    ...(await answeredBy(site.url, dora, `${base}/1/acts/actUrgently`, {
      urgent: {
        'urgent.identifiers': 'missing.child@mail.example',
        'urgent.reason': 'A life is at risk; the mailbox is opened now.',
      },
    })),
  ];
  t.diagnostic(`an emergency registered and acted upon: ${seen.length} pages`);
  assert.ok(seen.length <= 7, `${seen.length}: ${seen.join(' ')}`);
  const request = await people.db.asPerson(dora.id, (tx) => requestOf(tx, file.id, 1));
  assert.deepEqual(
    [request?.state, request?.counterpart, request?.urgency],
    ['executing', 'NL', 'emergency'],
    'it is acted upon',
  );
  const events = await people.db.asPerson(dora.id, (tx) => eventsOf(tx, request?.id ?? assert.fail()));
  assert.deepEqual(
    events.at(-1)?.detail.identifiers,
    [{ kind: 'email', value: 'missing.child@mail.example' }],
    'and on somebody',
  );
});

for (const [form, most, items] of [
  ['bc-31-subscriber', 20, 1],
  ['bc-29-preservation', 16, 1],
  ['un-42-preservation', 16, 1],
  ['provider-preservation', 16, 1],
  ['epoc-pr', 16, 1],
  ['epoc', 38, 1],
  ['mla-request', 45, 8],
] as const)
  test(`${form}: at most ${most} pages from the first question until it is signed`, async (t) => {
    const { seen, after, saved, wanted } = await walked(t, form, items);
    const all = [...seen, ...after];
    assert.ok(all.length <= most, `${all.length}: ${all.join(' ')}`);
    assert.equal(new Set(seen).size, seen.length, 'no page comes twice');
    assert.deepEqual(Object.keys(saved ?? {}).toSorted(), Object.keys(wanted).toSorted());
  });
