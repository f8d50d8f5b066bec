// Fields that take many, on a page of questions: lines with what is wrong in each, rows of persons, a length with its unit.
import { STATE_CODES, stateName } from '../../../../law/states.ts';
import { askedFieldset } from '../../../../web/asked-fieldset.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import { selectField as oneOf } from '../../../../web/ask-parts.ts';
import { LANGUAGE_CODES, languageName } from '../../../../web/language-names.ts';
import { field, hidden, type Errors } from '../../../../web/parts.ts';
import { visiblePlain } from '../../../../web/safe-text.ts';
import { DURATION_UNITS, PERSON_ROLES } from '../../../core/answers.ts';
import { IDENTIFIER_KINDS } from '../../../core/identifier.ts';
import {
  isKept,
  isOfOneKind,
  personRows,
  readLines,
  type ListField,
  type WrongFieldLine,
} from '../../../core/list-fields.ts';

const LINES_SHOWN = 50;

export interface ListAsked {
  readonly field: ListField;
  readonly label: string;
  readonly given: URLSearchParams;
  readonly errors: Errors;
  /** Where many are brought in from a file. */
  readonly bring: string;
  /** The page has no other: the label is its heading. */
  readonly isHeading?: boolean;
}

export function linesField(say: Messages, asked: ListAsked): Html {
  const { field: one, label, given, errors, bring, isHeading = false } = asked;
  const words = say.drafting.lists;
  const { id } = one;
  const link = html`<p>
    <a href="${bring}">${words.fromFile}<span class="govuk-visually-hidden"> ${label}</span></a>
  </p>`;
  if (isKept(one, given)) {
    const count = given.get(`${id}.kept`) ?? '';
    return html`<div class="govuk-form-group">
      ${isHeading ? html`<h1>${label}</h1>` : html`<p class="govuk-label">${label}</p>`}
      ${hidden(`${id}.kept`, count)}
      <p>${words.kept(Number(count))}</p>
      ${link}
    </div>`;
  }
  const value = given.get(id) ?? '';
  const { wrong } = errors[id] === undefined ? { wrong: [] } : readLines(one, value);
  return html`<div data-check="${one.type} ${id}">
      ${field(say, { name: id, label, value, rows: 5, isOptional: true, isHeading, hint: hintOf(say, one) }, errors)}
    </div>
    ${wrong.length === 0 ? nothing : wrongLines(say, wrong)} ${link}`;
}

function hintOf(say: Messages, one: ListField): string {
  const words = say.drafting.lists;
  if (one.type === 'hash_list') return words.hashes;
  if (one.id === 'ip') return words.addresses;
  return isOfOneKind(one) ? words.ofOneKind : words.identifiers(IDENTIFIER_KINDS.join(', '));
}

export function problemWords(say: Messages, problem: WrongFieldLine['problem']): string {
  return { ...say.requests.problems, ...say.drafting.lineProblems }[problem];
}

function wrongLines(say: Messages, wrong: readonly WrongFieldLine[]): Html {
  const words = say.drafting;
  return html`<ul class="govuk-list c-lines">
    ${wrong
      .slice(0, LINES_SHOWN)
      .map(
        ({ line, text, problem }) =>
          html`<li>
            <b>${words.lists.line(line)}</b>:
            <bdi>${visiblePlain(text, 200)}</bdi> ${problemWords(say, problem)}
          </li>`,
      )}
    ${wrong.length > LINES_SHOWN ? html`<li>${words.bring.more(wrong.length - LINES_SHOWN)}</li>` : nothing}
  </ul>`;
}

