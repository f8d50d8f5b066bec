// What is asked for: kind of data, whose, held by whom, from when to when, and why: one question a page, and all on one to check.
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { Crumb, View } from '../../../../web/page.ts';
import { choices, field, form, hidden, type Errors } from '../../../../web/parts.ts';
import { recordedTimeField } from '../../../../web/recorded-time-field.ts';
import { visibleSentence } from '../../../../web/safe-text.ts';
import { askedOf, isMeasure } from '../../../core/request-items.ts';
import type { EvidenceType } from '../../../core/evidence.ts';
import { DETAIL_WORDS, optionWords } from '../../../forms/evidence-details.ts';
import { kindsOffered } from './evidence.pages.ts';
import { detailOptions, EVIDENCE } from '../../../core/evidence-types.ts';
import { EVIDENCE_WORDS } from '../../../forms/evidence-words.ts';
import { inLanguage } from '../../../machine/way/finding.ts';
import {
  askedWith,
  detailOf,
  isDetailStep,
  stepOfFinding,
  stepsOf,
  type ItemStep,
} from '../../../machine/text/item-steps.ts';
import { rowsIn } from './item.ts';
import { otherWays } from './item-table.pages.ts';
import { selectField } from '../questions/list-fields.pages.ts';
import { itemPartText } from '../../../machine/text/answer-words.ts';
import { paperBeside } from '../../../machine/text/paper.pages.ts';
import { pageTongue } from '../../../machine/text/tongue.ts';
import { theirAnswers, type Theirs } from '../questions/question.pages.ts';
import {
  crumbsBelow,
  isExplained,
  onwards,
  requestAddress,
  type RequestShown,
} from '../../../machine/text/request-shown.pages.ts';
import { questionRail } from '../questions/question-rail.pages.ts';
import type { QuestionPage } from '../../../core/form.ts';
import { pathAfterItems } from '../questions/walk.ts';
import { stateOfCase } from '../../../core/request.ts';

export interface ItemAsked {
  readonly shown: RequestShown;
  readonly page: QuestionPage;
  /** Which list it stands in. */
  readonly field: string;
  /** Undefined where what is asked for is of no kind, such as what anybody may look at. */
  readonly type: EvidenceType | undefined;
  /** Whether another kind may be chosen. */
  readonly hasOtherTypes: boolean;
  /** Not saved yet. */
  readonly isNew: boolean;
  /** The number of the one that a new one begins as. */
  readonly like?: number | undefined;
  /** By somebody who suggests it and writes nothing. */
  readonly isSuggestion?: true;
  /** Counted from 1. */
  readonly number: number;
  readonly given: URLSearchParams;
  readonly errors: Errors;
}

interface StepOfItem extends ItemAsked {
  readonly step: ItemStep;
  /** The next is asked afterwards; else it was changed, and the item is checked again. */
  readonly isWalked: boolean;
  /** What somebody else said to it meanwhile. */
  readonly theirs?: Theirs;
}

/** One question, with its check beside it while it is typed; or two that are one thing to say. */
export function itemStepPage(say: Messages, asked: StepOfItem): View {
  const { shown, page, field: list, number, isWalked, errors } = asked;
  const { file, request } = shown;
  const words = say.requests.items;
  const parts = askedWith(asked.step, stepsOf(asked), shown.legal.form);
  const [step] = parts;
  const isOne = parts.length === 1;
  const title = isOne ? stepWords(say, step) : words.identifiersAndPeriod;
  const walk = isWalked ? '&walk=yes' : asked.like === undefined ? '' : `&like=${asked.like}`;
  return {
    title,
    place: 'cases',
    crumbs: itemCrumbs(say, asked),
    isQuestion: true,
    ...(step === 'identifiers' && { scripts: ['identifiers.js'] as const }),
    errors,
    main: html`${theirAnswers(say, asked.theirs)}
      <p class="c-caption">${itemTitle(say, asked)}</p>
      ${form(
        html`${hidden('base', String(request.version.number))}
        ${
          isOne
            ? itemPart(say, asked, step)
            : html`<h1>${title}</h1>
                ${parts.map((part) => itemPart(say, asked, part, true))}`
        }
        ${isWalked && step === 'holder' ? besideHolder(say, asked) : nothing}`,
        say.requests.saveNext,
        onwards(shown, `/items/${list}/${number}?part=${step}${walk}`),
      )}
      ${asked.isNew ? otherWays(say, shown, page) : html`<p><a href="${itemAddress(asked)}">${words.toCheck}</a></p>`}`,
    aside: html`${paperBeside(say, file, shown.papers?.[0])}
    ${questionRail(say, besideStep(asked, parts), page)}`,
  };
}

/** Who holds the data is asked what of them is wanted, and why. Left empty, the reason has a page of its own. */
function besideHolder(say: Messages, { type, given, errors }: ItemAsked): Html {
  const words = say.requests.items;
  const hint = type === undefined ? words.wantedHint : inLanguage(say, EVIDENCE_WORDS[type].wanted);
  const value = given.get('wanted') ?? '';
  const wanted = { name: 'wanted', label: words.wanted, hint, rows: 4, value, isOptional: true } as const;
  const reason = { name: 'reason', label: words.reason, rows: 4, value: given.get('reason') ?? '' };
  return html`${field(say, wanted, errors)} ${field(say, reason, errors)}`;
}

