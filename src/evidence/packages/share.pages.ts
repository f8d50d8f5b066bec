// Share evidence: one question a page, what will leave and what stays, and the second person's decision.
import { caseCrumbs } from '../../cases/cases.pages.ts';
import { STATE_CODES, stateName } from '../../law/states.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { selectField, lineField, suggestions } from '../../web/ask-parts.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import {
  choices,
  errorSummary,
  field,
  form,
  hidden,
  note,
  table,
  tag,
  type Column,
  type Errors,
} from '../../web/parts.ts';
import { listText, numberText, sizeText } from '../../web/when.ts';
import { checkAnswers, signature, type Signs } from '../exhibits/exhibit-about.pages.ts';
import { visiblePlain } from './report/safe-text.ts';
import { chosen, type ShareAnswers, type ShareForm, type Step } from './share-form.ts';
import { BASES, HANDS_OVER, obstacleOf, type Share, type ShareLine } from './share.ts';
import type { Leaving } from './share.store.ts';

export interface Asking extends ShareAnswers {
  readonly file: CaseOfMember;
  readonly errors: Errors;
  readonly isMore: boolean;
  readonly receivers: readonly string[];
}

export function stepPage(say: Messages, step: Exclude<Step, 'check'>, asking: Asking, next: Step): View {
  const words = say.share;
  const title = {
    exhibits: words.which,
    ground: words.ground,
    receiver: words.receiver,
    basis: words.basis,
    how: words.how,
  }[step];
  const content = { exhibits, ground, receiver, basis, how }[step](say, asking);
  const mayGo = step !== 'exhibits' || asking.lines.some((one) => obstacleOf(one) === undefined);
  return shareQuestion(say, asking, {
    title,
    content: html`<h1>${title}</h1>
      ${
        mayGo
          ? form(
              html`${kept(asking.form, step)}${hidden('to', next)}${content}`,
              say.form.next,
              `/cases/${asking.file.reference}/share`,
            )
          : html`<p>${words.none}</p>`
      }
      ${step === 'exhibits' ? staying(say, asking) : nothing}`,
  });
}

