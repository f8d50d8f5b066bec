// The remarks on one answer, what is suggested in its place with the differences, and a remark of one's own.
import { inCase } from '../../../../people/policy.ts';
import { visibleLines } from '../../../../web/safe-text.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { View } from '../../../../web/page.ts';
import { field, form, hidden, note, tag, type Errors } from '../../../../web/parts.ts';
import { whenText } from '../../../../web/when.ts';
import { answerLines, askedLines, askedTitle } from '../../../machine/text/answer-words.ts';
import type { Answer, Asked } from '../../../core/answers.ts';
import { askedOf, isMeasure } from '../../../core/request-items.ts';
import { evidenceTypeOf } from '../../../core/evidence-types.ts';
import { kindForm, pagesOf } from '../../../core/form.ts';
import { itemGiven } from '../items/item.ts';
import { stepWords } from '../items/item.pages.ts';
import { stepsOf } from '../../../machine/text/item-steps.ts';
import { headingOf, isWalked } from '../questions/walk.ts';
import { openRemarks, remarkedId, type Remark, type RemarkPlace } from '../../../machine/text/remark.ts';
import {
  crumbsBelow,
  remarkAddress,
  requestAddress,
  type RequestShown,
} from '../../../machine/text/request-shown.pages.ts';
import { pageTongue } from '../../../machine/text/tongue.ts';
import { asTyped, pieceHtml } from './versions.pages.ts';
import { wordDiff } from './word-diff.ts';

export interface RemarksAsked extends RemarkPlace {
  readonly shown: RequestShown;
  /** On this field or item, the oldest first: a page of them. */
  readonly remarks: readonly Remark[];
  /** Where this page of them ends and, where there are earlier ones, where those end. */
  readonly place: { readonly here: string; readonly earlier: string | undefined };
  readonly text: string;
  readonly errors: Errors;
  /** Something else to be said first. */
  readonly warning?: string;
}

export function remarksPage(say: Messages, asked: RemarksAsked): View {
  const { shown, remarks, errors, warning, place } = asked;
  const address = remarkAddress(shown, remarkedId(asked));
  const { file, request } = shown;
  const words = say.review.remarks;
  return {
    title: words.title,
    place: 'cases',
    crumbs: crumbsBelow(
      say,
      { file, request },
      { words: say.requests.check, href: requestAddress(file, request.number, '/check') },
      { words: words.title },
    ),
    isQuestion: true,
    errors,
    main: html`${warning === undefined ? nothing : note('warn', html`<p>${warning}</p>`)}
      <h1>${words.title}</h1>
      <p class="c-lead">${leadOf(say, asked)}</p>
      <h2>${words.answer}</h2>
      ${asTyped(visibleLines(answerText(say, asked) || say.requests.notAnswered, 20_000))}
      ${place.earlier === undefined ? nothing : html`<p><a href="${address}?before=${place.earlier}">${words.earlier}</a></p>`}
      ${remarks.length === 0 ? html`<p>${words.none}</p>` : remarks.map((remark) => remarkHtml(say, asked, remark))}
      ${place.here === '' ? nothing : html`<p><a href="${address}">${words.newest}</a></p>`}
      ${form(ownRemark(say, asked), words.send)} ${suggestLinks(say, asked)}`,
  };
}

export function leadOf(say: Messages, { field: one, item }: RemarkPlace): string {
  if (item === undefined) return one.label;
  return `${say.requests.items.item(item.number)}${say.language.colon}${askedTitle(item.asked, one, say)}`;
}

function answerText(say: Messages, asked: RemarksAsked): string {
  const { shown, field: one, item } = asked;
  const answer = item === undefined ? shown.request.version.answers[one.id] : [item.asked];
  return answer === undefined ? '' : textOf(say, asked, answer);
}

