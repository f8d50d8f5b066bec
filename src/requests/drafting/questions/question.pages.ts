// One question on one page: the fields of the form, filled in with what was answered before.
import { dayFields, dayGiven, daysField } from '../../../web/day-field.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { FormField } from '../../../law/model-form.ts';
import { STATE_CODES, stateName } from '../../../law/states.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import {
  choices,
  errorSummary,
  field,
  form,
  hidden,
  note,
  pressButton,
  type Errors,
} from '../../../web/parts.ts';
import { askedFieldset } from '../../../web/asked-fieldset.ts';
import { zoneSelect } from '../../../web/moment-field.ts';
import { recordedTimeField } from '../../../web/recorded-time-field.ts';
import { recordedTimeFields } from '../../../web/recorded-time.ts';
import { visiblePlain, visibleSentence } from '../../../evidence/packages/report/safe-text.ts';
import type { Answers } from '../answers/answers.ts';
import { askedOf } from '../../asked-for.ts';
import { inLanguage } from '../answers/finding.ts';
import { rolesText } from '../../../law/authority.pages.ts';
import type { Authority } from '../../../law/model.ts';
import { OTHER_PARTY, PARTY_PARTS, recordName, type PartyField, type PartyPart } from './party.ts';
import { isRequired, onlyAsked, type QuestionPage } from '../../form.ts';
import { askedLines, askedTitle } from '../../letters/answer-words.ts';
import { pageTongue } from '../../letters/tongue.ts';
import {
  durationField,
  languagesField,
  linesField,
  personsField,
  selectField,
  type ListAsked,
} from './list-fields.pages.ts';
import { isLines, isOfMany, listGiven } from './list-fields.ts';
import { paperBeside } from '../../paper.pages.ts';
import { PARTS } from './read-fields.ts';
import { crumbsBelow, onwards, requestAddress, type RequestShown } from '../../request-shown.pages.ts';
import { questionRail } from './question-rail.pages.ts';
import { stateOfCase } from '../../request.ts';
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
  readonly errors: Errors;
  /** Of a page that asks for an authority or a person alone: which part of it is asked. */
  readonly party?: PartyAsked | undefined;
  /** The way back: to the question before it, or to where it is changed from. None before the first. */
  readonly back?: { readonly words: string; readonly href: string } | undefined;
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
  const title = isReach ? words.partyReach : heading;
  const { task, at, of } = placeInTask({ legal, answers: request.version.answers }, page);
  const place = words.stepOf(at, of);
  return {
    title,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: inLanguage(say, task.title) }),
    isQuestion: true,
    scripts: fields.some(isLines) ? ['back.js', 'identifiers.js'] : ['back.js'],
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)} ${theirAnswers(say, asked.theirs)}
      <p class="c-caption"><bdi>${asked.caption ?? inLanguage(say, task.title)}</bdi> · ${place}</p>
      ${page.title === undefined && !isReach ? nothing : html`<h1>${title}</h1>`}
      ${page.hint === undefined || isReach ? nothing : html`<p>${inLanguage(say, page.hint)}</p>`}
      ${isOfItems(fields) ? itemList(say, asked, fields[0]!) : form(content(say, asked), words.saveNext)}
      ${asked.back === undefined ? nothing : html`<p><a href="${asked.back.href}">${asked.back.words}</a></p>`}`,
    aside: html`${paperBeside(say, file, shown.papers?.[0])} ${questionRail(say, shown, page)}`,
  };
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
  const { shown, page, fields, given, errors, isRepeated, recordedOf, party } = asked;
  const { version } = shown.request;
  const isHeading = page.title === undefined;
  if (party !== undefined) return partyContent(say, asked, party);
  // Beside another field the signature, which comes later, needs no words of its own.
  const shownFields = fields.filter(({ type }) => type !== 'signature' || fields.length === 1);
  const parts = shownFields.map((one) => fieldHtml(say, shown, one, { given, errors, isHeading }));
  return html`${hidden('base', String(version.number))}${parts}
  ${isRepeated === true ? html`<p class="c-hint">${say.requests.repeated}</p>` : nothing}
  ${recordedOf === undefined ? nothing : html`<p class="c-hint">${say.followUps.recorded(recordedOf)}</p>`}`;
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
  const filled = { given, errors, label, isHeading };
  return html`${hidden('base', String(shown.request.version.number))} ${hidden('part', part)}
  ${part === 'record' ? recordChoice(say, one, records, filled) : partsOf(say, shown, one, { ...filled, names: PARTY_PARTS[one.type][part] })}
  ${isRepeated === true ? html`<p class="c-hint">${say.requests.repeated}</p>` : nothing}`;
}

function recordChoice(
  say: Messages,
  { id }: PartyField,
  records: readonly Authority[],
  { given, errors, label, isHeading }: Filled & { readonly label: string },
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
  return choices(say, { name, kind: 'radios', legend: label, list, isHeading: isHeading === true }, errors);
}

interface Filled {
  readonly given: URLSearchParams;
  readonly errors: Errors;
  /** The page has no other: its label is the heading. */
  readonly isHeading?: boolean;
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

/** One field of a form, filled in. */
export function fieldHtml(say: Messages, shown: RequestShown, one: FormField, filled: Filled): Html {
  const words = say.requests;
  const { id, type } = one;
  const isOptional = !isRequired(shown.legal, one, shown.request.version.answers);
  const label = isOptional ? words.optionalLabel(one.label) : one.label;
  const { isHeading = false } = filled;
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
      return choices(
        say,
        { name: id, kind: 'radios', legend: label, list: yesOrNo(say, filled.given.get(id)), isHeading },
        filled.errors,
      );
    case 'choice':
    case 'multichoice': {
      const chosen = filled.given.getAll(id);
      const list = optionsLeft(shown, one, chosen).map((option) => ({
        value: option.id,
        words: option.label,
        isChosen: chosen.includes(option.id),
      }));
      return choices(
        say,
        { name: id, kind: type === 'choice' ? 'radios' : 'checkboxes', legend: label, list, isHeading },
        filled.errors,
      );
    }
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
      return daysField(say, { name: id, legend: label, value, isHeading }, filled.errors);
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
  { label, names, given, errors, isHeading = false }: Parts,
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
    { name: id, legend: label, isHeading, error: errors[id] },
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
    </p>`;
}

