// A question as its page shows it: whose address is asked for, what the heading says already, and which items a number means.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../../../law/data-files.store.ts';
import { LANGUAGES } from '../../../../web/messages.ts';
import type { Answers } from '../../../core/answers.ts';
import { legalForm, pagesOf } from '../../../core/form.ts';
import { formOf } from '../../../forms/index.ts';
import type { RequestShown } from '../../../machine/text/request-shown.pages.ts';
import { partyAlone, recordsOf, type PartyPart } from './party.ts';
import { questionRail } from './question-rail.pages.ts';
import { questionPage, type Question } from './question.pages.ts';
import { STATE, URGENCY } from '../../../machine/way/asked.ts';
import { questionAbout } from './question.routes.ts';

const { en, ar } = LANGUAGES;
const law = await shippedLaw();

function shownOn(form: string, answers: Answers): RequestShown {
  const legal = legalForm(formOf(form) ?? assert.fail(form), law.forms);
  return {
    file: { reference: 'FR-2026-000001', role: 'investigator' },
    request: { number: 2, direction: 'outgoing', counterpart: 'FJ', version: { number: 1, answers } },
    legal,
    law,
    findings: [],
    openRemarks: [],
    isChange: false,
  } as unknown as RequestShown; // all that is looked at
}

interface Asked extends Partial<Pick<Question, 'itemsOf'>> {
  readonly answers?: Answers;
  readonly part?: PartyPart;
}

async function pageOf(form: string, id: string, { answers = {}, part, ...more }: Asked = {}, say = en) {
  const shown = shownOn(form, answers);
  const page = pagesOf(shown.legal.form).find((one) => one.id === id) ?? assert.fail(id);
  const question = questionAbout(shown, page);
  const field = partyAlone(question.fields);
  const party = field && part && { party: { field, part, records: [] } };
  const { title, main } = questionPage(say, { ...question, ...more, ...party });
  return { title, main: String(await main) };
}

test('whose address is asked for is said of an authority; a person is one page, with how they are reached', async () => {
  const answers = {
    requesting: { organisation: 'Cyber unit of Lyon', person: 'A. Example' },
    requested: { organisation: 'Duty desk' },
    confirm: { name: 'B. Example' },
  };
  const titles = await Promise.all(
    ['requesting', 'requested'].map((id) => pageOf('withdrawal', id, { answers, part: 'reach' })),
  );
  assert.deepEqual(
    titles.map(({ title }) => title),
    ['Contact details of Cyber unit of Lyon', 'Contact details of Duty desk'],
  );
  const { title } = await pageOf('withdrawal', 'requesting', { answers, part: 'reach' }, ar);
  assert.match(title, /\u2068Cyber unit of Lyon\u2069/, 'a name keeps its own direction');
  const { main } = await pageOf('withdrawal', 'confirm', { answers, part: 'who' });
  for (const part of ['name', 'title', 'function', 'phone', 'mobile', 'email'])
    assert.match(main, new RegExp(`name="confirm\\.${part}"`), part);
});

test('a label that says what the heading said is for those who hear the page; one of a convention stays', async () => {
  const legend = (main: string): string | undefined => /<legend\s+class="([^"]*)"/.exec(main)?.[1];
  for (const [form, id] of [
    ['withdrawal', 'withdrawn'],
    ['refusal', 'decision'],
    ['refusal', 'consulted'],
    ['supplement', 'requested'],
  ] as const)
    assert.equal(
      legend((await pageOf(form, id, { part: 'who' })).main),
      'govuk-visually-hidden',
      `${form} ${id}`,
    );
  const official = await pageOf('bc-31-subscriber', 'requested', { part: 'who' });
  assert.match(legend(official.main) ?? '', /legend--s/);
  assert.match(official.main, /4 Requested authority/);
});

test('beside numbers of items stands what they ask for', async () => {
  const items = ['Item 1: Subscriber data, Example Telecom K.K.'];
  const itemsOf = { reference: 'FJ-2026-000001/R1', items };
  const { main } = await pageOf('refusal', 'items', { answers: { decision: 'part' }, itemsOf });
  assert.match(main, /Items requested in FJ-2026-000001\/R1/);
  assert.match(main, /Item 1: Subscriber data, Example Telecom K\.K\./);
});

test('the State and the urgency are two questions, each with its own page', async () => {
  const blank = { given: new URLSearchParams(), errors: {} };
  const given = new URLSearchParams({ counterpart: 'FJ', urgency: 'urgent' });
  const [asked, about] = [
    { ...blank, given },
    { own: 'FR', now: undefined, hasCome: false },
  ];
  const state = String(await STATE.counterpart.control(en, { ...asked, name: 'counterpart' }, about));
  const open = { bounds: undefined, now: 'normal' } as const;
  const urgency = String(await URGENCY.urgency.control(en, { ...asked, name: 'urgency' }, open));
  assert.match(state, /<h1[^>]*>\s*<label[^>]*>Which State is the request addressed to\?/);
  assert.match(state, /value="FJ"\s+selected/);
  assert.doesNotMatch(state, /name="urgency"/);
  assert.match(urgency, /<h1[^>]*>How urgent is the request\?/);
  assert.match(urgency, /value="urgent"\s+checked/);
  assert.doesNotMatch(state, /value="FR"/, 'no request goes to the State of the case');
  const came = { ...about, hasCome: true };
  const from = String(await STATE.counterpart.control(en, { ...asked, name: 'counterpart' }, came));
  assert.match(
    from,
    /Which State does the request come from\?/,
    'of one that came nobody asks where it goes',
  );
});

test('what stands beside a question about an authority names those that the question offers', async () => {
  const shown = shownOn('bc-29-preservation', {});
  const { instrument } = shown.legal.record;
  const page = pagesOf(shown.legal.form).find(({ fields }) => fields.includes('requested')) ?? assert.fail();
  const met = { taking: 0, others: 0 };
  for (const state of new Set(law.authorities.map((one) => one.state))) {
    if (state === 'FR') continue;
    const at = { ...shown, request: { ...shown.request, counterpart: state } } as RequestShown;
    const rail = String(await questionRail(en, at, page));
    const offered = recordsOf(law.authorities, state, { instrument, isAsked: true });
    const named = law.authorities.filter(({ id }) => rail.includes(`/law/authorities/${id}"`));
    assert.ok(named.length > 0 && named.every((one) => offered.includes(one)), state);
    if (rail.includes(en.practice.profile.askWho)) met.others += 1;
    else met.taking += 1;
  }
  assert.ok(met.taking > 3 && met.others > 3, JSON.stringify(met));
});

test('what the courts of our own State require does not stand under what is known of the other', async () => {
  const shown = shownOn('bc-31-content', {});
  const page = pagesOf(shown.legal.form).find(({ fields }) =>
    fields.includes(shown.legal.form.roles.items ?? ''),
  );
  const rail = String(await questionRail(en, shown, page ?? assert.fail()));
  const [other = '', ours] = rail.split(`>${en.practice.profile.court}<`);
  assert.ok(ours !== undefined && other.includes('</section>'), rail);
  const sections = rail.split('<section').filter((one) => one.includes(en.practice.profile.court));
  assert.ok(sections.length === 1 && !sections[0]?.includes(en.practice.profile.open));
});
