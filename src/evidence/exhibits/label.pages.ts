// Labels to stick on what is kept: number, agency, case, a little of the digest, and a code that leads to the page.
import { caseCrumbs } from '../../cases/cases.pages.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { errorSummary, field, type Errors } from '../../web/parts.ts';
import { qrSvg } from '../../web/qr.ts';
import type { Exhibit } from './exhibit.ts';
import { sheets, shortDigest } from './label.ts';

interface LabelForm {
  readonly items: string;
  readonly first: string;
  readonly errors: Errors;
}

interface LabelsShown {
  readonly file: CaseOfMember;
  readonly agency: string;
  readonly exhibits: readonly Exhibit[];
  /** Where the exhibits' pages are: the public address of the installation and the path of the case's evidence. */
  readonly address: string;
  readonly firstPlace: number;
  readonly given: LabelForm;
}

export function labelsPage(say: Messages, shown: LabelsShown): View {
  const words = say.labels;
  const { file, exhibits, given } = shown;
  const laid = sheets(exhibits, shown.firstPlace);
  return {
    title: words.title,
    place: 'cases',
    crumbs: [
      ...caseCrumbs(say, file),
      { words: say.evidence.title, href: `/cases/${file.reference}/evidence` },
      { words: words.title },
    ],
    hasErrors: Object.keys(given.errors).length > 0,
    main: html`<div class="c-screen">
        ${errorSummary(say, given.errors)}
        <h1>${words.title}</h1>
        <p class="c-lead">${exhibits.length === 0 ? words.none : words.lead(exhibits.length, laid.length)}</p>
        <p>${words.how}</p>
        <p class="c-hint">${words.nothingSecret}</p>
        ${whichForm(say, shown)}
      </div>
      ${exhibits.length === 0 ? nothing : laid.map((places) => sheet(say, shown, places))}`,
  };
}

function whichForm(say: Messages, { file, given }: LabelsShown): Html {
  const words = say.labels;
  return html`<form method="get" action="/cases/${file.reference}/labels" class="c-inline" novalidate>
    ${field(say, { name: 'items', label: words.which, hint: words.whichHint, value: given.items, width: 'short' }, given.errors)}
    ${field(say, { name: 'first', label: words.first, hint: words.firstHint, value: given.first, width: 'short', isCode: true }, given.errors)}
    <button type="submit" class="govuk-button govuk-button--secondary">${words.show}</button>
  </form>`;
}

function sheet(say: Messages, shown: LabelsShown, places: readonly (Exhibit | undefined)[]): Html {
  return html`<ol class="c-sheet" aria-label="${say.labels.list}">
    ${places.map((one) =>
      one === undefined
        ? raw('<li class="c-label c-label--used" aria-hidden="true"></li>')
        : label(say, shown, one),
    )}
  </ol>`;
}

function label(say: Messages, { file, agency, address }: LabelsShown, exhibit: Exhibit): Html {
  const words = say.labels;
  const item = exhibit.number.slice(file.reference.length + 1);
  return html`<li class="c-label">
    <div class="c-label__code">${qrSvg(`${address}/${item}`, words.code(exhibit.number))}</div>
    <div class="c-label__text">
      <p class="c-label__number">${exhibit.number}</p>
      <p>${agency}</p>
      <p>${words.caseLabel} ${file.reference}</p>
      <p class="c-label__digest">${words.digest} <code>${shortDigest(exhibit.sha256)} …</code></p>
    </div>
  </li>`;
}
