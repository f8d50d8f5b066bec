// Drafting a change: what it is to be, what that rests on, and a last look. Three pages, no script.
import type { Json } from '../base/canonical-json.ts';
import { html, nothing, type Html } from '../web/html.ts';
import { selectField, type Option } from '../web/ask-parts.ts';
import { daysField } from '../web/day-field.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { choices, errorSummary, facts, field, form, hidden, table, type Errors } from '../web/parts.ts';
import { exampleOf, FACT_FIELDS, GROUND_FIELDS, listIn, type Form } from './change-form.ts';
import { SOURCE_KINDS } from './change.ts';
import type { Difference } from './differences.ts';
import { lawView } from './fact.pages.ts';
import { RECORD_KINDS } from './model.ts';
import { PARTY_STATUSES } from './schema/parties.ts';
import { STATE_CODES, stateName } from './states.ts';
import { findRecord, isObject, textOf, titleOf, type LawValues } from './values.ts';

const ACTION = '/law/changes/new';
/** What a fact in the files may be. */
const CONFIDENCES_KEPT = ['confirmed', 'contributed', 'recalled', 'disputed'] as const;

interface Drafting {
  readonly form: Form;
  readonly values: LawValues;
  /** What is there now, as the last page will carry it. */
  readonly was: Json;
  readonly errors: Errors;
}

export function factPage(say: Messages, drafting: Drafting): View {
  const { form: draft, errors } = drafting;
  const title = say.lawChange.factTitle[draft.what];
  return question(say, {
    title,
    errors,
    content: html`<h1>${title}</h1>
      ${about(say, drafting)}
      ${form(
        html`${hidden('what', draft.what)}${hidden('step', 'grounds')}${carried(draft, 'grounds')}${hidden('was', JSON.stringify(drafting.was))}${factFields(say, drafting)}`,
        say.form.next,
        ACTION,
      )}`,
  });
}

