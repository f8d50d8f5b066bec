// A request of another State comes in: whether as a document, of which kind, from whom and when. One question a page, the
// document beside it.
import { labelText } from '../../law/sentence.pages.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { STATE_CODES, stateName } from '../../law/states.ts';
import { selectField } from '../../web/ask-parts.ts';
import { fileForm } from '../../web/file-form.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import { isLanguage } from '../../web/language.ts';
import { LANGUAGES, type Messages } from '../../web/messages.ts';
import { momentField } from '../../web/moment-field.ts';
import type { View } from '../../web/page.ts';
import {
  askForm,
  choices,
  done,
  errorSummary,
  field,
  form,
  hidden,
  note,
  table,
  type Errors,
} from '../../web/parts.ts';
import { isolatedText, sizeText, when, whenText } from '../../web/when.ts';
import { visiblePlain } from '../../evidence/packages/report/safe-text.ts';
import type { LegalForm } from '../form.ts';
import { PRIORITIES } from '../messages/message.ts';
import { paperBeside } from '../letters/paper.pages.ts';
import type { DiscardedPaper, Paper } from '../letters/paper.ts';
import { requestReference, stateOfCase, type RequestRecord } from '../request.ts';
import { purposeWords } from '../request-list.pages.ts';
import { requestAddress, requestCrumbs } from '../request-shown.pages.ts';

export const INCOMING = '/incoming';

/** What has been said of a request so far. */
export interface Arriving {
  readonly file: CaseOfMember;
  readonly paper: Paper | undefined;
  /** What a program found in it. */
  readonly found: 'read' | 'scan' | 'unreadable' | undefined;
  readonly given: URLSearchParams;
  readonly errors: Errors;
}

function frame(say: Messages, { file, paper, errors }: Arriving, title: string): Omit<View, 'main'> {
  return {
    title,
    place: 'cases',
    crumbs: requestCrumbs(say, file, { words: say.requestIncoming.register }),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    ...(paper !== undefined && { aside: paperBeside(say, file, paper) }),
  };
}

export interface Waiting {
  readonly waiting: readonly Paper[];
  readonly discarded: readonly DiscardedPaper[];
  /** Somebody has just discarded one. */
  readonly isDone: boolean;
}

export function documentPage(say: Messages, asked: Arriving, { waiting, discarded, isDone }: Waiting): View {
  const { file, errors } = asked;
  const words = say.requestIncoming;
  return {
    ...frame(say, asked, words.documentTitle),
    main: html`${isDone ? done(words.discarded) : nothing} ${errorSummary(say, errors)}
      <h1>${words.documentTitle}</h1>
      ${fileForm(
        say,
        {
          action: requestAddress(file, undefined, INCOMING),
          label: words.documentLabel,
          hint: words.documentHint,
          button: words.documentSend,
        },
        errors,
      )}
      <p><a href="${stepAddress(file, 'kind')}">${words.noDocument}</a></p>
      ${waiting.length === 0 ? nothing : waitingList(say, file, waiting)}
      ${discarded.length === 0 ? nothing : discardedList(say, discarded)}`,
  };
}

/** What came and was not registered: gone on with, or discarded. */
function waitingList(say: Messages, file: CaseOfMember, list: readonly Paper[]): Html {
  const words = say.requestIncoming;
  const name = (paper: Paper): string => visiblePlain(paper.name, 200);
  return html`<h2>${words.waiting}</h2>
    ${table<Paper>(
      words.waiting,
      [
        {
          heading: words.document,
          cell: (paper) =>
            html`<a href="${stepAddress(file, 'kind', new URLSearchParams({ paper: paper.id }))}"
                >${name(paper)}</a
              ><br /><span class="c-hint">${sizeText(say, paper.sizeBytes)}</span>`,
        },
        {
          heading: words.sentBy,
          cell: (paper) => html`${paper.addedBy ?? say.requests.gone}<br />${when(say, paper.at)}`,
        },
        {
          heading: words.discard,
          cell: (paper) =>
            html`<a href="${discardAddress(file, paper)}"
              >${words.discard}<span class="govuk-visually-hidden">: ${name(paper)}</span></a
            >`,
        },
      ],
      list,
    )}`;
}

function discardedList(say: Messages, list: readonly DiscardedPaper[]): Html {
  return html`<details class="c-each">
    <summary>${say.requestIncoming.discardedOnes(list.length)}</summary>
    <ul class="govuk-list">
      ${list.map(
        (one) =>
          html`<li>
            <bdi>${visiblePlain(one.name, 200)}</bdi>: <bdi>${visiblePlain(one.reason, 4000)}</bdi>
            <span class="c-cite">${one.by ?? say.requests.gone}, ${when(say, one.at)}</span>
            <code class="c-digest">${one.sha256}</code>
          </li>`,
      )}
    </ul>
  </details>`;
}