/** What was answered, as it stands in the fields. */
export function givenBefore(fields: readonly FormField[], answers: Answers): URLSearchParams {
  const given = new URLSearchParams();
  for (const { id, type } of fields) {
    const answer = answers[id];
    if (answer === undefined) continue;
    if (typeof answer === 'boolean') given.set(id, answer ? 'yes' : 'no');
    else if (type === 'datetime' && typeof answer === 'string') setAll(given, recordedTimeFields(id, answer));
    else if (type === 'date' && typeof answer === 'string') setAll(given, dayFields(id, answer));
    else if (typeof answer === 'string') given.set(id, answer);
    else if (type === 'multichoice') for (const one of answer as readonly string[]) given.append(id, one);
    else if (type === 'languages') for (const one of answer as readonly string[]) given.append(id, one);
    else if (type === 'list') given.set(id, (answer as readonly string[]).join('\n'));
    else if (isOfMany(type)) setAll(given, listGiven({ id, type }, answer));
    else if (type !== 'item_list')
      for (const [part, value] of Object.entries(answer)) {
        const name = `${id}.${part}`;
        if (type === 'date_range') setAll(given, dayFields(name, String(value)));
        else if (typeof value === 'string') given.set(name, value);
      }
  }
  return given;
}

function setAll(given: URLSearchParams, fields: Iterable<readonly [string, string]>): void {
  for (const [name, value] of fields) given.set(name, value);
}
