// What the pages of a request share: its address, its crumbs, and what stands beside it.
import { labelText } from '../../../law/sentence.pages.ts';
import { caseCrumbs } from '../../../cases/cases.pages.ts';
import type { Knowledge } from '../../../law/model.ts';
import { inCase } from '../../../people/policy.ts';
import type { CaseOfMember } from '../../../people/case-member.store.ts';
import { capital } from '../../../web/capital.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { letterWords } from '../../core/letter-language.ts';
import { coverageOf, type OfficialWording } from '../../core/official-wording.ts';
import type { Crumb } from '../../../web/page.ts';
import { facts, note, railSection, tag, type Tone } from '../../../web/parts.ts';
import { dayText, whenText } from '../../../web/when.ts';
import { codeOf, mayBeExplained, type RequestFinding } from '../way/request-finding.ts';
import { COPIES, COPY_FOR } from '../way/counterpart-copy.ts';
import { OPEN_SEARCH_PATH } from '../../core/open-search.ts';
import { isAbout } from '../../forms/follow-up.ts';
import { isWritable } from '../states/written.ts';
import type { PracticeCode } from '../way/practice.ts';
import { findingWords, meansWords } from '../way/finding.ts';
import { refText } from '../../core/ref-text.pages.ts';
import { goesAsFollowed, instrumentTitle, namesItsLaw, type LegalForm } from '../../core/form.ts';
import { caveatsOf } from './letter.ts';
import type { Paper } from '../../core/paper.ts';
import type { TechnicalReading } from '../way/technical-reading.ts';
import { preservationReference } from '../../core/request.ts';
import { openRemarks, type OpenRemarks } from './remark.ts';
import { requestReference, type RequestRecord } from '../../core/request.ts';
import type { FormChange } from '../../core/wording.ts';

/** A request as its pages show it. */
export interface RequestShown {
  readonly file: CaseOfMember;
  readonly request: RequestRecord;
  readonly legal: LegalForm;
  readonly findings: readonly RequestFinding[];
  /** What came with it, of one that is incoming. */
  readonly papers?: readonly Paper[];
  readonly law: Knowledge;
  /** Of its technical part as it stands. */
  readonly reading?: TechnicalReading | undefined;
  readonly openRemarks: OpenRemarks;
  /** What became of its form since it was begun, or submitted. */
  readonly change?: FormChange | undefined;
  /** For which languages the agency has brought the official wording of the form, and the one by which its letter goes out. */
  readonly official?: { readonly languages: readonly string[]; readonly holds: OfficialWording | undefined };
  /** Led here from the check of all answers: what is changed leads back to it. */
  readonly isChange?: boolean;
}

const STATE_TONES: { readonly [state: string]: Tone } = {
  refused: 'stop',
  declined: 'stop',
  validationRefused: 'stop',
  notGenuine: 'stop',
  impossible: 'stop',
  expired: 'stop',
  clarificationAsked: 'warn',
  conditionsProposed: 'warn',
  postponed: 'warn',
  authorised: 'ok',
  executed: 'ok',
  verified: 'ok',
  receiptConfirmed: 'ok',
};

export function stateWords(say: Messages, state: string): string {
  const words: { readonly [state: string]: string } = say.requestLife.states;
  return words[state] ?? state;
}

export function stateTag(say: Messages, state: string): Html {
  return tag(STATE_TONES[state] ?? 'plain', stateWords(say, state));
}

export function requestAddress(file: CaseOfMember, number?: number, then = ''): string {
  return `/cases/${file.reference}/requests${number === undefined ? '' : `/${number}`}${then}`;
}

/** From one question to the next, not losing that one came from the check of all answers. */
export function onwards(
  { file, request, isChange }: Pick<RequestShown, 'file' | 'request' | 'isChange'>,
  path: string,
): string {
  const then = isChange === true ? `${path.includes('?') ? '&' : '?'}then=check` : '';
  return requestAddress(file, request.number, `${path}${then}`);
}

export function requestCrumbs(say: Messages, file: CaseOfMember, ...more: readonly Crumb[]): Crumb[] {
  return [...caseCrumbs(say, file), { words: say.requests.title, href: requestAddress(file) }, ...more];
}

/** Of a page below that of a request. */
export function crumbsBelow(
  say: Messages,
  { file, request }: Pick<RequestShown, 'file' | 'request'>,
  ...more: readonly Crumb[]
): Crumb[] {
  const reference = requestReference(file.reference, request.number);
  return requestCrumbs(say, file, { words: reference, href: requestAddress(file, request.number) }, ...more);
}

