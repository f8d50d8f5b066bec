// The conversation about a request: what went and what came, each with its steps, by our clock and by theirs.
import { keptReceipt } from '../verify/envelope-receipt.ts';
import type { NoticeOfOrder } from './order-notice.acts.ts';
import { belowRequest } from '../requests/machine/text/request-follow.pages.ts';
import { requestReference } from '../requests/core/request.ts';
import { requestAddress, stateTag, type RequestShown } from '../requests/machine/text/request-shown.pages.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, form, tag, type Tone } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { languageName } from '../web/language-names.ts';
import { dayText, isolatedText, when } from '../web/when.ts';
import type { MessageSeen } from './conversation-seen.acts.ts';
import { conditionsOf } from './desk.pages.ts';
import type { PeerToAsk } from './exchange-asks.ts';
import { isHold } from './hold-messages.ts';
import { moneyHtml } from '../web/fields/money.ts';
import { linesOf } from '../web/fields/record.ts';
import { isSaidType } from './said-messages.ts';
import type { Message } from './message.ts';
import type { MessageOf } from './message.ts';
import { ANSWERING, isAnswer, type AnswerType } from './provider-answer.ts';

const TONES: { readonly [state in MessageSeen['state']]: Tone } = {
  queued: 'plain',
  relayed: 'plain',
  held: 'plain',
  delivered: 'ok',
  refused: 'stop',
  expired: 'stop',
};

export const EXCHANGE = '/exchange';

type About = Pick<RequestShown, 'file' | 'request'>;

