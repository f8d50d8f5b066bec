// The quiet building blocks of pages: state in words, facts, forms. GOV.UK Frontend's markup, our looks.
import { html, nothing, raw, type Html } from './html.ts';
import type { Messages } from './messages.ts';

export type Tone = 'ok' | 'warn' | 'stop' | 'plain';

/** State is words first, shape second (drawn by the style, not read out), colour last. */
export function tag(tone: Tone, words: string): Html {
  return html`<strong class="c-tag c-tag--${tone}">${words}</strong>`;
}

/** Label and value; a value that is undefined leaves its line out. */
export function facts(list: readonly (readonly [label: string, value: Html | string | undefined])[]): Html {
  return html`<dl class="c-facts">
    ${list.map(([label, value]) =>
      value === undefined
        ? nothing
        : html`<div>
            <dt>${label}</dt>
            <dd>${isolated(value)}</dd>
          </div>`,
    )}
  </dl>`;
}

/** What may be of another direction than the page keeps its own order. */
function isolated(value: Html | string): Html {
  return typeof value === 'string' ? html`<bdi>${value}</bdi>` : html`${value}`;
}

export function railSection(title: string, content: Html): Html {
  return html`<section>
    <h2>${title}</h2>
    ${content}
  </section>`;
}

export function note(tone: 'plain' | 'warn' | 'stop' | 'ok', content: Html): Html {
  return html`<div class="c-note c-note--${tone}">${content}</div>`;
}

/** Says that something was done, and what else there is to know; read out when the page comes. */
export function done(words: string, ...more: readonly string[]): Html {
  return html`<div class="c-note c-note--ok" role="status">
    <p><b>${words}</b>${more.map((one) => html` ${one}`)}</p>
  </div>`;
}

export type Errors = { readonly [field: string]: string };

/** All that was not right, each leading to its field. The page opens with the focus on it, without a script: so it is read out. */
export function errorSummary(say: Messages, errors: Errors): Html {
  const list = Object.entries(errors);
  if (list.length === 0) return nothing;
  return html`<div class="govuk-error-summary" role="alert" aria-labelledby="errors" tabindex="-1" autofocus>
    <h2 class="govuk-error-summary__title" id="errors">${say.form.problem}</h2>
    <div class="govuk-error-summary__body">
      <ul class="govuk-list govuk-error-summary__list">
        ${list.map(([field, words]) => html`<li><a href="#${field}">${words}</a></li>`)}
      </ul>
    </div>
  </div>`;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string | undefined;
  readonly type?: 'text' | 'email' | 'password' | 'date' | 'file';
  readonly autocomplete?: string;
  /** Of a file: ends of names. */
  readonly accept?: string;
  /** The question is the page's title: the label is its heading. */
  readonly isHeading?: boolean;
  readonly width?: 'short' | 'full';
  readonly isCode?: boolean;
  /** May stay empty. */
  readonly isOptional?: boolean;
  /** More than one line. */
  readonly rows?: number;
  /** The language in which it is to be written, where that is not the language of the page. */
  readonly language?: { readonly code: string; readonly dir: string };
}

export function field(say: Messages, asked: Field, errors: Errors): Html {
  const { name, label, hint } = asked;
  const error = errors[name];
  const described = [hint === undefined ? '' : `${name}-hint`, error === undefined ? '' : `${name}-error`];
  const by = described.filter((one) => one !== '').join(' ');
  const labelled = html`<label
    class="govuk-label${asked.isHeading === true ? ' govuk-label--l' : ''}"
    for="${name}"
    >${label}</label
  >`;
  return html`<div class="govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}">
    ${asked.isHeading === true ? html`<h1 class="govuk-label-wrapper">${labelled}</h1>` : labelled}
    ${hint === undefined ? nothing : html`<div class="govuk-hint" id="${name}-hint">${hint}</div>`}
    ${error === undefined ? nothing : errorLine(say, name, error)}
    ${asked.rows === undefined ? input(asked, by, error) : textArea(asked, by, error)}
  </div>`;
}

