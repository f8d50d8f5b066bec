// The technical part of a request, to be read by somebody who knows the technique and wrote none of it.
import { inCase } from '../../../people/policy.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { field, form, hidden, note, type Errors } from '../../../web/parts.ts';
import { belowRequest } from '../../text/request-follow.pages.ts';
import { remarkLink, requestAddress, type RequestShown } from '../../text/request-shown.pages.ts';
import { readingWords } from './reason.pages.ts';
import { answerHtml } from './request-check.pages.ts';
import { technicalDigest, technicalFields } from '../../way/technical-reading.ts';

export interface ReadingAsked {
  readonly shown: RequestShown;
  /** Whether this person wrote some of it. */
  readonly isWriter: boolean;
  readonly unit: string;
  readonly errors: Errors;
  /** It was changed while it was read. */
  readonly hasChanged?: boolean;
}

export function readingPage(say: Messages, asked: ReadingAsked): View {
  const { shown, errors, hasChanged = false } = asked;
  const words = say.practice.reading;
  const { file, request, legal, reading } = shown;
  const { answers } = request.version;
  return belowRequest(say, shown, {
    title: words.title,
    here: words.here,
    under: { words: say.requests.check, path: '/check' },
    errors,
    main: html`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      ${hasChanged ? note('warn', html`<p>${words.changed}</p>`) : nothing}
      <dl class="c-check">
        ${technicalFields(legal, answers).map((one) => {
          const answer = answers[one.id];
          return html`<div>
            <dt>${one.label}</dt>
            <dd>${answer === undefined ? nothing : answerHtml(say, one, answer)}</dd>
            <dd>${remarkLink(say, shown, one)}</dd>
          </div>`;
        })}
      </dl>
      ${reading === undefined ? whoReads(say, asked) : note('ok', readingWords(say, reading))}
      <p><a href="${requestAddress(file, request.number, '/check')}">${words.back}</a></p>`,
  });
}

function whoReads(say: Messages, { shown, isWriter, unit, errors }: ReadingAsked): Html {
  const words = say.practice.reading;
  if (isWriter) return note('plain', html`<p>${words.isWriter}</p>`);
  if (inCase(shown.file.role, 'readTechnique') !== 'yes')
    return note('plain', html`<p>${words.otherRole}</p>`);
  const { legal, request } = shown;
  return form(
    html`${hidden('digest', technicalDigest(legal, request.version.answers))}
    ${field(say, { name: 'unit', label: words.unit, hint: words.unitHint, value: unit }, errors)}`,
    words.confirm,
  );
}
