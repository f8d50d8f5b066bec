// Many items on one page: in rows that are typed over, from a file, or pasted. What is wrong is named by row or line, and nothing is kept.
import { fileForm } from '../../../../web/file-form.ts';
import { html, nothing, raw, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { View } from '../../../../web/page.ts';
import { errorSummary, field, form, hidden, note, table, type Errors } from '../../../../web/parts.ts';
import { visiblePlain } from '../../../../web/safe-text.ts';
import type { FormField } from '../../../../law/model-form.ts';
import type { QuestionPage } from '../../../core/form.ts';
import { EVIDENCE_WORDS } from '../../../forms/evidence-words.ts';
import { askedOf } from '../../../core/request-items.ts';
import {
  crumbsBelow,
  onwards,
  requestAddress,
  type RequestShown,
} from '../../../machine/text/request-shown.pages.ts';
import { inLanguage } from '../../../machine/way/finding.ts';
import { problemWords } from '../questions/list-fields.pages.ts';
import { pageBefore, pathAfterItems } from '../questions/walk.ts';
import type { ItemColumn, ItemProblem, ItemsOfForm, WrongItemLine } from './item-lines.ts';

/** Those of a row; what else an item says stays, and is asked on its own page. */
export const ROW_COLUMNS = ['kind', 'category', 'identifiers', 'from', 'to', 'holder', 'reason'] as const;
export type RowColumn = (typeof ROW_COLUMNS)[number];

export interface ItemRow {
  /** Counted from 1. */
  readonly row: number;
  /** What it asks for, where it is no data: that is changed on pages of its own. */
  readonly measure?: string;
  readonly cells: { readonly [column in RowColumn]?: string };
  /** More identifiers than a cell holds: they stay. */
  readonly kept?: number;
}

export interface ItemTableAsked {
  readonly shown: RequestShown;
  readonly page: QuestionPage;
  readonly field: FormField;
  readonly ofForm: ItemsOfForm;
  readonly rows: readonly ItemRow[];
  /** Of those that are there, how many have no row here. */
  readonly others: number;
  readonly pasted: string;
  readonly wrong: readonly WrongItemLine[];
  readonly errors: Errors;
}

const LINES_SHOWN = 100;
/** Where a file and pasted lines are taken. */
const BRING = 'bring';

export function itemTablePage(say: Messages, asked: ItemTableAsked): View {
  const { shown, page, field: list, rows, others, errors, wrong } = asked;
  const { file, request } = shown;
  const words = say.requests.itemTable;
  const address = (then: string): string => onwards(shown, `/items/${list.id}/${then}`);
  const base = hidden('base', String(request.version.number));
  return {
    title: words.title,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: words.title }),
    hasErrors: wrong.length > 0 || Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)} ${wrong.length === 0 ? nothing : wrongLines(say, wrong)}
      <h1>${words.title}</h1>
      <p>${words.lead}</p>
      ${form(
        html`${base}
          <div class="c-rows">${rowsOf(say, asked, rows)}</div>
          ${others === 0 ? nothing : html`<p>${words.others(others)}</p>`}
          <p>
            <button type="submit" class="govuk-button govuk-button--secondary" name="more" value="yes">
              ${words.more}
            </button>
          </p>`,
        words.save,
        address('table'),
      )}
      <h2 id="${BRING}">${words.bring}</h2>
      <p class="c-hint">${words.columns(asked.ofForm.columns.join(', '))}</p>
      <p class="c-hint">${words.kinds([...asked.ofForm.types, ...asked.ofForm.measures].join(', '))}</p>
      <p><a href="${address('template.csv')}">${words.template}</a></p>
      ${fileForm(
        say,
        {
          action: `${address('lines/file')}${address('').includes('?') ? '&' : '?'}version=${request.version.number}`,
          label: say.drafting.bring.file,
          hint: words.fileHint,
          button: say.drafting.bring.button,
        },
        errors,
      )}
      <h2>${say.drafting.bring.pasteTitle}</h2>
      ${form(
        html`${base}
        ${field(say, { name: 'lines', label: say.drafting.bring.paste, value: asked.pasted, rows: 8, isOptional: true }, errors)}`,
        say.drafting.bring.button,
        address('lines'),
        true,
      )}
      <p><a href="${onwards(shown, `/questions/${page.id}`)}">${words.toList}</a></p>`,
  };
}

/** Of the first item of a list: all of them at once, or none yet; the list itself is shown once there is one. */
export function otherWays(say: Messages, shown: RequestShown, page: QuestionPage): Html {
  const { file, request, legal, isChange } = shown;
  const { answers } = request.version;
  const list = legal.fields.find(({ id, type }) => type === 'item_list' && page.fields.includes(id));
  if (list === undefined || askedOf(answers, list.id).length > 0) return nothing;
  const words = say.requests.itemTable;
  const table = (part = ''): string => `${onwards(shown, `/items/${list.id}/table`)}${part}`;
  const draft = { legal, answers };
  const before = isChange === true ? undefined : pageBefore(draft, page);
  const to = (path: string, text: string): Html =>
    html`<li><a href="${requestAddress(file, request.number, path)}">${text}</a></li>`;
  return html`<ul class="govuk-list">
    <li><a href="${table()}">${words.link}</a></li>
    <li><a href="${table(`#${BRING}`)}">${words.bring}</a></li>
    ${to(pathAfterItems(draft, page, isChange), words.later)}
    ${before === undefined ? nothing : to(`/questions/${before.id}`, say.requests.previous)}
  </ul>`;
}

function wrongLines(say: Messages, wrong: readonly WrongItemLine[]): Html {
  const words = say.drafting.bring;
  const left = wrong.length - LINES_SHOWN;
  return html`${note(
      'stop',
      html`<h2>${words.wrongTitle}</h2>
        <p>${say.requests.itemTable.wrong(wrong.length)}</p>`,
    )}
    <div class="c-wrong">
      ${table(
        words.table,
        [
          { heading: words.lineHeading, cell: ({ line }) => String(line), isNumber: true },
          {
            heading: say.requests.itemTable.column,
            cell: ({ column }) => (column === undefined ? '' : column),
          },
          { heading: words.textHeading, cell: ({ text }) => visiblePlain(text, 200) },
          { heading: words.whyHeading, cell: ({ problem }) => itemProblemWords(say, problem) },
        ],
        wrong.slice(0, LINES_SHOWN),
      )}
    </div>
    ${left > 0 ? html`<p>${words.more(left)}</p>` : nothing}`;
}

export function itemProblemWords(say: Messages, problem: ItemProblem): string {
  const own: { readonly [code: string]: string | undefined } = say.requests.itemTable.problems;
  return own[problem] ?? problemWords(say, problem as Parameters<typeof problemWords>[1]); // else it is one of a line
}

export function columnWords(say: Messages, column: ItemColumn): string {
  const words = say.requests.items;
  switch (column) {
    case 'kind':
      return say.requests.itemTable.kind;
    case 'from':
      return words.periodFrom;
    case 'to':
      return words.periodTo;
    case 'reason':
      return say.requests.itemTable.reason;
    default:
      return words[column];
  }
}

function rowsOf(say: Messages, asked: ItemTableAsked, rows: readonly ItemRow[]): Html {
  const columns = ROW_COLUMNS.filter((column) => asked.ofForm.columns.includes(column));
  return table(
    say.requests.itemTable.title,
    [
      { heading: say.requests.itemTable.row, cell: ({ row }) => String(row), isNumber: true },
      ...columns.map((column) => ({
        heading: columnWords(say, column),
        cell: (row: ItemRow) => cell(say, asked, row, column),
      })),
    ],
    rows,
  );
}

function cell(say: Messages, asked: ItemTableAsked, row: ItemRow, column: RowColumn): Html | string {
  const { shown, field: list, errors } = asked;
  if (row.measure !== undefined)
    return column === 'kind'
      ? html`<a href="${onwards(shown, `/items/${list.id}/${row.row}`)}"
          >${measureWords(list, row.measure)}</a
        >`
      : '';
  const name = `${column}.${row.row}`;
  const value = row.cells[column] ?? '';
  const error = errors[name];
  const label = say.requests.itemTable.cell(columnWords(say, column), row.row);
  const attributes = html`id="${name}" name="${name}"
  aria-label="${label}"${error === undefined ? nothing : html` aria-describedby="${name}-error" aria-invalid="true"`}`;
  const control =
    column === 'identifiers' && row.kept !== undefined
      ? html`${say.drafting.lists.kept(row.kept)}`
      : column === 'kind' || column === 'category'
        ? select(attributes, value, optionsOf(say, asked, column))
        : column === 'reason' || column === 'identifiers'
          ? html`<textarea class="govuk-textarea" rows="2" ${attributes}>${value}</textarea>`
          : html`<input class="govuk-input" type="text" value="${value}" ${attributes} />`;
  return html`${error === undefined ? nothing : html`<p class="govuk-error-message" id="${name}-error">${error}</p>`}${control}`;
}

type Option = readonly [value: string, words: string];

function select(attributes: Html, value: string, options: readonly Option[]): Html {
  return html`<select class="govuk-select" ${attributes}>
    ${options.map(([id, words]) => html`<option value="${id}" ${id === value ? raw('selected') : nothing}>${words}</option>`)}
  </select>`;
}

function optionsOf(say: Messages, asked: ItemTableAsked, column: 'kind' | 'category'): readonly Option[] {
  const { ofForm, field: list } = asked;
  const none: Option = ['', '–'];
  if (column === 'category') return [none, ...Object.entries(say.ways.category)];
  return [
    none,
    ...ofForm.types.map((type): Option => [type, inLanguage(say, EVIDENCE_WORDS[type].label)]),
    ...ofForm.measures.map((measure): Option => [measure, measureWords(list, measure)]),
  ];
}

function measureWords({ kinds = [] }: FormField, measure: string): string {
  return kinds.find(({ id }) => id === measure)?.label ?? measure;
}
