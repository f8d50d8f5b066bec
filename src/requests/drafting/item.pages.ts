// What is asked for: kind of data, whose, held by whom, from when to when, and why.
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { errorSummary, field, hidden, type Errors } from '../../web/parts.ts';
import { recordedTimeField } from '../../web/recorded-time-field.ts';
import { readRecordedTime } from '../../web/recorded-time.ts';
import type { EvidenceType } from './evidence.ts';
import { detailFields, kindsOffered } from './evidence.pages.ts';
import { EVIDENCE, PRESERVED } from './evidence-types.ts';
import { EVIDENCE_WORDS } from './evidence-words.ts';
import { inLanguage } from './finding.ts';
import { rowsIn } from './item.ts';
import { selectField } from './list-fields.pages.ts';
import { paperBeside } from '../letters/paper.pages.ts';
import { questionRail, requestAddress, requestCrumbs, type RequestShown } from '../request-shown.pages.ts';
import type { QuestionPage } from '../form.ts';
import { requestReference, stateOfCase } from '../request.ts';

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
  /** By somebody who suggests it and writes nothing. */
  readonly isSuggestion?: true;
  /** Counted from 1. */
  readonly number: number;
  readonly given: URLSearchParams;
  readonly errors: Errors;
}

export function itemPage(say: Messages, asked: ItemAsked): View {
  const { shown, page, number, errors } = asked;
  const { file, request } = shown;
  const words = say.requests.items;
  const reference = requestReference(file.reference, request.number);
  return {
    title: words.title(number),
    place: 'cases',
    crumbs: requestCrumbs(
      say,
      file,
      { words: reference, href: requestAddress(file, request.number) },
      { words: words.item(number) },
    ),
    isQuestion: true,
    scripts: ['identifiers.js'],
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      <h1>${words.title(number)}</h1>
      <form method="post" novalidate>
        ${hidden('base', String(request.version.number))} ${typeShown(say, asked)} ${itemFields(say, asked)}
        <button type="submit" class="govuk-button">${words.save}</button>
      </form>`,
    aside: html`${paperBeside(say, shown.file, shown.papers?.[0])} ${questionRail(say, shown, page)}`,
  };
}

/** All that an item is asked for, but its kind. */
export function itemFields(say: Messages, asked: ItemAsked): Html {
  const { type, given, errors } = asked;
  const words = say.requests.items;
  const value = (name: string): string => given.get(name) ?? '';
  const line = (name: string, label: string, hint?: string, isOptional = false): Html =>
    field(say, { name, label, value: value(name), isOptional, ...(hint !== undefined && { hint }) }, errors);
  return html`${type === undefined ? nothing : hidden('type', type)} ${categoryField(say, asked)}
    ${line('holder', words.holder, words.holderHint)} ${line('service', words.service, undefined, true)}
    <h2>${words.identifiers}</h2>
    ${type === undefined || EVIDENCE[type].namedBy.includes('ip') ? html`<p class="c-hint">${words.identifierHint}</p>` : nothing}
    ${many(say, asked)} ${rowsIn(given).map((row) => identifierRow(say, asked, row))}
    <p>
      <button type="submit" class="govuk-button govuk-button--secondary" name="more" value="yes">
        ${words.more}
      </button>
    </p>
    ${period(say, asked)}
    ${field(say, { name: 'wanted', label: words.wanted, hint: type === undefined ? words.wantedHint : inLanguage(say, EVIDENCE_WORDS[type].wanted), value: value('wanted'), rows: 4, isOptional: true }, errors)}
    ${field(say, { name: 'reason', label: words.reason, value: value('reason'), rows: 4 }, errors)}
    ${line('format', words.format, words.formatHint, true)} ${details(say, asked)}
    ${preserved(say, asked, line)}`;
}

type Line = (name: string, label: string, hint?: string, isOptional?: boolean) => Html;

function typeShown(say: Messages, asked: ItemAsked): Html {
  const { type, hasOtherTypes, shown, field: list, isNew, number } = asked;
  if (type === undefined) return nothing;
  const words = say.requests.items;
  const { file, request } = shown;
  const item = isNew ? 'new' : String(number);
  const address = requestAddress(file, request.number, `/items/${list}/${item}?ask=yes`);
  return html`<p>
      <strong>${inLanguage(say, EVIDENCE_WORDS[type].label)}</strong>
      ${hasOtherTypes ? html`<a href="${address}">${words.changeType}</a>` : nothing}
    </p>
    <p class="c-hint">${inLanguage(say, EVIDENCE_WORDS[type].hint)}</p>`;
}

/** Not asked of what is of no time; what was said before stays. */
function period(say: Messages, asked: ItemAsked): Html {
  const words = say.requests.items;
  const { type, given } = asked;
  const isSaid = (['from', 'to'] as const).some((name) => readRecordedTime(given, name) !== undefined);
  if (type !== undefined && !EVIDENCE[type].isOfTime && !isSaid) return nothing;
  return html`<h2>${words.period}</h2>
    ${timeOf(say, asked, 'from', words.periodFrom)} ${timeOf(say, asked, 'to', words.periodTo)}`;
}

/** By the clock of a log, which may be of either State. */
function timeOf(say: Messages, { shown, given, errors }: ItemAsked, name: string, legend: string): Html {
  const states = [shown.request.counterpart, stateOfCase(shown.file)];
  return recordedTimeField(say, { name, legend, given, states }, errors);
}

/** A device is seized, a register stands: nobody was asked to preserve them. */
function preserved(say: Messages, { type, given }: ItemAsked, line: Line): Html {
  const words = say.requests.items;
  const isKept = type === undefined || EVIDENCE[type].categories.some((one) => PRESERVED.has(one));
  if (!isKept && (given.get('preservation') ?? '') === '') return nothing;
  return line('preservation', words.preservation, words.preservationHint, true);
}

function details(say: Messages, { type, given, errors }: ItemAsked): Html {
  if (type === undefined || EVIDENCE[type].details.length === 0) return nothing;
  return html`<h2>${say.requests.items.details}</h2>
    ${detailFields(say, type, given, errors)}`;
}

function categoryField(say: Messages, { type, given, errors }: ItemAsked): Html {
  const [first, ...more] = type === undefined ? [] : EVIDENCE[type].categories;
  if (first !== undefined && more.length === 0) return hidden('category', first);
  const offered = first === undefined ? undefined : new Set<string>([first, ...more]);
  const list = Object.entries(say.ways.category).filter(([id]) => offered?.has(id) ?? true);
  return selectField(say, { name: 'category', label: say.requests.items.category, list, given, errors });
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

/** Port and times belong to addresses of the net alone; for the other kinds they stay empty. */
function identifierRow(say: Messages, asked: ItemAsked, row: number): Html {
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
  return html`<fieldset class="govuk-fieldset c-identifier" data-check>
    <legend class="govuk-visually-hidden">${words.identifiers}, ${row + 1}</legend>
    ${selectField(say, { name: kind, label: words.kind, list: kindsOffered(type, chosen).map((id) => [id, say.requests.kinds[id]] as const), given, errors })}
    ${line('value', words.value)}
    ${
      chosen === '' || chosen === 'ip'
        ? html`${line('port', words.port)} ${timeOf(say, asked, `from.${row}`, words.from)}
          ${timeOf(say, asked, `to.${row}`, words.to)}`
        : nothing
    }
  </fieldset>`;
}
