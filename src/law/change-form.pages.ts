// Drafting a change: how each question is asked and its answer told, and what the change would do. No script.
import type { Json } from '../base/canonical-json.ts';
import { html, nothing, type Html } from '../web/html.ts';
import { selectField } from '../web/ask-parts.ts';
import { daysField } from '../web/day-field.ts';
import type { Messages } from '../web/messages.ts';
import { choices, field, table, type Errors } from '../web/parts.ts';
import type { Question } from './change-ask.ts';
import { listOfKind } from './record-lists.ts';
import { exampleOf, listIn, type Form, type What } from './change-form.ts';
import { SOURCE_KINDS } from './change.ts';
import type { Difference } from './differences.ts';
import { partialDateWords } from './fact.pages.ts';
import { RECORD_KINDS } from './model.ts';
import { assuranceWords } from './assurance.pages.ts';
import { ASSURANCES, PARTY_STATUSES } from './schema/parties.ts';
import { STATE_CODES, stateName } from './states.ts';
import { findRecord, isObject, textOf, titleOf, type LawValues } from './values.ts';

/** What a fact in the files may be. */
const CONFIDENCES_KEPT = ['confirmed', 'contributed', 'recalled', 'disputed'] as const;

interface Drafting {
  readonly form: Form;
  readonly values: LawValues;
  /** What is there now. */
  readonly was: Json;
}

interface Asking extends Drafting {
  readonly question: Question;
  readonly errors: Errors;
}

export function headingOf(say: Messages, what: What, question: Question): string {
  const words = say.lawChange;
  if (question === 'value') return words.factTitle[what];
  if (question === 'until') return what === 'party' ? words.ask.boundUntil : words.ask.until;
  return words.ask[question];
}