export function discardAddress(file: CaseOfMember, { id }: Pick<Paper, 'id'>): string {
  return requestAddress(file, undefined, `/papers/${id}/discard`);
}

export function discardPage(say: Messages, asked: Arriving & { readonly paper: Paper }): View {
  const { file, paper, given, errors } = asked;
  const words = say.requestIncoming;
  const question = {
    name: 'reason',
    label: words.discardAsk,
    hint: words.discardHint(visiblePlain(paper.name, 200)),
    value: given.get('reason') ?? '',
    rows: 3,
    isHeading: true,
  };
  return {
    ...frame(say, asked, words.discardAsk),
    main: html`${errorSummary(say, errors)}
    ${form(field(say, question, errors), words.discardButton, discardAddress(file, paper))}`,
  };
}

function whatWasFound(say: Messages, { found }: Arriving): Html {
  const words = say.requestIncoming;
  switch (found) {
    case undefined:
      return nothing;
    case 'read':
      return note('ok', html`<p>${words.isRead}</p>`);
    case 'scan':
      return note('plain', html`<p>${words.isScan}</p>`);
    case 'unreadable':
      return note('warn', html`<p>${words.isUnreadable}</p>`);
  }
}

export function kindPage(say: Messages, asked: Arriving, forms: readonly LegalForm[]): View {
  const { file, given, errors } = asked;
  const words = say.requestIncoming;
  const list = forms.map(({ record }) => ({
    value: record.id,
    words: record.title,
    hint: `${isolatedText(say, labelText(say, record.ref))}. ${say.requests.confidence[record.confidence]}`,
    isChosen: given.get('form') === record.id,
    group: purposeWords(say, record.id),
  }));
  const question = {
    name: 'form',
    kind: 'radios',
    legend: words.kindTitle,
    hint: words.kindHint,
    list,
    isHeading: true,
  } as const;
  return {
    ...frame(say, asked, words.kindTitle),
    main: html`${errorSummary(say, errors)} ${whatWasFound(say, asked)}
    ${askForm(
      html`${carried(given, 'kind')} ${choices(say, question, errors)}`,
      say.form.next,
      stepAddress(file, 'from'),
    )}`,
  };
}

/** Questions of the way, each an address of its own: what is said so far travels along. */
export const STEPS = ['kind', 'from', 'language', 'urgency', 'when', 'receipt'] as const;
export type Step = (typeof STEPS)[number];

/** What each asks; the parts of a moment begin with its name. */
export const ASKED: { readonly [step in Step]: string } = {
  kind: 'form',
  from: 'state',
  language: 'language',
  urgency: 'urgency',
  when: 'received',
  receipt: 'evidence',
};

export function stepAddress(file: CaseOfMember, step: Step, said?: URLSearchParams): string {
  const query = said === undefined ? '' : `?${said.toString()}`;
  return requestAddress(file, undefined, `${INCOMING}/${step}${query}`);
}

/** What was said on other pages than this one; `evidence` and `reference` are said on the last alone. */
export function saidElsewhere(given: URLSearchParams, step: Step): URLSearchParams {
  const names = [
    'paper',
    ...STEPS.filter((one) => one !== step && one !== 'receipt').map((one) => ASKED[one]),
  ];
  const isSaid = (name: string): boolean =>
    names.includes(name) || (step !== 'when' && name.startsWith(`${ASKED.when}.`));
  return new URLSearchParams([...given].filter(([name, value]) => isSaid(name) && value !== ''));
}

function carried(given: URLSearchParams, step: Step): Html {
  return html`${[...saidElsewhere(given, step)].map(([name, value]) => hidden(name, value))}`;
}

function stepPage(say: Messages, asked: Arriving, step: Step, question: Html, title: string): View {
  const { file, given, errors } = asked;
  const next = STEPS[STEPS.indexOf(step) + 1] ?? step;
  return {
    ...frame(say, asked, title),
    main: html`${errorSummary(say, errors)}
    ${step === 'from' && asked.found === 'read' ? whatWasFound(say, asked) : nothing}
    ${askForm(html`${carried(given, step)} ${question}`, say.form.next, stepAddress(file, next))}`,
  };
}

