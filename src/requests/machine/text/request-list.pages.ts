// A case's requests, and choosing a form for a new one.
import { caseCrumbs } from '../../../cases/cases.pages.ts';
import { stateName } from '../../../law/states.ts';
import type { CaseOfMember } from '../../../people/case-member.store.ts';
import { inCase } from '../../../people/policy.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { choices, form, hidden, note, table, type Errors } from '../../../web/parts.ts';
import { visibleSentence } from '../../../web/safe-text.ts';
import { purposeOf } from '../../forms/index.ts';
import { STATE } from '../way/asked.ts';
import { isolatedText, numberText } from '../../../web/when.ts';
import type { LegalForm } from '../../core/form.ts';
import { requestReference, stateOfCase, type RequestRecord } from '../../core/request.ts';
import { requestAddress, requestCrumbs, savedText, stateTag } from './request-shown.pages.ts';

interface Listed {
  readonly list: readonly { readonly request: RequestRecord; readonly title: string }[];
  /** Documents that came and were not registered. */
  readonly waiting: number;
  /** This person may record what the other side sends. */
  readonly mayRegister: boolean;
}

export function requestsPage(
  say: Messages,
  file: CaseOfMember,
  { list, waiting, mayRegister }: Listed,
): View {
  const words = say.requests;
  const mayDraft = inCase(file.role, 'draftRequest') === 'yes';
  return {
    title: words.title,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.title }],
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${mayDraft ? html`<p class="c-buttons"><a class="govuk-button" href="${requestAddress(file)}/new">${words.begin}</a> ${mayRegister ? html`<a class="govuk-button govuk-button--secondary" href="${requestAddress(file)}/incoming">${say.requestIncoming.register}</a>` : nothing}</p>` : nothing}
      ${waiting === 0 || !mayDraft || !mayRegister ? nothing : waitingNote(say, file, waiting)}
      ${list.length === 0 ? html`<p>${words.none}</p>` : requestTable(say, file, list)}
      <p class="c-buttons">
        <a class="govuk-button govuk-button--secondary" href="/cases/${file.reference}/preservations"
          >${say.desks.names.preservations}</a
        >
        <a class="govuk-button govuk-button--secondary" href="/cases/${file.reference}/time-limits"
          >${say.timeLimits.title}</a
        >
      </p>`,
  };
}

function waitingNote(say: Messages, file: CaseOfMember, waiting: number): Html {
  const words = say.requestIncoming.waitingHere(numberText(say, waiting));
  return note('warn', html`<p><a href="${requestAddress(file)}/incoming">${words}</a></p>`);
}

function requestTable(say: Messages, file: CaseOfMember, list: Listed['list']): Html {
  const words = say.requests;
  return table(
    words.title,
    [
      {
        heading: words.reference,
        isReference: true,
        cell: ({ request }) => {
          const reference = requestReference(file.reference, request.number);
          return html`<a href="${requestAddress(file, request.number)}">${reference}</a>`;
        },
      },
      { heading: words.form, cell: ({ request, title }) => html`${title}${otherSide(say, request)}` },
      { heading: words.state, cell: ({ request }) => stateTag(say, request.state) },
      { heading: words.saved, cell: ({ request }) => savedText(say, request) },
    ],
    list,
  );
}

function otherSide(say: Messages, { direction, counterpart }: RequestRecord): Html {
  if (counterpart === undefined) return nothing;
  const state = stateName(counterpart, say.language.code);
  return html`<br /><span class="c-cite">${say.requests.otherSide[direction](state)}</span>`;
}

/** First question of a new request. */
export interface OfferedForm extends LegalForm {
  /** Instrument and article. */
  readonly basis: string;
  /** False: it holds on other days than today. */
  readonly isOffered: boolean;
}

/** What is carried into the request, and from where. */
export interface Started {
  readonly form: string | undefined;
  readonly carried: readonly string[];
  /** Written about a request: only on these forms, by id. */
  readonly about?: { readonly reference: string; readonly forms: readonly string[] } | undefined;
  /** As the address says it. */
  readonly query: string;
}

function carriedNote(say: Messages, start: Started | undefined): Html {
  if (start === undefined) return nothing;
  const words = say.practice.begin;
  return note(
    'plain',
    html`<p><b>${words.carried}</b></p>
      <ul class="govuk-list">
        ${start.carried.map((one) => html`<li>${visibleSentence(one, 1000)}</li>`)}
      </ul>
      ${start.form === undefined && new URLSearchParams(start.query).has('way') ? html`<p>${words.noForm}</p>` : nothing}`,
  );
}

export function purposeWords(say: Messages, form: string): string | undefined {
  const purpose = purposeOf(form);
  return purpose && say.requests.purposes[purpose];
}

interface Choosing {
  readonly errors: Errors;
  /** What was begun under it is not begun again, however often the form is sent. */
  readonly key: string;
  readonly start?: Started | undefined;
  /** What was chosen, where something is wrong. */
  readonly given?: URLSearchParams;
}

export function choosePage(
  say: Messages,
  file: CaseOfMember,
  forms: readonly OfferedForm[],
  { errors, key, start, given = new URLSearchParams() }: Choosing,
): View {
  const words = say.requests;
  const about = start?.about;
  const here = about === undefined ? forms : forms.filter(({ record }) => about.forms.includes(record.id));
  const title = about === undefined ? words.chooseTitle : say.followUps.title(about.reference);
  const list = here
    .filter((one) => one.isOffered)
    .map(({ record, basis }) => ({
      value: record.id,
      words: record.title,
      hint: `${isolatedText(say, basis)}${say.language.fullStop}${words.confidence[record.confidence]}`,
      isChosen: record.id === (given.get('form') ?? start?.form),
      group: about === undefined ? purposeWords(say, record.id) : undefined,
    }));
  return {
    title,
    place: 'cases',
    crumbs: requestCrumbs(say, file, { words: words.begin }),
    isQuestion: true,
    errors,
    main: html`${carriedNote(say, start)}
    ${form(
      html`${hidden('key', key)}${start === undefined ? nothing : hidden('start', start.query)}${choices(
        say,
        {
          name: 'form',
          kind: 'radios',
          legend: title,
          ...(about === undefined && { hint: words.chooseHint }),
          list,
          isHeading: true,
        },
        errors,
      )}${start === undefined ? STATE.counterpart.control(say, { name: 'counterpart', given, errors, isPart: true, isOptional: true }, stateAbout(file)) : nothing}`,
      say.form.next,
      `${requestAddress(file)}/new`,
    )}
    ${notOffered(say, here)}`,
  };
}

/** Whom a new request may go to. */
export function stateAbout(file: CaseOfMember) {
  return { own: stateOfCase(file), now: undefined, hasCome: false } as const;
}

/** Since when, or until when, somebody may choose it. */
export function overWords({ requests }: Messages, { record }: Pick<OfferedForm, 'record'>): string {
  const { title, from, until } = record;
  if (until === undefined) return requests.formLater(title, from ?? '');
  return from === undefined ? requests.formOver(title, until) : requests.formBetween(title, from, until);
}

/** What one may look for here and not find. */
function notOffered(say: Messages, forms: readonly OfferedForm[]): Html {
  const others = forms.filter((one) => !one.isOffered);
  if (others.length === 0) return nothing;
  return note(
    'plain',
    html`<p><b>${say.requests.formsOver}</b></p>
      <ul class="govuk-list">
        ${others.map((one) => html`<li>${overWords(say, one)}</li>`)}
      </ul>`,
  );
}
