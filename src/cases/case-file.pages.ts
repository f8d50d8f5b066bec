// What a case file says, on the page of the case; the questions that change it; its notes and its history.
import type { CaseOfMember } from '../people/case-member.store.ts';
import { inCase } from '../people/policy.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { note, pressButton, table, tag } from '../web/parts.ts';
import { dayText, when } from '../web/when.ts';
import {
  CASE_FIELDS,
  memberOfText,
  type CaseChange,
  type CaseEntry,
  type CaseField,
  type CaseRecord,
  type DueDeadline,
} from './case-file.ts';
import { caseCrumbs } from './cases.pages.ts';

export interface FileShown {
  readonly file: CaseOfMember;
  readonly record: CaseRecord;
  readonly parties: readonly CaseEntry[];
  readonly deadlines: readonly CaseEntry[];
  /** The day it is. */
  readonly today: string;
}

/** On the page of the case, for members who see the file. */
export function caseFileHtml(say: Messages, shown: FileShown): Html {
  const words = say.caseFile;
  const { file, deadlines, parties } = shown;
  const address = `/cases/${file.reference}`;
  const mayChange = inCase(file.role, 'changeCase') === 'yes';
  const add = (page: string, label: string): Html =>
    mayChange && !file.isClosed ? html`<p><a href="${address}/${page}">${label}</a></p>` : nothing;
  return html`${file.isClosed ? note('warn', html`<p><b>${words.closedNote}</b></p>`) : nothing}
    <h2>${words.about}</h2>
    ${aboutList(say, shown, mayChange)}
    <h2>${words.deadlines}</h2>
    ${deadlines.length === 0 ? html`<p>${words.noDeadlines}</p>` : deadlineTable(say, shown, mayChange)}
    ${add('deadlines/add', words.addDeadline)}
    <h2>${words.parties}</h2>
    ${parties.length === 0 ? html`<p>${words.noParties}</p>` : partyTable(say, shown, mayChange)}
    ${add('parties/add', words.addParty)}
    <p class="c-buttons">
      <a class="govuk-button govuk-button--secondary" href="${address}/notes">${words.seeNotes}</a>
      <a class="govuk-button govuk-button--secondary" href="${address}/history">${words.history}</a>
    </p>`;
}

const PATHS: { readonly [field in CaseField]: string } = {
  title: 'title',
  offences: 'offences',
  legalBasis: 'legal-basis',
};

export function fieldPath(field: CaseField): string {
  return `/edit/${PATHS[field]}`;
}

function aboutList(say: Messages, { file, record }: FileShown, mayChange: boolean): Html {
  const words = say.caseFile;
  const address = `/cases/${file.reference}`;
  const line = (label: string, value: Html | string, page: string, isOpen: boolean): Html =>
    html`<div>
      <dt>${label}</dt>
      <dd>${value === '' ? '–' : value}</dd>
      <dd>
        ${mayChange && isOpen ? html`<a href="${address}${page}">${say.check.change}<span class="govuk-visually-hidden"> ${label}</span></a>` : nothing}
      </dd>
    </div>`;
  const state = words.statuses[file.isClosed ? 'closed' : 'open'];
  return html`<dl class="c-check">
    ${CASE_FIELDS.map((name) => line(words.fields[name], linesHtml(record[name]), fieldPath(name), !file.isClosed))}
    ${line(words.status, state, `/status/${file.isClosed ? 'open' : 'closed'}`, true)}
    ${line(words.compartment, words.compartments[file.isCompartmented ? 'yes' : 'no'], `/compartment/${file.isCompartmented ? 'out' : 'in'}`, true)}
  </dl>`;
}

function linesHtml(text: string): Html | string {
  if (!text.includes('\n')) return text;
  return html`${text.split('\n').map((line, i) => html`${i === 0 ? nothing : html`<br />`}${line}`)}`;
}

function deadlineTable(say: Messages, { file, deadlines, today }: FileShown, mayChange: boolean): Html {
  const words = say.caseFile;
  const end = (one: CaseEntry): Html =>
    pressButton(`/cases/${file.reference}/entries/${one.id}/end`, words.isOver, one.text);
  return table<CaseEntry>(
    words.deadlines,
    [
      { heading: words.due, cell: (one) => dueHtml(say, one.dueOn ?? '', today) },
      { heading: words.what, cell: (one) => one.text },
      ...(mayChange && !file.isClosed ? [{ heading: say.account.act, cell: end }] : []),
    ],
    deadlines,
  );
}