/** What is found of this answer. */
function besideStep({ shown, number }: StepOfItem, parts: readonly ItemStep[]): RequestShown {
  const findings = shown.findings.filter(
    ({ item = number, what }) => item === number && parts.some((one) => one === stepOfFinding(what)),
  );
  return { ...shown, findings };
}

/** All that was said of an item, each with the way back to its question. */
export function itemCheckPage(say: Messages, asked: ItemAsked): View {
  const { shown, page, field: list, number, hasOtherTypes } = asked;
  const { file, request } = shown;
  const words = say.requests.items;
  const findings = shown.findings.filter((one) => one.field === list && one.item === number);
  const line = (part: string, label: string, said: readonly string[]): Html =>
    html`<div>
      <dt>${label}</dt>
      <dd>
        ${said.length === 0 ? html`<span class="c-hint">${say.requests.notAnswered}</span>` : said.map((one) => html`<p>${visibleSentence(one, 4000)}</p>`)}
      </dd>
      <dd>
        <a href="${itemAddress(asked, `?part=${part}`)}"
          >${say.requests.change}<span class="govuk-visually-hidden"> ${label}</span></a
        >
      </dd>
    </div>`;
  return {
    title: itemTitle(say, asked),
    place: 'cases',
    crumbs: itemCrumbs(say, asked),
    main: html`<h1>${itemTitle(say, asked)}</h1>
      <dl class="c-check">
        ${asked.type !== undefined && hasOtherTypes ? line('type', words.chooseType, [inLanguage(say, EVIDENCE_WORDS[asked.type].label)]) : nothing}
        ${stepsOf(asked).map((step) => line(step, stepWords(say, step), saidOf(say, asked, step)))}
      </dl>
      <p class="c-buttons">
        <a
          class="govuk-button"
          href="${requestAddress(file, request.number, pathAfterItems({ legal: shown.legal, answers: request.version.answers }, page, shown.isChange))}"
          >${words.goOn}</a
        >
        <a class="govuk-button govuk-button--secondary" href="${onwards(shown, `/items/${list}/new`)}"
          >${words.another}</a
        >
        <a
          class="govuk-button govuk-button--secondary"
          href="${onwards(shown, `/items/${list}/new?like=${number}&part=identifiers`)}"
          >${words.anotherLike}</a
        >
      </p>`,
    aside: html`${paperBeside(say, file, shown.papers?.[0])}
    ${questionRail(say, { ...shown, findings }, page)} ${otherFindings(say, shown, findings)}`,
  };
}

/** What is found of the rest of the request stands on its own page of answers. */
function otherFindings(
  say: Messages,
  shown: RequestShown,
  here: readonly RequestShown['findings'][number][],
): Html {
  const { file, request } = shown;
  const others = shown.findings.filter((one) => !here.includes(one) && !isExplained(shown, one));
  if (others.length === 0) return nothing;
  const address = requestAddress(file, request.number, '/check');
  return html`<p><a href="${address}">${say.requests.items.otherFindings(others.length)}</a></p>`;
}

function saidOf(say: Messages, { shown, field: list, number }: ItemAsked, step: ItemStep): readonly string[] {
  const item = askedOf(shown.request.version.answers, list)[number - 1];
  if (item === undefined || isMeasure(item)) return [];
  return itemPartText(item, step, pageTongue(say));
}

function itemAddress({ shown, field: list, number }: ItemAsked, query = ''): string {
  return onwards(shown, `/items/${list}/${number}${query}`);
}

function itemCrumbs(say: Messages, { shown: { file, request }, number }: ItemAsked): Crumb[] {
  return crumbsBelow(say, { file, request }, { words: say.requests.items.item(number) });
}

function itemTitle(say: Messages, { type, number }: ItemAsked): string {
  const item = say.requests.items.item(number);
  return type === undefined ? item : say.letter.labelled(item, inLanguage(say, EVIDENCE_WORDS[type].label));
}

/** What the question asks for, in a line. */
export function stepWords(say: Messages, step: ItemStep): string {
  const words = say.requests.items;
  if (isDetailStep(step)) return inLanguage(say, DETAIL_WORDS[detailOf(step)]);
  return words[step];
}

