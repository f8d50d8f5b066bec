// The answers once more, to be checked: what stands in the way, what is worth a look, and the letter.
import type { FormField } from '../../../../law/model-form.ts';
import { draftNote } from '../../../../law/sentence.pages.ts';
import { visibleSentence } from '../../../../web/safe-text.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { View } from '../../../../web/page.ts';
import { form, note } from '../../../../web/parts.ts';
import type { RequestFinding } from '../../../machine/way/request-finding.ts';
import { refText } from '../../../core/ref-text.pages.ts';
import { findingWords, inLanguage } from '../../../machine/way/finding.ts';
import { isAsked, onlyAsked, type QuestionPage, type Task } from '../../../core/form.ts';
import { findingAddress } from '../items/measure.pages.ts';
import { answerWords } from '../../../machine/text/answer-words.ts';
import type { Answer } from '../../../core/answers.ts';
import { pageTongue } from '../../../machine/text/tongue.ts';
import { changePath } from '../questions/walk.ts';
import { formChanged } from '../questions/form-change.pages.ts';
import { searchShown } from './open-search.pages.ts';
import { readingWords, saidInVain, saidOfChecks } from './reason.pages.ts';
import {
  aboutRail,
  beforeItLeaves,
  crumbsBelow,
  isExplained,
  mayWrite,
  reasonLink,
  remarkLink,
  requestAddress,
  type RequestShown,
} from '../../../machine/text/request-shown.pages.ts';

export function checkPage(say: Messages, shown: RequestShown): View {
  const { file, request, legal } = shown;
  const words = say.requests;
  return {
    title: words.checkTitle,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: words.check }),
    main: html`<h1>${words.checkTitle}</h1>
      ${beforeItLeaves(say, shown)} ${formChanged(say, shown)} ${whatWritingDoes(say, shown)}
      ${standing(say, shown)}
      ${shown.reading === undefined ? nothing : note('ok', readingWords(say, shown.reading))}
      ${saidInVain(say, shown)} ${saidOfChecks(say, shown)} ${searchShown(say, shown)}
      ${legal.form.tasks.map((task) => taskAnswers(say, shown, task))} ${answeredThen(say, shown)}
      ${draftNote(say)} ${sendForReview(say, shown)}
      <p class="c-buttons">
        <a
          class="govuk-button govuk-button--secondary"
          href="${requestAddress(file, request.number, '/letter.pdf')}"
          >${words.letter}</a
        >
        <a
          class="govuk-button govuk-button--secondary"
          href="${requestAddress(file, request.number, '/request.json')}"
          >${words.data}</a
        >
        <a
          class="govuk-button govuk-button--secondary"
          href="${requestAddress(file, request.number, '/request.xml')}"
          >${words.dataXml}</a
        >
        <a
          class="govuk-button govuk-button--secondary"
          href="${requestAddress(file, request.number, '/letter')}"
          >${say.translation.another}</a
        >
      </p>`,
    aside: aboutRail(say, shown),
  };
}

/** In one press where nothing stands in the way: what is to be read before it is on this page. Else the page of the act says what does. */
function sendForReview(say: Messages, shown: RequestShown): Html {
  const { file, request } = shown;
  if (request.state !== 'draft' || !mayWrite(shown)) return nothing;
  const { submitLead, acts } = say.requestLife;
  const address = requestAddress(file, request.number, '/acts/submit');
  const isFree = shown.findings.every((one) => one.level !== 'block' || isExplained(shown, one));
  return isFree
    ? html`<p>${submitLead}</p>
        ${form(html``, acts.submit, address)}`
    : html`<p><a class="govuk-button" href="${address}">${acts.submit}</a></p>`;
}

/** Nothing where nothing is asked. */
function taskAnswers(say: Messages, shown: RequestShown, { title, pages }: Task): Html {
  const lines = pages.flatMap((page) => answersOf(say, shown, page));
  if (lines.length === 0) return nothing;
  return html`<h2>${inLanguage(say, title)}</h2>
    <dl class="c-check">${lines}</dl>`;
}

