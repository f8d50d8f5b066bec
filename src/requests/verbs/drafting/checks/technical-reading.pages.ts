// The technical part of a request, to be read by somebody who knows the technique and wrote none of it: on a page of the request, and for
// an examiner, who sees nothing else of it, on one of the case.
import { caseCrumbs } from '../../../../cases/cases.pages.ts';
import type { CaseOfMember } from '../../../../people/case-member.store.ts';
import { inCase } from '../../../../people/policy.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { View } from '../../../../web/page.ts';
import { errorSummary, field, form, hidden, note, table, type Errors } from '../../../../web/parts.ts';
import type { Answers } from '../../../core/answers.ts';
import type { LegalForm } from '../../../core/form.ts';
import { requestReference } from '../../../core/request.ts';
import { belowRequest } from '../../../machine/text/request-follow.pages.ts';
import {
  remarkLink,
  requestAddress,
  stateTag,
  type RequestShown,
} from '../../../machine/text/request-shown.pages.ts';
import { readingWords } from './reason.pages.ts';
import { answerHtml } from './request-check.pages.ts';
import {
  technicalDigest,
  technicalFields,
  type TechnicalReading,
} from '../../../machine/way/technical-reading.ts';
import type { TechnicalPart } from './technical-reading.store.ts';

/** Below the case. */
export const TECHNIQUE = '/technique';

interface Asked {
  /** Whether this person wrote some of it. */
  readonly isWriter: boolean;
  readonly unit: string;
  readonly errors: Errors;
  /** It was changed while it was read. */
  readonly hasChanged?: boolean;
}

export interface ReadingAsked extends Asked {
  readonly shown: RequestShown;
}

export function readingPage(say: Messages, asked: ReadingAsked): View {
  const { shown, errors } = asked;
  const words = say.practice.reading;
  const { file, request, legal, reading } = shown;
  const { answers } = request.version;
  const remark = (one: LegalForm['fields'][number]): Html => remarkLink(say, shown, one);
  return belowRequest(say, shown, {
    title: words.title,
    here: words.here,
    under: { words: say.requests.check, path: '/check' },
    errors,
    main: html`${partHtml(say, { file, legal, answers, reading, remark }, asked)}
      <p><a href="${requestAddress(file, request.number, '/check')}">${words.back}</a></p>`,
  });
}

export interface PartShown {
  readonly file: CaseOfMember;
  readonly legal: LegalForm;
  /** To the fields of the technical part, at least. */
  readonly answers: Answers;
  readonly reading: TechnicalReading | undefined;
}

/** For who sees nothing else of the request. */
export function partPage(say: Messages, number: number, shown: PartShown, asked: Asked): View {
  const words = say.practice.reading;
  const { file, legal } = shown;
  const reference = requestReference(file.reference, number);
  return {
    title: words.title,
    place: 'cases',
    crumbs: [
      ...caseCrumbs(say, file),
      { words: words.list, href: `/cases/${file.reference}${TECHNIQUE}` },
      { words: reference },
    ],
    main: html`${errorSummary(say, asked.errors)}
    ${partHtml(say, shown, asked, html`<p class="c-lead">${reference}${say.language.colon}${legal.record.title}</p>`)}`,
  };
}

interface PartListed {
  readonly part: TechnicalPart;
  readonly title: string;
}

export function partsPage(say: Messages, file: CaseOfMember, list: readonly PartListed[]): View {
  const words = say.practice.reading;
  return {
    title: words.list,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.list }],
    main: html`<h1>${words.list}</h1>
      <p class="c-lead">${words.listLead}</p>
      ${
        list.length === 0
          ? html`<p>${say.requests.none}</p>`
          : table(
              words.list,
              [
                {
                  heading: say.requests.reference,
                  isReference: true,
                  cell: ({ part }) =>
                    html`<a href="/cases/${file.reference}${TECHNIQUE}/${part.number}"
                      >${requestReference(file.reference, part.number)}</a
                    >`,
                },
                { heading: say.requests.form, cell: ({ title }) => title },
                { heading: say.requests.state, cell: ({ part }) => stateTag(say, part.state) },
              ],
              list,
            )
      }`,
  };
}

interface Part extends PartShown {
  readonly remark?: (one: LegalForm['fields'][number]) => Html;
}

function partHtml(say: Messages, part: Part, asked: Asked, lead: Html | string = ''): Html {
  const words = say.practice.reading;
  const { legal, answers, reading, remark } = part;
  const technical = technicalFields(legal, answers);
  return html`<h1>${words.title}</h1>
    ${lead}
    <p>${words.lead}</p>
    ${asked.hasChanged === true ? note('warn', html`<p>${words.changed}</p>`) : nothing}
    <dl class="c-check">
      ${technical.map((one) => {
        const answer = answers[one.id];
        return html`<div>
          <dt>${one.label}</dt>
          <dd>${answer === undefined ? nothing : answerHtml(say, one, answer)}</dd>
          ${remark === undefined ? nothing : html`<dd>${remark(one)}</dd>`}
        </div>`;
      })}
    </dl>
    ${reading === undefined ? whoReads(say, part, asked) : note('ok', readingWords(say, reading))}`;
}

function whoReads(
  say: Messages,
  { file, legal, answers }: PartShown,
  { isWriter, unit, errors }: Asked,
): Html {
  const words = say.practice.reading;
  if (isWriter) return note('plain', html`<p>${words.isWriter}</p>`);
  if (inCase(file.role, 'readTechnique') !== 'yes') return note('plain', html`<p>${words.otherRole}</p>`);
  return form(
    html`${hidden('digest', technicalDigest(legal, answers))}
    ${field(say, { name: 'unit', label: words.unit, hint: words.unitHint, value: unit }, errors)}`,
    words.confirm,
  );
}
