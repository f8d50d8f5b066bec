// What is to be said of a point that may be explained, and what has been said.
import { visiblePlain, visibleSentence } from '../../../../web/safe-text.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { View } from '../../../../web/page.ts';
import { field, form, hidden, note, pressButton, type Errors } from '../../../../web/parts.ts';
import { whenText } from '../../../../web/when.ts';
import type { TechnicalReading } from '../../../machine/way/technical-reading.ts';
import { codeOf, outdatedReasons, type RequestFinding } from '../../../machine/way/request-finding.ts';
import { refText } from '../../../core/ref-text.pages.ts';
import { findingWords } from '../../../machine/way/finding.ts';
import {
  crumbsBelow,
  isExplained,
  mayWrite,
  reasonAddress,
  reasonLink,
  requestAddress,
  type RequestShown,
} from '../../../machine/text/request-shown.pages.ts';
import { questionRail } from '../questions/question-rail.pages.ts';
import { pagesOf } from '../../../core/form.ts';

interface ReasonAsked {
  readonly shown: RequestShown;
  readonly finding: RequestFinding;
  readonly given: string;
  readonly errors: Errors;
  /** What somebody else said in the meantime. */
  readonly theirs?: string;
}

export function reasonPage(say: Messages, { shown, finding, given, errors, theirs }: ReasonAsked): View {
  const { file, request, legal } = shown;
  const words = say.practice.reason;
  const page = pagesOf(legal.form).find(({ fields }) => fields.includes(finding.field));
  const code = codeOf(finding.what);
  const isSaid = request.version.explained[code] !== undefined;
  return {
    title: words.title,
    place: 'cases',
    crumbs: crumbsBelow(
      say,
      { file, request },
      { words: say.requests.check, href: requestAddress(file, request.number, '/check') },
      { words: words.say },
    ),
    isQuestion: true,
    errors,
    main: html`${theirs === undefined ? nothing : note('warn', html`<p>${visibleSentence(words.conflict(theirs), 4100)}</p>`)}
      <h1>${words.title}</h1>
      <p>
        ${findingWords(say, legal, finding)}
        <span class="c-article"><bdi>${refText(say, shown.law, finding.ref)}</bdi></span>
      </p>
      ${form(
        html`${hidden('base', String(request.version.number))}
        ${field(say, { name: 'reason', label: words.label, hint: words.hint, value: given, rows: 5, isOptional: true }, errors)}`,
        words.save,
      )}
      ${isSaid ? pressButton(`${reasonAddress(shown, code)}/remove?version=${request.version.number}`, words.take, code) : nothing}`,
    ...(page !== undefined && { aside: questionRail(say, shown, page) }),
  };
}

/** Each point once, with what was said of it: whoever authorises reads this. */
export function saidOfChecks(say: Messages, shown: RequestShown): Html {
  const said = shown.findings.filter((one) => isExplained(shown, one));
  const once = [...new Map(said.map((one) => [codeOf(one.what), one])).values()];
  if (once.length === 0) return nothing;
  return html`<h2>${say.practice.reason.said}</h2>
    <dl class="c-check">
      ${once.map(
        (one) =>
          html`<div>
            <dt>${findingWords(say, shown.legal, one)}</dt>
            <dd>
              <p>${visiblePlain(shown.request.version.explained[codeOf(one.what)] ?? '', 4000)}</p>
              <p class="c-hint">${refText(say, shown.law, one.ref)}</p>
            </dd>
            <dd>${reasonLink(say, shown, one)}</dd>
          </div>`,
      )}
    </dl>`;
}

/** Of points that are none any more, such as a basis that has become known: each goes out until somebody takes it away. */
export function saidInVain(say: Messages, shown: RequestShown): Html {
  const { version } = shown.request;
  const codes = outdatedReasons(shown.findings, version.explained);
  const words = say.practice.reason;
  if (codes.length === 0) return nothing;
  return note(
    'warn',
    html`<h2>${words.settled}</h2>
      <p>${words.settledHint}</p>
      ${codes.map(
        (code) =>
          html`<p>${visiblePlain(version.explained[code] ?? '', 4000)}</p>
            ${mayWrite(shown) ? pressButton(`${reasonAddress(shown, code)}/remove?version=${version.number}`, words.take, code) : nothing}`,
      )}`,
  );
}

/** Whoever authorises reads it. */
export function readingWords(say: Messages, { by, unit, at }: TechnicalReading): Html {
  const words = say.practice.reading;
  return html`<p>
    ${words.read(visiblePlain(by === '' ? say.requests.gone : by, 300), visiblePlain(unit, 500), whenText(say, at))}
  </p>`;
}