function whatWritingDoes(say: Messages, shown: RequestShown): Html {
  const { state, direction } = shown.request;
  if (!mayWrite(shown)) return direction === 'outgoing' ? html`<p>${say.requestLife.readOnly}</p>` : nothing;
  return state === 'draft' || direction === 'incoming'
    ? nothing
    : note('warn', html`<p>${say.requestLife.willVoid}</p>`);
}

/** What stands in the way, and what is worth a look, each leading to its question. */
function standing(say: Messages, shown: RequestShown): Html {
  const { legal } = shown;
  const findings = shown.findings.filter((one) => !isExplained(shown, one));
  const words = say.requests;
  const blocking = findings.filter(({ level }) => level === 'block');
  const others = findings.filter(({ level }) => level !== 'block');
  const line = (finding: RequestFinding): Html => {
    const place = finding.item === undefined ? '' : `${words.items.item(finding.item)}${say.language.colon}`;
    const text = `${place}${findingWords(say, legal, finding)}`;
    return html`<li>
      <p><a href="${findingAddress(shown, finding)}">${text}</a></p>
      <p class="c-findings__more">
        <span class="c-hint"><bdi>${refText(say, shown.law, finding.ref)}</bdi></span>
        ${reasonLink(say, shown, finding)}
      </p>
    </li>`;
  };
  return html`${
    blocking.length === 0
      ? note('ok', html`<p>${words.nothingStands}</p>`)
      : note(
          'stop',
          html`<h2>${words.standing(blocking.length)}</h2>
            <ul class="c-findings">
              ${blocking.map(line)}
            </ul>`,
        )
  }
  ${
    others.length === 0
      ? nothing
      : note(
          'warn',
          html`<h2>${words.advice}</h2>
            <ul class="c-findings">
              ${others.map(line)}
            </ul>`,
        )
  }`;
}

function answersOf(say: Messages, shown: RequestShown, page: QuestionPage): Html[] {
  const { file, request, legal } = shown;
  const words = say.requests;
  const { answers } = request.version;
  const fields = legal.fields.filter(
    (field) => page.fields.includes(field.id) && field.type !== 'signature' && isAsked(legal, field, answers),
  );
  return fields.map((field) => {
    const change = html`<a href="${requestAddress(file, request.number, changePath(page))}"
      >${words.change}<span class="govuk-visually-hidden"> ${field.label}</span></a
    >`;
    return answerLine(say, shown, field, mayWrite(shown) ? html`${change} ` : nothing);
  });
}

/** Of a form as it was submitted: what was answered to a question that no page has any more. */
function answeredThen(say: Messages, shown: RequestShown): Html {
  const { legal, request } = shown;
  const onPages = new Set(legal.form.tasks.flatMap(({ pages }) => pages.flatMap(({ fields }) => fields)));
  const fields = legal.fields.filter(
    ({ id }) => !onPages.has(id) && request.version.answers[id] !== undefined,
  );
  if (fields.length === 0) return nothing;
  return html`<h2>${say.formChanged.askedThen}</h2>
    <dl class="c-check">${fields.map((field) => answerLine(say, shown, field, nothing))}</dl>`;
}

function answerLine(say: Messages, shown: RequestShown, field: FormField, change: Html): Html {
  const words = say.requests;
  const { legal, request } = shown;
  const { answers } = request.version;
  // An item without what is asked of it no more; a question that no page has any more as it was answered.
  const answer = onlyAsked(legal, answers)[field.id] ?? answers[field.id];
  return html`<div>
    <dt>${field.label}</dt>
    <dd class="${answer === undefined ? 'c-hint' : ''}">
      ${answer === undefined ? html`<p>${words.notAnswered}</p>` : answerHtml(say, field, answer)}
    </dd>
    <dd>${change}${remarkLink(say, shown, field)}</dd>
  </div>`;
}

/** Each item under its own title. */
export function answerHtml(say: Messages, field: FormField, answer: Answer): Html {
  const { text, items = [] } = answerWords(field, answer, pageTongue(say));
  const line = (one: string): Html => html`<p><bdi>${visibleSentence(one, 20_000)}</bdi></p>`;
  return html`${text.map(line)}
  ${items.map(
    ({ title, facts }) =>
      html`<section class="c-asked">
        <p><b>${title}</b></p>
        ${facts.map((fact) => line(say.letter.labelled(fact.label, fact.text.join(say.language.comma))))}
      </section>`,
  )}`;
}
