// What the pages of a request share: its address, its crumbs, and what stands beside it.
import { caseCrumbs } from '../cases/cases.pages.ts';
import type { CaseOfMember } from '../people/case-member.store.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { Crumb } from '../web/page.ts';
import { facts, note, railSection, tag } from '../web/parts.ts';
import { whenText } from '../web/when.ts';
import type { RequestFinding } from './checks.ts';
import { findingWords } from './finding.ts';
import type { LegalForm, QuestionPage } from './form.ts';
import { requestReference, type RequestRecord } from './request.ts';

/** A request as its pages show it. */
export interface RequestShown {
  readonly file: CaseOfMember;
  readonly request: RequestRecord;
  readonly legal: LegalForm;
  readonly findings: readonly RequestFinding[];
}

export function requestAddress(file: CaseOfMember, number?: number, then = ''): string {
  return `/cases/${file.reference}/requests${number === undefined ? '' : `/${number}`}${then}`;
}

export function requestCrumbs(say: Messages, file: CaseOfMember, ...more: readonly Crumb[]): Crumb[] {
  return [...caseCrumbs(say, file), { words: say.requests.title, href: requestAddress(file) }, ...more];
}

export function aboutRail(say: Messages, { file, request, legal }: RequestShown): Html {
  const words = say.requests;
  return railSection(
    requestReference(file.reference, request.number),
    facts([
      [words.form, legal.record.ref],
      [words.state, words.draft],
      [words.saved, savedText(say, request)],
    ]),
  );
}

export function savedText(say: Messages, { version }: RequestRecord): string {
  return say.requests.savedBy(whenText(say, version.savedAt), version.savedBy ?? say.requests.gone);
}

export function unconfirmed(say: Messages, { record }: LegalForm): Html {
  if (record.confidence === 'confirmed') return nothing;
  return note(
    'warn',
    html`<p>
      ${say.requests.confidence[record.confidence]}
      ${record.confidence === 'editorial' ? '' : say.requests.unconfirmed}
    </p>`,
  );
}

/** Beside a question: what its fields still lack, and the law that asks for them. */
export function questionRail(say: Messages, { legal, findings }: RequestShown, page: QuestionPage): Html {
  const words = say.requests;
  const here = findings.filter(({ field, what }) => page.fields.includes(field) && what.kind !== 'missing');
  const fields = legal.fields.filter(({ id }) => page.fields.includes(id));
  const refs = [
    ...new Set(
      fields.map(
        ({ ref, confidence }) =>
          `${ref}${confidence === 'confirmed' ? '' : ` (${words.confidence[confidence].replace(/\.$/, '')})`}`,
      ),
    ),
  ];
  return html`${
    here.length === 0
      ? nothing
      : railSection(
          words.beside,
          html`<ul class="govuk-list">
            ${here.map((one) => html`<li>${tag(one.level === 'block' ? 'stop' : 'warn', words.level[one.level])} ${findingWords(say, legal, one)}</li>`)}
          </ul>`,
        )
  }
  ${railSection(words.source, html`<p class="c-hint">${refs.join('; ')}</p>`)}`;
}
