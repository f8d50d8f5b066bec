// Share evidence: one question a page, what will leave and what stays, and the second person's decision.
import { caseCrumbs } from '../../cases/cases.pages.ts';
import { STATE_CODES, stateName } from '../../law/states.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { selectField, lineField, suggestions, type Option } from '../../web/ask-parts.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import {
  choices,
  errorSummary,
  field,
  hidden,
  note,
  table,
  tag,
  type Column,
  type Errors,
} from '../../web/parts.ts';
import { stepForm, type SaidLine, type StepAsked } from '../../web/steps.ts';
import { listText, numberText, sizeText } from '../../web/when.ts';
import { signature, type Signs } from '../exhibits/exhibit-about.pages.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { chosen, DETAILS, type ShareAnswers, type ShareStep } from './share-form.ts';
import { BASES, HANDS_OVER, obstacleOf, type HandsOver, type Share, type ShareLine } from './share.ts';
import type { Leaving } from './share.store.ts';

export interface ShareAbout extends ShareAnswers {
  readonly file: CaseOfMember;
  readonly isMore: boolean;
  readonly receivers: readonly string[];
  readonly key: string;
}

export type Asking = ShareAbout & StepAsked<ShareStep>;

/** What is looked at before it is asked for. */
export interface ShareChecked {
  readonly share: Share;
  readonly contents: Contents;
  readonly isSecond: boolean;
  readonly signs: Signs;
}

/** `checked`: of the last page. */
export function sharePage(say: Messages, asking: Asking, checked: ShareChecked | undefined): View {
  const words = say.share;
  const { file, step } = asking;
  const title = titleOf(say, step);
  const mayGo = step !== 'items' || asking.lines.some((one) => obstacleOf(one) === undefined);
  return shareQuestion(say, asking, {
    title,
    content: html`${
      mayGo
        ? stepForm(
            say,
            {
              ...asking,
              address: `/cases/${file.reference}/share`,
              caption: words.title,
              button: checked?.isSecond === true ? words.ask : words.make,
            },
            question(say, asking, title, checked),
            () => said(say, asking),
          )
        : html`<h1>${title}</h1>
            <p>${words.none}</p>`
    }
    ${step === 'items' ? staying(say, asking) : nothing}`,
  });
}

function titleOf(say: Messages, step: ShareStep): string {
  const words = say.share;
  const { state, recipient, details } = say.results.sendAsks;
  return {
    items: words.which,
    state,
    basis: words.basis,
    handsOver: words.how,
    details,
    name: words.receiver,
    recipient,
    reference: words.referenceAsk,
    purpose: words.purposeAsk,
    ground: words.ground,
    check: words.check,
  }[step];
}

