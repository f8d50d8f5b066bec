// The remarks on one answer, what is suggested in its place with the differences, and a remark of one's own.
import { inCase } from '../people/policy.ts';
import type { FormField } from '../law/model-form.ts';
import { visibleLines } from '../evidence/report/safe-text.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { errorSummary, field, form, hidden, note, tag, type Errors } from '../web/parts.ts';
import { whenText } from '../web/when.ts';
import { answerLines } from './answer-words.ts';
import { fieldHtml } from './question.pages.ts';
import type { Remark } from './remark.ts';
import { remarkAddress, requestAddress, requestCrumbs, type RequestShown } from './request-shown.pages.ts';
import { requestReference } from './request.ts';
import { asTyped, pieceHtml } from './versions.pages.ts';
import { wordDiff } from './word-diff.ts';

export interface RemarksAsked {
  readonly shown: RequestShown;
  readonly field: FormField;
  /** On this field. */
  readonly remarks: readonly Remark[];
  readonly text: string;
  readonly given: URLSearchParams;
  readonly errors: Errors;
  /** Something else to be said first. */
  readonly warning?: string;
}

export function remarksPage(say: Messages, asked: RemarksAsked): View {
  const { shown, field: one, remarks, errors, warning } = asked;
  const { file, request } = shown;
  const words = say.review.remarks;
  return {
    title: words.title,
    place: 'cases',
    crumbs: requestCrumbs(
      say,
      file,
      { words: requestReference(file.reference, request.number), href: requestAddress(file, request.number) },
      { words: say.requests.check, href: requestAddress(file, request.number, '/check') },
      { words: words.title },
    ),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      ${warning === undefined ? nothing : note('warn', html`<p>${warning}</p>`)}
      <h1>${words.title}</h1>
      <p class="c-lead">${one.label}</p>
      <h2>${words.answer}</h2>
      ${asTyped(visibleLines(answerText(say, asked) || say.requests.notAnswered, 20_000))}
      ${remarks.length === 0 ? html`<p>${words.none}</p>` : remarks.map((remark) => remarkHtml(say, asked, remark))}
      ${form(ownRemark(say, asked), words.send)}`,
  };
}

function answerText(say: Messages, { shown, field: one }: RemarksAsked): string {
  const answer = shown.request.version.answers[one.id];
  return answer === undefined ? '' : answerLines(one, answer, say).join('\n');
}

function remarkHtml(say: Messages, asked: RemarksAsked, remark: Remark): Html {
  const words = say.review.remarks;
  const { shown, field: one } = asked;
  const { decision, suggestion } = remark;
  const name = remark.by ?? say.requests.gone;
  const mayDecide = decision === undefined && inCase(shown.file.role, 'draftRequest') === 'yes';
  return html`<section class="c-remark">
    <p>
      ${tag(decision === undefined ? 'warn' : 'plain', words.states[decision ?? 'open'])}
      <span class="c-hint">${words.by(name, whenText(say, remark.at), remark.version)}</span>
    </p>
    ${remark.text === undefined ? nothing : html`${asTyped(visibleLines(remark.text, 4000))}`}
    ${
      suggestion === undefined
        ? nothing
        : html`<h3>${words.suggested}</h3>
            ${asTyped(wordDiff(decision === undefined ? answerText(say, asked) : '', answerLines(one, suggestion, say).join('\n')).map((piece) => pieceHtml(say, piece)))}`
    }
    ${
      remark.decidedAt === undefined || decision === undefined
        ? nothing
        : html`<p class="c-hint">
            ${words.decided(words.states[decision], remark.decidedBy ?? say.requests.gone, whenText(say, remark.decidedAt))}
          </p>`
    }
    ${mayDecide ? decisions(say, asked, remark) : nothing}
  </section>`;
}

function decisions(say: Messages, { shown, field: one }: RemarksAsked, { id, suggestion }: Remark): Html {
  const words = say.review.remarks;
  const button = (decision: string, text: string, isMain: boolean): Html =>
    html`<button
      type="submit"
      class="govuk-button${isMain ? '' : ' govuk-button--secondary'}"
      name="decision"
      value="${decision}"
    >
      ${text}
    </button>`;
  return html`<form method="post" action="${remarkAddress(shown, one.id)}/decide" class="c-buttons">
    ${hidden('remark', id)}
    ${
      suggestion === undefined
        ? button('done', words.done, false)
        : html`${button('accepted', words.accept, true)} ${button('declined', words.decline, false)}`
    }
  </form>`;
}

/** Items are suggested in words: a page asks for one at a time. */
function ownRemark(say: Messages, { shown, field: one, text, given, errors }: RemarksAsked): Html {
  const words = say.review.remarks;
  return html`<p>${words.lead}</p>
    ${field(say, { name: 'remark', label: words.text, value: text, rows: 3, isOptional: true }, errors)}
    ${
      one.type === 'item_list'
        ? nothing
        : html`<h2>${words.suggest}</h2>
            <p class="c-hint">${words.suggestHint}</p>
            ${fieldHtml(say, shown, one, { given, errors })}`
    }`;
}
