// What changed in the law data, what waits, and one proposal with the decision on it.
import type { Uuid } from '../base/ids.ts';
import { factsOf } from '../web/fields/record.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { done, facts, note, pressButton, railSection, table, tag, type Tone } from '../web/parts.ts';
import { dayText, when } from '../web/when.ts';
import { CSV_TABLES } from './export-csv.ts';
import { ANY_KIND, newRecordAddress, partyAddress, rewriteAddress, valueAddress } from './change-form.ts';
import { CHANGE_DECISION } from './change-decision.ts';
import { differenceTable } from './change-form.pages.ts';
import { placeOf } from './change.ts';
import type { Difference } from './differences.ts';
import { lawView, partialDateWords, sureness } from './fact.pages.ts';
import type { Trial } from './proposal.acts.ts';
import type { Proposal } from './proposal.store.ts';
import { findRecord, isObject, textOf, titleOf, type LawValues } from './values.ts';
import type { VersionLine } from './version.store.ts';

interface ChangesShown {
  readonly values: LawValues;
  readonly versions: readonly VersionLine[];
  /** Those that made the versions, and those set aside. */
  readonly made: readonly Proposal[];
  /** Undefined to who is no editor. */
  readonly waiting: readonly Proposal[] | undefined;
}

export function changesPage(say: Messages, shown: ChangesShown): View {
  const words = say.lawChange;
  const { versions, made, waiting, values } = shown;
  const aside = made.filter(({ id }) => versions[0]?.setAside.includes(id));
  const by = (id: Uuid | undefined): Proposal | undefined => made.find((one) => one.id === id);
  const main = html`<h1>${words.title}</h1>
    <p class="c-lead">${words.lead}</p>
    ${
      waiting === undefined
        ? nothing
        : html`<h2>${words.waiting}</h2>
            ${waiting.length === 0 ? html`<p>${words.noneWaiting}</p>` : proposalTable(say, waiting, values)}`
    }
    ${
      aside.length === 0
        ? nothing
        : html`<h2>${words.setAside}</h2>
            <p>${words.setAsideLead}</p>
            ${proposalTable(say, aside, values)}`
    }
    <h2>${words.published}</h2>
    ${table(
      words.published,
      [
        { heading: words.version, cell: ({ number }) => String(number), isNumber: true },
        { heading: words.date, cell: ({ publishedAt }) => when(say, publishedAt) },
        {
          heading: words.what,
          cell: ({ proposal }) => {
            const found = by(proposal);
            return found === undefined ? words.brought : proposalLink(found, values);
          },
        },
        { heading: words.dataVersion, cell: ({ dataVersion }) => html`<code>${dataVersion}</code>` },
      ],
      versions,
    )}`;
  return lawView(say, {
    title: words.title,
    main,
    aside: html`${waiting === undefined ? nothing : startRail(say)}${exportRail(say, values)}`,
  });
}

function startRail(say: Messages): Html {
  const words = say.lawChange;
  return railSection(
    words.start,
    html`<p><a href="${newRecordAddress(ANY_KIND)}">${words.enter}</a></p>
      <p class="c-hint">${words.enterHint}</p>
      <p><a href="/law/import/new">${say.lawImport.title}</a></p>
      <p><a href="/law/peers">${words.fromPeers}</a></p>`,
  );
}

function exportRail(say: Messages, values: LawValues): Html {
  const files = [
    'law.json',
    'law.jsonld',
    ...Object.keys(values),
    ...CSV_TABLES.map((name) => `${name}.csv`),
  ];
  return railSection(
    say.lawImport.export,
    html`<p class="c-hint">${say.lawImport.exportHint}</p>
      <ul class="govuk-list">
        ${files.map((name) => html`<li><a href="/law/export/${name}">${name}</a></li>`)}
      </ul>`,
  );
}

function proposalTable(say: Messages, list: readonly Proposal[], values: LawValues): Html {
  const words = say.lawChange;
  return table(
    words.waiting,
    [
      { heading: words.what, cell: (one) => proposalLink(one, values) },
      { heading: words.reason, cell: ({ reason }) => reason },
      { heading: words.proposedBy, cell: (one) => words.byAt(one.proposer, dayText(say, one.proposedAt)) },
    ],
    list,
  );
}

function proposalLink(one: Proposal, values: LawValues): Html {
  const place = placeOf(one.change).join(', ');
  return html`<a href="/law/changes/${one.id}"
    >${titleOf(values, one.record)}${place === '' ? nothing : `: ${place}`}</a
  >`;
}

interface ProposalShown {
  readonly proposal: Proposal;
  readonly values: LawValues;
  /** While it is open: what it would do now. */
  readonly trial: Trial | undefined;
  /** Once published: what it did. */
  readonly differences: readonly Difference[];
  readonly viewer: { readonly id: Uuid; readonly mayEdit: boolean };
  readonly done: string;
}

const TONES: { readonly [state in 'open' | 'published' | 'returned' | 'withdrawn']: Tone } = {
  open: 'warn',
  published: 'ok',
  returned: 'stop',
  withdrawn: 'plain',
};

export function proposalPage(say: Messages, shown: ProposalShown): View {
  const words = say.lawChange;
  const { proposal, values, trial, viewer } = shown;
  const state = proposal.outcome ?? 'open';
  const title = words.proposalTitle(titleOf(values, proposal.record));
  const saying = Object.hasOwn(words.done, shown.done)
    ? words.done[shown.done as keyof typeof words.done]
    : ''; // an own key
  const main = html`${saying === '' ? nothing : done(saying)}
    <h1>${title}</h1>
    <p>${tag(TONES[state], words.state_[state])}</p>
    ${grounds(say, shown)}
    <h2>${words.differences}</h2>
    ${differenceTable(say, trial?.ok === true ? trial.differences : shown.differences, state === 'published' ? words.became : words.is)}
    ${trial === undefined ? nothing : fitting(say, trial)}
    ${state === 'open' && viewer.mayEdit ? decision(say, shown) : nothing}
    ${
      state === 'returned' && viewer.id === proposal.proposedBy
        ? html`<p><a class="govuk-button" href="/law/changes/${proposal.id}/again">${words.again}</a></p>`
        : nothing
    }`;
  return lawView(say, { title, under: [[words.title, '/law/changes']], main });
}

