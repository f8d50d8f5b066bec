// Who may know of a result, until when, by what, and what was decided on it.
import { visiblePlain } from '../../evidence/packages/report/safe-text.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { done, field, form, table, type Errors } from '../../web/parts.ts';
import { stepForm, type StepAsked } from '../../web/steps.ts';
import { dayText, whenText } from '../../web/when.ts';
import type { RequestShown } from '../request-shown.pages.ts';
import { keepQuestion, keepSaid, type KeepAbout, type KeepStep } from './result-confidence-ask.pages.ts';
import { GROUND_MAX, REASON_MAX, type ResultConfidentiality } from './result-confidence.ts';
import { askAbout, deliveryAddress } from './results-ask.pages.ts';
import { keptWords } from './results.pages.ts';
import type { Delivery } from './results.ts';

export const CONFIDENTIALITY = '/confidentiality';

export interface ResultConfidenceShown {
  readonly shown: RequestShown;
  readonly delivery: Delivery;
  readonly now: ResultConfidentiality;
  readonly mayDecide: boolean;
  readonly isDone: boolean;
}

export function resultConfidencePage(say: Messages, all: ResultConfidenceShown): View {
  const { shown, delivery, now, mayDecide } = all;
  const words = say.resultConfidence;
  const address = deliveryAddress(shown, delivery, CONFIDENTIALITY);
  const buttons = [
    ...(mayDecide
      ? [{ href: `${address}/change`, text: delivery.isConfidential ? words.change : words.keep }]
      : []),
    ...(mayDecide && delivery.isConfidential ? [{ href: `${address}/open`, text: words.toOpen }] : []),
  ];
  return askAbout(say, shown, delivery, {
    title: words.title,
    errors: {},
    content: html`${all.isDone ? done(words.notices.saved) : nothing}
      <h1>${words.title}</h1>
      <p>${keptWords(say, shown, delivery)}</p>
      <p>${words.lead}</p>
      ${delivery.isConfidential ? facts(say, now) : nothing}
      ${
        buttons.length === 0
          ? nothing
          : html`<p class="c-buttons">
              ${buttons.map(({ href, text }, i) => html`<a class="govuk-button${i === 0 ? '' : ' govuk-button--secondary'}" href="${href}">${text}</a>`)}
            </p>`
      }
      ${now.decisions.length === 0 ? nothing : history(say, now)}`,
  });
}

function facts(say: Messages, { knowers, until, ground }: ResultConfidentiality): Html {
  const words = say.resultConfidence;
  return html`<dl class="c-check">
    <div>
      <dt>${say.confidence.knowers}</dt>
      <dd>
        ${knowers.map(({ name }, i) => html`${i === 0 ? nothing : html`<br />`}<bdi>${visiblePlain(name, 200)}</bdi>`)}
      </dd>
    </div>
    <div>
      <dt>${words.untilLabel}</dt>
      <dd>${until === undefined ? words.noUntil : dayText(say, new Date(until))}</dd>
    </div>
    <div>
      <dt>${words.groundLabel}</dt>
      <dd><bdi>${visiblePlain(ground ?? '', GROUND_MAX)}</bdi></dd>
    </div>
  </dl>`;
}

function history(say: Messages, { decisions }: ResultConfidentiality): Html {
  const words = say.confidence;
  return html`<h2>${words.history}</h2>
    ${table(
      words.history,
      [
        { heading: words.when, cell: ({ at }) => whenText(say, at) },
        {
          heading: words.what,
          cell: ({ act, about, until, ground }) =>
            html`${words.acts[act]}${about === undefined ? nothing : html`: <bdi>${visiblePlain(about, 200)}</bdi>`}${until === undefined ? nothing : html` · ${words.until} ${dayText(say, new Date(until))}`}${ground === undefined ? nothing : html` · <bdi>${visiblePlain(ground, GROUND_MAX)}</bdi>`}`,
        },
        { heading: words.who, cell: ({ by }) => visiblePlain(by ?? say.requests.gone, 200) },
        { heading: words.why, cell: ({ reason }) => html`<bdi>${visiblePlain(reason, REASON_MAX)}</bdi>` },
      ],
      decisions,
    )}`;
}

export type ChangeStep = KeepStep | 'reason';

export interface Changing extends StepAsked<ChangeStep> {
  readonly about: KeepAbout;
  readonly delivery: Delivery;
}

export function changePage(say: Messages, shown: RequestShown, asked: Changing): View {
  const words = say.resultConfidence;
  const { about, delivery, step, given, errors } = asked;
  const label = delivery.isConfidential ? words.reason : words.reasonAtFirst;
  const value = given.get('reason') ?? '';
  const { title, question } =
    step === 'reason'
      ? {
          title: label,
          question: field(say, { name: step, label, rows: 2, value, isHeading: true }, errors),
        }
      : keepQuestion(say, about, { step, given, errors });
  return askAbout(say, shown, delivery, {
    title,
    errors,
    content: stepForm<ChangeStep>(
      say,
      {
        ...asked,
        address: deliveryAddress(shown, delivery, `${CONFIDENTIALITY}/change`),
        caption: words.title,
        button: words.save,
      },
      question,
      () => keepSaid(say, about, given),
    ),
  });
}

export function openResultPage(
  say: Messages,
  shown: RequestShown,
  asked: { readonly delivery: Delivery; readonly reason: string; readonly errors: Errors },
): View {
  const words = say.resultConfidence;
  const { delivery, reason, errors } = asked;
  const label = words.openAsk;
  const hint = words.openLead[shown.request.isRestricted ? 'restricted' : 'open'];
  return askAbout(say, shown, delivery, {
    title: label,
    errors,
    content: form(
      field(say, { name: 'reason', label, hint, rows: 2, value: reason, isHeading: true }, errors),
      words.openButton,
      deliveryAddress(shown, delivery, `${CONFIDENTIALITY}/open`),
    ),
  });
}
