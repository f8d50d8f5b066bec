// One question on one page: the fields of the form, filled in with what was answered before.
import { dayGiven, daysField } from '../../../../web/day-field.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { FormField } from '../../../../law/model-form.ts';
import { STATE_CODES, stateName } from '../../../../law/states.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { View } from '../../../../web/page.ts';
import { choices, field, form, hidden, note, pressButton, type Errors } from '../../../../web/parts.ts';
import { askedFieldset } from '../../../../web/asked-fieldset.ts';
import { zoneSelect } from '../../../../web/moment-field.ts';
import { isolatedText } from '../../../../web/when.ts';
import { recordedTimeField } from '../../../../web/recorded-time-field.ts';
import { visiblePlain, visibleSentence } from '../../../../web/safe-text.ts';
import { askedOf } from '../../../core/request-items.ts';
import { inLanguage } from '../../../machine/way/finding.ts';
import { rolesText } from '../../../../law/authority.pages.ts';
import type { Authority } from '../../../../law/model.ts';
import { OTHER_PARTY, partyName, PARTY_PARTS, recordName, type PartyField, type PartyPart } from './party.ts';
import { goesAsFollowed, isRequired, onlyAsked, type QuestionPage } from '../../../core/form.ts';
import { askedLines, askedTitle } from '../../../machine/text/answer-words.ts';
import { pageTongue } from '../../../machine/text/tongue.ts';
import {
  durationField,
  languagesField,
  linesField,
  personsField,
  selectField,
  type ListAsked,
} from './list-fields.pages.ts';
import { isLines } from '../../../core/list-fields.ts';
import { paperBeside } from '../../../machine/text/paper.pages.ts';
import { PARTS } from './read-fields.ts';
import {
  crumbsBelow,
  onwards,
  requestAddress,
  type RequestShown,
} from '../../../machine/text/request-shown.pages.ts';
import { questionRail } from './question-rail.pages.ts';
import { stateOfCase } from '../../../core/request.ts';
import { headingOf, pathAfterItems, placeInTask } from './walk.ts';

export interface Question {
  readonly shown: RequestShown;
  readonly page: QuestionPage;
  /** What the question belongs to, where that is not the request as a whole. */
  readonly caption?: string;
  /** The fields that have a place in this request. */
  readonly fields: readonly FormField[];
  /** What stands in the fields, by name. */
  readonly given: URLSearchParams;
  /** What stands there was said of another field, and is not saved yet. */
  readonly isRepeated?: boolean;
  /** The request of which it stands on record so. */
  readonly recordedOf?: string | undefined;
  /** The request whose items are named here by their numbers. */
  readonly itemsOf?: { readonly reference: string; readonly items: readonly string[] } | undefined;
  readonly errors: Errors;
  /** Of a page that asks for an authority or a person alone: which part of it is asked. */
  readonly party?: PartyAsked | undefined;
  /** The way back: to the question before it, or to where it is changed from. None before the first. */
  readonly back?: { readonly words: string; readonly href: string } | undefined;
  /** Past what may stay empty in this task, where that is more than this one question. */
  readonly past?: string | undefined;
  /** Answers that somebody else saved in the meantime. */
  readonly theirs?: Theirs;
}

export interface PartyAsked {
  readonly field: PartyField;
  readonly part: PartyPart;
  /** Of the directory, to choose from. */
  readonly records: readonly Authority[];
}

export interface Theirs {
  /** Without one: somebody else answered this. */
  readonly title?: string;
  readonly words: string;
  readonly lines: readonly string[];
}

