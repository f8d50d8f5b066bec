// Handing an exhibit over: whom to, why, check; and the answer.
import type { Member } from '../people/case-member.store.ts';
import { inCase } from '../people/policy.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { choices, field, form, hidden, railSection, table, tag, type Errors } from '../web/parts.ts';
import { when } from '../web/when.ts';
import { exhibitAddress, notNow, questionAbout, type About } from './exhibit-about.pages.ts';
import { mayOffer, mayWithdraw } from './hand-over.acts.ts';
import type { Holding, OpenHandOver, WaitingHandOver } from './hand-over.store.ts';
import { visiblePlain } from './report/safe-text.ts';
import type { Uuid } from '../base/ids.ts';

export interface OfferForm {
  readonly to: string;
  readonly reason: string;
  readonly place: string;
  readonly key: string;
  readonly errors: Errors;
}

export function whoPage(
  say: Messages,
  about: About,
  { given, receivers, holding }: { given: OfferForm; receivers: readonly Member[]; holding: Holding },
): View {
  const words = say.handOver;
  if (receivers.length === 0)
    return notNow(say, about, {
      here: words.title,
      title: words.nobodyTitle,
      why: html`<p>${words.nobody}</p>
        <p>${words.nobodyNext}</p>`,
    });
  const list = receivers.map((one) => ({
    value: one.person,
    words: one.name,
    hint: say.caseRole[one.role],
    isChosen: one.person === given.to,
  }));
  const hint = holding.holder === undefined ? words.whoHintStore : words.whoHint;
  return questionAbout(say, about, {
    title: words.whoTitle,
    here: words.title,
    errors: given.errors,
    content: form(
      html`${kept(given, 'to')}
      ${choices(say, { name: 'to', kind: 'radios', legend: words.whoTitle, hint, list, isHeading: true }, given.errors)}`,
      say.form.next,
      `${exhibitAddress(about)}/hand-over`,
    ),
  });
}

export function whyPage(say: Messages, about: About, given: OfferForm): View {
  const words = say.handOver;
  return questionAbout(say, about, {
    title: words.whyTitle,
    here: words.title,
    errors: given.errors,
    content: html`<h1>${words.whyTitle}</h1>
      ${form(
        html`${kept(given, 'reason', 'place')}
        ${field(say, { name: 'reason', label: words.why, hint: words.whyHint, value: given.reason, rows: 3 }, given.errors)}
        ${field(say, { name: 'place', label: words.place, hint: words.placeHint, value: given.place, isOptional: true }, given.errors)}`,
        say.form.next,
        `${exhibitAddress(about)}/hand-over/why`,
      )}`,
  });
}

export function checkOfferPage(
  say: Messages,
  about: About,
  { given, receiver }: { given: OfferForm; receiver: Member },
): View {
  const words = say.handOver;
  const address = exhibitAddress(about);
  const again = (step: string, about_: string): Html =>
    html`<form method="post" action="${address}/hand-over${step}" class="c-press">
      ${kept(given)}${hidden('again', 'yes')}
      <button type="submit" class="c-linkbutton">
        ${words.change}<span class="govuk-visually-hidden"> ${about_}</span>
      </button>
    </form>`;
  return questionAbout(say, about, {
    title: words.checkTitle,
    here: words.title,
    errors: {},
    content: html`<h1>${words.checkTitle}</h1>
      <dl class="c-check">
        <div>
          <dt>${words.to}</dt>
          <dd>${receiver.name}<br /><span class="c-hint">${say.caseRole[receiver.role]}</span></dd>
          <dd>${again('', words.changeWho)}</dd>
        </div>
        <div>
          <dt>${words.reason}</dt>
          <dd>${given.reason}</dd>
          <dd>${again('/why', words.changeWhy)}</dd>
        </div>
        ${
          given.place === ''
            ? nothing
            : html`<div>
                <dt>${words.place}</dt>
                <dd>${given.place}</dd>
                <dd>${again('/why', words.changeWhy)}</dd>
              </div>`
        }
      </dl>
      <p>${words.checkWords(receiver.name)}</p>
      ${form(kept(given), words.offerButton, `${address}/hand-over/offer`)}`,
  });
}

/** What was answered so far goes with the form, but for the fields that it asks itself. */
function kept(given: OfferForm, ...asked: readonly ('to' | 'reason' | 'place')[]): Html {
  const names = (['to', 'reason', 'place'] as const).filter((name) => !asked.includes(name));
  return html`${hidden('key', given.key)}${names.map((name) => hidden(name, given[name]))}`;
}

export interface AnswerForm {
  readonly answer: string;
  readonly reason: string;
  readonly place: string;
  readonly errors: Errors;
}

