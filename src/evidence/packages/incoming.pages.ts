// Packages that arrive: the two roads in, what the check shows, and the questions before one is taken into evidence.
import { caseCrumbs } from '../../cases/cases.pages.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import type { Check } from '../../verify/checks.ts';
import type { Messages as ReportMessages } from '../../verify/report-messages.ts';
import type { Statement } from '../../verify/report.ts';
import { fileForm } from '../../web/file-form.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import {
  choices,
  facts,
  field,
  form,
  hidden,
  note,
  railSection,
  table,
  tag,
  type Errors,
  type Tone,
} from '../../web/parts.ts';
import { numberText, sizeText, when } from '../../web/when.ts';
import {
  incomingState,
  KEYS_COMPARED,
  type ArrivedExhibit,
  type CheckedPackage,
  type Incoming,
  type IncomingState,
  type Compared,
  type KeysCompared,
} from './incoming.ts';
import { sourceWords } from '../../web/source-words.ts';
import { checkerLanguage } from '../../web/verify-page/checker-languages.ts';
import { peerName, peerWords, serviceWarning, whose } from './whose-keys.pages.ts';
import { visiblePlain } from '../../web/safe-text.ts';

export interface ImportShown {
  readonly file: CaseOfMember;
  readonly arrived: readonly Incoming[];
  /** Names in the folder of the server. */
  readonly folder: readonly string[];
  readonly bytesMax: number;
  readonly errors: Errors;
}