/** A day is over when the next one begins, where the agency is. */
function dueHtml(say: Messages, dueOn: string, today: string): Html | string {
  const words = dayText(say, new Date(`${dueOn}T12:00:00`));
  return dueOn < today ? tag('stop', say.caseFile.overdue(words)) : words;
}

function partyTable(say: Messages, { file, parties }: FileShown, mayChange: boolean): Html {
  const words = say.caseFile;
  const end = (one: CaseEntry): Html =>
    pressButton(`/cases/${file.reference}/entries/${one.id}/end`, words.takeOut, one.text);
  return table<CaseEntry>(
    words.parties,
    [
      { heading: words.party, cell: (one) => one.text },
      { heading: words.partyRole, cell: (one) => words.partyRoles[one.role ?? 'other'] },
      ...(mayChange && !file.isClosed ? [{ heading: say.account.act, cell: end }] : []),
    ],
    parties,
  );
}

/** On "My work". */
export function dueDeadlinesHtml(say: Messages, list: readonly DueDeadline[], today: string): Html {
  const words = say.caseFile;
  if (list.length === 0) return nothing;
  return html`<h2>${words.workDeadlines}</h2>
    ${table<DueDeadline>(
      words.workDeadlines,
      [
        { heading: words.due, cell: (one) => dueHtml(say, one.dueOn, today) },
        { heading: words.what, cell: (one) => one.text },
        {
          heading: say.jobs.inCase,
          cell: (one) => html`<a href="/cases/${one.reference}">${one.reference}</a>`,
        },
      ],
      list,
    )}`;
}

export function notesPage(
  say: Messages,
  shown: {
    readonly file: CaseOfMember;
    readonly notes: readonly CaseEntry[];
    readonly next: string | undefined;
  },
): View {
  const words = say.caseFile;
  const { notes, next, file } = shown;
  const address = `/cases/${file.reference}/notes`;
  return {
    title: words.notes,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.notes }],
    isQuestion: true,
    main: html`<h1>${words.notes}</h1>
      <p class="c-buttons"><a class="govuk-button" href="${address}/new">${words.addNote}</a></p>
      ${notes.length === 0 ? html`<p>${words.noNotes}</p>` : nothing}
      ${notes.map(
        (one) =>
          html`<section>
            <p class="c-hint">${one.by} · ${when(say, one.at)}</p>
            <p class="c-break">${linesHtml(one.text)}</p>
          </section>`,
      )}
      ${next === undefined ? nothing : html`<p><a href="${address}?after=${next}">${words.older}</a></p>`}`,
  };
}

export function historyPage(
  say: Messages,
  shown: {
    readonly file: CaseOfMember;
    readonly changes: readonly CaseChange[];
    readonly next: string | undefined;
  },
): View {
  const words = say.caseFile;
  const { file, changes, next } = shown;
  return {
    title: words.history,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.history }],
    main: html`<h1>${words.history}</h1>
      ${
        changes.length === 0
          ? html`<p>${words.noHistory}</p>`
          : table<CaseChange>(
              words.history,
              [
                { heading: words.when, cell: (one) => when(say, one.at) },
                { heading: words.who, cell: (one) => one.by },
                { heading: words.what, cell: (one) => whatWords(say, one) },
                { heading: words.before, cell: (one) => valueHtml(say, one, one.before) },
                { heading: words.after, cell: (one) => valueHtml(say, one, one.after) },
                { heading: words.reason, cell: (one) => one.reason ?? '–' },
              ],
              changes,
            )
      }
      ${next === undefined ? nothing : html`<p><a href="/cases/${file.reference}/history?after=${next}">${words.older}</a></p>`}`,
  };
}

function whatWords(say: Messages, { what }: CaseChange): string {
  const words = say.caseFile;
  switch (what) {
    case 'status':
      return words.status;
    case 'compartment':
      return words.compartment;
    case 'party':
      return words.parties;
    case 'deadline':
      return words.deadlines;
    case 'lead':
      return say.caseRole.lead;
    case 'member':
      return say.cases.members;
    case 'transfer':
      return words.transfer;
    case 'joint':
      return words.joint;
    default:
      return words.fields[what];
  }
}

function valueHtml(say: Messages, { what }: CaseChange, text: string): Html | string {
  const words = say.caseFile;
  if (what === 'status') return words.statuses[text === 'closed' ? 'closed' : 'open'];
  if (what === 'compartment') return words.compartments[text === 'true' ? 'yes' : 'no'];
  if (what === 'member' && text !== '') {
    const { role, name } = memberOfText(text);
    return role === undefined ? name : html`<bdi>${name}</bdi> (${say.caseRole[role]})`;
  }
  return text === '' ? '–' : linesHtml(text);
}
