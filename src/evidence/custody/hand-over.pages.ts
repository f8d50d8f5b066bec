// Handing an exhibit over: whom to, why, check; and the answer.
import type { Uuid } from '../../base/ids.ts';
import type { Member } from '../../people/case-member.store.ts';
import { html, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices, field, form, hidden, type Errors } from '../../web/parts.ts';
import {
  checkAnswers,
  exhibitAddress,
  notNow,
  questionAbout,
  type About,
} from '../exhibits/exhibit-about.pages.ts';
import type { Holding, OpenHandOver } from '../exhibits/holding.store.ts';

export interface OfferForm {
  readonly to: string;
  readonly reason: string;
  readonly place: string;
  readonly key: Uuid;
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
  const address = `${exhibitAddress(about)}/hand-over`;
  const who = html`${receiver.name}<br /><span class="c-hint">${say.caseRole[receiver.role]}</span>`;
  const why = { action: `${address}/why`, about: words.changeWhy };
  return questionAbout(say, about, {
    title: words.checkTitle,
    here: words.title,
    errors: {},
    content: html`<h1>${words.checkTitle}</h1>
      ${checkAnswers(say, kept(given), [
        { label: words.to, value: who, change: { action: address, about: words.changeWho } },
        { label: words.reason, value: given.reason, change: why },
        { label: words.place, value: given.place, change: why },
      ])}
      <p>${words.checkWords(receiver.name)}</p>
      ${form(kept(given), words.offerButton, `${address}/offer`)}`,
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

export function sentence(words: string): Html {
  return html`<p>${words}</p>`;
}