export function answerPage(
  say: Messages,
  about: About,
  { open, given }: { open: OpenHandOver; given: AnswerForm },
): View {
  const words = say.handOver;
  const list = [
    { value: 'accepted', words: words.yes, hint: words.yesHint, isChosen: given.answer === 'accepted' },
    { value: 'rejected', words: words.no, hint: words.noHint, isChosen: given.answer === 'rejected' },
  ];
  const { errors } = given;
  return questionAbout(say, about, {
    title: words.answerTitle,
    here: words.title,
    errors,
    content: html`<h1>${words.answerTitle}</h1>
      <p class="c-lead">${words.answerLead(open.from.name)}</p>
      <p><a href="${exhibitAddress(about)}">${words.lookFirst}</a></p>
      ${form(
        html`${hidden('handOver', open.id)}
        ${choices(say, { name: 'answer', kind: 'radios', legend: words.answerTitle, isLegendHidden: true, list }, errors)}
        ${field(say, { name: 'reason', label: words.answerWhy, hint: words.answerWhyHint, value: given.reason, rows: 2, isOptional: true }, errors)}
        ${field(say, { name: 'place', label: words.place, hint: words.placeHint, value: given.place, isOptional: true }, errors)}`,
        words.answerButton,
        `${exhibitAddress(about)}/hand-over/answer`,
      )}`,
  });
}

export interface HoldingShown extends About {
  readonly holding: Holding;
  readonly viewer: Uuid;
  readonly agency: string;
}

/** Why this person cannot offer it now; undefined when they can. */
export function whyNotOffer(say: Messages, shown: HoldingShown): string | undefined {
  const words = say.handOver;
  const { holding, viewer, file, exhibit } = shown;
  if (exhibit.status !== 'held') return words.isDestroyed;
  if (!mayOffer(viewer, file.role, holding))
    return holding.holder?.role === undefined ? words.onlyLead : words.onlyHolder;
  return holding.open === undefined ? undefined : words.isOffered;
}

/** In the rail of the exhibit: who answers for it now, since when, and what waits. */
export function holdingRail(say: Messages, shown: HoldingShown): Html {
  const words = say.handOver;
  const { holding, viewer, file, exhibit } = shown;
  const { open } = holding;
  const seesNames = inCase(file.role, 'seeWhoActed') === 'yes';
  const address = `${exhibitAddress(shown)}/hand-over`;
  if (exhibit.status !== 'held') return nothing;
  if (!seesNames) return railSection(words.heldBy, html`<p>${shown.agency}</p>`);
  const why = whyNotOffer(say, shown);
  return railSection(
    words.heldBy,
    html`<p class="c-holder">${holderWords(say, shown)}</p>
      ${
        holding.since === undefined || holding.holder === undefined
          ? nothing
          : html`<p class="c-hint">${words.since} ${when(say, holding.since)}</p>`
      }
      ${
        open === undefined
          ? nothing
          : html`<p>${tag('warn', words.onOfferTo(open.to.name))}</p>
              <p class="c-hint">${words.offeredOn} ${when(say, open.offeredAt)}</p>
              ${open.to.id === viewer ? html`<p><a href="${address}/answer">${words.answer}</a></p>` : nothing}
              ${mayWithdraw(viewer, file.role, holding) ? withdrawal(say, address, open) : nothing}`
      }
      ${why === undefined || open !== undefined ? nothing : html`<p class="c-hint">${why}</p>`}`,
  );
}

function withdrawal(say: Messages, address: string, open: OpenHandOver): Html {
  return html`<form method="post" action="${address}/withdraw" class="c-press">
    ${hidden('handOver', open.id)}
    <button type="submit" class="c-linkbutton">${say.handOver.takeBack}</button>
  </form>`;
}

function holderWords(say: Messages, { holding, viewer }: HoldingShown): Html {
  const words = say.handOver;
  const { holder } = holding;
  if (holder === undefined) return html`<b>${words.store}</b>`;
  const name = holder.name === '' ? words.someone : holder.name;
  const role = holder.role === undefined ? words.leftCase : say.caseRole[holder.role];
  return html`<b>${holder.id === viewer ? words.you(name) : name}</b><br />${role}`;
}

/** On "My work": what waits for this person, then what this person waits for. */
export function waitingHandOversHtml(say: Messages, list: readonly WaitingHandOver[]): Html {
  const words = say.handOver;
  const mine = list.filter((one) => one.isMine);
  const others = list.filter((one) => !one.isMine);
  const address = (one: WaitingHandOver): string => `/cases/${one.reference}/evidence/${one.item}`;
  const exhibit = {
    heading: words.exhibit,
    cell: (one: WaitingHandOver) =>
      html`<a href="${address(one)}">${one.number}</a><br />${visiblePlain(one.title, 200)}`,
  };
  const since = { heading: words.waitsSince, cell: (one: WaitingHandOver) => when(say, one.offeredAt) };
  return html`${
    mine.length === 0
      ? nothing
      : html`<h2>${words.waitingTitle}</h2>
          ${table<WaitingHandOver>(
            words.waitingTitle,
            [
              exhibit,
              { heading: words.from, cell: (one) => one.from },
              since,
              {
                heading: words.act,
                cell: (one) =>
                  html`<a href="${address(one)}/hand-over/answer"
                    >${words.answerIt}<span class="govuk-visually-hidden">
                      ${words.answerAbout(one.number)}</span
                    ></a
                  >`,
              },
            ],
            mine,
          )}`
  }
  ${
    others.length === 0
      ? nothing
      : html`<h2>${words.mineTitle}</h2>
          ${table<WaitingHandOver>(
            words.mineTitle,
            [exhibit, { heading: words.to, cell: (one) => one.to }, since],
            others,
          )}`
  }`;
}

export function sentence(words: string): Html {
  return html`<p>${words}</p>`;
}