function textArea(asked: Field, by: string, error?: string): Html {
  const { name, value = '', rows = 4, isOptional, language } = asked;
  return html`<textarea
    class="govuk-textarea${error === undefined ? '' : ' govuk-textarea--error'}"
    id="${name}"
    name="${name}"
    rows="${rows}"
    ${language === undefined ? ownDirection(value) : html` lang="${language.code}" dir="${language.dir}"`}
    ${by === '' ? nothing : html` aria-describedby="${by}"`}
    ${isOptional === true ? nothing : raw(' required')}
  >
${value}</textarea>`;
}

/** What somebody typed runs as its own letters do; an empty field as the page does. */
function ownDirection(value: string): Html {
  return value === '' ? nothing : raw(' dir="auto"');
}

function input(asked: Field, by: string, error?: string): Html {
  const { name, value = '', type = 'text' } = asked;
  return html`<input
    class="${type === 'file' ? 'c-file' : 'govuk-input'}${asked.width === 'short' ? ' govuk-input--width-10' : ''}${error === undefined ? '' : ' govuk-input--error'}"
    id="${name}"
    name="${name}"
    type="${type}"
    value="${type === 'password' ? '' : value}"
    ${type === 'text' ? ownDirection(value) : nothing}
    ${
      by === '' ? nothing : html` aria-describedby="${by}"`
    }${asked.autocomplete === undefined ? nothing : html` autocomplete="${asked.autocomplete}"`}${asked.accept === undefined ? nothing : html` accept="${asked.accept}"`}${
      asked.isCode === true ? raw(' inputmode="numeric" autocapitalize="off" spellcheck="false"') : nothing
    }${type === 'text' ? nothing : raw(' spellcheck="false"')}
    ${asked.isOptional === true ? nothing : raw(' required')}
  />`;
}

export interface Choice {
  readonly value: string;
  readonly words: Html | string;
  /** Where the words are of another language than the page. */
  readonly lang?: string;
  readonly hint?: string;
  readonly isChosen?: boolean;
  /** A long list is told apart by headings: that above this one and those that follow with the same. */
  readonly group?: string | undefined;
}

export interface Choices {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly kind: 'radios' | 'checkboxes';
  readonly list: readonly Choice[];
  readonly isHeading?: boolean;
  /** The heading of the page asks already; the legend is read out only. */
  readonly isLegendHidden?: boolean;
}

export function choices(say: Messages, asked: Choices, errors: Errors): Html {
  const { name, kind, legend } = asked;
  const error = errors[name];
  const type = kind === 'radios' ? 'radio' : 'checkbox';
  const one = ({ value, words, lang, hint, isChosen }: Choice): Html => {
    // Two dashes: a question beside it may be called after it and an answer (`manner-other`).
    const id = value === asked.list[0]?.value ? name : `${name}--${value}`;
    return html`<div class="govuk-${kind}__item">
      <input
        class="govuk-${kind}__input"
        id="${id}"
        name="${name}"
        type="${type}"
        value="${value}"
        ${isChosen === true ? raw(' checked') : nothing}${hint === undefined ? nothing : html` aria-describedby="${id}-hint"`}
      />
      <label
        class="govuk-label govuk-${kind}__label"
        for="${id}"
        ${lang === undefined ? nothing : html` lang="${lang}"`}
        >${words}</label
      >
      ${hint === undefined ? nothing : html`<div class="govuk-hint govuk-${kind}__hint" id="${id}-hint">${hint}</div>`}
    </div>`;
  };
  const described = [
    asked.hint === undefined ? '' : `${name}-all-hint`,
    error === undefined ? '' : `${name}-error`,
  ]
    .filter((id) => id !== '')
    .join(' ');
  return html`<div class="govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}">
    <fieldset class="govuk-fieldset" ${described === '' ? nothing : html` aria-describedby="${described}"`}>
      <legend
        class="${asked.isLegendHidden === true ? 'govuk-visually-hidden' : `govuk-fieldset__legend govuk-fieldset__legend--${asked.isHeading === true ? 'l' : 's'}`}"
      >
        ${asked.isHeading === true ? html`<h1 class="govuk-fieldset__heading">${legend}</h1>` : legend}
      </legend>
      ${asked.hint === undefined ? nothing : html`<div class="govuk-hint" id="${name}-all-hint">${asked.hint}</div>`}
      ${error === undefined ? nothing : errorLine(say, name, error)}
      ${inGroups(asked.list).map(([group, list], i) => {
        const inside = html`<div class="govuk-${kind}">${list.map(one)}</div>`;
        return group === undefined
          ? inside
          : html`<div role="group" aria-labelledby="${name}-group-${i}" class="c-group">
              <h2 id="${name}-group-${i}">${group}</h2>
              ${inside}
            </div>`;
      })}
    </fieldset>
  </div>`;
}