export function importPage(say: Messages, shown: ImportShown): View {
  const words = say.incoming;
  const { file, folder, errors } = shown;
  const address = importAddress(file);
  return {
    title: words.title,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.title }],
    errors,
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      <h2>${words.send}</h2>
      ${fileForm(
        say,
        {
          action: `${address}/send`,
          label: words.file,
          hint: words.fileHint(sizeText(say, shown.bytesMax)),
          button: words.sendButton,
        },
        errors,
      )}
      <h2>${words.folder}</h2>
      <p>${words.folderWords}</p>
      ${
        folder.length === 0
          ? html`<p>${words.folderNone}</p>`
          : table<string>(
              words.folder,
              [
                { heading: words.name, cell: (name) => visiblePlain(name, 200) },
                { heading: say.handOver.act, cell: (name) => folderButton(say, address, name) },
              ],
              folder,
            )
      }
      <h2>${words.arrived}</h2>
      ${arrivedTable(say, shown)}`,
  };
}

export function importAddress(file: CaseOfMember, incoming?: Incoming): string {
  return `/cases/${file.reference}/import${incoming === undefined ? '' : `/${incoming.id}`}`;
}

function folderButton(say: Messages, address: string, name: string): Html {
  return html`<form method="post" action="${address}/folder" class="c-press">
    ${hidden('name', name)}
    <button type="submit" class="c-linkbutton">
      ${say.incoming.checkIt}<span class="govuk-visually-hidden"> ${visiblePlain(name, 200)}</span>
    </button>
  </form>`;
}

function arrivedTable(say: Messages, { file, arrived }: ImportShown): Html {
  const words = say.incoming;
  if (arrived.length === 0) return html`<p>${words.none}</p>`;
  return table<Incoming>(
    words.arrived,
    [
      {
        heading: words.name,
        cell: (one) => html`<a href="${importAddress(file, one)}">${visiblePlain(one.name, 200)}</a>`,
      },
      { heading: words.at, cell: (one) => when(say, one.begunAt) },
      { heading: words.by, cell: (one) => one.by.name },
      { heading: words.stateHeading, cell: (one) => stateTag(say, one) },
    ],
    arrived,
  );
}

const TONES: { readonly [state in IncomingState]: Tone } = {
  checking: 'plain',
  notChecked: 'warn',
  refused: 'stop',
  checked: 'warn',
  importing: 'plain',
  imported: 'ok',
};

function stateTag(say: Messages, one: Incoming): Html {
  const state = incomingState(one);
  return tag(TONES[state], say.incoming.states[state]);
}

export interface IncomingShown {
  readonly file: CaseOfMember;
  readonly incoming: Incoming;
  /** Of its log there is now another trusted peer, or none, than when it was checked. */
  readonly isPeerChanged?: boolean;
}

export function incomingPage(say: Messages, shown: IncomingShown): View {
  const { incoming, file } = shown;
  const words = say.incoming;
  const title = visiblePlain(incoming.name, 200);
  const verdict = incoming.checked?.verdict;
  return {
    title,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.title, href: importAddress(file) }, { words: title }],
    main: html`<div class="c-titled">
        <h1 class="c-break">${title}</h1>
        ${stateTag(say, incoming)}
      </div>
      ${stateHtml(say, shown)}
      ${verdict === undefined ? nothing : html`${serviceWarning(say, verdict)} ${verdictHtml(say, verdict)}`}`,
    aside: html`${verdict?.pack === undefined ? nothing : railSection(words.from, whose(say, verdict))}
    ${railSection(
      say.jobs.aboutIt,
      facts([
        [words.by, incoming.by.name],
        [words.at, when(say, incoming.begunAt)],
      ]),
    )}`,
  };
}

function stateHtml(say: Messages, shown: IncomingShown): Html {
  const { incoming, file } = shown;
  const words = say.incoming;
  const { checked, quarantine, importJob, checkJob } = incoming;
  const job = (id: string): Html =>
    html`<p class="c-buttons"><a class="govuk-button" href="/jobs/${id}">${words.progress}</a></p>`;
  switch (incomingState(incoming)) {
    case 'checking':
      return job(checkJob.id);
    case 'importing':
      return job(importJob?.id ?? '');
    case 'notChecked':
      return note('warn', html`<p>${words.notCheckedWords}</p>`);
    case 'refused':
      return refused(say, checked?.verdict, quarantine);
    case 'checked':
      return mayTake(say, shown);
    case 'imported':
      return note(
        'ok',
        html`<p><b>${words.taken}</b> ${(incoming.exhibits ?? []).join(', ')}</p>
          <p><a href="/cases/${file.reference}/evidence">${words.toExhibits}</a></p>`,
      );
  }
}

function mayTake(say: Messages, { incoming, file, isPeerChanged }: IncomingShown): Html {
  const words = say.incoming;
  const verdict = incoming.checked?.verdict;
  const address = importAddress(file, incoming);
  const again = form(nothing, words.again, `${address}/again`);
  if (isPeerChanged === true) return html`${note('warn', html`<p>${words.peerChanged}</p>`)} ${again}`;
  return html`${
      verdict?.already.length === 0
        ? nothing
        : note('warn', html`<p><b>${words.already}</b> ${words.alreadyWords}</p>`)
    }
    ${
      verdict?.peer === undefined
        ? incoming.trust === undefined
          ? note('warn', html`<p>${words.peerNone}</p>`)
          : nothing
        : note('ok', html`<p>${peerWords(say, words.peerIs, verdict.peer)}</p>`)
    }
    <p class="c-buttons"><a class="govuk-button" href="${address}/keys">${words.take}</a></p>`;
}

/** The sentences of the verifier are those of its own page, in the language of this one. */
export function reportIn(say: Messages): ReportMessages {
  return checkerLanguage(say).report;
}

function refused(say: Messages, verdict: CheckedPackage | undefined, quarantine: string | undefined): Html {
  const words = say.incoming;
  const { fault, peer } = verdict ?? {};
  if (fault === undefined) return nothing;
  const foreign = (text: string): Html => sourceWords(say, visiblePlain(text, 300));
  return note(
    'stop',
    html`<p><b>${words.refusedTitle}</b> ${reportIn(say).faultWords[fault.code]}</p>
      ${facts([
        [words.place, html`<span class="c-break">${visiblePlain(fault.place, 300)}</span>`],
        [words.expected, html`<span class="c-break">${foreign(fault.expected)}</span>`],
        [words.found, html`<span class="c-break">${foreign(fault.found)}</span>`],
      ])}
      ${
        peer !== undefined && fault.code === 'keyUntrusted'
          ? html`<p>${peerWords(say, words.peerFault, peer)}</p>`
          : nothing
      }
      <p class="c-break">${quarantine === undefined ? nothing : words.keptAside(quarantine)}</p>`,
  );
}

/** What is in it, what is shown and what is not, and each check with its figures. */
function verdictHtml(say: Messages, verdict: CheckedPackage): Html {
  const words = say.incoming;
  const report = reportIn(say);
  return html`${verdict.pack === undefined ? nothing : inside(say, verdict.pack.exhibits)}
  ${statements(report.headings.established, established(say, verdict))}
  ${statements(
    report.headings.notEstablished,
    verdict.notEstablished.map((one) => told(say, one)),
  )}
  ${
    verdict.checks.length === 0
      ? nothing
      : html`<h2>${words.checks}</h2>
          ${table<Check>(
            words.checks,
            [
              { heading: words.what, cell: (one) => report.checkTitles[one.name] },
              {
                heading: words.found,
                cell: (one) =>
                  one.name === 'trust' && verdict.peer !== undefined
                    ? peerName(say, verdict.peer)
                    : report.checkWords(one),
              },
              { heading: words.stateHeading, cell: (one) => outcomeTag(say, one) },
            ],
            verdict.checks,
          )}`
  }`;
}

function outcomeTag(say: Messages, { outcome }: Check): Html {
  const tone = { passed: 'ok', failed: 'stop', notChecked: 'plain' } as const;
  return tag(tone[outcome], say.incoming.outcomes[outcome]);
}

/** There is no file of keys where a trusted peer has them. */
function established(say: Messages, { established: list, peer }: CheckedPackage): string[] {
  return list.map((one) =>
    one.id === 'trusted' && peer !== undefined ? peerWords(say, say.incoming.peerIs, peer) : told(say, one),
  );
}

/** In the reader's words. What is named in it is another's; the sentence round it, with its own spaces and marks of direction, is ours. */
export function told(say: Messages, one: Statement): string {
  const shown = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shown);
    return typeof value === 'string' ? visiblePlain(value, 300) : value;
  };
  const parts = Object.entries(one).map(([name, value]) => [name, shown(value)]);
  return reportIn(say).statement(Object.fromEntries(parts) as Statement); // the same parts, each as it may be shown
}

function statements(heading: string, list: readonly string[]): Html {
  if (list.length === 0) return nothing;
  return html`<h2>${heading}</h2>
    <ul class="govuk-list govuk-list--bullet c-break">
      ${list.map((one) => html`<li>${one}</li>`)}
    </ul>`;
}

function inside(say: Messages, exhibits: readonly ArrivedExhibit[]): Html {
  const words = say.incoming;
  return html`<h2>${words.inside}</h2>
    ${table<ArrivedExhibit>(
      words.inside,
      [
        { heading: words.exhibit, cell: (one) => visiblePlain(one.number, 100) },
        { heading: words.files, cell: (one) => numberText(say, one.files), isNumber: true },
        { heading: words.size, cell: (one) => sizeText(say, one.bytes), isNumber: true },
        {
          heading: words.conditions,
          cell: ({ conditions, isDestroyed }) => {
            if (isDestroyed) return words.destroyed;
            if (conditions.length === 0) return '–';
            return html`${conditions.map((one) => html`${visiblePlain(one, 1000)}<br />`)}`;
          },
        },
      ],
      exhibits,
    )}`;
}

export interface KeysForm {
  readonly compared: KeysCompared | undefined;
  readonly trust: string;
  readonly errors: Errors;
}

export function keysPage(say: Messages, shown: IncomingShown, given: KeysForm): View {
  const words = say.incoming;
  const verdict = shown.incoming.checked?.verdict;
  const list = KEYS_COMPARED.map((one) => ({
    value: one,
    words: words.keysChoices[one],
    hint: words.keysHints[one],
    isChosen: one === given.compared,
  }));
  return question(say, shown, {
    title: words.keys,
    errors: given.errors,
    content: html`<h1>${words.keys}</h1>
      <p class="c-lead">${words.keysHint}</p>
      ${verdict === undefined ? nothing : whose(say, verdict)}
      ${form(
        html`${choices(say, { name: 'compared', kind: 'radios', legend: words.keys, isLegendHidden: true, list }, given.errors)}
        ${field(say, { name: 'trust', label: words.trust, hint: words.trustHint, value: given.trust, rows: 4, isOptional: true }, given.errors)}`,
        say.form.next,
      )}`,
  });
}

export function answersPage(
  say: Messages,
  shown: IncomingShown,
  given: { readonly compared: Compared; readonly answers: string; readonly errors: Errors },
): View {
  const words = say.incoming;
  return question(say, shown, {
    title: words.answers,
    errors: given.errors,
    content: form(
      html`${hidden('compared', given.compared)}
      ${field(say, { name: 'answers', label: words.answers, hint: words.answersHint, value: given.answers, isHeading: true, autocomplete: 'off' }, given.errors)}`,
      words.takeButton,
      `${importAddress(shown.file, shown.incoming)}/take`,
    ),
  });
}

function question(
  say: Messages,
  { file, incoming }: IncomingShown,
  asked: { readonly title: string; readonly errors: Errors; readonly content: Html },
): View {
  const words = say.incoming;
  return {
    title: asked.title,
    place: 'cases',
    crumbs: [
      ...caseCrumbs(say, file),
      { words: words.title, href: importAddress(file) },
      { words: visiblePlain(incoming.name, 200), href: importAddress(file, incoming) },
      { words: words.take },
    ],
    isQuestion: true,
    errors: asked.errors,
    main: html`${asked.content}`,
  };
}