export function aboutRail(say: Messages, { file, request, legal, law }: RequestShown): Html {
  const words = say.requests;
  return railSection(
    requestReference(file.reference, request.number),
    facts([
      [words.form, goesAsFollowed(legal.form) ? lawText(say, legal, law) : labelText(say, legal.record.ref)],
      [words.state, stateWords(say, request.state)],
      [words.saved, savedText(say, request)],
      [say.sendingAsked.label, request.means && capital(meansWords(say, request.means))],
      [
        say.review.versions.version,
        html`<a href="${requestAddress(file, request.number, '/versions')}"
          >${say.review.versions.number(request.version.number)}</a
        >`,
      ],
      [
        isAbout(request) === undefined ? say.practice.begin.from : say.followUps.about,
        originHtml(say, file, request),
      ],
    ]),
  );
}

function originHtml(say: Messages, file: CaseOfMember, { number, origin }: RequestRecord): Html | undefined {
  switch (origin?.kind) {
    case undefined:
      return undefined;
    case 'plan':
      return html`${say.ways.plan.way[origin.way] ?? origin.way}
        <p><a href="${requestAddress(file, number, '/why')}">${say.practice.begin.why}</a></p>
        ${[...origin.bases.slice(0, 1).map((one) => basisText(say, one)), ...origin.authorities].map((one) => html`<p><bdi>${one}</bdi></p>`)}
        <p class="c-hint">${dayText(say, new Date(origin.day))}</p>`;
    case 'request':
      return html`<a href="${requestAddress(file, origin.number)}"
        >${requestReference(file.reference, origin.number)}</a
      >`;
    case 'exhibit':
      return html`<a href="/cases/${file.reference}/evidence/${origin.exhibit.split('-').at(-1) ?? ''}"
        >${origin.exhibit}</a
      >`;
  }
}

/** `Budapest Convention, Art. 31` as it was kept, by the name and the marks of the reader's language. */
function basisText(say: Messages, basis: string): string {
  const [name = '', ...articles] = basis.split(', Art. ');
  return [labelText(say, name), ...articles.map((one) => say.ways.articles(one))].join(say.language.comma);
}

export function savedText(say: Messages, { version }: RequestRecord): string {
  return say.requests.savedBy(whenText(say, version.savedAt), version.savedBy ?? say.requests.gone);
}

/** What is to be known of the form before it leaves: it stands on these pages, and never on the paper. */
export function unconfirmed(say: Messages, shown: RequestShown): Html {
  return caveats(caveatsIn(say, shown));
}

/** The same where it is about to leave, with whose words its labels are. */
export function beforeItLeaves(say: Messages, shown: RequestShown): Html {
  const { legal, official } = shown;
  const isOfficial = legal.record.confidence !== 'editorial';
  const labels = isOfficial ? [wordingWords(say, legal, official?.holds)] : [];
  return caveats([...caveatsIn(say, shown), ...labels]);
}

function caveatsIn(say: Messages, { legal, request }: RequestShown): readonly string[] {
  const { confidence } = legal.record;
  const told = caveatsOf(legal, say, letterWords(request.letterIn));
  return confidence === 'confirmed' || confidence === 'editorial'
    ? told
    : [say.requests.unconfirmed, ...told];
}

function caveats(told: readonly string[]): Html {
  return told.length === 0 ? nothing : note('warn', html`${told.map((one) => html`<p>${one}</p>`)}`);
}

/** Whose words the labels of the letter are. */
function wordingWords(say: Messages, { record }: LegalForm, holds: OfficialWording | undefined): string {
  const words = say.requests.official;
  if (holds === undefined) return words.ours;
  const { said, of } = coverageOf(record, holds.words);
  return words.brought(String(said), String(of), holds.source, holds.day);
}

export function remarkAddress(
  { file, request }: Pick<RequestShown, 'file' | 'request'>,
  field: string,
): string {
  return requestAddress(file, request.number, `/remarks/${field}`);
}

/** To the remarks on an answer, with how many are open. */
export function remarkLink(
  say: Messages,
  shown: RequestShown,
  { id, label }: { readonly id: string; readonly label: string },
): Html {
  const words = say.review.remarks;
  const open = openRemarks(shown.openRemarks, id);
  return html`<a href="${remarkAddress(shown, id)}"
    >${open === 0 ? words.link : words.count(open)}<span class="govuk-visually-hidden"> ${label}</span></a
  >`;
}

export function reasonAddress(
  { file, request }: Pick<RequestShown, 'file' | 'request'>,
  code: string,
): string {
  return requestAddress(file, request.number, `/reasons/${code}`);
}