export function shareQuestion(
  say: Messages,
  { file, errors }: Pick<Asking, 'file' | 'errors'>,
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

const FIELDS: { readonly [step in Step]: readonly (keyof ShareForm)[] } = {
  exhibits: ['items'],
  ground: ['ground'],
  receiver: ['name', 'state', 'recipient'],
  basis: ['basis', 'reference', 'purpose'],
  how: ['handsOver', 'details'],
  check: [],
};

/** All answers but those that this page asks for. */
function kept(given: ShareForm, step: Step): Html {
  const { items, ...rest } = given;
  const asked = FIELDS[step];
  return html`${asked.includes('items') ? nothing : items.map((item) => hidden('items', String(item)))}
  ${Object.entries(rest).map(([name, value]) =>
    (asked as readonly string[]).includes(name) || value === undefined || value === ''
      ? nothing
      : hidden(name, value),
  )}`;
}

function exhibits(say: Messages, { lines, form: given, errors, isMore }: Asking): Html {
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
  return html`${choices(say, { name: 'items', kind: 'checkboxes', legend: words.which, hint: words.whichHint, isLegendHidden: true, list }, errors)}
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

function ground(say: Messages, asking: Asking): Html {
  const words = say.share;
  const limited = chosen(asking).filter(({ conditions }) => conditions.length > 0);
  return html`${note(
    'warn',
    html`<p>${words.groundWords}</p>
      ${limited.map(
        (one) =>
          html`<p>
            <b>${one.number}</b>
            ${one.conditions.map((condition) => html`<br />${visiblePlain(condition, 1000)}`)}
          </p>`,
      )}`,
  )}
  ${field(say, { name: 'ground', label: words.answers.ground, hint: words.groundHint, value: asking.form.ground }, asking.errors)}`;
}

function receiver(say: Messages, { form: given, errors, receivers }: Asking): Html {
  const words = say.share;
  const { code } = say.language;
  const states = STATE_CODES.map((state) => ({ value: state, words: stateName(state, code) })).sort((a, b) =>
    a.words.localeCompare(b.words, code),
  );
  return html`${suggestions('receivers', receivers)}
  ${lineField(say, { name: 'name', label: words.name, hint: words.nameHint, value: given.name, list: 'receivers' }, errors)}
  ${selectField(say, { name: 'state', label: words.state, value: given.state }, [{ value: '', words: words.noState }, ...states], errors)}
  ${field(say, { name: 'recipient', label: words.recipient, hint: words.recipientHint, value: given.recipient, autocomplete: 'off', isOptional: true }, errors)}`;
}

function basis(say: Messages, { form: given, errors }: Asking): Html {
  const words = say.share;
  const list = BASES.map((one) => ({ value: one, words: words.bases[one], isChosen: one === given.basis }));
  return html`${choices(say, { name: 'basis', kind: 'radios', legend: words.basisKind, list }, errors)}
  ${field(say, { name: 'reference', label: words.reference, hint: words.referenceHint, value: given.reference, autocomplete: 'off' }, errors)}
  ${field(say, { name: 'purpose', label: words.purpose, hint: words.purposeHint, value: given.purpose, autocomplete: 'off' }, errors)}`;
}

function how(say: Messages, { form: given, errors }: Asking): Html {
  const words = say.share;
  const custody = HANDS_OVER.map((one) => ({
    value: one,
    words: words.handsOver[one],
    hint: words.handsOverHint[one],
    isChosen: one === given.handsOver,
  }));
  const texts = (['go', 'stay'] as const).map((one) => ({
    value: one,
    words: words.details[one],
    hint: words.detailsHint[one],
    isChosen: one === given.details,
  }));
  return html`${choices(say, { name: 'handsOver', kind: 'radios', legend: words.handsOverLegend, list: custody }, errors)}
  ${choices(say, { name: 'details', kind: 'radios', legend: words.detailsLegend, list: texts }, errors)}`;
}

export interface Contents {
  readonly lines: readonly ShareLine[];
  /** Undefined: it has left already, and was counted then. */
  readonly leaving: readonly Leaving[] | undefined;
  /** Exhibits of the case that stay. */
  readonly others: number;
}

export function checkSharePage(
  say: Messages,
  asking: Asking & {
    readonly share: Share;
    readonly contents: Contents;
    readonly isSecond: boolean;
    readonly signs: Signs;
  },
): View {
  const words = say.share;
  const { file, form: given, share, contents, signs } = asking;
  const action = `/cases/${file.reference}/share`;
  const all = kept(given, 'check');
  const change = (step: Step, about: string) => ({
    label: about,
    change: { action: `${action}?step=${step}`, about },
  });
  const answers = words.answers;
  return shareQuestion(say, asking, {
    title: words.check,
    content: html`<h1>${words.check}</h1>
      ${whatLeaves(say, share, contents)}
      ${checkAnswers(say, all, [
        { ...change('ground', answers.ground), value: share.ground ?? '' },
        { ...change('receiver', answers.receiver), value: receiverText(say, share) },
        { ...change('basis', answers.basis), value: basisText(say, share) },
        { ...change('basis', answers.purpose), value: share.purpose },
        { ...change('how', answers.how), value: words.handsOver[share.handsOver] },
        { ...change('how', answers.details), value: words.details[share.withDetails ? 'go' : 'stay'] },
        {
          ...change('receiver', answers.encryption),
          value: share.recipient === undefined ? words.notEncrypted : words.encrypted,
        },
      ])}
      <p>${asking.isSecond ? words.isSecond : words.isRecorded}</p>
      ${asking.isSecond ? nothing : signature(say, signs)}
      ${form(all, asking.isSecond ? words.ask : words.make, `${action}/make`)}`,
  });
}

export function receiverText(say: Messages, { receiver: { name, state } }: Share): string {
  return `${visiblePlain(name, 200)}, ${stateName(state, say.language.code)}`;
}

export function basisText(say: Messages, { basis: { type, id } }: Share): string {
  const kind = BASES.find((one) => one === type);
  return `${kind === undefined ? type : say.share.bases[kind]}: ${visiblePlain(id, 300)}`;
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
