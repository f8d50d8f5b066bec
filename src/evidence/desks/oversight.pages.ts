// The audit pages: two questions and their answers, for auditors.
import type { AccessAct } from '../../people/access-event.store.ts';
import type { Person } from '../../people/person.ts';
import { isAgencyRole, isCaseRole } from '../../people/roles.ts';
import { EVENT_TYPES, type EventType } from '../../verify/event-types.ts';
import { DAY_PARTS, daysField, partName } from '../../web/day-field.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { askForm, field, table, type Errors } from '../../web/parts.ts';
import { dayText, when } from '../../web/when.ts';
import type { Answered } from './oversight.acts.ts';
import type { Deed, Look } from './oversight.store.ts';
import { sayOnPage } from '../events/messages.ts';
import { visiblePlain } from '../../web/safe-text.ts';

export function auditPage(say: Messages): View {
  const words = say.oversight;
  const question = (href: string, title: string, hint: string): Html =>
    html`<li>
      <a href="${href}">${title}</a>
      <p class="c-hint">${hint}</p>
    </li>`;
  return {
    title: words.title,
    place: 'audit',
    isQuestion: true,
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      <ul class="c-questions">
        ${question('/audit/exhibits', words.whoSaw, words.whoSawHint)}
        ${question('/audit/people', words.whatDone, words.whatDoneHint)}
        ${question('/audit/break-glass', say.glass.audit, say.glass.auditHint)}
      </ul>`,
  };
}

export interface Question {
  /** What was typed: a number, or a name or address. */
  readonly text: string;
  readonly day: string;
  readonly errors: Errors;
}

export function exhibitQuestionPage(say: Messages, asked: Question): View {
  const words = say.oversight;
  return question(say, asked, words.whoSaw, '/audit/exhibits', {
    name: 'number',
    label: words.number,
    hint: words.numberHint,
  });
}

export interface Found {
  readonly list: readonly Person[];
  readonly isCut: boolean;
}

export function personQuestionPage(say: Messages, asked: Question, found?: Found): View {
  const words = say.oversight;
  const day = asked.day === '' ? '' : `?day=${asked.day}`;
  const list =
    found === undefined
      ? nothing
      : html`<h2>${words.found(found.list.length)}</h2>
          <ul class="govuk-list">
            ${found.list.map((one) => html`<li><a href="/audit/people/${one.id}${day}">${one.name}</a>${say.language.comma}${one.email}</li>`)}
          </ul>
          ${found.isCut ? html`<p class="c-hint">${words.foundMore}</p>` : nothing}`;
  const view = question(say, asked, words.whatDone, '/audit/people', {
    name: 'name',
    label: words.person,
    hint: words.personHint,
  });
  return { ...view, main: html`${view.main}${list}` };
}

function question(
  say: Messages,
  asked: Question,
  title: string,
  action: string,
  what: { readonly name: string; readonly label: string; readonly hint: string },
): View {
  const words = say.oversight;
  const { errors } = asked;
  return {
    title,
    place: 'audit',
    crumbs: [{ words: words.title, href: '/audit' }, { words: title }],
    isQuestion: true,
    errors,
    main: html`<h1>${title}</h1>
      ${askForm(
        html`${field(say, { ...what, value: asked.text, autocomplete: 'off' }, errors)}
        ${daysField(say, { name: 'day', legend: words.day, hint: words.dayHint, value: asked.day }, errors)}`,
        words.ask,
        action,
      )}`,
  };
}

export interface Shown<Line> {
  readonly answer: Answered<Line>;
  readonly day: string | undefined;
}

export function looksPage(say: Messages, number: string, { answer, day }: Shown<Look>): View {
  const words = say.oversight;
  const query = new URLSearchParams({ number, ...(day === undefined ? {} : { day }) });
  const columns = [
    { heading: words.when, cell: (one: Look) => when(say, one.at) },
    {
      heading: words.who,
      cell: (one: Look) => whoText(say, one),
    },
    { heading: words.role, cell: (one: Look) => roleText(say, one.role) },
    { heading: words.what, cell: (one: Look) => words.looks[one.what] },
  ];
  const title = words.looksTitle(number);
  return answerPage(say, {
    title,
    question: { words: words.whoSaw, href: '/audit/exhibits' },
    day,
    path: '/audit/exhibits',
    query,
    isEmpty: answer.lines.length === 0,
    none: words.noLooks,
    list: table<Look>(title, columns, answer.lines),
    before: answer.hasMore ? String(answer.lines.at(-1)?.seq) : undefined,
  });
}

function whoText(say: Messages, { person, name }: Look): Html | string {
  if (name === undefined) return html`<span class="c-hint">${say.oversight.notNamed}</span>`;
  return person === undefined ? name : html`<a href="/audit/people/${person}">${name}</a>`;
}

export function deedsPage(say: Messages, person: Person, { answer, day }: Shown<Deed>): View {
  const words = say.oversight;
  const columns = [
    { heading: words.when, cell: (one: Deed) => when(say, one.at) },
    {
      heading: words.what,
      cell: (one: Deed) => {
        const more = deedDetail(say, one);
        return html`${deedText(say, one)}${more === '' ? nothing : html` <span class="c-hint">${more}</span>`}`;
      },
    },
    { heading: words.where, cell: (one: Deed) => aboutText(one, person) },
    {
      heading: words.by,
      cell: (one: Deed) =>
        one.role === undefined
          ? (one.byName ?? words.itself)
          : `${person.name}${say.language.comma}${roleText(say, one.role)}`,
    },
  ];
  const title = words.deedsTitle(person.name);
  return answerPage(say, {
    title,
    lead: words.deedsLead,
    question: { words: words.whatDone, href: '/audit/people' },
    day,
    path: `/audit/people/${person.id}`,
    query: new URLSearchParams(day === undefined ? {} : { day }),
    isEmpty: answer.lines.length === 0,
    none: words.noDeeds,
    list: table<Deed>(title, columns, answer.lines),
    before: answer.hasMore ? answer.lines.at(-1)?.id : undefined,
  });
}

interface AnswerShown {
  readonly title: string;
  readonly lead?: string;
  readonly question: { readonly words: string; readonly href: string };
  readonly day: string | undefined;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly isEmpty: boolean;
  readonly none: string;
  readonly list: Html;
  /** Where the older ones begin. */
  readonly before: string | undefined;
}

function answerPage(say: Messages, shown: AnswerShown): View {
  const words = say.oversight;
  const { title, path, query, day, before } = shown;
  const address = (more: { readonly [name: string]: string }, without = ''): string => {
    const all = new URLSearchParams({ ...Object.fromEntries(query), ...more });
    if (without !== '')
      for (const name of [without, ...DAY_PARTS.map((part) => partName(without, part))]) all.delete(name);
    return all.size === 0 ? '' : `?${all.toString()}`;
  };
  return {
    title,
    place: 'audit',
    crumbs: [{ words: words.title, href: '/audit' }, shown.question, { words: title }],
    main: html`<h1>${title}</h1>
      ${shown.lead === undefined ? nothing : html`<p class="c-lead">${shown.lead}</p>`}
      ${
        day === undefined
          ? nothing
          : html`<p>
              ${words.onDay(dayText(say, new Date(`${day}T12:00:00`)))}
              <a href="${path}${address({}, 'day')}">${words.allDays}</a>
            </p>`
      }
      ${
        shown.isEmpty
          ? html`<p>${shown.none}</p>`
          : html`${shown.list}
              <p class="c-buttons">
                ${before === undefined ? nothing : html`<a class="govuk-button govuk-button--secondary" href="${path}${address({ before })}">${words.older}</a>`}
                <a href="${path}/csv${address({})}" download>${words.csv}</a>
              </p>`
      }`,
  };
}

/** In words; an act of a newer program by its name. */
export function deedText(say: Messages, { log, what }: Pick<Deed, 'log' | 'what'>): string {
  const access: { readonly [act in AccessAct]: string } = say.oversight.access;
  if (log === 'access') return Object.hasOwn(access, what) ? access[what as AccessAct] : what; // just looked up
  const isKnown = (EVENT_TYPES as readonly string[]).includes(what);
  return isKnown ? sayOnPage(say)(`event.${what as EventType}`).replaceAll('\u200b', '') : what; // just looked up
}

/** What the entry says besides: the way in, the roles given, the exhibit asked about. */
function deedDetail(say: Messages, { what, facts }: Deed): string {
  const words = say.oversight;
  const ways: { readonly [way: string]: string | undefined } = words.ways;
  const steps: { readonly [step: string]: string | undefined } = words.steps;
  const text = (name: string): string | undefined => {
    const value = facts[name];
    return typeof value === 'string' ? visiblePlain(value, 100) : undefined;
  };
  const roles = (name: string, sign: string): string[] => {
    const value = facts[name];
    return Array.isArray(value) ? value.map((role) => `${sign}${roleText(say, String(role))}`) : [];
  };
  const [address, terminal] = [text('address'), text('terminal')];
  const role = text('role');
  const parts = [
    what === 'signedIn' ? ways[text('by') ?? ''] : undefined,
    steps[text('step') ?? ''],
    text('exhibit'),
    text('setting'),
    what.startsWith('glass') ? text('reference') : undefined,
    role === undefined ? undefined : roleText(say, role),
    ...roles('roles', ''),
    ...roles('granted', '+'),
    ...roles('withdrawn', '−'),
    address === undefined ? undefined : words.from(address),
    terminal === undefined ? undefined : words.atTerminal(terminal),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function aboutText(one: Deed, person: Person): string {
  if (one.log === 'custody') return one.item ?? '';
  const other = one.aboutPerson === person.id ? undefined : one.aboutName;
  return [other, one.reference].filter((part) => part !== undefined).join(' · ');
}

function roleText(say: Messages, role: string): string {
  if (isCaseRole(role)) return say.caseRole[role];
  return isAgencyRole(role) ? say.agencyRole[role] : visiblePlain(role, 100);
}