export function fromPage(say: Messages, asked: Arriving): View {
  const words = say.requestIncoming;
  const { given, errors } = asked;
  const states = STATE_CODES.map((code) => ({ value: code, words: stateName(code, say.language.code) }));
  const options = states.toSorted((a, b) => a.words.localeCompare(b.words, say.language.code));
  const question = selectField(
    say,
    { name: 'state', label: words.fromTitle, value: given.get('state') ?? '', isHeading: true },
    [{ value: '', words: '' }, ...options],
    errors,
  );
  return stepPage(say, asked, 'from', question, words.fromTitle);
}

export function languagePage(say: Messages, asked: Arriving): View {
  const words = say.requestIncoming;
  const { given, errors } = asked;
  const list = Object.values(LANGUAGES).map(({ language: { code, name } }) => ({
    value: code,
    words: name,
    isChosen: given.get('language') === code,
  }));
  const question = {
    name: 'language',
    kind: 'radios',
    legend: words.languageTitle,
    hint: words.languageHint,
    list,
    isHeading: true,
  } as const;
  return stepPage(say, asked, 'language', choices(say, question, errors), words.languageTitle);
}

export function urgencyPage(say: Messages, asked: Arriving): View {
  const words = say.requestIncoming;
  const { given, errors } = asked;
  const list = PRIORITIES.map((value) => ({
    value,
    words: say.requestLife.urgencies[value],
    ...(value === 'emergency' && { hint: words.emergencyHint }),
    isChosen: given.get('urgency') === value,
  }));
  const question = { name: 'urgency', kind: 'radios', legend: words.urgency, list, isHeading: true } as const;
  return stepPage(say, asked, 'urgency', choices(say, question, errors), words.urgency);
}

export function whenPage(say: Messages, asked: Arriving, now: Date): View {
  const words = say.requestIncoming;
  const { given, errors, file } = asked;
  const question = {
    name: 'received',
    legend: words.receivedAt,
    hint: words.receivedHint,
    given,
    states: [stateOfCase(file)],
    now: whenText(say, now),
    isHeading: true,
  } as const;
  return stepPage(say, asked, 'when', momentField(say, question, errors), words.receivedAt);
}

/** What was said, to be looked at once more; and how it is known. */
export function receiptPage(
  say: Messages,
  asked: Arriving,
  { kind, received }: { readonly kind: string; readonly received: string },
): View {
  const { file, given, errors } = asked;
  const words = say.requestIncoming;
  const life = say.requestLife;
  const urgency = PRIORITIES.find((one) => one === given.get('urgency')) ?? 'normal';
  const state = given.get('state') ?? '';
  const written = given.get('language') ?? '';
  const line = (label: string, value: string, step: Step): Html =>
    html`<div>
      <dt>${label}</dt>
      <dd>${value}</dd>
      <dd>
        <a href="${stepAddress(file, step, saidElsewhere(given, 'receipt'))}"
          >${say.add.change}<span class="govuk-visually-hidden">: ${label}</span></a
        >
      </dd>
    </div>`;
  return {
    ...frame(say, asked, words.receiptTitle),
    main: html`${errorSummary(say, errors)}
      <h1>${words.receiptTitle}</h1>
      <dl class="c-check">
        ${line(say.requests.form, kind, 'kind')}
        ${line(words.from, stateName(state, say.language.code), 'from')}
        ${line(words.language, isLanguage(written) ? LANGUAGES[written].language.name : '', 'language')}
        ${line(life.urgency, life.urgencies[urgency], 'urgency')} ${line(words.received, received, 'when')}
      </dl>
      ${form(
        html`${carried(given, 'receipt')}
        ${field(say, { name: 'evidence', label: words.howKnownAsk, hint: life.evidenceHint, value: given.get('evidence') ?? '', rows: 3 }, errors)}
        ${field(say, { name: 'reference', label: say.requests.optionalLabel(words.theirReference), value: given.get('reference') ?? '', isOptional: true }, errors)}`,
        words.button,
        stepAddress(file, 'receipt'),
      )}`,
  };
}

/** What came later. */
export function addPaperPage(
  say: Messages,
  {
    file,
    request,
    errors,
  }: { readonly file: CaseOfMember; readonly request: RequestRecord; readonly errors: Errors },
): View {
  const words = say.requestIncoming;
  const reference = requestReference(file.reference, request.number);
  return {
    title: words.addTitle,
    place: 'cases',
    crumbs: requestCrumbs(
      say,
      file,
      { words: reference, href: requestAddress(file, request.number) },
      { words: words.add },
    ),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      <h1>${words.addTitle}</h1>
      ${fileForm(
        say,
        {
          action: requestAddress(file, request.number, '/papers'),
          label: words.documentLabel,
          hint: words.addHint,
          button: words.add,
        },
        errors,
      )}`,
  };
}