export function notSentPage(
  say: Messages,
  about: About,
  {
    peers,
    maySend,
    binds,
    notice,
  }: {
    readonly peers: readonly PeerToAsk[];
    readonly maySend: boolean;
    /** Its receiver accepts conditions before it can be opened. */
    readonly binds: boolean;
    readonly notice: Html;
  },
): View {
  const words = say.exchange;
  const address = requestAddress(about.file, about.request.number, EXCHANGE);
  const next = !maySend
    ? html`<p>${words.notYet}</p>`
    : peers.length === 0
      ? html`<p>${words.noPeer}</p>`
      : html`<p><a class="govuk-button" href="${address}/send">${words.send}</a></p>`;
  return belowRequest(say, about, {
    title: words.title,
    here: words.title,
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.notSent}</p>
      ${binds && maySend ? html`<p>${words.sealed.toSend}</p>` : nothing} ${next} ${notice}`,
  });
}

/** What leaves with the request, in which language, by which road and with which proof: before it is sent. */
export function goesHtml(say: Messages, letterIn: string, { agency, line }: PeerToAsk): Html {
  const words = say.exchange.goes;
  return facts([
    [words.what, words.letter],
    [words.language, languageName(letterIn, say.language.code)],
    [
      words.road,
      line === undefined
        ? say.exchange.settings.noLine
        : html`<bdi class="c-break">${visiblePlain(line, 300)}</bdi>`,
    ],
    [words.proof, words.proofSaid(isolatedText(say, visiblePlain(agency, 200)))],
  ]);
}

export interface ConversationShown {
  readonly peer: string;
  /** Our own agency. */
  readonly own: string;
  readonly messages: readonly MessageSeen[];
  /** Who looks may say something now. */
  readonly maySay: boolean;
  /** What comes next, and what was asked beside what came. */
  readonly next: Html;
  readonly items: Html;
  readonly roads: Html;
  readonly rail: Html;
  /** To the enforcing authority, of an order. */
  readonly notice: Html;
}

export function conversationPage(
  say: Messages,
  about: About & Pick<RequestShown, 'legal'>,
  shown: ConversationShown,
): View {
  const words = say.exchange;
  const { file, request, legal } = about;
  const reference = requestReference(file.reference, request.number);
  return belowRequest(say, about, {
    title: `${words.title}${say.language.colon}${reference}`,
    here: words.title,
    isQuestion: false,
    aside: shown.rail,
    main: html`<div class="c-titled">
        <h1>${legal.record.title}</h1>
        ${stateTag(say, request.state)}
      </div>
      ${facts([
        [say.requests.reference, html`<bdi>${reference}</bdi>`],
        [words.with, html`<bdi class="c-break">${visiblePlain(shown.peer, 200)}</bdi>`],
        [say.requestLife.reference, theirReference(shown.messages)],
      ])}
      ${shown.next} ${shown.items} ${shown.roads}
      <h2>${words.said}</h2>
      <p class="c-hint">${words.lead}</p>
      <div class="c-sides" aria-hidden="true">
        <bdi>${visiblePlain(shown.own, 200)}</bdi><bdi>${visiblePlain(shown.peer, 200)}</bdi>
      </div>
      <ol class="c-talk" role="list">
        ${shown.messages.map((one, i) => html`${gapBefore(say, shown.messages[i - 1], one)}${messageItem(say, about, one, pointedAt(shown.messages, one))}`)}
        ${shown.maySay ? html`<li class="c-talk__write"><a class="govuk-button govuk-button--secondary" href="${requestAddress(file, request.number, EXCHANGE)}/say">${words.say}</a></li>` : nothing}
      </ol>
      ${shown.notice}`,
  });
}

/** As the other side registered it. */
function theirReference(messages: readonly MessageSeen[]): Html | undefined {
  const said = messages.find(({ isOurs, type }) => !isOurs && type === 'registered')?.said;
  return said?.type === 'registered' ? html`<bdi>${visiblePlain(said.reference, 100)}</bdi>` : undefined;
}

const DAY_MS = 86_400_000;
/** A pause that one should see. */
const GAP_DAYS = 3;

function gapBefore(say: Messages, before: MessageSeen | undefined, { at }: MessageSeen): Html {
  const days = before === undefined ? 0 : Math.floor((at.getTime() - before.at.getTime()) / DAY_MS);
  return days < GAP_DAYS ? nothing : html`<li class="c-talk__gap">${say.exchange.now.later(days)}</li>`;
}

/** The enforcing authority that is notified of an order, and what it raised; `mayNotify`: who looks may do it now. */
export function noticeSection(
  say: Messages,
  { file, request }: About,
  notices: readonly NoticeOfOrder[],
  mayNotify: boolean,
): Html {
  const words = say.exchange.notice;
  const isOpen = notices.every(({ out }) => out.state === 'refused' || out.state === 'expired');
  if (notices.length === 0 && !mayNotify) return nothing;
  return html`<h2>${words.title}</h2>
    ${notices.map(({ out, raised }) => {
      const theirs = out.delivery === undefined ? undefined : new Date(keptReceipt(out.delivery).at);
      return html`${facts([
        [words.to, html`<bdi class="c-break">${visiblePlain(out.peerOrigin, 255)}</bdi>`],
        [say.exchange.sent, when(say, out.queuedAt)],
        [
          say.exchange.stages.delivery,
          theirs === undefined
            ? say.exchange.states[out.state]
            : html`${when(say, theirs)} (${say.exchange.theirClock})`,
        ],
      ])}
      ${raised.map(
        ({ at, said }) =>
          html`<h3>${say.exchange.types.groundRaised}</h3>
            <p class="c-hint">${when(say, at)}</p>
            ${textOf(say, said)}`,
      )}`;
    })}
    ${
      mayNotify && isOpen
        ? html`<p>${words.lead}</p>
            <p>
              <a
                class="govuk-button govuk-button--secondary"
                href="${requestAddress(file, request.number, EXCHANGE)}/notify"
                >${words.notify}</a
              >
            </p>`
        : nothing
    }`;
}

/** The message that it is about: of who says it, in the same conversation. */
function pointedAt(all: readonly MessageSeen[], { said, isOurs }: MessageSeen): MessageSeen | undefined {
  if (said === undefined || !isSaidType(said.type) || !('of' in said)) return undefined;
  return all.find((one) => one.isOurs === isOurs && one.digest === said.of);
}

/** The place of a message on its page. */
const anchorOf = ({ id }: Pick<MessageSeen, 'id'>): string => `message-${id}`;

function messageItem(
  say: Messages,
  { file, request }: About,
  seen: MessageSeen,
  of: MessageSeen | undefined,
): Html {
  const words = say.exchange;
  const name = seen.type === undefined ? words.message : words.types[seen.type];
  return html`<li id="${anchorOf(seen)}" class="${seen.isOurs ? '' : 'c-talk__theirs'} ${markOf(seen)}">
    <h3>${name} ${tag(TONES[seen.state], words.states[seen.state])}</h3>
    <p class="c-hint">${seen.isOurs ? words.sent : words.came}${say.language.comma}${when(say, seen.at)}</p>
    ${of?.type === undefined ? nothing : html`<p>${words.sayOf}${say.language.colon}${words.types[of.type]}${say.language.comma}${when(say, of.at)}</p>`}
    ${textOf(say, seen.said)}
    ${facts(
      seen.steps.map(({ is, ours, theirs, code, by }) => [
        words.stages[is],
        html`${by === undefined ? nothing : html`<a class="govuk-link" href="#${anchorOf(by)}">${by.type === undefined ? words.message : words.types[by.type]}</a><br />`}${ours === undefined ? nothing : html`${when(say, ours)} (${words.ourClock})`}${
          ours !== undefined && theirs !== undefined ? html`<br />` : nothing
        }${theirs === undefined ? nothing : html`${when(say, theirs)} (${words.theirClock})`}${
          code === undefined ? nothing : html`<br /><code>${code}</code>`
        }`,
      ]),
    )}
    ${seen.lastError === undefined ? nothing : html`<p class="c-hint">${words.lastTry}${say.language.colon}<bdi lang="en">${seen.lastError}</bdi></p>`}
    ${seen.again === undefined ? nothing : form(nothing, words.dead.again, `${requestAddress(file, request.number, EXCHANGE)}/${seen.again}/again`, true)}
  </li>`;
}

/** The marks of the custody line: an open diamond offers, a filled one passes custody, a square asks, a cross failed. */
function markOf({ state, type }: MessageSeen): string {
  if (state === 'refused' || state === 'expired') return 'c-talk__failed';
  if (type === 'offer' || type === 'copySent') return 'c-talk__offer';
  if (type === 'custodyAccepted' || type === 'copyTaken') return 'c-talk__passed';
  return type === 'question' ? 'c-talk__asks' : '';
}

/** Text of another is text: no line of it is more than that. */
function textOf(say: Messages, said: Message | undefined): Html {
  if (said === undefined) return nothing;
  if (isAnswer(said.type)) return answerHtml(say, said as MessageOf<AnswerType>);
  if (said.type === 'request' && said.sealed !== undefined)
    return html`<p><bdi>${visiblePlain(said.reference, 100)}</bdi></p>
      ${conditionsOf(say, said)}`;
  if (said.type === 'costs')
    return html`<p>
      ${moneyHtml({ amount: said.amount, currency: said.currency })}${say.language.comma}${dayText(say, new Date(said.on))}
    </p>`;
  if (said.type === 'costsAnswered') {
    const { outcome, amount, currency, on, text, language } = said;
    return html`<p>
        ${say.costClaim.events[outcome]}${say.language.comma}${amount === undefined || currency === undefined ? nothing : html`${moneyHtml({ amount, currency })}${say.language.comma}`}${dayText(say, new Date(on))}
      </p>
      ${text === undefined ? nothing : html`<p lang="${language}" dir="auto">${visiblePlain(text, 4000)}</p>`}`;
  }
  if (said.type === 'differs')
    return html`<p><code class="c-break" dir="ltr">${said.digest}</code></p>
      <p lang="${said.language}" dir="auto">${visiblePlain(said.text, 20_000)}</p>`;
  if (said.type === 'feedback')
    return html`<p>${say.requestOutcome.use[said.use]}</p>
      ${said.text === undefined ? nothing : html`<p lang="${said.language}" dir="auto">${visiblePlain(said.text, 20_000)}</p>`}`;
  const until =
    'until' in said && said.until !== undefined && isHold(said.type)
      ? html`<p>${say.desks.endsAt}${say.language.colon}${when(say, new Date(said.until))}</p>`
      : nothing;
  if ('text' in said && said.text !== undefined)
    return html`${until}
      <p lang="${said.language}" dir="auto">${visiblePlain(said.text, 20_000)}</p>`;
  return 'reference' in said && said.reference !== undefined
    ? html`${until}
        <p><bdi>${visiblePlain(said.reference, 100)}</bdi></p>`
    : until;
}

/** Annex III, line by line. */
export function answerHtml(say: Messages, said: MessageOf<AnswerType>): Html {
  return facts(
    linesOf(say, ANSWERING, said).map(([label, text]) => [
      label,
      html`<span lang="${said.language}" dir="auto" class="c-typed">${visiblePlain(text, 4000)}</span>`,
    ]),
  );
}