/** What stands there, and one row more. */
export function personsField(say: Messages, asked: ListAsked): Html {
  const {
    field: { id },
    label,
    given,
    errors,
    isHeading,
  } = asked;
  const words = say.drafting.persons;
  const filled = personRows(id, given);
  const rows = filled.length === 0 ? [0] : filled;
  return html`${isHeading === true ? html`<h1>${label}</h1>` : html`<h2>${label}</h2>`}
    ${rows.map((row, i) => {
      const name = (part: string): string => `${id}.${part}.${row}`;
      const line = (part: 'name' | 'born' | 'location', said: string): Html =>
        field(
          say,
          { name: name(part), label: said, value: given.get(name(part)) ?? '', isOptional: true },
          errors,
        );
      const roles = PERSON_ROLES.map((role) => [role, words.roles[role]] as const);
      const states = STATE_CODES.map((code) => [code, stateName(code, say.language.code)] as const);
      return html`<fieldset class="govuk-fieldset c-identifier">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${words.person(i + 1)}</legend>
        ${line('name', say.requests.part.name)}
        ${selectField(say, { name: name('role'), label: words.role, list: roles, given, errors })}
        ${line('born', words.born)}
        ${selectField(say, { name: name('nationality'), label: words.nationality, list: states, given, errors })}
        ${line('location', words.location)}
      </fieldset>`;
    })}
    <p>
      <button type="submit" class="govuk-button govuk-button--secondary" name="more" value="${id}">
        ${words.another}
      </button>
    </p>`;
}

export function durationField(say: Messages, asked: ListAsked): Html {
  const {
    field: { id },
    label,
    given,
    errors,
    isHeading,
  } = asked;
  const words = say.drafting.duration;
  const units = DURATION_UNITS.map((unit) => [unit, words.units[unit]] as const);
  const length = `${id}.length`;
  return askedFieldset(
    say,
    { name: id, legend: label, isHeading, error: undefined },
    html` ${field(say, { name: length, label: words.length, value: given.get(length) ?? '', width: 'short', isCode: true, isOptional: true }, errors)}
    ${selectField(say, { name: `${id}.unit`, label: words.unit, list: units, given, errors })}`,
  );
}

const LANGUAGES_MAX = 20;
const CODE = /^[a-z]{2,3}(?:-[A-Za-z\d]{2,8})*$/;

/** By their names: at least three, and one more than are chosen. */
export function languagesField(
  say: Messages,
  { name, label, given, errors, isHeading }: Omit<Select, 'list'>,
): Html {
  const { locale } = say.language;
  const chosen = given.getAll(name).filter((code) => CODE.test(code));
  const codes = [...new Set([...LANGUAGE_CODES, ...chosen])];
  const options = codes
    .map((code) => ({ value: code, words: languageName(code, locale) }))
    .toSorted((a, b) => a.words.localeCompare(b.words, locale));
  const rows = [...chosen, ...Array.from({ length: Math.max(1, 3 - chosen.length) }, () => '')];
  return askedFieldset(
    say,
    { name, legend: label, isHeading, error: undefined },
    html`${rows
      .slice(0, LANGUAGES_MAX)
      .map((value, i) =>
        oneOf(
          say,
          { name, id: i === 0 ? name : `${name}.${i}`, label: say.drafting.lists.language(i + 1), value },
          [{ value: '', words: '' }, ...options],
          errors,
        ),
      )}`,
  );
}

interface Select {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly list: readonly (readonly [value: string, words: string])[];
  readonly given: URLSearchParams;
  readonly errors: Errors;
  /** The page has no other: the label is its heading. */
  readonly isHeading?: boolean;
}

/** Nothing chosen comes first. */
export function selectField(say: Messages, asked: Select): Html {
  const { name, label, hint, list, given, errors, isHeading } = asked;
  const error = errors[name];
  const chosen = given.get(name);
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return html`<div class="govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}">
    ${isHeading === true ? html`<h1 class="govuk-label-wrapper"><label class="govuk-label govuk-label--l" for="${name}">${label}</label></h1>` : html`<label class="govuk-label" for="${name}">${label}</label>`}
    ${hint === undefined ? nothing : html`<div class="govuk-hint" id="${name}-hint">${hint}</div>`}
    ${
      error === undefined
        ? nothing
        : html`<p class="govuk-error-message" id="${name}-error">
            <span class="govuk-visually-hidden">${say.frame.error}:</span> ${error}
          </p>`
    }
    <select
      class="govuk-select"
      id="${name}"
      name="${name}"
      ${described === '' ? nothing : html` aria-describedby="${described}"`}
    >
      <option value=""></option>
      ${list.map(([value, words]) => html`<option value="${value}" ${value === chosen ? html` selected` : nothing}>${words}</option>`)}
    </select>
  </div>`;
}