function grounds(say: Messages, { proposal, values }: ProposalShown): Html {
  const words = say.lawChange;
  const { change } = proposal;
  const file = findRecord(values, proposal.record)?.list.file;
  const register = file === undefined ? undefined : values[file]['source_register'];
  const known = isObject(register) ? register[change.source.id] : undefined;
  const title = change.source.title ?? (isObject(known) ? textOf(known['title']) : change.source.id);
  const url = change.source.url ?? (isObject(known) ? textOf(known['url']) : '');
  return facts([
    [words.record, html`<a href="/law/records/${proposal.record.replace(' ', '/')}">${proposal.record}</a>`],
    [words.source, url === '' ? title : html`<a href="${url}" rel="noreferrer">${title}</a>`],
    [words.asOf, partialDateWords(say, change.as_of)],
    [words.confidence, sureness(say, change.confidence)],
    [words.reason, proposal.reason],
    [words.proposedBy, html`${words.byAt(proposal.proposer, '')} ${when(say, proposal.proposedAt)}`],
    [
      words.decidedBy,
      proposal.decidedAt && html`${words.byAt(proposal.decider, '')} ${when(say, proposal.decidedAt)}`,
    ],
    ...factsOf(say, CHANGE_DECISION, { why: proposal.answer }),
    [words.draftedOn, html`<code>${proposal.draftedOn}</code>`],
  ]);
}

function fitting(say: Messages, trial: Trial): Html {
  const words = say.lawChange;
  if (trial.ok) return note('ok', html`<p>${words.fits}</p>`);
  return note(
    'stop',
    html`<p>${words.fitsNot}</p>
      <ul>
        ${trial.faults.map(({ field: at, message }) => html`<li>${words.fault(at, message)}</li>`)}
      </ul>`,
  );
}

function decision(say: Messages, { proposal, viewer }: ProposalShown): Html {
  const words = say.lawChange;
  const action = `/law/changes/${proposal.id}`;
  if (viewer.id === proposal.proposedBy)
    return html`<p>${words.own}</p>
      ${pressButton(`${action}/withdraw`, words.withdraw, '')}`;
  return html`<p><a class="govuk-button" href="${action}/decide">${words.decide}</a></p>`;
}

/** In the rail of a record: what was changed here, and the way to change it. */
export function recordRail(
  say: Messages,
  record: string,
  history: readonly Proposal[],
  editing: { readonly mayEdit: boolean; readonly isUnconfirmedForm: boolean },
): Html {
  const words = say.lawChange;
  const { mayEdit, isUnconfirmedForm } = editing;
  const [kind = '', ...rest] = record.split(' ');
  const id = rest.join(' ');
  const self = `/law/records/${kind}/${encodeURIComponent(id)}`;
  const party = kind === 'parties' || kind === 'instrument' ? encodeURIComponent(id) : '';
  return html`${railSection(
    words.history,
    html`${
        history.length === 0
          ? html`<p class="c-hint">${words.noHistory}</p>`
          : html`<ul class="govuk-list">
              ${history.map((one) => html`<li><a href="/law/changes/${one.id}">${placeOf(one.change).join(', ') || words.record}</a> <span class="c-hint">${dayText(say, one.decidedAt ?? one.proposedAt)}</span></li>`)}
            </ul>`
      }
      <p><a href="${self}">${words.records}</a></p>`,
  )}${
    mayEdit
      ? railSection(
          words.start,
          html`<ul class="govuk-list">
            ${isUnconfirmedForm ? html`<li><a href="${confirming(record)}">${words.confirmForm}</a></li>` : nothing}
            <li><a href="${self}/change">${words.ofRecord}</a></li>
            ${
              party === ''
                ? nothing
                : html`<li>
                      <a href="${partyAddress('party', party)}">${words.partyStart}</a>
                    </li>
                    <li>
                      <a href="${partyAddress('declaration', party)}">${words.declarationStart}</a>
                    </li>`
            }
          </ul>`,
        )
      : nothing
  }`;
}

/** The draft of a change, with what it is to become already there: what it rests on is asked next. */
function confirming(record: string): string {
  return valueAddress(record, '["confidence"]');
}

/** Which text of a record is to change. */
export function choosePage(
  say: Messages,
  record: string,
  title: string,
  texts: readonly { readonly path: string; readonly field: string; readonly text: string }[],
): View {
  const words = say.lawChange;
  return lawView(say, {
    title: words.ofRecord,
    under: [[words.title, '/law/changes']],
    main: html`<h1>${title}</h1>
      <p class="c-lead">${words.chooseLead}</p>
      <p>
        <a href="${rewriteAddress(record)}">${words.rewrite}</a>
      </p>
      ${table(
        title,
        [
          { heading: words.fieldIs, cell: (one) => one.field },
          { heading: words.now, cell: (one) => one.text },
          {
            heading: words.change,
            cell: (one) =>
              html`<a href="${valueAddress(record, one.path)}"
                >${words.change}<span class="govuk-visually-hidden"> <code>${one.field}</code></span></a
              >`,
          },
        ],
        texts,
      )}`,
  });
}