function about(say: Messages, { form: draft, values, was }: Drafting): Html {
  const words = say.lawChange;
  const { what, said } = draft;
  const record =
    what === 'party' || what === 'declaration' ? `parties ${said('instrument')}` : said('record');
  const found = findRecord(values, record);
  const now = textOf(was ?? undefined);
  return facts([
    [words.recordIs, found === undefined ? undefined : titleOf(values, record)],
    [
      words.fieldIs,
      what === 'value'
        ? said('path')
            .replaceAll(/["[\]]/g, '')
            .replaceAll(',', ', ')
        : undefined,
    ],
    [words.now, what === 'value' ? (was === null ? words.nothingNow : now) : undefined],
  ]);
}

function factFields(say: Messages, drafting: Drafting): Html {
  const words = say.lawChange;
  const { form: draft, errors, was } = drafting;
  const { said, what } = draft;
  switch (what) {
    case 'value': {
      if (said('path').endsWith('"confidence"]'))
        return html`${hidden('record', said('record'))}${hidden('path', said('path'))}
        ${selectField(
          say,
          { name: 'value', label: words.value, value: said('value') },
          CONFIDENCES_KEPT.map((value) => ({ value, words: words.confidenceWords[value] })),
          errors,
        )}`;
      const label = typeof was === 'string' ? words.value : words.valueYaml;
      const hint = typeof was === 'string' ? {} : { hint: words.yamlHint };
      return html`${hidden('record', said('record'))}${hidden('path', said('path'))}
      ${field(say, { name: 'value', label, ...hint, value: said('value'), rows: 5 }, errors)}`;
    }
    case 'party':
      return html`${hidden('instrument', said('instrument'))} ${stateField(say, drafting)}
      ${choices(
        say,
        {
          name: 'status',
          kind: 'radios',
          legend: words.status,
          list: PARTY_STATUSES.map((value) => ({
            value,
            words: words.statusWords[value],
            isChosen: value === said('status'),
          })),
        },
        errors,
      )}
      ${daysField(say, { name: 'entry_into_force', legend: words.intoForce, hint: words.intoForceHint, value: said('entry_into_force') }, errors)}
      ${daysField(say, { name: 'until', legend: words.boundUntil, hint: words.boundUntilHint, value: said('until') }, errors)}`;
    case 'declaration':
      return html`${hidden('instrument', said('instrument'))} ${stateField(say, drafting)}
      ${field(say, { name: 'article', label: words.article, hint: words.articleHint, value: said('article'), width: 'short' }, errors)}
      ${field(say, { name: 'effect', label: words.effect, hint: words.effectHint, value: said('effect'), rows: 3 }, errors)}
      ${daysField(say, { name: 'from', legend: words.from, hint: words.fromHint, value: said('from') }, errors)}
      ${daysField(say, { name: 'until', legend: words.until, hint: words.untilHint, value: said('until') }, errors)}`;
    case 'record':
      return recordFields(say, drafting);
  }
}

function stateField(say: Messages, { form: { said }, errors }: Drafting): Html {
  const list = STATE_CODES.map((value) => ({ value, words: stateName(value, say.language.locale) })).sort(
    (a, b) => a.words.localeCompare(b.words, say.language.locale),
  );
  const none: Option = { value: '', words: '' };
  return selectField(
    say,
    { name: 'state', label: say.lawChange.state, value: said('state') },
    [none, ...list],
    errors,
  );
}

function recordFields(say: Messages, { form: draft, values, errors }: Drafting): Html {
  const words = say.lawChange;
  const { said } = draft;
  const list = listIn(draft, values);
  const example = list === undefined || said('record') !== '' ? '' : exampleOf(list, values);
  const kinds = RECORD_KINDS.map((value) => ({ value, words: say.law.kindWords[value] }));
  return html`${
    said('record') === ''
      ? selectField(
          say,
          { name: 'record_kind', label: words.recordKind, value: said('record_kind') },
          kinds,
          errors,
        )
      : hidden('record', said('record'))
  }
  ${field(say, { name: 'value', label: words.recordYaml, hint: words.yamlHint, value: said('value'), rows: 16 }, errors)}
  ${
    example === ''
      ? nothing
      : html`<details class="govuk-details">
          <summary class="govuk-details__summary">${words.example}</summary>
          <pre class="c-code" tabindex="0">${example}</pre>
        </details>`
  }`;
}

export function groundsPage(say: Messages, drafting: Drafting): View {
  const words = say.lawChange;
  const { form: draft, errors } = drafting;
  const { said } = draft;
  const sources = registerOf(drafting);
  const confidences = Object.entries(words.confidenceWords);
  return question(say, {
    title: words.groundsTitle,
    errors,
    content: html`<h1>${words.groundsTitle}</h1>
      ${form(
        html`${carried(draft, 'fact')}${hidden('step', 'check')}
        ${selectField(say, { name: 'source', label: words.source, value: said('source') }, [{ value: '', words: words.anotherSource }, ...sources], errors)}
        ${field(say, { name: 'title', label: words.sourceTitle, hint: words.sourceTitleHint, value: said('title'), isOptional: true }, errors)}
        ${field(say, { name: 'url', label: words.sourceUrl, value: said('url'), isOptional: true }, errors)}
        ${selectField(
          say,
          { name: 'source_kind', label: words.sourceKind, value: said('source_kind') },
          SOURCE_KINDS.map((value) => ({ value, words: say.law.official[value] })),
          errors,
        )}
        ${daysField(say, { name: 'as_of', legend: words.asOf, hint: words.asOfHint, value: said('as_of') }, errors)}
        ${choices(say, { name: 'confidence', kind: 'radios', legend: words.confidence, list: confidences.map(([value, text]) => ({ value, words: text, isChosen: value === said('confidence') })) }, errors)}
        ${field(say, { name: 'reason', label: words.reason, hint: words.reasonHint, value: said('reason'), rows: 3 }, errors)}`,
        say.form.next,
        ACTION,
      )}`,
  });
}

function registerOf({ form: draft, values }: Drafting): Option[] {
  const isParty = draft.what === 'party' || draft.what === 'declaration';
  const file = isParty ? 'parties.yaml' : listIn(draft, values)?.file;
  const register = file === undefined ? {} : values[file]['source_register'];
  if (!isObject(register)) return [];
  return Object.entries(register).map(([value, one]) => ({
    value,
    words: isObject(one) ? textOf(one['title']).slice(0, 120) : value,
  }));
}

export function checkPage(
  say: Messages,
  { form: draft }: Pick<Drafting, 'form'>,
  differences: readonly Difference[],
): View {
  const words = say.lawChange;
  return question(say, {
    title: words.checkTitle,
    errors: {},
    content: html`<h1>${words.checkTitle}</h1>
      <p class="c-lead">${words.checkLead}</p>
      <h2>${words.differences}</h2>
      ${differenceTable(say, differences, words.is)}
      ${facts([
        [words.asOf, draft.said('as_of')],
        [words.reason, draft.said('reason')],
      ])}
      ${form(html`${carried(draft, 'fact')}${carried(draft, 'grounds')}${hidden('step', 'propose')}`, words.propose, ACTION)}`,
  });
}

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
          { heading: words.field, cell: (one) => one.field },
          { heading: words.was, cell: (one) => one.before ?? words.absent },
          { heading: after, cell: (one) => html`<b>${one.after ?? words.absent}</b>` },
        ],
        own,
      )}`;
  })}`;
}

/** What the other page said, along with the form. */
function carried({ what, said }: Form, part: 'fact' | 'grounds'): Html {
  const names: readonly string[] =
    part === 'fact' ? [...FACT_FIELDS[what], 'was'] : [...GROUND_FIELDS, 'revises'];
  return html`${part === 'fact' ? hidden('what', what) : nothing}${names.filter((name) => said(name) !== '').map((name) => hidden(name, said(name)))}`;
}

function question(
  say: Messages,
  page: { readonly title: string; readonly errors: Errors; readonly content: Html },
): View {
  const { aside: _, ...view } = lawView(say, {
    title: page.title,
    under: [[say.lawChange.title, '/law/changes']],
    main: html`${errorSummary(say, page.errors)} ${page.content}`,
  });
  return { ...view, isQuestion: true, hasErrors: Object.keys(page.errors).length > 0 };
}
