// A request of another State comes in: whether as a document, of which kind, from whom and when. One question a page, the
// document beside it.
import type { CaseOfMember } from '../people/case-member.store.ts';
import { STATE_CODES, stateName } from '../law/states.ts';
import { fileForm } from '../web/file-form.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { askForm, choices, errorSummary, field, form, hidden, note, type Errors } from '../web/parts.ts';
import type { LegalForm } from './form.ts';
import { selectField } from './list-fields.pages.ts';
import { PRIORITIES } from './message.ts';
import { paperBeside } from './paper.pages.ts';
import type { Paper } from './paper.ts';
import { requestReference, type RequestRecord } from './request.ts';
import { purposeWords } from './request-list.pages.ts';
import { requestAddress, requestCrumbs } from './request-shown.pages.ts';

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

export function documentPage(say: Messages, asked: Arriving): View {
  const { file, errors } = asked;
  const words = say.requestIncoming;
  return {
    ...frame(say, asked, words.documentTitle),
    main: html`${errorSummary(say, errors)}
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
      <p><a href="${requestAddress(file, undefined, `${INCOMING}/kind`)}">${words.noDocument}</a></p>`,
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
  const { file, paper, given, errors } = asked;
  const words = say.requestIncoming;
  const list = forms.map(({ record }) => ({
    value: record.id,
    words: record.title,
    hint: `${record.ref}. ${say.requests.confidence[record.confidence]}`,
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
      html`${paper === undefined ? nothing : hidden('paper', paper.id)} ${choices(say, question, errors)}`,
      say.form.next,
      requestAddress(file, undefined, `${INCOMING}/receipt`),
    )}`,
  };
}

export function receiptPage(say: Messages, asked: Arriving): View {
  const { file, given, errors } = asked;
  const words = say.requestIncoming;
  const life = say.requestLife;
  const states = STATE_CODES.map((code) => [code, stateName(code, say.language.code)] as const).toSorted(
    (a, b) => a[1].localeCompare(b[1], say.language.code),
  );
  const text = (name: string, more: Omit<Parameters<typeof field>[1], 'name' | 'value'>): Html =>
    field(say, { name, value: given.get(name) ?? '', ...more }, errors);
  return {
    ...frame(say, asked, words.receiptTitle),
    main: html`${errorSummary(say, errors)}
      <h1>${words.receiptTitle}</h1>
      ${whatWasFound(say, asked)}
      ${form(
        html`${['paper', 'form'].map((name) => hidden(name, given.get(name) ?? ''))}
        ${selectField(say, { name: 'state', label: words.state, list: states, given, errors })}
        ${text('reference', { label: life.reference, isOptional: true })}
        ${choices(
          say,
          {
            name: 'urgency',
            kind: 'radios',
            legend: words.urgency,
            list: PRIORITIES.map((value) => ({
              value,
              words: life.urgencies[value],
              isChosen: (given.get('urgency') ?? 'normal') === value,
            })),
          },
          errors,
        )}
        ${text('received', { label: words.receivedAt, hint: words.receivedHint })}
        ${text('zone', { label: life.zone, hint: life.zoneHint, width: 'short' })}
        ${text('evidence', { label: life.evidence, hint: life.evidenceHint, rows: 3 })}`,
        words.button,
        requestAddress(file, undefined, `${INCOMING}/receipt`),
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
