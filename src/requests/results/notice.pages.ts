// Telling the person concerned: what is planned, what was done, and why not yet.
import { inCase } from '../../people/policy.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { done, note, tag, type Tone } from '../../web/parts.ts';
import { dayText, isolatedText, whenText } from '../../web/when.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { isOver, OUTCOMES, type Notice, type NoticeEvent, type NoticeState, type Outcome } from './notice.ts';
import { belowRequest } from '../life/follow/request-follow.pages.ts';
import { requestAddress, type RequestShown } from '../request-shown.pages.ts';

export const NOTICES = '/notices';
const TONES: { readonly [state in NoticeState]: Tone } = {
  planned: 'warn',
  delayed: 'warn',
  done: 'ok',
  notNeeded: 'plain',
};

export function noticesPage(
  say: Messages,
  shown: RequestShown,
  { notices, isDone }: { readonly notices: readonly Notice[]; readonly isDone: boolean },
): View {
  const words = say.notice;
  const { file, request, legal } = shown;
  const address = requestAddress(file, request.number, NOTICES);
  const mayInform = inCase(file.role, 'informPerson') === 'yes';
  return belowRequest(say, shown, {
    title: words.title,
    here: words.title,
    isQuestion: false,
    main: html`${isDone ? done(words.notices.saved) : nothing}
      <h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${note('plain', html`<p>${legal.record.instrument === 'eu-2023-1543' ? words.regulation : words.other}</p>`)}
      ${notices.length === 0 ? html`<p>${words.none}</p>` : notices.map((one) => noticeHtml(say, one, mayInform ? address : undefined))}
      ${
        mayInform
          ? html`<p class="c-buttons"><a class="govuk-button" href="${address}/new">${words.plan}</a></p>`
          : nothing
      }`,
  });
}

function noticeHtml(say: Messages, notice: Notice, address: string | undefined): Html {
  const words = say.notice;
  const name = visiblePlain(notice.person, 300);
  const day = notice.dueOn === undefined ? '' : dayText(say, new Date(notice.dueOn));
  const when = day === '' ? nothing : html`${notice.state === 'planned' ? words.by(day) : words.review(day)}`;
  return html`<section>
    <h2><bdi>${name}</bdi> ${tag(TONES[notice.state], words.states[notice.state])}</h2>
    <p>${when}</p>
    <p class="c-hint"><bdi>${visiblePlain(notice.basis, 1000)}</bdi></p>
    <ul class="govuk-list">
      ${notice.events.map((event) => html`<li>${eventHtml(say, event)}</li>`)}
    </ul>
    ${
      address === undefined || isOver(notice)
        ? nothing
        : html`<p>
            <a href="${address}/${notice.number}"
              >${words.step}<span class="govuk-visually-hidden">${say.language.colon}${name}</span></a
            >
          </p>`
    }
  </section>`;
}

export function eventHtml(say: Messages, event: NoticeEvent): Html {
  const words = say.notice;
  const day = (one: string): string => dayText(say, new Date(one));
  const parts = [
    `${whenText(say, event.at)}${say.language.colon}${words.states[event.act]}`,
    ...(event.doneOn === undefined ? [] : [words.doneOn(day(event.doneOn))]),
    ...(event.dueOn === undefined
      ? []
      : [event.act === 'planned' ? words.by(day(event.dueOn)) : words.review(day(event.dueOn))]),
    isolatedText(say, visiblePlain(event.by ?? say.requests.gone, 300)),
  ];
  const told = [event.evidence, event.reason].filter((one) => one !== undefined);
  return html`${parts.join(' · ')}${told.map((one) => html`<br /><bdi>${visiblePlain(one, 4000)}</bdi>`)}`;
}

export function outcomeAddress(shown: RequestShown, { number }: Notice, outcome?: Outcome): string {
  const then = outcome === undefined ? '' : `/${outcome}`;
  return requestAddress(shown.file, shown.request.number, `${NOTICES}/${number}${then}`);
}

/** First what has become of it; then what that needs. */
export function outcomePage(say: Messages, shown: RequestShown, notice: Notice): View {
  const words = say.notice;
  return belowRequest(say, shown, {
    title: words.stepAsk,
    here: visiblePlain(notice.person, 100),
    under: { words: words.title, path: NOTICES },
    main: html`<h1>${words.stepAsk}</h1>
      <p class="c-lead"><bdi>${visiblePlain(notice.person, 300)}</bdi></p>
      <ul class="c-questions">
        ${OUTCOMES.map((one) => html`<li><a href="${outcomeAddress(shown, notice, one)}">${words.acts[one]}</a></li>`)}
      </ul>`,
  });
}