export function shareQuestion(
  say: Messages,
  { file, errors }: { readonly file: CaseOfMember; readonly errors: Errors },
  { title, content }: { title: string; content: Html },
): View {
  return {
    title,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: say.share.title }],
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}${content}`,
  };
}

function question(say: Messages, asking: Asking, title: string, checked: ShareChecked | undefined): Html {
  const { step, form: given, errors } = asking;
  const words = say.share;
  const ask = { name: step, label: title, legend: title, isHeading: true } as const;
  switch (step) {
    case 'items':
      return exhibits(say, asking, title);
    case 'state':
      return selectField(say, { ...ask, value: given.state }, states(say), errors);
    case 'basis': {
      const list = BASES.map((one) => ({
        value: one,
        words: words.bases[one],
        isChosen: one === given.basis,
      }));
      return choices(say, { ...ask, kind: 'radios', list }, errors);
    }
    case 'handsOver':
    case 'details': {
      const list = (step === 'handsOver' ? HANDS_OVER : DETAILS).map((value) => ({
        value,
        ...optionWords(say, value),
        isChosen: value === given[step],
      }));
      return choices(say, { ...ask, kind: 'radios', list }, errors);
    }
    case 'name':
      return html`${suggestions('receivers', asking.receivers)}
      ${lineField(say, { ...ask, hint: words.nameHint, value: given.name, list: 'receivers' }, errors)}`;
    case 'recipient':
      return field(
        say,
        {
          ...ask,
          hint: words.recipientHint,
          value: given.recipient,
          rows: 3,
          isCode: true,
          isOptional: true,
        },
        errors,
      );
    case 'reference':
      return field(
        say,
        { ...ask, hint: words.referenceHint, value: given.reference, autocomplete: 'off' },
        errors,
      );
    case 'purpose':
      return field(
        say,
        { ...ask, hint: words.purposeHint, value: given.purpose, autocomplete: 'off' },
        errors,
      );
    case 'ground':
      return html`${field(say, { ...ask, hint: words.groundHint, value: given.ground }, errors)}
      ${limits(say, asking)}`;
    case 'check':
      return html`<h1>${title}</h1>
        ${checked === undefined ? nothing : whatIsMade(say, checked)} ${hidden('key', asking.key)}`;
  }
}

/** By their names; none comes first. */
function states(say: Messages): Option[] {
  const { code } = say.language;
  const list = STATE_CODES.map((value) => ({ value, words: stateName(value, code) }));
  const sorted = list.toSorted((a, b) => a.words.localeCompare(b.words, code));
  return [{ value: '', words: say.share.noState }, ...sorted];
}

function optionWords(
  { share: words }: Messages,
  value: HandsOver | (typeof DETAILS)[number],
): { readonly words: string; readonly hint: string } {
  return value === 'copy' || value === 'custody'
    ? { words: words.handsOver[value], hint: words.handsOverHint[value] }
    : { words: words.details[value], hint: words.detailsHint[value] };
}

function exhibits(say: Messages, { lines, form: given, errors, isMore }: Asking, legend: string): Html {
  const words = say.share;
  const list = lines
    .filter((one) => obstacleOf(one) === undefined)
    .map((one) => ({
      value: String(one.item),
      words: `${one.number} ${visiblePlain(one.title, 200)}`,
      hint: [
        listText(say, [sizeText(say, one.bytes), say.evidence.files(one.files)]),
        ...(one.conditions.length === 0 ? [] : [words.limited]),
      ].join(' · '),
      isChosen: given.items.includes(one.item),
    }));
  return html`${choices(say, { name: 'items', kind: 'checkboxes', legend, hint: words.whichHint, isHeading: true, list }, errors)}
  ${isMore ? html`<p class="c-hint">${words.more(lines.length)}</p>` : nothing}`;
}

function staying(say: Messages, { lines }: Asking): Html {
  const words = say.share;
  const list = lines.flatMap((one) => {
    const obstacle = obstacleOf(one);
    return obstacle === undefined ? [] : [{ ...one, obstacle }];
  });
  if (list.length === 0) return nothing;
  return html`<h2>${words.stays}</h2>
    <ul class="govuk-list">
      ${list.map(
        (one) =>
          html`<li>
            <b>${one.number}</b> ${visiblePlain(one.title, 200)}<br />${words.staysWhy[one.obstacle]}
          </li>`,
      )}
    </ul>`;
}

/** Before the eyes of whoever says why they may leave. */
function limits(say: Messages, asking: Asking): Html {
  const limited = chosen(asking).filter(({ conditions }) => conditions.length > 0);
  return note(
    'warn',
    html`<p>${say.share.groundWords}</p>
      ${limited.map(
        (one) =>
          html`<p>
            <b>${one.number}</b>
            ${one.conditions.map((condition) => html`<br />${visiblePlain(condition, 1000)}`)}
          </p>`,
      )}`,
  );
}

export interface Contents {
  readonly lines: readonly ShareLine[];
  /** Undefined: it has left already, and was counted then. */
  readonly leaving: readonly Leaving[] | undefined;
  /** Exhibits of the case that stay. */
  readonly others: number;
}

function whatIsMade(say: Messages, { share, contents, isSecond, signs }: ShareChecked): Html {
  const words = say.share;
  return html`${whatLeaves(say, share, contents)}
    <p>${isSecond ? words.isSecond : words.isRecorded}</p>
    ${isSecond ? nothing : signature(say, signs)}`;
}

function said(say: Messages, asking: Asking): SaidLine<ShareStep>[] {
  const { form: given } = asking;
  const words = say.share;
  const line = (step: ShareStep): readonly [label: string, value: string] => {
    switch (step) {
      case 'items':
        return [
          words.answers.exhibits,
          listText(
            say,
            chosen(asking).map(({ number }) => number),
          ),
        ];
      case 'state':
        return [words.state, stateName(given.state, say.language.code)];
      case 'basis':
        return [words.basisKind, given.basis === undefined ? '' : words.bases[given.basis]];
      case 'handsOver':
        return [words.handsOverLegend, given.handsOver === undefined ? '' : words.handsOver[given.handsOver]];
      case 'details':
        return [words.detailsLegend, given.details === undefined ? '' : words.details[given.details]];
      case 'name':
        return [words.name, visiblePlain(given.name, 200)];
      case 'recipient':
        return [words.answers.encryption, given.recipient === '' ? words.notEncrypted : words.encrypted];
      case 'reference':
      case 'purpose':
        return [words[step], visiblePlain(given[step], 400)];
      case 'ground':
        return [words.answers.ground, visiblePlain(given.ground, 400)];
      case 'check':
        return [words.check, ''];
    }
  };
  return asking.asking.steps.slice(0, -1).map((step) => {
    const [label, value] = line(step);
    return { step, label, value };
  });
}

export function receiverText(say: Messages, { receiver: { name, state } }: Share): string {
  return `${visiblePlain(name, 200)}, ${stateName(state, say.language.code)}`;
}

export function basisText(say: Messages, { basis: { type, id } }: Share): string {
  const kind = BASES.find((one) => one === type);
  return `${kind === undefined ? type : say.share.bases[kind]}${say.language.colon}${visiblePlain(id, 300)}`;
}

/** Exhibit by exhibit, to the number of events and private texts while it has not left; then what stays. */
export function whatLeaves(say: Messages, share: Share, { lines, leaving, others }: Contents): Html {
  const words = say.share;
  const heading = leaving === undefined ? words.left : words.leaves;
  const texts = (leaving ?? []).reduce((sum, one) => sum + one.details, 0);
  return html`<h2>${heading}</h2>
    ${table<ShareLine>(
      heading,
      [
        {
          heading: words.exhibit,
          cell: (one) =>
            html`${one.number}<br />${visiblePlain(one.title, 200)}${one.conditions.length === 0 ? nothing : html`<br />${tag('warn', words.limited)}`}`,
        },
        { heading: words.files, cell: (one) => numberText(say, one.files), isNumber: true },
        { heading: words.size, cell: (one) => sizeText(say, one.bytes), isNumber: true },
        ...(leaving === undefined ? [] : recordColumns(say, share, leaving)),
      ],
      lines,
    )}
    <p class="c-hint">${words.also}</p>
    <h2>${words.staysHere}</h2>
    <ul class="govuk-list govuk-list--bullet">
      ${share.withDetails || texts === 0 ? nothing : html`<li>${words.staysDetails(texts)}</li>`}
      ${words.staysList(others).map((one) => html`<li>${one}</li>`)}
    </ul>`;
}

/** The event that says so leaves too, and has a name. */
function recordColumns(say: Messages, share: Share, leaving: readonly Leaving[]): Column<ShareLine>[] {
  const words = say.share;
  const all = new Map(leaving.map((one) => [one.number, one]));
  const events = (one: ShareLine): number => (all.get(one.number)?.events ?? 0) + 1;
  const texts = (one: ShareLine): number => (share.withDetails ? (all.get(one.number)?.details ?? 0) + 1 : 0);
  return [
    { heading: words.events, cell: (one) => numberText(say, events(one)), isNumber: true },
    { heading: words.privateTexts, cell: (one) => numberText(say, texts(one)), isNumber: true },
  ];
}