function inGroups(list: readonly Choice[]): (readonly [group: string | undefined, list: Choice[]])[] {
  const groups: (readonly [group: string | undefined, list: Choice[]])[] = [];
  for (const one of list) {
    const last = groups.at(-1);
    if (last !== undefined && last[0] === one.group) last[1].push(one);
    else groups.push([one.group, [one]]);
  }
  return groups;
}

/** A form that posts back to where it is, unless told otherwise. Works without a script. */
/** `isSecond`: beside another that is the next step. */
export function form(content: Html, button: string, action?: string, isSecond = false): Html {
  return html`<form method="post" ${action === undefined ? nothing : html` action="${action}"`} novalidate>
    ${content}
    <button
      type="submit"
      class="govuk-button${isSecond ? ' govuk-button--secondary' : ''}"
      data-module="govuk-button"
    >
      ${button}
    </button>
  </form>`;
}

/** A form that asks and changes nothing: the answer has an address that can be kept. */
export function askForm(content: Html, button: string, action: string, isSecond = false): Html {
  return html`<form method="get" action="${action}" novalidate>
    ${content}
    <button type="submit" class="govuk-button${isSecond ? ' govuk-button--secondary' : ''}">${button}</button>
  </form>`;
}

/**
 * One act in one press, inside a line of a list. `about` is read out after the words, so that each button differs; `more` goes with it unseen,
 * such as the key of the form.
 */
export function pressButton(action: string, words: string, about: string, more: Html = nothing): Html {
  return html`<form method="post" action="${action}" class="c-press">
    ${more}<button type="submit" class="c-linkbutton">
      ${words}<span class="govuk-visually-hidden"> ${about}</span>
    </button>
  </form>`;
}

export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}" />`;
}

export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => Html | string;
  readonly isNumber?: boolean;
  /** `FR-2026-000012/R4`: stays on one line. */
  readonly isReference?: boolean;
}

/** What is a promise of a page is not looked into. */
function isEmpty(cell: Html | string): boolean {
  return !(cell instanceof Promise) && cell.toString().trim() === '';
}

/** On a narrow page each row becomes a block whose cells name their column. */
export function table<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): Html {
  const attributes = ({ isNumber, isReference }: Column<Row>): string =>
    isNumber === true ? ' class="c-number"' : isReference === true ? ' class="c-reference"' : '';
  return html`<table class="c-table">
    <caption class="govuk-visually-hidden">
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col" ${raw(attributes(column))}>${column.heading}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${columns.map((column) => {
              const cell = column.cell(row);
              // No name of a column without anything beside it on a narrow page.
              const inside = isEmpty(cell) ? nothing : html`<div>${isolated(cell)}</div>`;
              return html`<td${raw(attributes(column))} data-label="${column.heading}">${inside}</td>`;
            })}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function errorLine(say: Messages, name: string, words: string): Html {
  return html`<p class="govuk-error-message" id="${name}-error">
    <span class="govuk-visually-hidden">${say.frame.error}${say.language.colon}</span> ${words}
  </p>`;
}