/** Of one item what it asks for, without the number that it has among others. */
function textOf(say: Messages, { field: one, item }: RemarksAsked, answer: Answer): string {
  if (item === undefined) return answerLines(one, answer, say).join('\n');
  const lines = askedOf({ answer }, 'answer').flatMap((asked) => [
    askedTitle(asked, one, say),
    ...askedLines(asked, one, pageTongue(say)).map(({ label, text }) =>
      say.letter.labelled(label, text.join(say.language.comma)),
    ),
  ]);
  return lines.join('\n');
}

function remarkHtml(say: Messages, asked: RemarksAsked, remark: Remark): Html {
  const words = say.review.remarks;
  const { shown } = asked;
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
            ${asTyped(wordDiff(decision === undefined ? answerText(say, asked) : '', textOf(say, asked, suggestion)).map((piece) => pieceHtml(say, piece)))}`
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

function decisions(
  say: Messages,
  { shown, field: one, item, place }: RemarksAsked,
  { id, suggestion }: Remark,
): Html {
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
  return html`<form
    method="post"
    action="${remarkAddress(shown, remarkedId({ field: one, item }))}/decide"
    class="c-buttons"
  >
    ${hidden('remark', id)}${hidden('before', place.here)}
    ${
      suggestion === undefined
        ? button('done', words.done, false)
        : html`${button('accepted', words.accept, true)} ${button('declined', words.decline, false)}`
    }
  </form>`;
}

function ownRemark(say: Messages, { shown, text, errors }: RemarksAsked): Html {
  const words = say.review.remarks;
  return html`<p>${words.lead}</p>
    ${hidden('base', String(shown.request.version.number))}
    ${field(say, { name: 'remark', label: words.text, value: text, rows: 3, isOptional: true }, errors)}`;
}

/** To which question another answer may be suggested: each has a page of its own. */
function suggestLinks(say: Messages, asked: RemarksAsked): Html {
  const { shown, field: one, item } = asked;
  const words = say.review.remarks;
  if (one.type === 'item_list' && item === undefined) return itemLinks(say, asked);
  const version = shown.request.version.number;
  const address = (part = 'answer'): string =>
    `${remarkAddress(shown, remarkedId(asked))}/suggest/${version}/${part}`;
  if (item === undefined)
    return html`<p>
      <a class="govuk-button govuk-button--secondary" href="${address()}">${words.suggest}</a>
    </p>`;
  return html`<h2>${words.suggest}</h2>
    <ul class="govuk-list">
      ${partsOf(say, asked, item.asked).map(([part, label]) => html`<li><a href="${address(part)}">${label}</a></li>`)}
    </ul>`;
}

function partsOf(
  say: Messages,
  { shown }: RemarksAsked,
  asked: Asked,
): readonly (readonly [part: string, label: string])[] {
  if (!isMeasure(asked)) {
    const steps = stepsOf({ type: evidenceTypeOf(asked), given: itemGiven(asked) });
    return steps.map((step) => [step, stepWords(say, step)] as const);
  }
  const kind = kindForm(shown.legal, asked.measure);
  if (kind === undefined) return [];
  return pagesOf(kind.form)
    .filter((page) => isWalked({ legal: kind, answers: asked.answers }, page))
    .map((page) => [page.id, headingOf(say, kind, page)] as const);
}

/** Another item is suggested on pages of its own. */
function itemLinks(say: Messages, { shown, field: one }: RemarksAsked): Html {
  const items = askedOf(shown.request.version.answers, one.id);
  if (items.length === 0) return nothing;
  return html`<h2>${say.review.remarks.suggest}</h2>
    <ul class="govuk-list">
      ${items.map((asked, i) => {
        const words = `${say.requests.items.item(i + 1)}${say.language.colon}${askedTitle(asked, one, say)}`;
        const id = remarkedId({ field: one, item: { number: i + 1, asked } });
        const open = openRemarks(shown.openRemarks, id);
        return html`<li>
          <a href="${remarkAddress(shown, id)}">${words}</a>
          ${open === 0 ? nothing : tag('warn', say.review.remarks.count(open))}
        </li>`;
      })}
    </ul>`;
}
