// The directory of authorities (paras 62 and 63(c) of the background paper): who does what, how to reach them, how old
// that is. What is not known is said to be unknown.
import { html, nothing, raw, type Html } from '../web/html.ts';
import { tagName } from '../web/language-names.ts';
import { sourceWords } from '../web/source-words.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, tag } from '../web/parts.ts';
import {
  dayField,
  dayRail,
  lawView,
  notesOf,
  partialDateWords,
  stateLink,
  unknown,
  type Notes,
  type OnDay,
} from './fact.pages.ts';
import { staleDays } from './freshness.ts';
import type { Authority, Knowledge } from './model.ts';
import { draftNote, labelText, lawWordsHtml } from './sentence.pages.ts';
import { stateName } from './states.ts';

export interface AuthorityFilter {
  readonly state: string;
  readonly function: string;
  /** What it is under the instruments: central authority, 24/7 point, cybercrime unit. */
  readonly role: string;
  readonly instrument: string;
  readonly isNight: boolean;
}

type FunctionWord = keyof Messages['law']['authority_']['functionWords'];
type RoleWord = keyof Messages['law']['authority_']['roleWords'];

export function authoritiesPage(
  say: Messages,
  knowledge: Knowledge,
  filter: AuthorityFilter,
  on: OnDay,
): View {
  const words = say.law.authority_;
  const notes = notesOf(say, knowledge);
  const stateOf = ({ state }: Authority): string => stateName(state, say.language.code);
  const found = knowledge.authorities
    .filter((one) => isWanted(one, filter))
    .sort((a, b) => stateOf(a).localeCompare(stateOf(b), say.language.code));
  const main = html`<h1>${say.law.authorities}</h1>
    <p class="c-lead">${words.listLead}</p>
    ${filterForm(say, knowledge, filter, on)}
    <p role="status"><b>${words.found(found.length)}</b></p>
    ${
      found.length === 0
        ? html`<p>${words.none}</p>`
        : html`<ul class="c-cards">
            ${found.map((one) => authorityCard(say, one, { notes, on, isStateShown: true }))}
          </ul>`
    }
    <h2>${words.templates}</h2>
    <ul class="c-facts-list">
      ${knowledge.templates.map(
        (one) =>
          html`<li id="${one.id}">
            <p>
              <a href="/law/records/template/${one.id}">${lawWordsHtml(say, one.title)}</a><br />
              <span class="c-hint">${lawWordsHtml(say, one.basis)}</span>
            </p>
            ${notes.cite(one)}
          </li>`,
      )}
    </ul>
    ${draftNote(say)} ${notes.list()}`;
  return lawView(say, { title: say.law.authorities, main });
}

function isWanted(
  one: Authority,
  { state, function: use, role, instrument, isNight }: AuthorityFilter,
): boolean {
  return (
    (role === '' || one.roles.includes(role)) &&
    (state === '' || one.state === state) &&
    (use === '' || one.functions.includes(use)) &&
    (instrument === '' ||
      one.instruments.some((id) => id === instrument || id.startsWith(`${instrument}:`))) &&
    (!isNight || one.isAvailable247 === true)
  );
}

function filterForm(say: Messages, knowledge: Knowledge, filter: AuthorityFilter, on: OnDay): Html {
  const words = say.law.authority_;
  const titles = new Map(knowledge.instruments.map((one) => [one.id, one.shortTitle]));
  const states = [...new Set(knowledge.authorities.map((one) => one.state))].sort();
  const instruments = [
    ...new Set(knowledge.authorities.flatMap((one) => one.instruments.map((id) => id.split(':')[0] ?? ''))),
  ];
  return html`<form method="get" class="c-filters">
    ${select('state', say.law.state, filter.state, [['', words.anyState], ...states.map((code) => [code, stateName(code, say.language.code)] as const)])}
    ${select('function', words.function, filter.function, [['', words.anyFunction], ...Object.entries(words.functionWords)])}
    ${select('role', words.role, filter.role, [['', words.anyRole], ...Object.entries(words.roleWords)])}
    ${select('instrument', say.law.instrument, filter.instrument, [['', words.anyInstrument], ...instruments.map((id) => [id, labelText(say, titles.get(id) ?? id)] as const)])}
    ${dayField(say, on)}
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          id="night"
          name="night"
          type="checkbox"
          value="yes"
          ${filter.isNight ? raw(' checked') : nothing}
        />
        <label class="govuk-label govuk-checkboxes__label" for="night">${words.onlyNight}</label>
      </div>
    </div>
    <button class="govuk-button govuk-button--secondary" type="submit">${words.filter}</button>
  </form>`;
}

/** A labelled list of choices, the value first and its words second. */
export function select(
  name: string,
  label: string,
  chosen: string,
  list: readonly (readonly [value: string, words: string])[],
): Html {
  return html`<div>
    <label class="govuk-label" for="${name}">${label}</label>
    <select class="govuk-select" id="${name}" name="${name}">
      ${list.map(([value, words]) => html`<option value="${value}" ${value === chosen ? raw(' selected') : nothing}>${words}</option>`)}
    </select>
  </div>`;
}