/** What the change is about, as far as it is known, and what is there now. */
export function about(say: Messages, { form: draft, values, was, question }: Asking): string[] {
  const { what, said } = draft;
  const ofState = what === 'party' || what === 'declaration';
  const record = ofState ? `parties ${said('instrument')}` : said('record');
  const found = findRecord(values, record);
  const state = ofState && question !== 'state' && said('state') !== '';
  const path =
    what === 'value'
      ? said('path')
          .replaceAll(/["[\]]/g, '')
          .replaceAll(',', ', ')
      : '';
  const now = question === 'state' || question === 'article' ? undefined : nowWords(say, what, was);
  return [
    found === undefined ? say.lawChange.factTitle[what] : titleOf(values, record),
    state ? stateName(said('state'), say.language.code) : '',
    path,
    now === undefined || now.length > TEXT_SHOWN ? '' : `${say.lawChange.now}${say.language.colon}${now}`,
  ].filter((one) => one !== '');
}

function nowWords(say: Messages, what: Form['what'], was: Json): string | undefined {
  const words = say.lawChange;
  if (what === 'record') return undefined;
  if (was === null) return words.nothingNow;
  if (what === 'value') return textOf(was);
  if (!isObject(was)) return textOf(was);
  const { status, effect, entry_into_force: since, from, until } = was;
  const known = PARTY_STATUSES.find((one) => one === status);
  const dates = [since ?? from, until].map((one) => textOf(one ?? undefined));
  const told = known === undefined ? textOf(effect) : words.statusWords[known];
  return dates.every((one) => one === '') ? told : `${told} (${dates.join(' – ')})`;
}

export function answerField(say: Messages, asking: Asking): Html {
  const words = say.lawChange;
  const { form: draft, question, errors } = asking;
  const one = boxOf(say, asking);
  switch (question) {
    case 'record_kind':
      return selectField(
        say,
        one,
        RECORD_KINDS.filter((value) => listOfKind(value)?.isRegister !== true).map((value) => ({
          value,
          words: say.law.kindWords[value],
        })),
        errors,
      );
    case 'value':
      return draft.what === 'record' ? recordField(say, asking) : valueField(say, asking);
    case 'state':
      return selectField(say, one, [{ value: '', words: '' }, ...states(say)], errors);
    case 'status':
      return radios(say, asking, words.statusWords);
    case 'entry_into_force':
      return daysField(say, { ...one, hint: words.intoForceHint }, errors);
    case 'article':
      return field(say, { ...one, hint: words.articleHint, width: 'short' }, errors);
    case 'effect':
      return field(say, { ...one, hint: words.effectHint, rows: 3 }, errors);
    case 'closes':
      return radios(say, asking, words.closesWords, words.closesHint);
    case 'assurances':
      return assurancesField(say, asking);
    case 'from':
      return daysField(say, { ...one, hint: words.fromHint }, errors);
    case 'until': {
      const hint = draft.what === 'party' ? words.boundUntilHint : words.untilHint;
      return daysField(say, { ...one, hint }, errors);
    }
    case 'source':
    case 'title':
    case 'as_of':
    case 'confidence':
    case 'reason':
      return groundField(say, { ...asking, question });
  }
}

function groundField(
  say: Messages,
  asking: Asking & { readonly question: 'source' | 'title' | 'as_of' | 'confidence' | 'reason' },
): Html {
  const words = say.lawChange;
  const { question, errors } = asking;
  const one = boxOf(say, asking);
  switch (question) {
    case 'source':
      return selectField(
        say,
        one,
        [{ value: '', words: words.anotherSource }, ...registerOf(asking)],
        errors,
      );
    case 'title':
      return sourceFields(say, asking);
    case 'as_of':
      return daysField(say, { ...one, hint: words.asOfHint }, errors);
    case 'confidence':
      return radios(say, asking, words.confidenceWords);
    case 'reason':
      return field(say, { ...one, hint: words.reasonHint, rows: 3 }, errors);
  }
}

/** The question is the page's title, whatever kind of box takes the answer. */
function boxOf(say: Messages, { form: draft, question }: Asking) {
  const heading = headingOf(say, draft.what, question);
  const value = draft.said(question);
  return { name: question, label: heading, legend: heading, value, isHeading: true } as const;
}

function radios(
  say: Messages,
  asking: Asking,
  words: { readonly [value: string]: string },
  hint?: string,
): Html {
  const { name, legend, isHeading, value: said } = boxOf(say, asking);
  const list = Object.entries(words).map(([value, text]) => ({
    value,
    words: text,
    isChosen: value === said,
  }));
  const asked = { name, legend, isHeading, kind: 'radios', list } as const;
  return choices(say, hint === undefined ? asked : { ...asked, hint }, asking.errors);
}

function assurancesField(say: Messages, asking: Asking): Html {
  const { name, legend, isHeading, value: said } = boxOf(say, asking);
  const list = ASSURANCES.map((value) => ({
    value,
    words: say.assurance[value],
    isChosen: said.split(' ').includes(value),
  }));
  const asked = { name, legend, isHeading, kind: 'checkboxes', list } as const;
  return choices(say, { ...asked, hint: say.lawChange.assurancesHint }, asking.errors);
}

function states(say: Messages): { readonly value: string; readonly words: string }[] {
  const { locale } = say.language;
  return STATE_CODES.map((value) => ({ value, words: stateName(value, locale) })).sort((a, b) =>
    a.words.localeCompare(b.words, locale),
  );
}

function valueField(say: Messages, asking: Asking): Html {
  const words = say.lawChange;
  const { form: draft, was, errors } = asking;
  const one = boxOf(say, asking);
  if (draft.said('path').endsWith('"confidence"]'))
    return selectField(
      say,
      one,
      CONFIDENCES_KEPT.map((value) => ({ value, words: words.confidenceWords[value] })),
      errors,
    );
  const hint = typeof was === 'string' ? {} : { hint: `${words.valueYaml}. ${words.yamlHint}` };
  return field(say, { ...one, ...hint, rows: 5 }, errors);
}

function recordField(say: Messages, asking: Asking): Html {
  const words = say.lawChange;
  const { form: draft, values, errors } = asking;
  const list = listIn(draft, values);
  const example = list === undefined || draft.said('record') !== '' ? '' : exampleOf(list, values);
  const hint = `${words.recordYaml}. ${words.yamlHint}`;
  return html`${field(say, { ...boxOf(say, asking), hint, rows: 16 }, errors)}
  ${
    example === ''
      ? nothing
      : html`<details class="govuk-details">
          <summary class="govuk-details__summary">${words.example}</summary>
          <pre class="c-code" tabindex="0">${example}</pre>
        </details>`
  }`;
}

function sourceFields(say: Messages, asking: Asking): Html {
  const words = say.lawChange;
  const { form: draft, errors } = asking;
  const { said } = draft;
  const kinds = SOURCE_KINDS.map((value) => ({ value, words: say.law.official[value] }));
  return html`<h1>${headingOf(say, draft.what, 'title')}</h1>
    ${field(say, { name: 'title', label: words.sourceTitle, hint: words.sourceTitleHint, value: said('title') }, errors)}
    ${field(say, { name: 'url', label: words.sourceUrl, value: said('url'), isOptional: true }, errors)}
    ${selectField(say, { name: 'source_kind', label: words.sourceKind, value: said('source_kind') }, kinds, errors)}`;
}

function registerOf({ form: draft, values }: Drafting): { readonly value: string; readonly words: string }[] {
  const isParty = draft.what === 'party' || draft.what === 'declaration';
  const file = isParty ? 'parties.yaml' : listIn(draft, values)?.file;
  const register = file === undefined ? {} : values[file]['source_register'];
  if (!isObject(register)) return [];
  return Object.entries(register).map(([value, one]) => ({
    value,
    words: isObject(one) ? textOf(one['title']).slice(0, 120) : value,
  }));
}

/** What the change would do, once all is answered. */
export function changeChecked(say: Messages, differences: readonly Difference[]): Html {
  const words = say.lawChange;
  return html`<p>${words.checkLead}</p>
    <h2>${words.differences}</h2>
    ${differenceTable(say, differences, words.is)}`;
}

export function answerWords(
  say: Messages,
  { form: draft, values }: Drafting,
  question: Question,
): Html | string {
  const words = say.lawChange;
  const { said } = draft;
  const text = said(question);
  const chosen = (all: { readonly [value: string]: string }): string =>
    Object.hasOwn(all, text) ? (all[text] ?? text) : text;
  switch (question) {
    case 'record_kind':
      return chosen(say.law.kindWords);
    case 'state':
      return stateName(text, say.language.code);
    case 'status':
      return chosen(words.statusWords);
    case 'closes':
      return chosen(words.closesWords);
    case 'assurances':
      return assuranceWords(say, text.split(' ')) || say.law.notRecorded;
    case 'confidence':
      return chosen(words.confidenceWords);
    case 'source':
      return text === ''
        ? words.anotherSource
        : (registerOf({ form: draft, values, was: null }).find(({ value }) => value === text)?.words ?? text);
    case 'title':
      return [text, said('url')].filter((one) => one !== '').join(', ');
    case 'value':
      return text.length <= TEXT_SHOWN ? text : `${text.slice(0, TEXT_SHOWN)}…`;
    case 'entry_into_force':
    case 'from':
    case 'until':
      return text === '' ? say.law.notRecorded : partialDateWords(say, text);
    case 'as_of':
      return partialDateWords(say, text);
    case 'article':
    case 'effect':
    case 'reason':
      return text;
  }
}

const TEXT_SHOWN = 200;

export function differenceTable(say: Messages, differences: readonly Difference[], after: string): Html {
  const words = say.lawChange;
  if (differences.length === 0) return html`<p>${words.noDifference}</p>`;
  const records = [...new Set(differences.map(({ record }) => record))];
  return html`${records.map((record) => {
    const own = differences.filter((one) => one.record === record);
    const title = own[0]?.title ?? record;
    return html`<h3>${record.startsWith('sources ') ? words.sources : title}</h3>
      ${table(
        title,
        [
          { heading: words.field, cell: (one) => one.field.replaceAll('_', ' ') },
          { heading: words.was, cell: (one) => one.before ?? words.absent },
          { heading: after, cell: (one) => html`<b>${one.after ?? words.absent}</b>` },
        ],
        own,
      )}`;
  })}`;
}