/** The fields of one question. `isBeside`: another is on the same page, under a title of both. */
export function itemPart(say: Messages, asked: ItemAsked, step: ItemStep, isBeside = false): Html {
  const { type, given, errors } = asked;
  const words = say.requests.items;
  const label = stepWords(say, step);
  const line = (hint?: string, rows?: number): Html =>
    field(
      say,
      {
        name: step,
        label,
        isHeading: true,
        isOptional: step !== 'holder' && step !== 'reason',
        value: given.get(step) ?? '',
        ...(hint !== undefined && { hint }),
        ...(rows !== undefined && { rows }),
      },
      errors,
    );
  const heading = isBeside ? html`<h2>${label}</h2>` : html`<h1>${label}</h1>`;
  switch (step) {
    case 'category':
      return oneOf(say, asked, { step, list: categoriesOffered(say, type) });
    case 'identifiers':
      return html`${heading} ${identifiers(say, asked, isBeside)}`;
    case 'period':
      return html`${heading}
        <p class="c-hint">${words.periodHint}</p>
        ${timeOf(say, asked, 'from', words.periodFrom)} ${timeOf(say, asked, 'to', words.periodTo)}`;
    case 'holder':
      return line(words.holderHint);
    case 'service':
      return line();
    case 'wanted':
      return line(type === undefined ? words.wantedHint : inLanguage(say, EVIDENCE_WORDS[type].wanted), 4);
    case 'reason':
      return line(undefined, 4);
    case 'format':
      return line(words.formatHint);
    case 'preservation':
      return line(words.preservationHint);
    default: {
      const options = detailOptions(detailOf(step));
      if (options === undefined) return line();
      const said = (one: (typeof options)[number]): string => optionWords(one, (all) => inLanguage(say, all));
      return oneOf(say, asked, { step, list: options.map((one) => [one, said(one)] as const) });
    }
  }
}

interface OneOf {
  readonly step: ItemStep;
  readonly list: readonly (readonly [value: string, words: string])[];
}

function oneOf(say: Messages, { given, errors }: ItemAsked, { step, list }: OneOf): Html {
  const offered = list.map(([value, words]) => ({ value, words, isChosen: given.get(step) === value }));
  const legend = stepWords(say, step);
  return choices(say, { name: step, kind: 'radios', legend, isHeading: true, list: offered }, errors);
}

function categoriesOffered(say: Messages, type: EvidenceType | undefined): OneOf['list'] {
  const offered = type && new Set<string>(EVIDENCE[type].categories);
  return Object.entries(say.ways.category).filter(([id]) => offered?.has(id) ?? true);
}

function identifiers(say: Messages, asked: ItemAsked, isBeside: boolean): Html {
  const { type, given } = asked;
  const words = say.requests.items;
  const rows = rowsIn(given);
  const shown = rows.length === 0 && !given.has('kept') ? [0] : rows;
  return html`${type === undefined || EVIDENCE[type].namedBy.includes('ip') ? html`<p class="c-hint">${words.identifierHint}</p>` : nothing}
    ${many(say, asked)} ${shown.map((row) => identifierRow(say, asked, row, isBeside))}
    <p>
      <button type="submit" class="govuk-button govuk-button--secondary" name="more" value="yes">
        ${words.more}
      </button>
    </p>`;
}

/** By the clock of a log, which may be of either State. */
function timeOf(say: Messages, { shown, given, errors }: ItemAsked, name: string, legend: string): Html {
  const states = [shown.request.counterpart, stateOfCase(shown.file)];
  return recordedTimeField(say, { name, legend, given, states }, errors);
}

/** How many stay as they are, and where more are brought in. */
function many(say: Messages, { shown, field: list, number, isNew, isSuggestion, given }: ItemAsked): Html {
  const words = say.drafting.lists;
  const kept = given.get('kept');
  if (isNew) return nothing;
  const { file, request } = shown;
  const address = requestAddress(file, request.number, `/lists/${list}.${number}`);
  return html`${
    kept === null
      ? nothing
      : html`${hidden('kept', kept)}
          <p>${words.kept(Number(kept))}</p>`
  }
  ${isSuggestion ? nothing : html`<p><a href="${address}">${words.fromFile}</a></p>`}`;
}

/** Port and times belong to addresses of the net alone; for the other kinds they stay empty, and are folded where more is asked. */
function identifierRow(say: Messages, asked: ItemAsked, row: number, isBeside: boolean): Html {
  const words = say.requests.items;
  const { type, given, errors } = asked;
  const chosen = given.get(`kind.${row}`) ?? '';
  const kind = `kind.${row}`;
  const line = (name: string, label: string): Html =>
    field(
      say,
      { name: `${name}.${row}`, label, value: given.get(`${name}.${row}`) ?? '', isOptional: true },
      errors,
    );
  const ofAddress = html`${line('port', words.port)} ${timeOf(say, asked, `from.${row}`, words.from)}
  ${timeOf(say, asked, `to.${row}`, words.to)}`;
  const folded = html`<details class="c-each">
    <summary>${words.ofAddress}</summary>
    ${ofAddress}
  </details>`;
  return html`<fieldset
    class="govuk-fieldset c-identifier"
    data-check
    data-holder="${given.get('holder') ?? ''}"
  >
    <legend class="govuk-visually-hidden">${words.identifiers}, ${row + 1}</legend>
    ${selectField(say, { name: kind, label: words.kind, list: kindsOffered(type, chosen).map((id) => [id, say.requests.kinds[id]] as const), given, errors })}
    ${line('value', words.value)}
    ${chosen === '' || chosen === 'ip' ? (isBeside && chosen === '' ? folded : ofAddress) : nothing}
  </fieldset>`;
}
