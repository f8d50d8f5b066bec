// Beside a conversation, what one must not forget: time limits that run, conditions in force and who set them, receipts, the other side's desk.
import type { Knowledge } from '../law/model.ts';
import { stateName, type StateCode } from '../law/states.ts';
import { clockAddress, ruleName } from '../requests/machine/clocks/clock-words.pages.ts';
import { runsOut } from '../requests/machine/clocks/runs-out.pages.ts';
import type { StoredClock } from '../requests/machine/clocks/stored.ts';
import { capital } from '../web/capital.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { facts, railSection } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { isolatedText, listText, numberText, whenText } from '../web/when.ts';
import type { ConversationNow, InForce, OfferHere } from './conversation-now.acts.ts';
import type { MessageSeen } from './conversation-seen.acts.ts';
import { OFFERS } from './offer.pages.ts';
import type { Probe } from './watch.store.ts';

export interface RailShown {
  readonly now: ConversationNow;
  readonly messages: readonly MessageSeen[];
  readonly id: string;
  readonly peer: string;
  readonly counterpart: StateCode | undefined;
  readonly law: Knowledge;
  readonly at: Date;
  /** Who looks may ask for consent. */
  readonly mayAsk: boolean;
}

export function conversationRail(say: Messages, shown: RailShown): Html {
  const words = say.exchange.now;
  return html`${railSection(words.limits, limitsHtml(say, shown))}
  ${railSection(words.conditions, conditionsHtml(say, shown))}
  ${railSection(words.receipts, receiptsHtml(say, shown))} ${railSection(words.desk, deskHtml(say, shown))}`;
}

function limitsHtml(say: Messages, { now: { clocks, offers }, law, at }: RailShown): Html {
  const words = say.exchange.now;
  const open = offers.filter(isOpen);
  if (clocks.length === 0 && open.length === 0) return html`<p>${words.noLimits}</p>`;
  return html`<ul class="c-limits">
    ${clocks.map((clock) => html`<li><a href="${clockAddress(clock.id)}">${capital(ruleName(say, clock.rule, law))}</a><br />${left(say, clock, at)}</li>`)}
    ${open.map(
      ({ file, said }) =>
        html`<li>
          <b>${words.offerEnds(isolatedText(say, visiblePlain(said?.reference ?? '', 100)))}</b
          ><br />${runsOut(say, { begun: file.at, end: file.until, now: at })}
        </li>`,
    )}
  </ul>`;
}

export function isOpen({ file, custody }: OfferHere): boolean {
  if (file.isCopy) return file.answeredAt === undefined;
  return custody.some(({ state }) => state === 'open' || state === 'desk');
}

function left(say: Messages, { run, begunAt }: StoredClock, now: Date): Html {
  if (run.status === 'paused') return html`<span class="c-hint">${say.timeLimits.standsStill}</span>`;
  if (run.earliest === undefined) return html`<span class="c-hint">${say.timeLimits.noFigure}</span>`;
  return runsOut(say, { begun: begunAt, end: new Date(run.earliest), now });
}

function conditionsHtml(say: Messages, shown: RailShown): Html {
  const { inForce } = shown.now;
  if (inForce.length === 0) return html`<p>${say.exchange.now.noConditions}</p>`;
  return html`<ul class="c-limits">
    ${inForce.map((one) => html`<li>${conditionHtml(say, shown, one)}</li>`)}
  </ul>`;
}

/** Whose words, on what, and what follows of it. */
function conditionHtml(say: Messages, { peer, mayAsk }: RailShown, one: InForce): Html {
  const words = say.exchange.now;
  const { isOurs, setBy = peer, text, language, on = [], consent } = one;
  const lines = [
    isOurs ? words.setByUs : words.setBy(isolatedText(say, visiblePlain(setBy, 200))),
    ...(on.length === 0
      ? []
      : [
          words.on(
            listText(
              say,
              on.map((number) => visiblePlain(number, 100)),
            ),
          ),
        ]),
  ];
  return html`<p
      class="c-limits__text"
      ${language === undefined ? nothing : html`lang="${language}"`}
      dir="auto"
    >
      ${text === undefined ? say.exchange.sealed.confidential : visiblePlain(text, 4000)}
    </p>
    ${[...lines, ...followsOf(say, one)].map((line) => html`<small>${line}</small>`)}
    ${consent === undefined || !mayAsk ? nothing : html`<a href="${OFFERS}/${consent}/consent">${say.exchange.consent.ask}</a>`}`;
}

function followsOf(say: Messages, { how, isOurs, at }: InForce): string[] {
  const words = say.exchange.now;
  const dated = (line: (when: string) => string): string[] =>
    at === undefined ? [] : [line(whenText(say, at))];
  switch (how) {
    case 'evidence':
      return [isOurs ? words.needsOurs : words.needsTheirs];
    case 'delivery':
      return [words.withCopies];
    case 'agreed':
      return dated(words.acceptedOn);
    case 'added':
      return dated(words.saidOn);
    case 'lifted':
      return dated(words.liftedOn);
  }
}

function receiptsHtml(say: Messages, { messages, id }: RailShown): Html {
  const words = say.exchange.now;
  const ofMessage = ({ steps }: MessageSeen): number =>
    steps.filter(({ is }) => is === 'relay' || is === 'delivery' || is === 'retrieval' || is === 'rejection')
      .length;
  const signed = messages.reduce((sum, one) => sum + ofMessage(one), 0);
  const waiting = messages.filter((one) => ofMessage(one) === 0).length;
  return facts([
    [words.messages, numberText(say, messages.length)],
    [words.signed, numberText(say, signed)],
    [words.waiting, waiting === 0 ? undefined : numberText(say, waiting)],
    [say.exchange.id, html`<code class="c-break" dir="ltr">${id}</code>`],
  ]);
}

function deskHtml(say: Messages, { now: { probe }, counterpart, peer }: RailShown): Html {
  const words = say.exchange.now;
  return html`<p><bdi class="c-break">${visiblePlain(peer, 200)}</bdi></p>
    <p>${deskWords(say, probe)}</p>
    ${
      counterpart === undefined
        ? nothing
        : html`<a href="/law/states/${counterpart}"
            >${words.authorities}${say.language.colon}${stateName(counterpart, say.language.code)}</a
          >`
    }`;
}

function deskWords(say: Messages, probe: Probe | undefined): string {
  const words = say.exchange.now;
  if (probe === undefined) return words.deskUnasked;
  return probe.error === undefined
    ? words.deskAnswered(whenText(say, probe.answeredAt ?? probe.triedAt))
    : words.deskSilent(whenText(say, probe.triedAt));
}