export function questionPage(say: Messages, asked: Question): View {
  const { shown, page, errors, fields } = asked;
  const { file, request, legal } = shown;
  const words = say.requests;
  const heading = headingOf(say, legal, page);
  const isReach = asked.party?.part === 'reach';
  const title = isReach ? reachHeading(say, shown, asked.party) : heading;
  const { task, at, of } = placeInTask({ legal, answers: request.version.answers }, page);
  const place = words.stepOf(at, of);
  return {
    title,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: inLanguage(say, task.title) }),
    isQuestion: true,
    scripts: fields.some(isLines) ? ['back.js', 'identifiers.js'] : ['back.js'],
    errors,
    main: html`${theirAnswers(say, asked.theirs)}
      <p class="c-caption"><bdi>${asked.caption ?? inLanguage(say, task.title)}</bdi> · ${place}</p>
      ${page.title === undefined && !isReach ? nothing : html`<h1>${title}</h1>`}
      ${page.hint === undefined || isReach ? nothing : html`<p>${inLanguage(say, page.hint)}</p>`}
      ${isOfItems(fields) ? itemList(say, asked, fields[0]!) : form(content(say, asked), words.saveNext)}
      ${asked.past === undefined ? nothing : html`<p><a class="govuk-button govuk-button--secondary" href="${asked.past}">${words.nothingToAdd}</a></p>`}
      ${asked.back === undefined ? nothing : html`<p><a href="${asked.back.href}">${asked.back.words}</a></p>`}`,
    aside: html`${paperBeside(say, file, shown.papers?.[0])} ${questionRail(say, shown, page)}`,
  };
}

/** Several are asked for one after the other: it names whose. */
function reachHeading(say: Messages, { request }: RequestShown, party: PartyAsked | undefined): string {
  const name = partyName(party && request.version.answers[party.field.id]);
  const { partyReach, partyReachOf } = say.requests;
  return name === undefined ? partyReach : partyReachOf(isolatedText(say, visiblePlain(name, 300)));
}

/** Items have pages of their own; a page that asks for them asks for nothing else. */
export function isOfItems(fields: readonly FormField[]): boolean {
  return fields.some(({ type }) => type === 'item_list');
}

/** What somebody else said meanwhile, above what was typed. */
export function theirAnswers(say: Messages, theirs: Theirs | undefined): Html {
  if (theirs === undefined) return nothing;
  return note(
    'warn',
    html`<h2>${theirs.title ?? say.requests.conflict.title}</h2>
      <p>${theirs.words}</p>
      <ul class="govuk-list">
        ${theirs.lines.map((line) => html`<li>${visibleSentence(line, 2000)}</li>`)}
      </ul>`,
  );
}

function content(say: Messages, asked: Question): Html {
  const { shown, page, fields, given, errors, isRepeated, recordedOf, itemsOf, party } = asked;
  const { version } = shown.request;
  const isHeading = page.title === undefined;
  if (party !== undefined) return partyContent(say, asked, party);
  // Beside another field the signature, which comes later, needs no words of its own.
  const shownFields = fields.filter(({ type }) => type !== 'signature' || fields.length === 1);
  const isSaid = isSaidAbove(shown, page);
  const parts = shownFields.map((one) => fieldHtml(say, shown, one, { given, errors, isHeading, isSaid }));
  return html`${hidden('base', String(version.number))}${parts}
  ${itemsOf === undefined ? nothing : itemNames(say, itemsOf)}
  ${isRepeated === true ? html`<p class="c-hint">${say.requests.repeated}</p>` : nothing}
  ${recordedOf === undefined ? nothing : html`<p class="c-hint">${say.followUps.recorded(recordedOf)}</p>`}`;
}

/** A form of our own has for each question a label that says the same; one of a convention has its own words, and numbers. */
function isSaidAbove({ legal }: RequestShown, { title, fields }: QuestionPage): boolean {
  return goesAsFollowed(legal.form) && title !== undefined && fields.length === 1;
}

function itemNames(say: Messages, { reference, items }: NonNullable<Question['itemsOf']>): Html {
  return html`<h2 class="govuk-heading-s">${say.followUps.itemsOf(reference)}</h2>
    <ul class="govuk-list">
      ${items.map((name) => html`<li><bdi>${visibleSentence(name, 400)}</bdi></li>`)}
    </ul>`;
}

/** Of the directory first; then who it is, and how they are reached. */
function partyContent(
  say: Messages,
  { shown, page, given, errors, isRepeated }: Question,
  { field: one, part, records }: PartyAsked,
): Html {
  const isHeading = page.title === undefined && part !== 'reach';
  const label = isRequired(shown.legal, one, shown.request.version.answers)
    ? one.label
    : say.requests.optionalLabel(one.label);
  const isSaid = isSaidAbove(shown, page) && isRequired(shown.legal, one, shown.request.version.answers);
  const filled = { given, errors, label, isHeading, isSaid };
  return html`${hidden('base', String(shown.request.version.number))} ${hidden('part', part)}
  ${part === 'record' ? recordChoice(say, one, records, filled) : partsOf(say, shown, one, { ...filled, names: PARTY_PARTS[one.type][part] })}
  ${isRepeated === true ? html`<p class="c-hint">${say.requests.repeated}</p>` : nothing}`;
}

