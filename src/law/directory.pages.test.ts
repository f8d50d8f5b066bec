// The directory of authorities and of providers as pages: everything that is on record stands there with its source, and
// what is not on record is said to be unknown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothing, type Html } from '../web/html.ts';
import { languageName } from '../web/language-names.ts';
import { LANGUAGES } from '../web/messages.ts';
import { authoritiesPage, authorityPage, type AuthorityFilter } from './authority.pages.ts';
import { shippedLaw } from './data-files.store.ts';
import type { OnDay } from './fact.pages.ts';
import type { Authority } from './model.ts';
import { providerPage, providersPage } from './provider.pages.ts';
import { stateName, type StateCode } from './states.ts';

const say = LANGUAGES.en;
const law = await shippedLaw();
const ON: OnDay = { day: '2026-11-26', suffix: '' };
const ALL: AuthorityFilter = { state: '', function: '', role: '', instrument: '', isNight: false };

/** What is read: without marks, one space between words. */
async function read(page: { readonly main: Html }): Promise<string> {
  const html = String(await page.main);
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}

const [known] = law.authorities;
assert.ok(known);
/** Made up: no authority on record has all of it. */
const WHOLE: Authority = {
  ...known,
  id: 'xx-unit',
  name: 'A unit made up for a test',
  state: 'FJ',
  functions: ['receive', 'execute', 'transmit', 'translate'],
  roles: ['cybercrime_unit', 'contact_24_7'],
  instruments: ['coe-ets-185:35'],
  isAvailable247: true,
  languages: ['en', 'fr'],
  urgentChannel: 'telephone, then in writing',
  transmission: ['e_mail', 'diplomatic'],
  requiredContent: ['what is asked', 'until when'],
  form: 'in writing, signed',
  translation: 'into English',
  hours: { zone: 'Pacific/Fiji', weekly: [{ days: ['mon', 'fri'], from: '08:30', to: '16:00' }] },
  asOf: '2024-01-15',
};
const UNKNOWN: Authority = {
  ...WHOLE,
  id: 'xx-unknown',
  name: 'One of which little is known',
  roles: ['mla'],
  functions: ['receive'],
  isAvailable247: undefined,
  languages: undefined,
  urgentChannel: undefined,
  transmission: undefined,
  requiredContent: undefined,
  form: undefined,
  translation: undefined,
  hours: undefined,
  asOf: '2026-06-01',
};

test('an authority shows functions, designation, languages, ways, hours with their zone, what it asks for, and its age', async () => {
  const page = await read(authorityPage(say, law, WHOLE, { on: ON, contacts: nothing }));
  const { functionWords, roleWords } = say.law.authority_;
  for (const words of [
    ...Object.values(functionWords),
    roleWords.cybercrime_unit,
    roleWords.contact_24_7,
    'Budapest Convention',
    'Art. 35',
    'English, French',
    'telephone, then in writing',
    'e mail, diplomatic',
    'what is asked, until when',
    'in writing, signed',
    'into English',
    '08:30–16:00',
    'time zone Pacific/Fiji',
    'not confirmed for 2 years',
  ])
    assert.ok(page.includes(words), words);
});

test('what is not on record of an authority is unknown, each by itself, and never "no"', async () => {
  const html = String(await authorityPage(say, law, UNKNOWN, { on: ON, contacts: nothing }).main);
  const unknown = html.split(`<span class="c-unknown">${say.law.unknown}</span>`).length - 1;
  assert.equal(unknown, 8, 'day and night, hours, languages, ways, urgent, contents, form, translation');
  assert.doesNotMatch(html, /not confirmed for/, 'and what was confirmed this year is not called old');
});

test('contacts stand there for who may see them, and for others the words who may', async () => {
  const page = (contacts: Html | undefined) => read(authorityPage(say, law, WHOLE, { on: ON, contacts }));
  assert.ok((await page(undefined)).includes(say.law.authority_.contactsHidden));
  assert.ok(!(await page(nothing)).includes(say.law.authority_.contactsHidden));
});