/** True where a reason has been given that lets this go. */
export function mayWrite({ file, request }: Pick<RequestShown, 'file' | 'request'>): boolean {
  return inCase(file.role, 'draftRequest') === 'yes' && isWritable(request);
}

export function isExplained({ request }: Pick<RequestShown, 'request'>, { what }: RequestFinding): boolean {
  return mayBeExplained(what) && request.version.explained[codeOf(what)] !== undefined;
}

/** Leads to where a point may be explained, for whoever writes. */
export function reasonLink(say: Messages, shown: RequestShown, { what }: RequestFinding): Html {
  const mayDraft = inCase(shown.file.role, 'draftRequest') === 'yes';
  const code = codeOf(what);
  if (code === ('cyberUnit' satisfies PracticeCode)) return readingLink(say, shown);
  if (code === ('openSource' satisfies PracticeCode)) return searchLink(say, shown);
  const more = html`${copyLinks(say, shown, code)}${furtherLink(say, shown, what)}`;
  if (!mayDraft || !mayBeExplained(what)) return more;
  const isSaid = shown.request.version.explained[code] !== undefined;
  const { say: first, change } = say.practice.reason;
  return html`${more}<a href="${reasonAddress(shown, code)}"
      >${isSaid ? change : first}<span class="govuk-visually-hidden">
        (${findingWords(say, shown.legal, { what, field: '' })})</span
      ></a
    >`;
}

/** To what would mend it, beside saying why not. */
function furtherLink(say: Messages, shown: RequestShown, what: RequestFinding['what']): Html {
  if (what.kind !== 'practice') return nothing;
  if (what.code === 'meansNotSaid' || what.code === 'meansNotAccepted') return sendingLink(say, shown);
  const mayDraft = inCase(shown.file.role, 'draftRequest') === 'yes';
  return what.code === 'preservationEnds' && mayDraft
    ? html`${extensionLink(say, shown.file, Number(what.words[0]))} `
    : nothing;
}

/** To where it is said by which means it is sent, for whoever writes. */
function sendingLink(say: Messages, shown: RequestShown): Html {
  if (!mayWrite(shown)) return nothing;
  const address = requestAddress(shown.file, shown.request.number, '/sending');
  return html`<a href="${address}">${say.sendingAsked.link}</a> `;
}

/** To where the extension of a preservation is written. */
export function extensionLink(say: Messages, file: CaseOfMember, preservation: number): Html {
  const words = say.preservationExtension;
  return html`<a href="${requestAddress(file)}/new?extend=${preservation}"
    >${words.link}<span class="govuk-visually-hidden">
      (${preservationReference(file.reference, preservation)})</span
    ></a
  >`;
}

/** To where somebody else reads the technical part. */
function readingLink(say: Messages, { file, request }: RequestShown): Html {
  return html`<a href="${requestAddress(file, request.number, '/technique')}"
    >${say.practice.reading.link}</a
  >`;
}

/** To where an authority is chosen, or its copy made once the letter has left; and to where what it cannot read is translated. */
function copyLinks(say: Messages, shown: RequestShown, code: string): Html {
  const known: readonly string[] = [
    'counterpartCopy',
    'copyTakerGone',
    'copyNotRead',
    'copyLanguageUnknown',
  ] satisfies PracticeCode[];
  if (!known.includes(code)) return nothing;
  const { file, request } = shown;
  const [path, title] = mayWrite(shown)
    ? [COPY_FOR, say.counterpartCopy.task]
    : [COPIES, say.counterpartCopy.title];
  const desk = code === ('copyNotRead' satisfies PracticeCode);
  return html`<a href="${requestAddress(file, request.number, path)}">${title}</a>
    ${desk ? html`<a href="${requestAddress(file, request.number, '/translation')}">${say.translation.deskTitle}</a> ` : nothing}`;
}

/** To where it is recorded, for whoever writes. */
function searchLink(say: Messages, shown: RequestShown): Html {
  if (!mayWrite(shown)) return nothing;
  const { file, request } = shown;
  return html`<a href="${requestAddress(file, request.number, OPEN_SEARCH_PATH)}"
    >${say.openSearch.record}</a
  >`;
}

/** A place in the law of a form, with that law by name where the place does not name it. */
export function lawText(
  say: Messages,
  legal: LegalForm,
  law: RequestShown['law'],
  ref: string = legal.record.ref,
): string {
  const cited = refText(say, law, ref);
  if (namesItsLaw(ref)) return cited;
  return `${labelText(say, instrumentTitle(legal, law))}${say.language.comma}${cited}`;
}