function recordChoice(
  say: Messages,
  { id }: PartyField,
  records: readonly Authority[],
  { given, errors, label, isHeading, isSaid }: Filled & { readonly label: string },
): Html {
  const name = recordName(id);
  const { partyOther, partyOtherHint } = say.requests;
  const chosen = given.get(name);
  const now = given.get(`${id}.organisation`) ?? '';
  const first = records.find((one) => one.name === now);
  const list = [
    ...records.map((one) => ({
      value: one.id,
      words: visiblePlain(one.name, 300),
      hint: rolesText(say, one),
      isChosen: chosen === null ? one === first : chosen === one.id,
    })),
    { value: OTHER_PARTY, words: partyOther, hint: partyOtherHint, isChosen: chosen === OTHER_PARTY },
  ];
  const legend = { legend: label, isHeading: isHeading === true, isLegendHidden: isSaid === true };
  return choices(say, { name, kind: 'radios', list, ...legend }, errors);
}

interface Filled {
  readonly given: URLSearchParams;
  readonly errors: Errors;
  /** The page has no other: its label is the heading. */
  readonly isHeading?: boolean;
  /** The heading says it already. */
  readonly isSaid?: boolean;
}

/** Without those that other answers rule out; one that was chosen before is shown, or nobody could take it back. */
function optionsLeft(
  { legal, request }: Pick<RequestShown, 'legal' | 'request'>,
  { id, options }: FormField,
  chosen: readonly string[],
): FormField['options'] {
  const isLeft = legal.form.leaves?.[id]?.(request.version.answers);
  return isLeft === undefined ? options : options.filter((one) => isLeft(one.id) || chosen.includes(one.id));
}

function oneOfThese(
  say: Messages,
  shown: RequestShown,
  one: FormField,
  { label, given, errors, isHeading, isSaid }: Filled & { readonly label: string },
): Html {
  const { id, type } = one;
  const chosen = given.getAll(id);
  const list =
    type === 'boolean'
      ? yesOrNo(say, given.get(id))
      : optionsLeft(shown, one, chosen).map((option) => ({
          value: option.id,
          words: option.label,
          isChosen: chosen.includes(option.id),
        }));
  const kind = type === 'multichoice' ? 'checkboxes' : 'radios';
  const legend = { legend: label, isHeading: isHeading === true, isLegendHidden: isSaid === true };
  return choices(say, { name: id, kind, list, ...legend }, errors);
}

/** One field of a form, filled in. */
export function fieldHtml(say: Messages, shown: RequestShown, one: FormField, filled: Filled): Html {
  const words = say.requests;
  const { id, type } = one;
  const isOptional = !isRequired(shown.legal, one, shown.request.version.answers);
  const label = isOptional ? words.optionalLabel(one.label) : one.label;
  const { isHeading = false } = filled;
  const isSaid = filled.isSaid === true && !isOptional; // that it may stay empty is said by the label
  const plain = {
    name: id,
    label,
    value: filled.given.get(id) ?? '',
    isOptional: true,
    isHeading,
  };
  switch (type) {
    case 'signature':
      return html`<p class="c-hint">${words.later}</p>`;
    case 'boolean':
    case 'choice':
    case 'multichoice':
      return oneOfThese(say, shown, one, { ...filled, label, isSaid });
    case 'party':
    case 'contact':
      return partsOf(say, shown, one, { ...filled, label, names: PARTS[type] });
    case 'date_range':
      return partsOf(say, shown, one, { ...filled, label, names: ['from', 'to'] });
    case 'state': {
      const list = STATE_CODES.map((code) => [code, stateName(code, say.language.code)] as const);
      return selectField(say, { name: id, label, list, ...filled });
    }
    case 'identifier_list':
    case 'hash_list':
    case 'person_list':
    case 'duration':
      return listField(say, shown, { field: one, label, ...filled });
    case 'date': {
      const value = dayGiven(filled.given, id);
      return daysField(
        say,
        { name: id, legend: label, value, isHeading, isLegendHidden: isSaid },
        filled.errors,
      );
    }
    case 'datetime': {
      const states = [stateOfCase(shown.file), shown.request.counterpart];
      const { given, errors } = filled;
      return recordedTimeField(say, { name: id, legend: label, given, states, isHeading }, errors);
    }
    case 'longtext':
    case 'address':
      return field(say, { ...plain, rows: 6 }, filled.errors);
    case 'languages':
      return languagesField(say, { name: id, label, ...filled });
    case 'list':
      return field(say, { ...plain, rows: 4, hint: words.lines }, filled.errors);
    default:
      return field(say, plain, filled.errors);
  }
}