test('the directory is narrowed by State, function, role, instrument and night: cybercrime units are found by their role', async () => {
  const made = { ...law, authorities: [WHOLE, UNKNOWN, ...law.authorities] };
  const names = async (filter: Partial<AuthorityFilter>): Promise<string> =>
    read(authoritiesPage(say, made, { ...ALL, ...filter }, ON));
  for (const filter of [
    { role: 'cybercrime_unit' },
    { state: 'FJ', function: 'translate' },
    { state: 'FJ', isNight: true },
  ]) {
    const page = await names(filter);
    assert.ok(page.includes(WHOLE.name), JSON.stringify(filter));
    assert.ok(!page.includes(UNKNOWN.name), JSON.stringify(filter));
  }
  assert.ok((await names({ state: 'FJ', instrument: 'coe-ets-185' })).includes(UNKNOWN.name));
  assert.ok(!(await names({ instrument: 'eu-2023-1543' })).includes(WHOLE.name));
  for (const { id, title } of made.templates) {
    assert.ok((await names({})).includes(title), id);
  }
});

test('each provider shows its services, entities with what compels them, addressee, policy, notice and emergencies', async () => {
  for (const one of law.providers) {
    const page = await read(providerPage(say, law, one, ON));
    const { policyWords } = say.law.provider_;
    const told = [
      ...one.services.map(({ name }) => name),
      ...one.entities.flatMap(({ name, controls, compelledBy }) => [
        name,
        controls,
        compelledBy ?? say.law.unknown,
      ]),
      ...(one.addressee === undefined ? [] : [one.addressee.name]),
      ...(one.preservationDays === undefined ? [] : [say.law.provider_.days(one.preservationDays.days)]),
      ...(one.renewalDays === undefined ? [] : [say.law.provider_.renewal, one.renewalDays.note ?? '']),
      ...one.policy.map(({ kind }) => policyWords[kind as keyof typeof policyWords]), // as the schema says
      ...(one.languages?.list ?? []).map((tag) => languageName(tag, 'en-GB')),
    ];
    for (const words of told) assert.ok(page.includes(words), `${one.id}: ${words}`);
  }
  const kinds = new Set(law.providers.flatMap(({ policy }) => policy.map(({ kind }) => kind)));
  for (const kind of ['user_notice', 'emergency_disclosure']) assert.ok(kinds.has(kind), kind);
});

test('the list of providers has the rules on them, each with its citation, and the day they are asked of', async () => {
  const view = providersPage(say, law, ON);
  const page = await read(view);
  for (const { citation } of law.providerRules) assert.ok(page.includes(citation), citation);
  for (const { id, text } of law.statistics) {
    assert.ok(page.includes(text), id);
  }
  assert.match(String(await view.aside), /name="on\.day"/);
});

test('authorities stand in the order of the names of their States, in the language of the page', async () => {
  for (const say of [LANGUAGES.en, LANGUAGES.fr]) {
    const page = String(await authoritiesPage(say, law, ALL, ON).main);
    const states = [...page.matchAll(/\/law\/states\/([A-Z]{2})"/g)].map(([, code = '']) =>
      stateName(code as StateCode, say.language.code),
    );
    assert.ok(states.length > 40);
    assert.deepEqual(
      states,
      states.toSorted((a, b) => a.localeCompare(b, say.language.code)),
    );
  }
});

test('the card of an authority says in which languages it takes a request, of which day, and from where', async () => {
  const cardOf = async (one: Authority): Promise<string> => {
    const view = authoritiesPage(say, { ...law, authorities: [one] }, ALL, ON);
    return read(view);
  };
  const card = await cardOf(WHOLE);
  assert.match(card, /Languages accepted: English, French \S+ as of 15 Jan 2024/);
  assert.match(await cardOf(UNKNOWN), /Languages accepted: not on record/);
  assert.doesNotMatch(await cardOf({ ...UNKNOWN, functions: ['transmit'] }), /Languages accepted/);
});