export function authorityCard(
  say: Messages,
  one: Authority,
  shown: { readonly notes: Notes; readonly on: OnDay; readonly isStateShown?: boolean },
): Html {
  const words = say.law.authority_;
  return html`<li class="c-card">
    <p class="c-card__name">
      <a href="/law/authorities/${one.id}${shown.on.suffix}">${sourceWords(say, one.name)}</a>
    </p>
    <p>
      ${shown.isStateShown === true ? html`${stateLink(say, one.state, shown.on)} · ` : nothing}${rolesText(say, one)}${one.isAvailable247 === true ? html` ${tag('plain', words.night)}` : nothing}
    </p>
    <p class="c-hint">${functionsText(say, one)}</p>
    ${languagesLine(say, one)}
    <p>${shown.notes.cite(one)}${staleTag(say, one, shown.on)}</p>
  </li>`;
}

/** In which it takes a request; the day and the source stand below. */
function languagesLine(say: Messages, one: Authority): Html {
  if (!one.functions.includes('receive')) return nothing;
  const words = say.law.authority_.languages;
  return html`<p>${words}${say.language.colon}${languagesText(say, one) ?? say.practice.profile.unknown}</p>`;
}

/** By their names; undefined: not on record. */
export function languagesText(
  say: Messages,
  { languages }: Pick<Authority, 'languages'>,
): string | undefined {
  return languages?.map((tag) => tagName(tag, say.language.locale)).join(say.language.comma);
}

export function rolesText(say: Messages, one: Authority): string {
  const { roleWords } = say.law.authority_;
  return one.roles.map((role) => roleWords[role as RoleWord] ?? role).join(say.language.comma); // a key of the schema's list
}

function functionsText(say: Messages, one: Authority): string {
  const { functionWords } = say.law.authority_;
  return one.functions.map((use) => functionWords[use as FunctionWord] ?? use).join(' · '); // as above
}

function staleTag(say: Messages, one: Authority, on: OnDay): Html {
  const days = staleDays(one.asOf, on.day);
  return days === undefined
    ? nothing
    : html` ${tag('warn', say.law.authority_.stale(Math.floor(days / 365)))}`;
}

export function authorityPage(
  say: Messages,
  knowledge: Knowledge,
  one: Authority,
  shown: {
    readonly on: OnDay;
    /** Undefined for who may not see them. */
    readonly contacts: Html | undefined;
  },
): View {
  const words = say.law.authority_;
  const notes = notesOf(say, knowledge);
  const titles = new Map(knowledge.instruments.map((known) => [known.id, known.shortTitle]));
  const list = (values: readonly string[] | undefined): Html | string =>
    values === undefined ? unknown(say) : values.join(say.language.comma);
  const designated = one.instruments.map((reference) => {
    const [id = '', article] = reference.split(':');
    return html`<li>
      <a href="/law/instruments/${id}">${lawWordsHtml(say, titles.get(id) ?? id)}</a
      >${article === undefined ? nothing : ` ${say.ways.articles(article)}`}
    </li>`;
  });
  const main = html`<h1>${sourceWords(say, one.name)}</h1>
    <p class="c-lead">
      ${stateLink(say, one.state, shown.on)}${one.territory === undefined ? nothing : html` · ${lawWordsHtml(say, one.territory)}`}
      · ${rolesText(say, one)}
    </p>
    ${facts([
      [words.functions, functionsText(say, one)],
      [
        words.designated,
        html`<ul class="c-plain">
          ${designated}
        </ul>`,
      ],
      [
        words.night,
        one.isAvailable247 === undefined ? unknown(say) : one.isAvailable247 ? words.yes : words.no,
      ],
      [words.hours, one.hours === undefined ? unknown(say) : hours(say, one.hours)],
      [words.languages, languagesText(say, one) ?? unknown(say)],
      [words.transmission, list(one.transmission?.map((means) => means.replaceAll('_', ' ')))],
      [words.urgent, one.urgentChannel ?? unknown(say)],
      [words.required, list(one.requiredContent)],
      [words.form, one.form ?? unknown(say)],
      [words.translation, one.translation ?? unknown(say)],
      [
        words.confirmed,
        html`${one.asOf === undefined ? unknown(say) : partialDateWords(say, one.asOf)}${staleTag(say, one, shown.on)}`,
      ],
      [say.law.note, one.note === undefined ? undefined : lawWordsHtml(say, one.note)],
      [say.law.sureness, notes.cite(one)],
    ])}
    <h2>${words.contacts}</h2>
    ${shown.contacts ?? html`<p>${words.contactsHidden}</p>`} ${notes.list()}`;
  return lawView(say, {
    title: one.name,
    under: [[say.law.authorities, '/law/authorities']],
    main,
    aside: dayRail(say, shown.on),
  });
}

function hours(say: Messages, { zone, weekly }: NonNullable<Authority['hours']>): Html {
  const { days, hoursIn } = say.law.authority_;
  return html`<ul class="c-plain">
      ${weekly.map((one) => html`<li>${one.days.map((day) => days[day as keyof typeof days] ?? day).join(say.language.comma)} ${one.from}–${one.to}</li>`)}
    </ul>
    <span class="c-hint">${hoursIn(zone)}</span>`;
}