function listField(say: Messages, { file, request }: RequestShown, asked: Omit<ListAsked, 'bring'>): Html {
  const { id, type } = asked.field;
  const all = { ...asked, bring: requestAddress(file, request.number, `/lists/${id}`) };
  if (type === 'person_list') return personsField(say, all);
  return type === 'duration' ? durationField(say, all) : linesField(say, all);
}

function yesOrNo(say: Messages, given: string | null) {
  return [
    { value: 'yes', words: say.requests.yes, isChosen: given === 'yes' },
    { value: 'no', words: say.requests.no, isChosen: given === 'no' },
  ];
}

interface Parts extends Filled {
  readonly label: string;
  readonly names: readonly (keyof Messages['requests']['part'])[];
}

function partsOf(
  say: Messages,
  { request, file }: RequestShown,
  { id }: FormField,
  { label, names, given, errors, isHeading = false, isSaid }: Parts,
): Html {
  const states = [request.direction === 'incoming' ? request.counterpart : stateOfCase(file)];
  const part = (name: Parts['names'][number]): Html => {
    const words = { name: `${id}.${name}`, label: say.requests.part[name] };
    if (name === 'zone') return zoneSelect(say, { ...words, given, states, isOptional: true });
    if (name === 'from' || name === 'to')
      return daysField(say, { ...words, legend: words.label, value: dayGiven(given, words.name) }, errors);
    return field(say, { ...words, value: given.get(words.name) ?? '', isOptional: true }, errors);
  };
  return askedFieldset(
    say,
    { name: id, legend: label, isHeading, isLegendHidden: isSaid, error: errors[id] },
    html`${names.map(part)}`,
  );
}

function itemList(say: Messages, { shown, page }: Question, list: FormField): Html {
  const { file, request } = shown;
  const words = say.requests.items;
  const { id } = list;
  const items = askedOf(onlyAsked(shown.legal, request.version.answers), id);
  const address = (then: string): string => onwards(shown, `/items/${id}/${then}`);
  // One may go on without: nothing has to be answered in order, and a list that may stay empty is answered so.
  const draft = { legal: shown.legal, answers: request.version.answers };
  const next = requestAddress(file, request.number, pathAfterItems(draft, page, shown.isChange));
  return html`${items.length === 0 ? html`<p>${words.none}</p>` : nothing}
    ${items.map(
      (item, i) =>
        html`<h2>${words.item(i + 1)}${say.language.colon}${askedTitle(item, list, say)}</h2>
          <dl class="c-check">
            ${askedLines(item, list, pageTongue(say)).map(
              ({ label, text }) =>
                html`<div>
                  <dt>${label}</dt>
                  <dd>${text.map((line) => html`<p><bdi>${visibleSentence(line, 4000)}</bdi></p>`)}</dd>
                  <dd></dd>
                </div>`,
            )}
          </dl>
          <p>
            <a href="${address(String(i + 1))}"
              >${say.requests.change}<span class="govuk-visually-hidden"> ${words.item(i + 1)}</span></a
            >
            ${pressButton(address(`${i + 1}/remove?version=${request.version.number}`), words.remove, words.item(i + 1))}
          </p>`,
    )}
    <p class="c-buttons">
      <a class="govuk-button${items.length === 0 ? '' : ' govuk-button--secondary'}" href="${address('new')}"
        >${items.length === 0 ? words.add : words.another}</a
      >
      <a class="govuk-button${items.length === 0 ? ' govuk-button--secondary' : ''}" href="${next}"
        >${words.goOn}</a
      >
    </p>
    <p><a href="${address('table')}">${say.requests.itemTable.link}</a></p>`;
}
